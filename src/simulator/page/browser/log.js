import { avatar, byId, make } from './dom.js';

const GAP = 5 * 60_000;

/** The conversation in the middle. */
export class Log {
  #log = byId('log');
  #announcer = byId('announcer');
  #onQuote;
  #onTap;
  #me = '';
  #messages = [];
  #following = true;

  /** `onTap` is told the message and what stands on the button. */
  constructor(onQuote, onTap) {
    this.#onQuote = onQuote;
    this.#onTap = onTap;
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

  /** Shows another conversation, as `me` sees it; `whenEmpty` is said when there is none yet. */
  open(messages, me, whenEmpty) {
    this.#me = me;
    this.#messages = [];
    this.#log.replaceChildren();
    for (const message of messages) this.#add(message);
    if (messages.length === 0) this.#log.append(make('p', { className: 'empty' }, whenEmpty));
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
      this.#add(message);
    }
    if (message.author.userid !== this.#me && !message.working)
      this.#announcer.textContent = `${message.author.name}：${message.summary}`;
    if (message.author.userid === this.#me) this.#following = true;
    this.#follow();
  }

  #add(message) {
    const last = this.#messages.at(-1);
    if (!last || message.at - last.at > GAP)
      this.#log.append(make('p', { className: 'moment' }, message.time));
    this.#messages.push(message);
    this.#log.append(this.#draw(message));
  }

  #draw(message) {
    const own = message.author.userid === this.#me;
    const { kind, name, userid } = message.author;
    const bubble = make('div', { className: `bubble ${message.kind}` }, ...this.#content(message));
    bubble.addEventListener('click', (event) => {
      if (!event.target.closest('a, button') && String(getSelection()) === '') this.#onQuote(message);
    });
    const quote = make('button', { type: 'button', className: 'quote-button' }, '引用');
    quote.setAttribute('aria-label', `引用${name}的消息`);
    quote.addEventListener('click', () => this.#onQuote(message));
    return make(
      'article',
      { className: own ? 'message own' : 'message', id: `m-${message.id}` },
      avatar(name, userid ?? 'bot', kind === 'person' ? '' : 'bot'),
      make(
        'div',
        { className: 'body' },
        make(
          'p',
          { className: 'author' },
          name,
          kind === 'person' ? null : make('span', { className: 'tag' }, '机器人'),
        ),
        make('div', { className: 'row' }, bubble, quote),
        message.quote
          ? make('p', { className: 'quoted' }, `${message.quote.name}：${message.quote.text}`)
          : null,
      ),
    );
  }

  #content(message) {
    const pictures = message.kind === 'file' ? [] : message.attachments;
    return [
      ...words(message),
      ...pictures.map(({ url }) =>
        make('img', { src: url, alt: `${message.author.name}发的图片`, className: 'picture' }),
      ),
      ...(message.kind === 'file' ? message.attachments.map(fileCard) : []),
      ...message.articles.map(articleCard),
      ...(message.card ? [this.#tapCard(message)] : []),
      ...(message.working ? [make('p', { className: 'working' }, '正在处理')] : []),
    ];
  }

  #tapCard(message) {
    const { title, text, buttons } = message.card;
    return make(
      'div',
      { className: 'tap-card' },
      make('strong', {}, title),
      text ? make('p', { className: 'plain' }, text) : null,
      ...buttons.map((label) => {
        const button = make('button', { type: 'button' }, label);
        button.addEventListener('click', () => this.#onTap(message, label));
        return button;
      }),
    );
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

/** `html` was made safe by the server; everything else is put in as text. */
function words({ html, text, kind }) {
  if (html) {
    const drawn = make('div', { className: kind === 'text' ? 'plain' : 'markdown' });
    drawn.innerHTML = html;
    return [drawn];
  }
  const worded = kind === 'text' || kind === 'mixed';
  return worded && text ? [make('p', { className: 'plain' }, text)] : [];
}

function fileCard({ name, size, url }) {
  const amount =
    size < 1024 * 1024
      ? `${Math.max(1, Math.round(size / 1024))} KB`
      : `${(size / 1024 / 1024).toFixed(1)} MB`;
  return make(
    'a',
    { href: url, download: name, className: 'file-card' },
    make('span', { className: 'file-kind', ariaHidden: 'true' }, name.split('.').at(-1)?.slice(0, 4) ?? ''),
    make(
      'span',
      { className: 'file-words' },
      make('span', {}, name),
      make('span', { className: 'note' }, `${amount} · 点击下载`),
    ),
  );
}

function articleCard({ title, description, url }) {
  return make(
    'a',
    { href: url, target: '_blank', rel: 'noopener noreferrer', className: 'article-card' },
    make('strong', {}, title),
    make('span', { className: 'note' }, description),
  );
}
