import { createHash } from 'node:crypto';
import type { PersonId } from '../../roster/roster.ts';
import { bytesOf, MARKDOWN_BYTES, shorten, TEXT_BYTES } from '../limits.ts';
import { AGAIN } from '../texts.ts';
import { isUserid } from '../userid.ts';

/** Bodies of a group webhook robot: https://developer.work.weixin.qq.com/document/path/91770 */
export type WebhookMessage =
  | {
      readonly msgtype: 'text';
      readonly text: { readonly content: string; readonly mentioned_list: readonly PersonId[] };
    }
  | { readonly msgtype: 'markdown'; readonly markdown: { readonly content: string } }
  | { readonly msgtype: 'markdown_v2'; readonly markdown_v2: { readonly content: string } }
  | { readonly msgtype: 'image'; readonly image: { readonly base64: string; readonly md5: string } }
  | { readonly msgtype: 'file'; readonly file: { readonly media_id: string } };

const MEGABYTE = 1024 * 1024;
/** Bytes of the image itself, before base64. */
export const IMAGE_BYTES = 2 * MEGABYTE;
export const FILE_BYTES = { min: 6, max: 20 * MEGABYTE } as const;

/** Plain text, shortened to 2048 bytes. Mentions are shown at its end by WeCom. */
export function textMessage(content: string, mention: readonly PersonId[] = []): WebhookMessage {
  const mentioned_list = mention.filter(isUserid);
  return { msgtype: 'text', text: { content: shorten(content, TEXT_BYTES), mentioned_list } };
}

/** Markdown with mentions in front, 4096 bytes in all: the text comes first, then as many mentions as there is room for. */
export function markdownMessage(
  content: string,
  mention: readonly PersonId[] = [],
  again = false,
): WebhookMessage {
  const prefix = again ? AGAIN : '';
  const text = prefix + shorten(content, MARKDOWN_BYTES - bytesOf(prefix));
  const tags = mentionsWithin(MARKDOWN_BYTES - bytesOf(text), mention);
  return { msgtype: 'markdown', markdown: { content: tags + text } };
}

/** The dialect with tables and without mentions and colours, shortened to 4096 bytes. Old clients show it as plain text. */
export function markdownV2Message(content: string, again = false): WebhookMessage {
  const prefix = again ? AGAIN : '';
  const text = prefix + shorten(content, MARKDOWN_BYTES - bytesOf(prefix));
  return { msgtype: 'markdown_v2', markdown_v2: { content: text } };
}

/** A PNG or JPEG of at most 2 MB. */
export function imageMessage(image: Uint8Array): WebhookMessage {
  const md5 = createHash('md5').update(image).digest('hex');
  return { msgtype: 'image', image: { base64: Buffer.from(image).toString('base64'), md5 } };
}

/** A file that was uploaded with the same key. */
export function fileMessage(mediaId: string): WebhookMessage {
  return { msgtype: 'file', file: { media_id: mediaId } };
}

function mentionsWithin(room: number, mention: readonly PersonId[]): string {
  let line = '';
  for (const person of mention.filter(isUserid)) {
    const longer = `${line}${line === '' ? '' : ' '}<@${person}>`;
    if (bytesOf(longer) + 1 > room) break;
    line = longer;
  }
  return line === '' ? '' : `${line}\n`;
}
