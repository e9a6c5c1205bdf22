import { say } from './api.js';
import { byId, make } from './dom.js';

const GROUP_FILE_HINT =
  '在群里，机器人收不到单独发的文件和图片。已为您引用它：写一句话再发送，机器人就能看到。';
const UNHEARD_HINT = '没有 @ 机器人，这句话它收不到。';

/** The box to write in, with its picture, file, quote and mention. */
export class Composer {
  #text = byId('text');
  #mention = byId('mention');
  #picture = null;
  #quoted = null;
  #where = { me: '', group: undefined, mention: false };
  #onProblem;

  constructor(onProblem) {
    this.#onProblem = onProblem;
    this.#listen();
  }

  /** Moves to another chat or another person. What was being written is kept, what belongs to the chat is not. */
  place({ me, name, group, botName, mention }) {
    this.#where = { me, group, mention };
    this.#text.placeholder = `以${name}的名义说话，回车发送；点一条消息可以引用它`;
    byId('mention-name').textContent = `@${botName}`;
    byId('mention-box').hidden = !mention;
    this.#mention.checked = true;
    this.#unquote();
    this.#hint('');
  }

  /** Takes back a quote. False when there was none. */
  unquote() {
    const quoted = this.#quoted !== null;
    this.#unquote();
    return quoted;
  }

  quote(message) {
    this.#quoted = message;
    byId('quote-text').textContent = `${message.author.name}：${message.summary}`;
    byId('quote').hidden = false;
    this.#text.focus();
  }

  suggest(suggestions) {
    const chips = suggestions.map((text) => {
      const chip = make('button', { type: 'button', className: 'chip', title: text }, text);
      chip.addEventListener('click', () => {
        this.#text.value = text;
        this.#send();
      });
      return chip;
    });
    byId('suggestions').replaceChildren(...chips);
  }

  #listen() {
    byId('composer').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#send();
    });
    this.#text.addEventListener('keydown', (event) => {
      // While an input method is composing, Enter chooses a word.
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#send();
    });
    byId('unquote').addEventListener('click', () => this.#unquote());
    byId('unpicture').addEventListener('click', () => this.#setPicture(null));
    byId('picture').addEventListener('change', ({ target }) => this.#setPicture(take(target)));
    byId('file').addEventListener('change', ({ target }) => this.#sendFile(take(target)));
  }

  async #send() {
    const { me, group } = this.#where;
    const text = this.#text.value.trim();
    const [picture, quoted] = [this.#picture, this.#quoted];
    if (!text && !picture && !quoted) return;
    const mention = this.#where.mention && this.#mention.checked;
    this.#text.value = '';
    this.#setPicture(null);
    this.#unquote();
    this.#hint('');
    const values = {
      me,
      group,
      text,
      mention: mention ? 'yes' : undefined,
      quote: quoted?.id,
      picture: picture ?? undefined,
    };
    const sent = await this.#post(values);
    if (!sent) this.#restore(text, picture, quoted);
    else if (!sent.delivered) this.#hint(UNHEARD_HINT);
  }

  async #sendFile(file) {
    if (!file) return;
    const { me, group } = this.#where;
    const sent = await this.#post({ me, group, file });
    if (!sent || sent.delivered || group !== this.#where.group) return;
    this.quote(sent.message);
    this.#hint(GROUP_FILE_HINT);
  }

  async #post(values) {
    this.#onProblem('');
    try {
      return await say(values);
    } catch (error) {
      this.#onProblem(error.message);
      return null;
    }
  }

  // A message that was not sent comes back, unless something else is being written already.
  #restore(text, picture, quoted) {
    if (this.#text.value) return;
    this.#text.value = text;
    if (picture) this.#setPicture(picture);
    if (quoted) this.quote(quoted);
  }

  #setPicture(picture) {
    const preview = byId('picture-preview');
    if (preview.src) URL.revokeObjectURL(preview.src);
    this.#picture = picture;
    byId('picture-tray').hidden = !picture;
    if (!picture) return preview.removeAttribute('src');
    preview.src = URL.createObjectURL(picture);
    this.#text.focus();
  }

  #unquote() {
    this.#quoted = null;
    byId('quote').hidden = true;
  }

  #hint(text) {
    byId('hint').textContent = text;
    byId('hint').hidden = !text;
  }
}

/** The file chosen; choosing the same one again counts anew. */
function take(input) {
  const [file] = input.files;
  input.value = '';
  return file ?? null;
}
