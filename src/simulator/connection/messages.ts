import { z } from 'zod';
import { REPLY_BYTES } from '../bot/reply.ts';
import { readCard } from '../cards.ts';
import type { Content } from '../chat.ts';
import type { MediaStore } from '../media-store.ts';
import { check, Refusal, typeOf } from '../refusal.ts';

/** What a bot says over the connection: a state of a stream, or something finished. */
export type Said =
  | { readonly type: 'stream'; readonly id: string; readonly text: string; readonly finished: boolean }
  | { readonly type: 'content'; readonly content: Content };

const feedback = z.strictObject({ id: z.string() }).optional();
const Stream = z.strictObject({
  msgtype: z.literal('stream'),
  stream: z.strictObject({
    id: z.string().min(1),
    finish: z.boolean().default(false),
    content: z.string().default(''),
    feedback,
  }),
});
const Markdown = z.strictObject({
  msgtype: z.literal('markdown'),
  markdown: z.strictObject({ content: z.string(), feedback }),
});
const Card = z.strictObject({ msgtype: z.literal('template_card'), template_card: z.unknown() });
const media = z.strictObject({ media_id: z.string() });
const Image = z.strictObject({ msgtype: z.literal('image'), image: media });
const File = z.strictObject({ msgtype: z.literal('file'), file: media });

/** Reads what answers a message. Throws a Refusal. */
export function readAnswer(body: unknown, fileOf: MediaStore['find']): Said {
  if (typeOf(body) !== 'stream') return readMessage(body, fileOf);
  const { id, finish, content } = check(Stream, body).stream;
  if (finish && content === '') throw new Refusal(44004, 'empty content');
  checkLength(content);
  return { type: 'stream', id, text: content, finished: finish };
}

/** Reads what is said of the bot's own accord: plain `text` is not taken. Throws a Refusal. */
export const readMessage = (
  body: unknown,
  fileOf: MediaStore['find'],
): Extract<Said, { type: 'content' }> => ({
  type: 'content',
  content: contentOf(body, fileOf),
});

function contentOf(body: unknown, fileOf: MediaStore['find']): Content {
  switch (typeOf(body)) {
    case 'markdown':
      return words(check(Markdown, body).markdown.content);
    case 'template_card':
      return { type: 'card', card: cardOf(check(Card, body).template_card) };
    case 'image':
      return { type: 'image', image: fileOf(check(Image, body).image.media_id, 'image') };
    case 'file':
      return { type: 'file', file: fileOf(check(File, body).file.media_id, 'file') };
    default:
      throw new Refusal(40008, 'invalid message type');
  }
}

/** Throws a Refusal for what is no card. */
export function cardOf(json: unknown) {
  const reading = readCard(json);
  if (!reading.ok) throw new Refusal(40058, `invalid template_card: ${reading.problem}`);
  return reading.card;
}

// Drawn as the bot's streams are: theirs is the same dialect.
function words(text: string): Content {
  if (text === '') throw new Refusal(44004, 'empty content');
  checkLength(text);
  return { type: 'stream', text, images: [], finished: true };
}

function checkLength(text: string): void {
  if (Buffer.byteLength(text) > REPLY_BYTES)
    throw new Refusal(45002, `content exceed max length ${REPLY_BYTES}`);
}
