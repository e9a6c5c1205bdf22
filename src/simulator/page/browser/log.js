import { byId, make } from './dom.js';
import { drawMessage } from './message.js';

const GAP = 5 * 60_000;
const MORE = 300;

/** The conversation in the middle. */
export class Log {
  #log = byId('log');
  #announcer = byId('announcer');
  #scene;
  #onEarlier;
  #messages = [];
  #following = true;
  /** Ids of the messages the tour is about. */
  #lit = new Set();
  /** The first message that came while the clock was moved, by chat. */
  #marks = new Map();

  /** `scene`: what a message needs to be drawn; `onEarlier(count)`: so many messages are wanted. */
  constructor(scene, onEarlier) {
    this.#scene = scene;
    this.#onEarlier = onEarlier;
    // What scrolls has to be reached by the keyboard.
    this.#log.tabIndex = 0;
    // Only the reader scrolls up. A scroll event may come late, when more has been added below already.
    let top = 0;
    this.#log.addEventListener('scroll', () => {
      if (this.#isAtEnd()) this.#following = true;
      else if (this.#log.scrollTop < top) this.#following = false;
      top = this.#log.scrollTop;
    });
    // The end stays in view when the box below grows, and when a picture has been loaded.
    new ResizeObserver(() => this.#follow()).observe(this.#log);
    this.#log.addEventListener('load', () => this.#follow(), true);
  }

  /** Shows another conversation; `whenEmpty` is said when there is none yet. */
  open({ messages, earlier }, whenEmpty) {
    const parts = document.createDocumentFragment();
    if (earlier > 0) parts.append(this.#earlierButton(earlier, messages.length));
    this.#messages = [];
    for (const message of messages) this.#add(message, parts);
    if (messages.length === 0) parts.append(make('p', { className: 'empty' }, whenEmpty));
    this.#log.replaceChildren(parts);
    this.#following = true;
    this.#follow();
  }

  /** Adds a message, or draws it anew when it has grown. */
  show(message) {
    const index = this.#messages.findIndex(({ id }) => id === message.id);
    if (index >= 0) {
      this.#messages[index] = message;
      this.#find(message.id).replaceWith(this.#draw(message));
    } else {
      this.#log.querySelector('.empty')?.remove();
      this.#add(message, this.#log);
    }
    const own = message.author.userid === this.#scene.me;
    if (!own && !message.working) this.#announcer.textContent = `${message.author.name}：${message.summary}`;
    if (own) this.#following = true;
    this.#follow();
  }

  /** Lets these stand out, and no others. */
  light(ids) {
    this.#lit = new Set(ids);
    for (const lit of this.#log.querySelectorAll('.lit')) lit.classList.remove('lit');
    for (const id of ids) this.#find(id)?.classList.add('lit');
    if (ids.length > 0) this.#following = true;
    this.#follow();
  }

  /** Remembers with which message in each chat began what came while the clock was moved. */
  mark(chats) {
    this.#marks = new Map(chats.map(({ key, first }) => [key, first]));
    for (const old of this.#log.querySelectorAll('.meanwhile')) old.remove();
    for (const first of this.#marks.values()) this.#find(first)?.before(meanwhile());
    this.#follow();
  }

  #earlierButton(earlier, shown) {
    const button = make('button', { type: 'button', className: 'earlier' }, `更早的 ${earlier} 条消息`);
    button.addEventListener('click', async () => {
      const height = this.#log.scrollHeight;
      await this.#onEarlier(shown + MORE);
      this.#following = false;
      this.#log.scrollTop = this.#log.scrollHeight - height;
    });
    return button;
  }

  #add(message, parts) {
    const last = this.#messages.at(-1);
    if (last?.day !== message.day) parts.append(make('h3', { className: 'day' }, message.day));
    else if (message.at - last.at > GAP) parts.append(make('p', { className: 'moment' }, message.time));
    if (this.#marks.get(message.chat) === message.id) parts.append(meanwhile());
    this.#messages.push(message);
    parts.append(this.#draw(message));
  }

  #draw(message) {
    const drawn = drawMessage(message, this.#scene);
    if (this.#lit.has(message.id)) drawn.classList.add('lit');
    return drawn;
  }

  #find(id) {
    return byId(`m-${id}`);
  }

  #isAtEnd() {
    return this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight < 80;
  }

  #follow() {
    if (this.#following) this.#log.scrollTop = this.#log.scrollHeight;
  }
}

const meanwhile = () => make('p', { className: 'meanwhile' }, '以下是拨动时间期间的新消息');
