import type { Deed } from '../records/records.ts';
import type { Role } from '../roster/roster.ts';

/**
 * Whose list it is. `all`: one for everybody. `roster`: the units of some categories. `unit`, `person`: each has its own.
 * `supervised`: a supervisor has those of the units supervised, and a target carries its unit's name in front.
 */
export type Holders =
  | { readonly per: 'all'; readonly targets: readonly string[] }
  | { readonly per: 'roster'; readonly categories: readonly string[] }
  | { readonly per: 'unit' | 'person' | 'supervised'; readonly of: OwnLists };

/** Targets by whose they are: a unit's name, a person's account. */
export type OwnLists = ReadonlyMap<string, readonly string[]>;

/** What there is to visit, to read, to talk to. */
export type TargetList = Holders & {
  readonly id: string;
  readonly title: string;
  /** What the note of each target has to tell, `原因`: answered by `原因：……`. */
  readonly ask: readonly string[];
  /** The word in a note that makes the questions needless, `已解决`. */
  readonly unless: string | null;
};

/** How a command logs. */
export interface DeedRule {
  readonly deed: Deed;
  readonly lists: readonly string[];
  /** `listed`: one of the lists'. `household`: a place and a number. `named`: any words. */
  readonly target: 'listed' | 'household' | 'named';
  readonly acts: readonly { readonly name: string; readonly also: readonly string[] }[];
  /** Roles it is for; empty for everybody. */
  readonly roles: readonly Role[];
  /** Visits of different teams to one place are to be so many days apart; null where nothing is planned. */
  readonly apart: number | null;
}

/** A target in a row of numbered ones: `河东村` `12` `户`. */
export interface Numbered {
  readonly place: string;
  readonly number: number;
  readonly suffix: string;
}

const NUMBERED = /^(.*?)\s*(\d{1,4})\s*(户|号|家|人|名|组|栋)?$/;
const RANGE = /^(.*?)\s*(\d{1,4})\s*[-–—~～至到]\s*(\d{1,4})\s*(户|号|家|人|名|组|栋)?$/;

/** Reads `河东村12户`; undefined when it does not end in a number. */
export function numbered(target: string): Numbered | undefined {
  const [, place = '', number, suffix = ''] = NUMBERED.exec(target) ?? [];
  return number === undefined ? undefined : { place, number: Number(number), suffix };
}

/** The village of a household, the group of people of a person to talk to; else the target itself. */
export const placeOf = (target: string): string => numbered(target)?.place || target;

/** The targets meant by `河东村 1-25户` or `河东村`; undefined when a range runs backwards. */
export function expand(item: string): readonly string[] | undefined {
  const text = item.normalize('NFKC').trim();
  const [, place = '', from, to, suffix = ''] = RANGE.exec(text) ?? [];
  if (from === undefined) {
    const single = numbered(text);
    return [single ? nameOf(single) : item.trim()];
  }
  const count = Number(to) - Number(from) + 1;
  if (count < 1) return undefined;
  return Array.from({ length: count }, (_, index) => nameOf({ place, number: Number(from) + index, suffix }));
}

export const nameOf = ({ place, number, suffix }: Numbered): string => `${place}${number}${suffix}`;

interface Run {
  readonly first: string;
  readonly row: Numbered | undefined;
  to: number;
}

/** Targets in few words: `河东村1-3户、8户、柳树湾村`; beyond `most` of them 等N处. */
export function inFew(targets: readonly string[], most: number): string {
  const runs: Run[] = [];
  for (const target of targets) {
    const row = numbered(target);
    const last = runs.at(-1);
    if (row && last && isSameRow(row, last.row) && row.number === last.to + 1) last.to = row.number;
    else runs.push({ first: target, row, to: row?.number ?? 0 });
  }
  const words = runs.map((run, index) => inWords(run, runs[index - 1])).slice(0, most);
  return `${words.join('、')}${runs.length > most ? `等${targets.length}处` : ''}`;
}

const isSameRow = (a: Numbered, b: Numbered | undefined): boolean =>
  a.place === b?.place && a.suffix === b.suffix;

/** The place is said once for all runs of its row. */
function inWords({ first, row, to }: Run, before: Run | undefined): string {
  if (!row) return first;
  const place = isSameRow(row, before?.row) ? '' : row.place;
  return `${place}${row.number}${to > row.number ? `-${to}` : ''}${row.suffix}`;
}

/** The questions of the list that the notes on a target leave open. */
export function unanswered({ ask, unless }: TargetList, notes: readonly string[]): readonly string[] {
  const text = notes.join('\n').normalize('NFKC');
  if (unless !== null && text.split(/[\s,，。;；、]+/).includes(unless)) return [];
  return ask.filter((question) => !answers(text, question));
}

function answers(text: string, question: string): boolean {
  const at = text.indexOf(`${question}:`);
  return at >= 0 && /^\s*[^\s,，。;；]/.test(text.slice(at + question.length + 1));
}
