import type { Content, Outgoing } from '../journal/outgoing.ts';

type Markdown = Extract<Content, { readonly type: 'markdown' }>;

const bytesOf = (text: string): number => Buffer.byteLength(text);

/**
 * The message in pieces that each fit a channel's limit in UTF-8 bytes, cut on line borders. The first piece keeps the key, the
 * mentions and what the message covers; the others are called `…/2`, `…/3`. They belong into one commit.
 */
export function portions(message: Outgoing, markdownBytes: number): readonly Outgoing[] {
  const { content, key } = message;
  if (content.type !== 'markdown') return [message];
  if (bytesOf(content.text) <= markdownBytes)
    return [{ ...message, content: fitting(content, markdownBytes) }];
  const [first = '', ...rest] = pack(content.text, markdownBytes);
  return [
    { ...message, content: { type: 'markdown', text: first, mention: content.mention } },
    ...rest.map(
      (text, index): Outgoing => ({
        ...message,
        key: `${key}/${index + 2}`,
        content: { type: 'markdown', text, mention: [] },
        covers: [],
        nudges: [],
      }),
    ),
  ];
}

/** Tables are not cut: where they are too long, the words alone go. */
function fitting({ tabled, ...words }: Markdown, markdownBytes: number): Markdown {
  return tabled === undefined || bytesOf(tabled) > markdownBytes ? words : { ...words, tabled };
}

function pack(text: string, limit: number): string[] {
  const pieces: string[] = [];
  let piece: string | undefined;
  for (const line of text.split('\n').flatMap((each) => cut(each, limit))) {
    const longer: string = piece === undefined ? line : `${piece}\n${line}`;
    if (piece !== undefined && bytesOf(longer) > limit) {
      pieces.push(piece);
      piece = line;
    } else piece = longer;
  }
  if (piece !== undefined) pieces.push(piece);
  return pieces.map((each) => each.trim()).filter((each) => each !== '');
}

/** A line too long for any message is cut between characters. */
function cut(line: string, limit: number): string[] {
  if (bytesOf(line) <= limit) return [line];
  const parts: string[] = [];
  let part = '';
  for (const { segment } of new Intl.Segmenter('zh', { granularity: 'grapheme' }).segment(line)) {
    if (part !== '' && bytesOf(part + segment) > limit) {
      parts.push(part);
      part = '';
    }
    part += segment;
  }
  return [...parts, part];
}
