/**
 * Characters that WeCom's markdown dialects read as syntax, and what they are shown as instead. Backslash escapes are not part
 * of those dialects, so each is replaced by its full-width twin, which looks the same to a reader.
 * https://developer.work.weixin.qq.com/document/path/99110
 */
const TWINS: Readonly<Record<string, string>> = {
  '<': '＜',
  '>': '＞',
  '[': '［',
  ']': '］',
  '*': '＊',
  _: '＿',
  '#': '＃',
  '`': '｀',
  '~': '～',
  '|': '｜',
  '\\': '＼',
  '!': '！',
};

// Control characters, zero-width and bidirectional marks: invisible, and able to reorder or hide what stands around them.
const INVISIBLE = /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/**
 * Text that people wrote, made harmless in every dialect: no mention, link, heading, font or table can come of it. Line breaks
 * and runs of white space become one space, lone surrogates the replacement character.
 */
export function plain(text: string): string {
  return text
    .toWellFormed()
    .replace(/\s+/g, ' ')
    .replace(INVISIBLE, '')
    .replace(/[<>[\]*_#`~|\\!]/g, (character) => TWINS[character] ?? '')
    .replace(/:\/\//g, '：//')
    .replace(/\bwww\./gi, (match) => match.replace('.', '．'))
    .trim();
}

/** The same for text of several lines: each line made harmless, none able to begin a list, a quote or a rule. */
export function plainLines(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => plain(line).replace(/^([-+=]|\d+[.)])/, ' $1'))
    .join('\n');
}

/** The first `count` characters as people see them, with an ellipsis when something was left out. */
export function excerpt(text: string, count: number): string {
  let shown = 0;
  for (const { index } of new Intl.Segmenter('zh', { granularity: 'grapheme' }).segment(text))
    if (shown++ === count) return `${text.slice(0, index)}…`;
  return text;
}
