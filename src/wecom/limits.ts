import { AGAIN } from './texts.ts';

/** Text of one answer in a stream: https://developer.work.weixin.qq.com/document/path/101031 */
export const STREAM_BYTES = 20_480;
/** A group webhook robot's `text`, and our limit for a welcome, whose own is not documented. */
export const TEXT_BYTES = 2048;
/** A group webhook robot's `markdown` and `markdown_v2`: https://developer.work.weixin.qq.com/document/path/91770 */
export const MARKDOWN_BYTES = 4096;

/** Stands at the end of a text that had to be shortened. */
export const SHORTENED = '…（内容较长，已截断）';

const FENCE_ROOM = 20;
const encoder = new TextEncoder();
const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** Length in UTF-8 bytes, which is what WeCom counts. */
export const bytesOf = (text: string): number => Buffer.byteLength(text);

/** The text itself, or its beginning and {@link SHORTENED}, in at most so many bytes. An open code fence is closed. */
export function shorten(text: string, maxBytes: number): string {
  const whole = text.toWellFormed();
  if (bytesOf(whole) <= maxBytes) return whole;
  const head = beginning(whole, maxBytes - bytesOf(SHORTENED) - FENCE_ROOM).trimEnd();
  const fence = openFence(head);
  return `${head}\n${fence === undefined ? '' : `${fence}\n`}${SHORTENED}`;
}

/** The same, with a note in front where it may have been delivered already. */
export function shortened(text: string, maxBytes: number, again: boolean): string {
  const prefix = again ? AGAIN : '';
  return prefix + shorten(text, maxBytes - bytesOf(prefix));
}

/** The text, and in front of it as many of those it is for as there is room for. */
export function calling(names: readonly string[], text: string, maxBytes: number): string {
  let line = '';
  for (const name of names) {
    const longer = line === '' ? name : `${line} ${name}`;
    if (bytesOf(`${longer}\n${text}`) > maxBytes) break;
    line = longer;
  }
  return line === '' ? text : `${line}\n${text}`;
}

/** The text in pieces of at most so many bytes (4 or more), which give the text again when joined. */
export function split(text: string, maxBytes: number): string[] {
  const pieces: string[] = [];
  let rest = text.toWellFormed();
  while (bytesOf(rest) > maxBytes) {
    const piece = beginning(rest, maxBytes);
    pieces.push(piece);
    rest = rest.slice(piece.length);
  }
  if (rest !== '') pieces.push(rest);
  return pieces;
}

/**
 * As much of the text as fits, up to the end of a line; where that would leave more than half of the room empty, up to the
 * end of what a reader sees as one character.
 */
function beginning(text: string, maxBytes: number): string {
  if (maxBytes < 4) throw new RangeError('a piece of text needs room for one character: 4 bytes');
  // encodeInto stops in front of the first character that does not fit, never inside one.
  const { read } = encoder.encodeInto(text, new Uint8Array(maxBytes));
  if (read === text.length) return text;
  const line = text.lastIndexOf('\n', read - 1) + 1;
  if (bytesOf(text.slice(0, line)) * 2 >= maxBytes) return text.slice(0, line);
  const cluster = segmenter.segment(text).containing(read)?.index ?? read;
  return text.slice(0, cluster === 0 ? read : cluster);
}

/** The mark that closes the code block the text ends in, undefined when it ends outside of one. */
function openFence(text: string): string | undefined {
  let open: string | undefined;
  for (const line of text.split('\n')) {
    const mark = /^ {0,3}(`{3,16}|~{3,16})/.exec(line)?.[1];
    if (mark === undefined) continue;
    if (open === undefined) open = mark;
    else if (mark.startsWith(open)) open = undefined;
  }
  return open;
}
