import type { Instant } from '../time/clock.ts';
import type { Card } from './cards.ts';

export interface Person {
  readonly userid: string;
  readonly name: string;
  /** Whatever helps to tell people apart, a job or a team. Shown on the page only. */
  readonly note?: string;
  /** The page lists people of one team together. */
  readonly team?: string;
}

export interface Group {
  readonly id: string;
  readonly name: string;
  /** Userids. */
  readonly members: readonly string[];
}

/** A group, or the private chat between one person and the bot, or between one person and the self-built app. */
export type ChatRef = { readonly group: string } | { readonly private: string } | { readonly app: string };

export interface Attachment {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Article {
  readonly title: string;
  readonly description: string;
  readonly url: string;
}

/** What a message holds, named after how WeCom draws it. `stream` is a bot's answer. */
export type Content =
  | { readonly type: 'text' | 'markdown' | 'markdown_v2'; readonly text: string }
  | {
      readonly type: 'stream';
      readonly text: string;
      readonly images: readonly Attachment[];
      readonly finished: boolean;
    }
  | { readonly type: 'mixed'; readonly text: string; readonly images: readonly Attachment[] }
  | { readonly type: 'image'; readonly image: Attachment }
  | { readonly type: 'file'; readonly file: Attachment }
  | { readonly type: 'card'; readonly card: Card }
  | { readonly type: 'news'; readonly articles: readonly Article[] };

/** `robot` is the group's webhook robot, `bot` the one that is talked to, `app` the self-built app. */
export type Author =
  | { readonly kind: 'person'; readonly userid: string }
  | { readonly kind: 'bot' }
  | { readonly kind: 'app' }
  | { readonly kind: 'robot' };

export interface ChatMessage {
  readonly id: string;
  readonly chat: ChatRef;
  readonly author: Author;
  readonly at: Instant;
  readonly content: Content;
  /** The id of the message it quotes. */
  readonly quote: string | null;
  /** Userids whose telephones would ring, `@all` for everyone. */
  readonly mentions: readonly string[];
}

/** One string a chat, to compare and to index by. */
export function chatKey(chat: ChatRef): string {
  if ('group' in chat) return `group:${chat.group}`;
  return 'app' in chat ? `app:${chat.app.toLowerCase()}` : `private:${chat.private.toLowerCase()}`;
}

/** The words of a message; for pictures and files, what WeCom shows in a list of chats. */
export function textOf(content: Content): string {
  switch (content.type) {
    case 'image':
      return '[图片]';
    case 'file':
      return `[文件] ${content.file.name}`;
    case 'card':
      return [content.card.title, content.card.text].filter((part) => part !== '').join('\n');
    case 'news':
      return content.articles.map((article) => article.title).join('\n');
    default:
      return content.text;
  }
}

/** Everything in a message that can be opened or downloaded, in order. */
export function attachmentsOf(content: Content): readonly Attachment[] {
  switch (content.type) {
    case 'image':
      return [content.image];
    case 'file':
      return [content.file];
    case 'mixed':
    case 'stream':
      return content.images;
    default:
      return [];
  }
}
