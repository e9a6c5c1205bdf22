import { randomUUID } from 'node:crypto';
import type { Attachment, ChatMessage, ChatRef, Content } from '../chat.ts';
import { PlatformError } from '../errors.ts';
import type { World } from '../world.ts';
import { type Answer, type Road, silence } from './road.ts';

interface Saying {
  /** A userid. */
  readonly from: string;
  readonly chat: { readonly group: string } | 'private';
  /** The id of a message in the same chat. */
  readonly quote?: string;
  /** Made up when not given. */
  readonly msgid?: string;
}

/** Words, with or without pictures. In a group the bot is mentioned, unless `mention` is false. */
export interface SaidWords extends Saying {
  readonly text: string;
  readonly mention?: boolean;
  readonly images?: readonly Uint8Array[];
}

/** A picture or a file and nothing else. */
export interface SaidFile extends Saying {
  readonly file: Attachment;
}

export interface SaidPicture extends Saying {
  readonly image: Uint8Array;
}

export type Said = SaidWords | SaidFile | SaidPicture;

export interface SayDependencies {
  readonly world: World;
  readonly road: Road;
  readonly botName: string;
}

/** Posts what a person says and, where WeCom would, delivers it to the bot. */
export async function say(said: Said, deps: SayDependencies): Promise<Answer> {
  const { world } = deps;
  const { userid } = world.person(said.from);
  const chat = said.chat === 'private' ? { private: userid } : said.chat;
  checkMember(world, chat, userid);
  const quoted = quotedMessage(world, chat, said.quote);
  const content = contentOf(said, deps.botName);
  const message = world.post({ chat, author: { kind: 'person', userid }, content, quote: said.quote });
  const msgid = said.msgid ?? randomUUID();
  if (!reachesBot(said)) return silence(msgid, message, false);
  return deps.road.deliver({ sender: { msgid, chat, userid: world.toldAs(userid) }, message, quoted });
}

function checkMember(world: World, chat: ChatRef, userid: string): void {
  if (!('group' in chat)) return;
  const group = world.group(chat.group);
  if (!world.isMember(group, userid))
    throw new PlatformError('rule', `${userid} is not a member of ${group.name}`);
}

function quotedMessage(world: World, chat: ChatRef, id: string | undefined): ChatMessage | undefined {
  if (id === undefined) return undefined;
  const quoted = world.messagesIn(chat).find((message) => message.id === id);
  if (!quoted) throw new PlatformError('rule', `no message ${id} to quote in this chat`);
  return quoted;
}

function contentOf(said: Said, botName: string): Content {
  if ('file' in said) return { type: 'file', file: said.file };
  if ('image' in said) return { type: 'image', image: picture(said.image) };
  const text = mentions(said) ? `@${botName} ${said.text}` : said.text;
  return said.images?.length
    ? { type: 'mixed', text, images: said.images.map(picture) }
    : { type: 'text', text };
}

// WeCom does not keep the name of a picture, nor always its kind.
const picture = (bytes: Uint8Array): Attachment => ({ name: 'image.jpg', bytes });

const mentions = (said: SaidWords): boolean => said.chat !== 'private' && said.mention !== false;

// In a group only mentions reach the bot, and a picture or a file alone cannot mention anybody.
const reachesBot = (said: Said): boolean => said.chat === 'private' || ('text' in said && mentions(said));
