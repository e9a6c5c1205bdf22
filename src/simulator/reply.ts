import { z } from 'zod';
import type { Attachment } from './chat.ts';
import { PlatformError } from './errors.ts';

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

/** Reads a decrypted answer; null when the bot has nothing to say. Template cards are not known here. */
export function readReply(plain: unknown, occasion: Occasion): Reply | null {
  if (z.strictObject({}).safeParse(plain).success) return null;
  return occasion === 'enter_chat' ? readText(plain) : readStream(plain);
}

function readText(plain: unknown): Reply {
  const text = Text.safeParse(plain);
  if (!text.success)
    throw new PlatformError('shape', `a greeting must be text: ${z.prettifyError(text.error)}`);
  checkLength(text.data.text.content);
  return { stream: null, text: text.data.text.content, images: [], finished: true };
}

function readStream(plain: unknown): Reply {
  const parsed = Stream.safeParse(plain);
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
  return { stream: id, text: content, images, finished: finish };
}

function checkLength(text: string): void {
  const bytes = Buffer.byteLength(text);
  if (bytes > REPLY_BYTES)
    throw new PlatformError('too-long', `an answer may have ${REPLY_BYTES} bytes, this one has ${bytes}`);
}
