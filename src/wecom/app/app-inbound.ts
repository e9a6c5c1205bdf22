import { hash } from 'node:crypto';
import { NOTHING_LEFT, TASK_ID } from '../cards.ts';
import type { Attachment, Draft } from '../inbound.ts';
import { type Fields, readXml } from './xml.ts';

/** Far more than WeCom lets anybody type. */
const LONGEST = 64 * 1024;
const LONGEST_ID = 256;
const LONGEST_KEY = 1024;

/** What a callback of the app means: https://developer.work.weixin.qq.com/document/path/90239 */
export type AppInbound =
  | { readonly kind: 'message'; readonly draft: Draft }
  /** Somebody tapped a card: the draft says what the tapped choice says. The code is good for changing the card once. */
  | { readonly kind: 'tap'; readonly draft: Draft; readonly responseCode: string }
  /** From a person, but of a kind that is not taken. */
  | { readonly kind: 'unsupported'; readonly userid: string }
  /** Somebody opened the app, or has just been let in. */
  | { readonly kind: 'enter'; readonly userid: string }
  /** Nothing to be answered. */
  | { readonly kind: 'ignored' }
  | { readonly kind: 'malformed' };

/** Reads a decrypted callback. Never throws. */
export function readAppInbound(plaintext: string): AppInbound {
  const fields = readXml(plaintext, LONGEST);
  const type = fields?.get('MsgType');
  const from = fields?.get('FromUserName')?.trim() ?? '';
  if (!fields || type === undefined || from.length > LONGEST_ID) return { kind: 'malformed' };
  if (from === '' || from === 'sys') return { kind: 'ignored' };
  return type === 'event' ? readEvent(fields, from, plaintext) : readMessage(fields, from, type, plaintext);
}

function readMessage(fields: Fields, userid: string, type: string, plaintext: string): AppInbound {
  // 64 bits wide: more than a number of JavaScript holds.
  const given = fields.get('MsgId') ?? '';
  const id = /^\d{1,20}$/.test(given) ? given : digestOf(plaintext);
  const text = type === 'text' ? fields.get('Content') : undefined;
  const attachment = type === 'image' || type === 'file' ? mediaIn(fields) : undefined;
  if (text === undefined && !attachment) return { kind: 'unsupported', userid };
  const attachments = attachment ? [attachment] : [];
  return { kind: 'message', draft: { ...said(userid, id), text: text ?? '', attachments } };
}

function readEvent(fields: Fields, userid: string, plaintext: string): AppInbound {
  switch (fields.get('Event')) {
    case 'enter_agent':
    case 'subscribe':
      return { kind: 'enter', userid };
    case 'template_card_event':
      return readTap(fields, userid, plaintext);
    default:
      return { kind: 'ignored' };
  }
}

function readTap(fields: Fields, userid: string, plaintext: string): AppInbound {
  const text = fields.get('EventKey') ?? '';
  const task = fields.get('TaskId') ?? '';
  if (!TASK_ID.test(task) || text.length > LONGEST_KEY) return { kind: 'ignored' };
  if (text === NOTHING_LEFT.says) return { kind: 'ignored' };
  const draft: Draft = { ...said(userid, digestOf(plaintext)), text, task };
  return { kind: 'tap', draft, responseCode: fields.get('ResponseCode') ?? '' };
}

// Events have no id, and two of one second differ in nothing but what they are about.
const digestOf = (plaintext: string): string => hash('sha256', plaintext);

const said = (userid: string, id: string): Draft => ({
  id,
  userid,
  chat: { kind: 'single', id: null },
  text: '',
  attachments: [],
  quote: null,
  task: null,
});

function mediaIn(fields: Fields): Attachment | undefined {
  const id = fields.get('MediaId') ?? '';
  if (id === '' || id.length > 1024) return undefined;
  return { kind: 'media', id, name: fields.get('FileName') ?? null };
}
