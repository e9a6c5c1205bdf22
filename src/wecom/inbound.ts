import { z } from 'zod';
import type { Chat } from '../dialogue/message.ts';
import { parseJson } from '../json.ts';
import { NOTHING_LEFT, TASK_ID } from './cards.ts';

/** Something sent, still to be fetched. */
export type Attachment =
  | {
      readonly kind: 'link';
      readonly url: string;
      /** The key this one is encrypted with, as the long connection gives it; null for the callback's own. */
      readonly aesKey: string | null;
    }
  /** Kept by the platform under this id, for the app to fetch. */
  | { readonly kind: 'media'; readonly id: string; readonly name: string | null }
  /** Of a kind that is not taken (video). */
  | { readonly kind: 'other' };

interface Said {
  readonly text: string;
  readonly attachments: readonly Attachment[];
}

/** A message whose files have not been fetched, and whose author has not been looked up yet. */
export interface Draft extends Said {
  readonly id: string;
  /** As the platform wrote it: upper and lower case matter in encrypted ids. */
  readonly userid: string;
  readonly chat: Chat;
  readonly quote: Said | null;
  /** The task_id of the card that was tapped. */
  readonly task: string | null;
}

/** What a callback means. https://developer.work.weixin.qq.com/document/path/100719 */
export type Inbound =
  | { readonly kind: 'message'; readonly draft: Draft }
  /** Somebody tapped a card: the draft says what the tapped choice says. */
  | { readonly kind: 'tap'; readonly draft: Draft; readonly responseUrl: string | null }
  /** From a person, but of a kind that is not taken. */
  | { readonly kind: 'unsupported'; readonly id: string; readonly userid: string; readonly chat: Chat }
  /** WeCom asks how far a stream is. */
  | { readonly kind: 'refresh'; readonly stream: string }
  /** Somebody opened the private chat for the first time today. */
  | { readonly kind: 'enter'; readonly userid: string }
  /** Nothing to be answered. */
  | { readonly kind: 'ignored' }
  | { readonly kind: 'malformed' };

const text = z.object({ content: z.string() });
const media = z.object({ url: z.string(), aeskey: z.string().optional().catch(undefined) });
const id = z.string().min(1).max(256);

// A part that is not as documented counts as absent: the person is told so, instead of WeCom being told to try again.
const parts = z.object({
  msgtype: z.string(),
  text: text.optional().catch(undefined),
  voice: text.optional().catch(undefined),
  image: media.optional().catch(undefined),
  file: media.optional().catch(undefined),
});
type Parts = z.infer<typeof parts>;

const body = parts.extend({
  mixed: z
    .object({ msg_item: z.array(parts.or(z.null()).catch(null)) })
    .optional()
    .catch(undefined),
});
type Body = z.infer<typeof body>;

// The event's own fields stand in an object of its name; the SDK's types have them one level higher.
const tap = z.object({ event_key: z.string().max(1024), task_id: z.string().regex(TASK_ID) });
const event = z.object({
  eventtype: z.string(),
  template_card_event: tap.optional().catch(undefined),
  event_key: z.string().max(1024).optional().catch(undefined),
  task_id: z.string().max(128).optional().catch(undefined),
});

const callback = body.extend({
  msgid: id,
  chattype: z.string().optional().catch(undefined),
  chatid: id.optional().catch(undefined),
  from: z.object({ userid: id }).optional().catch(undefined),
  quote: body.nullish().catch(undefined),
  stream: z.object({ id }).optional().catch(undefined),
  event: event.optional().catch(undefined),
  response_url: z.string().optional().catch(undefined),
});
type Callback = z.infer<typeof callback>;

/** Reads a decrypted callback. Never throws. */
export const readInbound = (plaintext: string): Inbound => inboundOf(parseJson(plaintext));

/** Reads a callback's parsed JSON; `pushable`: whether the bot may write to private chats unasked. Never throws. */
export function inboundOf(json: unknown, pushable = false): Inbound {
  const parsed = callback.safeParse(json);
  if (!parsed.success) return { kind: 'malformed' };
  const { data } = parsed;
  if (data.msgtype === 'stream')
    return data.stream ? { kind: 'refresh', stream: data.stream.id } : { kind: 'malformed' };
  const userid = data.from?.userid.trim() ?? '';
  if (userid === '' || userid === 'sys') return { kind: 'ignored' };
  const chat = chatOf(data, userid, pushable);
  if (data.msgtype === 'event') return readEvent(data, userid, chat);
  return chat ? readMessage(data, userid, chat) : { kind: 'ignored' };
}

function readEvent(data: Callback, userid: string, chat: Chat | undefined): Inbound {
  const { event } = data;
  if (event?.eventtype === 'enter_chat') return { kind: 'enter', userid };
  const tapped = event?.template_card_event ?? tap.safeParse(event).data;
  if (event?.eventtype !== 'template_card_event' || !tapped || !chat) return { kind: 'ignored' };
  if (tapped.event_key === NOTHING_LEFT.says) return { kind: 'ignored' };
  const draft: Draft = {
    id: data.msgid,
    userid,
    chat,
    text: clean(tapped.event_key),
    attachments: [],
    quote: null,
    task: tapped.task_id,
  };
  return { kind: 'tap', draft, responseUrl: data.response_url ?? null };
}

function readMessage(data: Callback, userid: string, chat: Chat): Inbound {
  const said = saidIn(data);
  if (!said) return { kind: 'unsupported', id: data.msgid, userid, chat };
  const draft: Draft = { id: data.msgid, userid, chat, ...said, quote: quoteOf(data), task: null };
  return { kind: 'message', draft };
}

function chatOf({ chattype, chatid }: Callback, userid: string, pushable: boolean): Chat | undefined {
  if (chattype === 'single') return { kind: 'single', id: pushable ? userid : null };
  return chatid === undefined ? undefined : { kind: 'group', id: chatid };
}

function saidIn(said: Body): Said | undefined {
  return said.msgtype === 'mixed' && said.mixed ? saidTogether(said.mixed.msg_item) : saidAlone(said);
}

function saidAlone(said: Parts): Said | undefined {
  switch (said.msgtype) {
    case 'text':
      return said.text && { text: clean(said.text.content), attachments: [] };
    case 'voice':
      return said.voice && { text: clean(said.voice.content), attachments: [] };
    case 'image':
      return said.image && { text: '', attachments: [linkTo(said.image)] };
    case 'file':
      return said.file && { text: '', attachments: [linkTo(said.file)] };
    default:
      return undefined;
  }
}

const linkTo = ({ url, aeskey }: z.infer<typeof media>): Attachment => ({
  kind: 'link',
  url,
  aesKey: aeskey ?? null,
});

// A mention may be cut in two by the border between items, so the texts are joined as they are.
function saidTogether(items: readonly (Parts | null)[]): Said {
  const said = items.flatMap((item) => (item && saidAlone(item)) ?? []);
  return {
    text: said.map((each) => each.text).join(''),
    attachments: said.flatMap((each) => each.attachments),
  };
}

function quoteOf({ quote }: Callback): Said | null {
  if (!quote) return null;
  if (quote.msgtype === 'video') return { text: '', attachments: [{ kind: 'other' }] };
  return saidIn(quote) ?? { text: '', attachments: [] };
}

// NUL and half characters are no text: stores refuse them, and nobody typed them.
const clean = (typed: string): string => typed.toWellFormed().replaceAll('\0', '');
