import { z } from 'zod';
import type { Chat } from '../dialogue/message.ts';
import { type PersonId, personId } from '../roster/roster.ts';
import { parseJson } from './body.ts';

/** Where a file that came with a message can be fetched; null for a kind that is not taken (video). */
export type Attachment = string | null;

interface Said {
  readonly text: string;
  readonly attachments: readonly Attachment[];
}

/** A message whose files have not been fetched yet. */
export interface Draft extends Said {
  readonly id: string;
  readonly from: PersonId;
  readonly chat: Chat;
  readonly quote: Said | null;
}

/** What a decrypted callback means. https://developer.work.weixin.qq.com/document/path/100719 */
export type Inbound =
  | { readonly kind: 'message'; readonly draft: Draft }
  /** From a person, but of a kind that is not taken. */
  | { readonly kind: 'unsupported'; readonly id: string }
  /** WeCom asks how far a stream is. */
  | { readonly kind: 'refresh'; readonly stream: string }
  /** Somebody opened the private chat for the first time today. */
  | { readonly kind: 'enter'; readonly person: PersonId }
  /** Nothing to be answered. */
  | { readonly kind: 'ignored' }
  | { readonly kind: 'malformed' };

const text = z.object({ content: z.string() });
const media = z.object({ url: z.string() });

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

const callback = body.extend({
  msgid: z.string().min(1).max(256),
  chattype: z.string().optional().catch(undefined),
  chatid: z.string().min(1).max(256).optional().catch(undefined),
  from: z
    .object({ userid: z.string().min(1).max(256) })
    .optional()
    .catch(undefined),
  quote: body.nullish().catch(undefined),
  stream: z
    .object({ id: z.string().min(1).max(256) })
    .optional()
    .catch(undefined),
  event: z.object({ eventtype: z.string() }).optional().catch(undefined),
});
type Callback = z.infer<typeof callback>;

/** Reads a decrypted callback. Never throws. */
export function readInbound(plaintext: string): Inbound {
  const parsed = callback.safeParse(parseJson(plaintext));
  if (!parsed.success) return { kind: 'malformed' };
  const { data } = parsed;
  if (data.msgtype === 'stream')
    return data.stream ? { kind: 'refresh', stream: data.stream.id } : { kind: 'malformed' };
  const from = personId(data.from?.userid ?? '');
  if (from === '' || from === 'sys') return { kind: 'ignored' };
  if (data.msgtype === 'event') return readEvent(data, from);
  return readMessage(data, from);
}

function readEvent(data: Callback, person: PersonId): Inbound {
  return data.event?.eventtype === 'enter_chat' ? { kind: 'enter', person } : { kind: 'ignored' };
}

function readMessage(data: Callback, from: PersonId): Inbound {
  const chat = chatOf(data);
  if (!chat) return { kind: 'ignored' };
  const said = saidIn(data);
  if (!said) return { kind: 'unsupported', id: data.msgid };
  return { kind: 'message', draft: { id: data.msgid, from, chat, ...said, quote: quoteOf(data) } };
}

function chatOf({ chattype, chatid }: Callback): Chat | undefined {
  if (chattype === 'single') return { kind: 'single' };
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
      return said.image && { text: '', attachments: [said.image.url] };
    case 'file':
      return said.file && { text: '', attachments: [said.file.url] };
    default:
      return undefined;
  }
}

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
  if (quote.msgtype === 'video') return { text: '', attachments: [null] };
  return saidIn(quote) ?? { text: '', attachments: [] };
}

// NUL and half characters are no text: stores refuse them, and nobody typed them.
const clean = (typed: string): string => typed.toWellFormed().replaceAll('\0', '');
