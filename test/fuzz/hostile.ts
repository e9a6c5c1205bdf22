import type { Dice } from './dice.ts';

/** Stands in every piece of markup here, so that it can be told from the bot's own when it comes back active. */
export const MARK = 'FUZZ';

const MENTIONS = [
  '<@all>',
  '<@ALL>',
  '<@zhaolei>',
  '<@everyone>',
  '<@all',
  '@all',
  '@所有人 ',
  '＜@all＞<@all>',
];
const LINKS = [
  `[${MARK}](http://fuzz.invalid/a)`,
  `[${MARK}]( https://fuzz.invalid )`,
  `![${MARK}](https://fuzz.invalid/a.png)`,
  `<a href="http://fuzz.invalid">${MARK}</a>`,
  'http://fuzz.invalid/?a=1&b=<2>',
  'HTTPS://FUZZ.INVALID',
  'www.fuzz.invalid',
  `[${MARK}][1]\n\n[1]: http://fuzz.invalid`,
];
const MARKDOWN = [
  `<font color="info">${MARK}</font>`,
  `<FONT COLOR='red'>${MARK}`,
  `# ${MARK}`,
  `\n# ${MARK}\n`,
  `\n> ${MARK}`,
  `**${MARK}**`,
  `~~${MARK}~~`,
  `\`${MARK}\``,
  `\n\`\`\`js\n${MARK}\n`,
  `\n| ${MARK} | b |\n|---|---|\n| 1 | 2 |`,
  `\n- ${MARK}\n1. ${MARK}\n---\n`,
  `<script>${MARK}</script>`,
  `<!-- ${MARK}`,
  '\\<@all\\>',
];
const TEMPLATES = [
  `{{${MARK}}}`,
  '{{{name}}}',
  '{{#list}}',
  '{{/list}}{{^a}}',
  '{{=<% %>=}}',
  '$&$`$1',
  '%s%d%n',
  '%00%0a',
  '&lt;@all&gt;',
];
const CHARACTERS = [
  '\0',
  '\u0007\u001b[31m',
  '\r\n',
  '\u2028\u2029',
  '\u202e\u0645\u0631\u062d\u0628\u0627\u202c',
  '\u2066隐\u2069',
  '\u200b\u200c\u200d\u2060\ufeff',
  '\u3000\u00a0\u2003',
  '\ud800',
  '\udc00\ud800',
  '\ufffe\uffff',
  '\u{10ffff}',
  '\u{2f81a}\u2f3c',
  'Z\u0351\u034b\u0352\u0310a\u0337l\u0336',
  'ﷺ',
  '👨‍👩‍👧‍👦🇨🇳👍🏽',
  '①２〇零',
  '\u{e0041}\u{e007f}',
];
const NAMES = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'null',
  'undefined',
  'NaN',
  '-1',
  'true',
];
const PATHS = [
  '../../../../etc/passwd',
  '..\\..\\a',
  '/dev/null',
  'con',
  'a/b/c/d',
  "';drop table--",
  '"\'`',
];
const ALL = [MENTIONS, LINKS, MARKDOWN, TEMPLATES, CHARACTERS, NAMES, PATHS];

/** One small piece of text that means harm. */
export const hostileBit = (dice: Dice): string => dice.pick(dice.pick(ALL));

/** Text that means harm: a few pieces between harmless words, now and then very many of them. */
export function hostileText(dice: Dice): string {
  const pieces = Array.from({ length: dice.between(1, 4) }, () => [dice.pick(GLUE), hostileBit(dice)]);
  const text = pieces.flat().join('');
  return dice.chance(0.03) ? text.repeat(dice.pick([50, 300, 1000])).slice(0, 40_000) : text;
}

const GLUE = ['', '', ' ', '\n', '，', '窗口', '我们讨论了', 'a', '：'];

/** The text with something put into it somewhere. */
export function spoiled(text: string, dice: Dice): string {
  const at = dice.below(text.length + 1);
  return text.slice(0, at) + hostileBit(dice) + text.slice(at);
}
