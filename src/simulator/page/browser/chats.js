import { avatar, byId, make } from './dom.js';

/** The list of chats on the left, with what was last said and how much is unread. */
export class Chats {
  #list = byId('chats');
  #last = new Map();
  #unread = new Map();
  #onOpen;
  /** Those in the list, from top to bottom. */
  #shown = [];

  constructor(onOpen) {
    this.#onOpen = onOpen;
  }

  /** Takes note of a message; `seen` when its chat is open. Growing streams count once. */
  note(message, seen) {
    const isNew = this.#last.get(message.chat)?.id !== message.id;
    this.#last.set(message.chat, message);
    if (isNew && !seen) this.#unread.set(message.chat, (this.#unread.get(message.chat) ?? 0) + 1);
  }

  read(key) {
    this.#unread.delete(key);
  }

  /** Opens the chat so many places further down; up when negative. */
  move(by, group) {
    const here = this.#shown.findIndex((chat) => chat.group === group);
    const there = this.#shown[here + by];
    if (there) this.#onOpen(there.group);
  }

  draw({ world, me, group }) {
    const privateChat = { key: `private:${me.toLowerCase()}`, name: world.botName, note: '单聊' };
    const appChat = {
      key: `app:${me.toLowerCase()}`,
      group: world.appChat,
      name: '群学应用',
      note: '自建应用',
    };
    const groups = world.groups.map(({ id, name, members }) => ({
      key: `group:${id}`,
      group: id,
      name,
      note: `${members.length} 人`,
      outside: !members.includes(me),
    }));
    const own = [privateChat, ...(world.appChat ? [appChat] : []), ...groups.filter((each) => !each.outside)];
    const others = groups.filter((each) => each.outside);
    this.#shown = [...own, ...others];
    const draw = (chat) => this.#item(chat, chat.group === group);
    const divider = make('li', { className: 'divider' }, '别的群，可以看，加入后能说话');
    const focused = this.#list.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    this.#list.replaceChildren(
      ...own.map(draw),
      ...(others.length > 0 ? [divider] : []),
      ...others.map(draw),
    );
    for (const button of this.#list.querySelectorAll('button'))
      if (button.dataset.key === focused) button.focus();
  }

  #item(chat, current) {
    const unread = this.#unread.get(chat.key) ?? 0;
    const last = this.#last.get(chat.key);
    const preview = last
      ? `${last.author.name}：${last.working && !last.summary ? '正在处理…' : last.summary}`
      : chat.note;
    const button = make(
      'button',
      { type: 'button', className: `chat-item${chat.outside ? ' outside' : ''}` },
      avatar(chat.name.split(' ').at(-1), chat.key, chat.group ? 'group' : 'bot'),
      make(
        'span',
        { className: 'chat-words' },
        make('span', { className: 'chat-title' }, chat.name),
        make('span', { className: 'note' }, preview),
      ),
      unread > 0
        ? make(
            'span',
            { className: 'badge' },
            String(unread),
            make('span', { className: 'hidden' }, ' 条未读'),
          )
        : null,
    );
    button.dataset.key = chat.key;
    if (current) button.setAttribute('aria-current', 'true');
    button.addEventListener('click', () => this.#onOpen(chat.group));
    return make('li', {}, button);
  }
}
