import { hash } from 'node:crypto';
import type { PersonId } from '../../roster/roster.ts';
import type { MediaMessage } from '../files.ts';
import { calling, MARKDOWN_BYTES, shorten, shortened, TEXT_BYTES } from '../limits.ts';
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
  | MediaMessage;

/** Bytes of the image itself, before base64. */
export const IMAGE_BYTES = 2 * 1024 * 1024;

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
  const text = shortened(content, MARKDOWN_BYTES, again);
  const tags = mention.filter(isUserid).map((person) => `<@${person}>`);
  return { msgtype: 'markdown', markdown: { content: calling(tags, text, MARKDOWN_BYTES) } };
}

/** The dialect with tables and without mentions and colours, shortened to 4096 bytes. Old clients show it as plain text. */
export function markdownV2Message(content: string, again = false): WebhookMessage {
  return { msgtype: 'markdown_v2', markdown_v2: { content: shortened(content, MARKDOWN_BYTES, again) } };
}

/** A PNG or JPEG of at most 2 MB. */
export function imageMessage(image: Uint8Array): WebhookMessage {
  return {
    msgtype: 'image',
    image: { base64: Buffer.from(image).toString('base64'), md5: hash('md5', image) },
  };
}
