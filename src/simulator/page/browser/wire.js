import { getWire } from './api.js';
import { byId, make } from './dom.js';

const OPEN_AT_FIRST = 3;
const CALM_MS = 120;

/** The panel for developers: what the bot was told beside what the platform was told. */
export class WirePanel {
  #chatKey;
  #open = new Map();
  #drawn = new Map();
  #waiting = undefined;

  /** `chatKey()`: the chat that is open now. */
  constructor(chatKey) {
    this.#chatKey = chatKey;
    byId('wire-rows').tabIndex = 0;
    byId('wire-open').addEventListener('click', () => this.toggle());
    byId('wire-close').addEventListener('click', () => this.toggle(false));
    byId('wire-filter').addEventListener('change', () => this.refresh());
  }

  get isOpen() {
    return !byId('wire').hidden;
  }

  toggle(open = !this.isOpen) {
    byId('wire').hidden = !open;
    document.body.toggleAttribute('data-wire', open);
    byId('wire-open').setAttribute('aria-expanded', String(open));
    if (open) this.refresh();
    else byId('wire-open').focus();
  }

  /** Something was said. Many things at once are drawn once. */
  note() {
    if (!this.isOpen || this.#waiting !== undefined) return;
    this.#waiting = setTimeout(() => this.refresh(), CALM_MS);
  }

  async refresh() {
    clearTimeout(this.#waiting);
    this.#waiting = undefined;
    if (!this.isOpen) return;
    const here = byId('wire-filter').value === 'here';
    const rows = await getWire(here ? this.#chatKey() : undefined).catch(() => []);
    const drawn = new Map();
    for (const [index, row] of rows.entries()) {
      const text = JSON.stringify(row);
      const old = this.#drawn.get(row.id);
      const element = old?.text === text ? old.element : this.#row(row, index < OPEN_AT_FIRST);
      drawn.set(row.id, { text, element });
    }
    this.#drawn = drawn;
    const none = make('p', { className: 'empty' }, '还没有往来。说句话试试。');
    const elements = [...drawn.values()].map(({ element }) => element);
    byId('wire-rows').replaceChildren(...(elements.length > 0 ? elements : [none]));
  }

  #row(row, open) {
    const { id, time, title, chatName, began, bot, platform } = row;
    const details = make(
      'details',
      { className: 'wire-row', open: this.#open.get(id) ?? open },
      make(
        'summary',
        {},
        make('span', { className: 'wire-way', ariaHidden: 'true' }, began === 'bot' ? '→' : '←'),
        make('span', { className: 'wire-title' }, title),
        outcome(row),
        make('span', { className: 'note' }, `${time}${chatName ? ` · ${chatName}` : ''}`),
      ),
      make(
        'div',
        { className: 'wire-pair' },
        side('机器人收到了', bot, began === 'bot' ? '（没有回音）' : ''),
        side('企业微信收到了', platform, row.problem === null ? '（还没有回答）' : ''),
      ),
      row.problem === null ? null : make('p', { className: 'problem' }, row.problem),
    );
    details.addEventListener('toggle', () => this.#open.set(id, details.open));
    return details;
  }
}

function outcome({ errcode, problem }) {
  if (problem !== null)
    return make('span', { className: 'wire-bad' }, errcode ? `errcode ${errcode}` : '出错');
  return make('span', { className: 'wire-good' }, errcode === null ? 'HTTP 200' : `errcode ${errcode}`);
}

function side(heading, got, nothing) {
  const parts = got.flatMap(({ head, body }) => [
    make('p', { className: 'wire-address' }, head),
    ...(body ? [make('pre', { tabIndex: 0 }, body)] : []),
  ]);
  const shown = parts.length > 0 ? parts : [make('p', { className: 'note' }, nothing)];
  return make('div', { className: 'wire-side' }, make('h3', {}, heading), ...shown);
}
