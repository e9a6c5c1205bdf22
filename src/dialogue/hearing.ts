/** What was heard: a command with what follows it, or free speech. `text` is the message without mentions. */
export type Heard =
  | { readonly kind: 'command'; readonly name: string; readonly rest: string }
  /** Began with a slash like a command, but there is none of that name. */
  | { readonly kind: 'unknown'; readonly word: string }
  | { readonly kind: 'speech'; readonly text: string };

export interface HearingOptions {
  readonly group: boolean;
  /** Display names of the bot; the platform gives no other sign of a mention. */
  readonly botNames: readonly string[];
  /** The command's own name for any way of writing it, undefined when there is none. */
  nameOf(word: string): string | undefined;
}

const SPACE = /[\u00a0\u2000-\u200a\u202f\u3000]/;
const INVISIBLE = /[\u200b-\u200d\ufeff\u2066-\u2069]/;
const ODD = new RegExp(`${SPACE.source}|${INVISIBLE.source}`);
/** A letter, full-width or not, a Chinese character, or a question mark. */
const COMMAND_START = /^\/(?:[A-Za-z\uff21-\uff3a\uff41-\uff5a\u4e00-\u9fa5]|[?？]$)/;

/**
 * Finds the command in what was typed, after the mention that the platform leaves in the text.
 * https://developer.work.weixin.qq.com/document/path/100719
 */
export function hear(content: string, options: HearingOptions): Heard {
  const typed = content.normalize('NFC');
  // Most messages hold nothing odd, and then every character stands where it was typed.
  if (!ODD.test(typed)) return recognise(typed.trim(), options);
  const { cleaned, places } = clean(typed);
  const heard = recognise(cleaned.trim(), options);
  return heard.kind === 'command' ? { ...heard, rest: verbatim(heard.rest, typed, cleaned, places) } : heard;
}

/** Odd spaces made plain and invisible characters left out; `places` tells where each character stood. */
function clean(typed: string): { readonly cleaned: string; readonly places: readonly number[] } {
  const places = Array.from({ length: typed.length }, (_, index) => index).filter(
    (index) => !INVISIBLE.test(typed.charAt(index)),
  );
  return { cleaned: places.map((index) => typed.charAt(index).replace(SPACE, ' ')).join(''), places };
}

/** What follows a command as it was typed: an essay keeps its indents and its emoji. */
function verbatim(rest: string, typed: string, cleaned: string, places: readonly number[]): string {
  if (rest === '') return '';
  const start = cleaned.lastIndexOf(rest);
  const [first, last] = [places[start], places[start + rest.length - 1]];
  return first === undefined || last === undefined ? rest : typed.slice(first, last + 1);
}

function recognise(cleaned: string, options: HearingOptions): Heard {
  const unmentioned = stripMentions(cleaned, options);
  const text = unmentioned.replace(/^／/, '/');
  return (
    slashCommand(text, options) ??
    (options.group ? commandBehindMentions(text, options) : undefined) ??
    bareCommand(text, options) ?? { kind: 'speech', text: unmentioned }
  );
}

function stripMentions(text: string, { botNames }: HearingOptions): string {
  const names = botNames.toSorted((a, b) => b.length - a.length).map((name) => name.normalize('NFC'));
  let rest = text;
  for (let found = true; found; ) {
    found = false;
    for (const name of names) {
      const after = rest.slice(1 + name.length);
      const leads = /^[@＠]/.test(rest) && rest.slice(1).startsWith(name) && /^(\s|[/／]|$)/.test(after);
      const trails = /[@＠]/.test(rest.at(-1 - name.length) ?? '') && rest.endsWith(name);
      if (leads) rest = after.trimStart();
      else if (trails) rest = rest.slice(0, -1 - name.length).trimEnd();
      found ||= leads || trails;
    }
  }
  return rest;
}

/** `/签到 线上`, `/签到线上`, `/stop@Bot` */
function slashCommand(text: string, options: HearingOptions): Heard | undefined {
  if (!COMMAND_START.test(text)) return undefined;
  const end = text.search(/\s|[@＠]/);
  const word = end < 0 ? text.slice(1) : text.slice(1, end);
  const rest = end < 0 ? '' : text.slice(end).replace(/^[@＠]\S*/, '');
  const name = options.nameOf(word);
  if (name !== undefined) return { kind: 'command', name, rest: rest.trim() };
  const glued = gluedCommand(word, options);
  if (glued) return { kind: 'command', name: glued.name, rest: `${glued.argument}${rest}`.trim() };
  // A path or a fraction is not a command.
  if (/[/\\.]/.test(word)) return undefined;
  return { kind: 'unknown', word };
}

/** `签到线上`: a Chinese name needs no space after it. */
function gluedCommand(
  word: string,
  options: HearingOptions,
): { readonly name: string; readonly argument: string } | undefined {
  for (let length = word.length - 1; length >= 2; length--) {
    const head = word.slice(0, length);
    const name = /^[\u4e00-\u9fa5]+$/.test(head) ? options.nameOf(head) : undefined;
    if (name !== undefined) return { name, argument: word.slice(length) };
  }
  return undefined;
}

/** `@张三 @随便什么名字 /签到`: the bot's name is not known, or others are mentioned too. */
function commandBehindMentions(text: string, options: HearingOptions): Heard | undefined {
  if (!/^[@＠]/.test(text)) return undefined;
  const slash = /\s([/／])(?=[A-Za-z\u4e00-\u9fa5])/.exec(text);
  if (!slash) return undefined;
  const found = slashCommand(`/${text.slice(slash.index + 2)}`, options);
  return found?.kind === 'command' ? found : undefined;
}

/** `签到`, `签到！`: the name alone, as the first word. */
function bareCommand(text: string, options: HearingOptions): Heard | undefined {
  const [word = ''] = text.split(/\s/, 1);
  const name = options.nameOf(word) ?? options.nameOf(word.replace(/[。！!.~～]+$/, ''));
  return name === undefined ? undefined : { kind: 'command', name, rest: text.slice(word.length).trim() };
}
