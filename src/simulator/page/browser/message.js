import { avatar, make } from './dom.js';
import { pictureButton } from './picture.js';

/**
 * Draws one message as WeCom does.
 * `scene`: { me, botName, noteOf(userid), onQuote(message), onTap(message, label) }
 */
export function drawMessage(message, scene) {
  const own = message.author.userid === scene.me;
  const { kind, name, userid } = message.author;
  const person = kind === 'person';
  const bubble = make('div', { className: `bubble ${message.kind}` }, ...content(message, scene));
  bubble.addEventListener('click', (event) => {
    if (!event.target.closest('a, button') && String(getSelection()) === '') scene.onQuote(message);
  });
  const quote = make('button', { type: 'button', className: 'quote-button' }, '引用');
  quote.setAttribute('aria-label', `引用${name}的消息`);
  quote.addEventListener('click', () => scene.onQuote(message));
  const note = person ? scene.noteOf(userid) : '';
  return make(
    'article',
    { className: own ? 'message own' : 'message', id: `m-${message.id}` },
    avatar(name, userid ?? 'bot', person ? '' : 'bot'),
    make(
      'div',
      { className: 'body' },
      make(
        'p',
        { className: 'author' },
        make('span', {}, name),
        person ? null : make('span', { className: 'tag' }, '机器人'),
        note ? make('span', { className: 'role' }, note) : null,
        make('time', { className: 'at' }, message.time),
      ),
      make('div', { className: 'row' }, bubble, quote),
      message.quote
        ? make('p', { className: 'quoted' }, `${message.quote.name}：${message.quote.text}`)
        : null,
    ),
  );
}

function content(message, scene) {
  const pictures = message.kind === 'file' ? [] : message.attachments;
  return [
    ...words(message, scene),
    ...pictures.map(({ url }) => pictureButton(url, `${message.author.name}发的图片`)),
    ...(message.kind === 'file' ? message.attachments.map(fileCard) : []),
    ...message.articles.map(articleCard),
    ...(message.card ? [tapCard(message, scene)] : []),
    ...(message.working ? [make('p', { className: 'working' }, '正在处理')] : []),
  ];
}

/** `html` was made safe by the server; everything else is put in as text. */
function words({ html, text, kind }, { botName }) {
  if (html) {
    const drawn = make('div', { className: kind === 'text' ? 'plain' : 'markdown' });
    drawn.innerHTML = html;
    return [drawn];
  }
  const worded = kind === 'text' || kind === 'mixed';
  return worded && text ? [make('p', { className: 'plain' }, ...mentioned(text, `@${botName}`))] : [];
}

/** What calls the bot stands out, as it does in WeCom. */
function mentioned(text, call) {
  return text
    .split(call)
    .flatMap((part, index) => (index === 0 ? [part] : [make('span', { className: 'mention' }, call), part]));
}

function tapCard(message, { onTap }) {
  const { title, text, buttons, replacedBy } = message.card;
  return make(
    'div',
    { className: 'tap-card' },
    make('strong', {}, title),
    text ? make('p', { className: 'plain' }, text) : null,
    buttons.length > 0 ? make('div', { className: 'tap-buttons' }, ...buttons.map(draw)) : null,
    replacedBy ? make('p', { className: 'tap-done' }, replacedBy) : null,
  );

  function draw(label) {
    const button = make('button', { type: 'button' }, label);
    button.addEventListener('click', async () => {
      button.disabled = true;
      await onTap(message, label);
      button.disabled = false;
    });
    return button;
  }
}

const KILO = 1024;

function sizeOf(bytes) {
  if (bytes < KILO * KILO) return `${Math.max(1, Math.round(bytes / KILO))} KB`;
  return `${(bytes / KILO / KILO).toFixed(1)} MB`;
}

function fileCard({ name, size, url }) {
  return make(
    'a',
    { href: url, download: name, className: 'file-card' },
    make('span', { className: 'file-kind', ariaHidden: 'true' }, name.split('.').at(-1)?.slice(0, 4) ?? ''),
    make(
      'span',
      { className: 'file-words' },
      make('span', {}, name),
      make('span', { className: 'note' }, `${sizeOf(size)} · 点击下载`),
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
