import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Attachment, Content } from '../chat.ts';
import { pictureType } from '../pictures.ts';
import { check, Refusal, typeOf } from '../refusal.ts';

/** Limits of https://developer.work.weixin.qq.com/document/path/91770, in bytes. */
export const WEBHOOK_LIMITS = {
  text: 2048,
  markdown: 4096,
  markdown_v2: 4096,
  image: 2 * 1024 * 1024,
  perMinute: 20,
} as const;

export interface WebhookMessage {
  readonly content: Content;
  /** Userids of `mentioned_list`; what the text itself mentions is not among them. */
  readonly mentioned: readonly string[];
}

const Text = z.object({
  text: z.object({
    content: z.string(),
    mentioned_list: z.array(z.string()).default([]),
    mentioned_mobile_list: z.array(z.string()).optional(),
  }),
});
const Markdown = z.object({ markdown: z.object({ content: z.string() }) });
const MarkdownV2 = z.object({ markdown_v2: z.object({ content: z.string() }) });
const Image = z.object({ image: z.object({ base64: z.base64(), md5: z.string() }) });
const File = z.object({ file: z.object({ media_id: z.string() }) });
const News = z.object({
  news: z.object({
    articles: z
      .array(
        z.object({
          title: z.string().min(1),
          description: z.string().default(''),
          url: z.url({ protocol: /^https?$/ }),
        }),
      )
      .min(1)
      .max(8),
  }),
});

/** Reads the JSON of a send call. `fileOf` looks up an uploaded file. Throws a Refusal. */
export function readMessage(json: unknown, fileOf: (mediaId: string) => Attachment): WebhookMessage {
  switch (typeOf(json)) {
    case 'text': {
      const { text } = check(Text, json);
      return { content: worded('text', text.content), mentioned: text.mentioned_list };
    }
    case 'markdown':
      return unmentioned(worded('markdown', check(Markdown, json).markdown.content));
    case 'markdown_v2':
      return unmentioned(worded('markdown_v2', check(MarkdownV2, json).markdown_v2.content));
    case 'image':
      return unmentioned(picture(check(Image, json).image));
    case 'file':
      return unmentioned({ type: 'file', file: fileOf(check(File, json).file.media_id) });
    case 'news':
      return unmentioned({ type: 'news', articles: check(News, json).news.articles });
    default:
      throw new Refusal(40008, 'invalid message type');
  }
}

const unmentioned = (content: Content): WebhookMessage => ({ content, mentioned: [] });

function worded(type: 'text' | 'markdown' | 'markdown_v2', text: string): Content {
  if (text === '') throw new Refusal(44004, 'empty content');
  const limit = WEBHOOK_LIMITS[type];
  if (Buffer.byteLength(text) > limit) throw new Refusal(40058, `${type}.content exceed max length ${limit}`);
  return { type, text };
}

function picture(image: { base64: string; md5: string }): Content {
  const bytes = Buffer.from(image.base64, 'base64');
  if (bytes.length === 0 || bytes.length > WEBHOOK_LIMITS.image)
    throw new Refusal(40009, 'invalid image size');
  const type = pictureType(bytes);
  if (type !== 'image/png' && type !== 'image/jpeg')
    throw new Refusal(40004, 'invalid media type, only jpg and png');
  if (createHash('md5').update(bytes).digest('hex') !== image.md5.toLowerCase())
    throw new Refusal(301019, 'image md5 mismatch');
  return { type: 'image', image: { name: type === 'image/png' ? 'image.png' : 'image.jpg', bytes } };
}
