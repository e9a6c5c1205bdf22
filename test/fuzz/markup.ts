import { MARK } from './hostile.ts';

// What the bot itself writes: one colour, and mentions of people of the roster by their account.
const OWN_FONT = /<font color="warning">|<\/font>/g;
const OWN_MENTION = /<@([\w.-]+)>/g;

const ACTIVE: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a mention', /<@/],
  ['a link', /\]\s*\(|:\/\/|\bwww\./i],
  ['a tag', /<\/?[a-z!]/i],
  ['code', new RegExp(`\`\\s*${MARK}`)],
  ['a heading', new RegExp(`^\\s*#+\\s*${MARK}`, 'm')],
  ['a table', new RegExp(`\\|\\s*${MARK}`)],
  ['a strike-through', /~~/],
  ['an invisible or control character', /(?!\n)[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u],
];

/** What in a text of the bot's would act as the platform's syntax although people wrote it; undefined when there is nothing. */
export function activeMarkup(text: string, isAccount: (id: string) => boolean): string | undefined {
  if (!text.isWellFormed()) return 'half a character';
  const others = text
    .replace(OWN_FONT, '')
    .replace(OWN_MENTION, (whole, id: string) => (isAccount(id) ? '' : whole));
  for (const [what, pattern] of ACTIVE) {
    const found = pattern.exec(others);
    if (found)
      return `${what}: ${JSON.stringify(others.slice(Math.max(0, found.index - 20), found.index + 40))}`;
  }
  return undefined;
}
