import type { Instant } from '../../time/clock.ts';
import type { Zone } from '../../time/zone.ts';
import type { Card } from '../cards.ts';
import { attachmentsOf, type ChatMessage, type Content, chatKey, textOf } from '../chat.ts';
import { drawMarkdown, drawText, wordsOf } from '../markdown.ts';
import type { WireRow } from '../wire/wire.ts';
import type { World } from '../world.ts';

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];

/** `2014-03-05 星期三 09:00` */
export const stamp = (zone: Zone, at: Instant): string => `${dayStamp(zone, at)} ${zone.time(at)}`;

/** `2014-03-05 星期三` */
export function dayStamp(zone: Zone, at: Instant): string {
  const { day, weekday } = zone.wall(at);
  return `${day} 星期${WEEKDAYS[weekday - 1] ?? ''}`;
}

/** Turns what the platform holds into what the page draws. */
export class PageView {
  readonly #world: World;
  readonly #botName: string;
  readonly #zone: Zone;

  constructor(world: World, botName: string, zone: Zone) {
    this.#world = world;
    this.#botName = botName;
    this.#zone = zone;
  }

  world() {
    const { people, groups } = this.#world;
    return { botName: this.#botName, people, groups };
  }

  /** The last message of every group in which something was said. */
  last() {
    return this.#world.groups.flatMap(({ id }) => {
      const last = this.#world.messagesIn({ group: id }).at(-1);
      return last ? [this.message(last)] : [];
    });
  }

  message(message: ChatMessage) {
    const { id, content, author, at } = message;
    const quoted = message.quote === null ? undefined : this.#world.message(message.quote);
    return {
      id,
      chat: chatKey(message.chat),
      kind: content.type,
      author: {
        kind: author.kind,
        userid: 'userid' in author ? author.userid : null,
        name: this.#nameOf(message),
      },
      at,
      time: this.#zone.time(at),
      day: dayStamp(this.#zone, at),
      text: textOf(content),
      html: this.#html(message),
      summary: this.#summary(message),
      attachments: attachmentsOf(content).map(({ name, bytes }, index) => ({
        name,
        size: bytes.length,
        url: `/page/attachments/${id}/${index}`,
      })),
      card: content.type === 'card' ? cardView(content.card) : null,
      articles: content.type === 'news' ? content.articles : [],
      working: content.type === 'stream' && !content.finished,
      quote: quoted ? { name: this.#nameOf(quoted), text: this.#summary(quoted) } : null,
    };
  }

  #nameOf({ author }: ChatMessage): string {
    if (author.kind === 'person') return this.#world.nameOf(author.userid) ?? author.userid;
    return author.kind === 'app' ? '群学应用' : this.#botName;
  }

  wireRow(row: WireRow) {
    return { ...row, time: this.#zone.time(row.at), chatName: this.#nameOfChat(row.chat) };
  }

  #nameOfChat(key: string | null): string {
    if (key === null) return '';
    const [kind = '', id = ''] = key.split(/:(.*)/s);
    if (kind === 'group') return this.#world.groups.find((group) => group.id === id)?.name ?? id;
    const name = this.#world.nameOf(id) ?? id;
    return kind === 'app' ? `${name}的应用会话` : `${name}的单聊`;
  }

  /** One line without markup, for the list of chats, for quotes and to be read aloud. */
  #summary(message: ChatMessage): string {
    const html = this.#html(message);
    const words = html ? wordsOf(html) : textOf(message.content);
    return words.replaceAll(/\s+/g, ' ').trim();
  }

  #html({ content, author }: ChatMessage): string {
    // Only robots can mention with `<@userid>`; what people type is shown as typed.
    const nameOf = (userid: string) => this.#world.nameOf(userid);
    if (author.kind === 'robot' && content.type === 'text') return drawText(content.text, nameOf);
    return drawContent(content, nameOf);
  }
}

/** The keys stay here: what a button says is between the platform and the bot. */
const cardView = ({ title, text, buttons, replacedBy = '' }: Card) => ({
  title,
  text,
  buttons: buttons.map((button) => button.text),
  replacedBy,
});

function drawContent(content: Content, nameOf: (userid: string) => string | undefined): string {
  switch (content.type) {
    case 'markdown':
    case 'markdown_v2':
      return drawMarkdown(content.text, content.type, nameOf);
    case 'stream':
      return drawMarkdown(content.text, 'markdown_v2', nameOf);
    default:
      return '';
  }
}
