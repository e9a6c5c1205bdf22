import { z } from 'zod';
import { type Card, readCard } from '../cards.ts';
import type { Attachment } from '../chat.ts';
import { PlatformError } from '../errors.ts';

/** The longest answer, in UTF-8 bytes: https://developer.work.weixin.qq.com/document/path/101031 */
export const REPLY_BYTES = 20_480;

/** What a bot may answer depends on what it was asked. */
export type Occasion = 'message' | 'refresh' | 'enter_chat';

export interface Reply {
  /** null for plain text, which only greets. */
  readonly stream: string | null;
  readonly text: string;
  readonly images: readonly Attachment[];
  readonly finished: boolean;
  /** Shown beside the words. */
  readonly card: Card | null;
}

const Text = z.strictObject({ msgtype: z.literal('text'), text: z.strictObject({ content: z.string() }) });

const Item = z.strictObject({
  msgtype: z.literal('image'),
  image: z.strictObject({ base64: z.base64(), md5: z.string() }),
});

const Stream = z.strictObject({
  msgtype: z.literal('stream'),
  stream: z.strictObject({
    id: z.string().min(1),
    finish: z.boolean().default(false),
    content: z.string().default(''),
    msg_item: z.array(Item).max(10).default([]),
    feedback: z.strictObject({ id: z.string() }).optional(),
  }),
});

const WithCard = z.strictObject({
  msgtype: z.literal('stream_with_template_card'),
  stream: z.unknown(),
  template_card: z.unknown(),
});

const Update = z.strictObject({
  response_type: z.literal('update_template_card'),
  userids: z.array(z.string()).optional(),
  template_card: z.unknown(),
});

/** Reads a decrypted answer; null when the bot has nothing to say. */
export function readReply(plain: unknown, occasion: Occasion): Reply | null {
  if (z.strictObject({}).safeParse(plain).success) return null;
  return occasion === 'enter_chat' ? readText(plain) : readStream(plain, occasion);
}

function readText(plain: unknown): Reply {
  const text = Text.safeParse(plain);
  if (!text.success)
    throw new PlatformError('shape', `a greeting must be text: ${z.prettifyError(text.error)}`);
  checkLength(text.data.text.content);
  return { stream: null, text: text.data.text.content, images: [], finished: true, card: null };
}

function readStream(plain: unknown, occasion: Occasion): Reply {
  const { card, rest } = apart(plain, occasion);
  const parsed = Stream.safeParse(rest);
  if (!parsed.success)
    throw new PlatformError('shape', `an answer must be a stream: ${z.prettifyError(parsed.error)}`);
  const { id, finish, content, msg_item } = parsed.data.stream;
  checkLength(content);
  if (msg_item.length > 0 && !finish)
    throw new PlatformError('shape', 'pictures may only come with the end of a stream');
  if (finish && content === '' && msg_item.length === 0)
    throw new PlatformError('shape', 'a finished stream must say something');
  const images = msg_item.map(({ image }, index) => ({
    name: `${index + 1}.png`,
    bytes: Buffer.from(image.base64, 'base64'),
  }));
  return { stream: id, text: content, images, finished: finish, card };
}

/** A stream and the card that may come with it, once and not when it is asked for again. */
function apart(plain: unknown, occasion: Occasion): { readonly rest: unknown; readonly card: Card | null } {
  const both = WithCard.safeParse(plain);
  if (!both.success) return { rest: plain, card: null };
  if (occasion === 'refresh')
    throw new PlatformError('shape', 'a refresh may be answered by nothing but a stream');
  const { stream, template_card } = both.data;
  return { rest: { msgtype: 'stream', stream }, card: cardOf(template_card) };
}

/** The card a tap is answered with: the same task, as it looks from now on. Null when it stays as it is. */
export function readUpdate(plain: unknown, taskId: string): Card | null {
  if (plain === undefined || z.strictObject({}).safeParse(plain).success) return null;
  const update = Update.safeParse(plain);
  if (!update.success)
    throw new PlatformError('shape', `a tap is answered by a changed card: ${z.prettifyError(update.error)}`);
  const card = cardOf(update.data.template_card);
  if (card.taskId !== taskId)
    throw new PlatformError('shape', `card ${taskId} was tapped, ${card.taskId} was changed`);
  return card;
}

function cardOf(json: unknown): Card {
  const reading = readCard(json);
  if (reading.ok) return reading.card;
  throw new PlatformError('shape', `not a template card: ${reading.problem}`);
}

function checkLength(text: string): void {
  const bytes = Buffer.byteLength(text);
  if (bytes > REPLY_BYTES)
    throw new PlatformError('too-long', `an answer may have ${REPLY_BYTES} bytes, this one has ${bytes}`);
}
