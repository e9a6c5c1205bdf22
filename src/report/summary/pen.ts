import type { Deadline, Due } from '../../campaign/deadline.ts';
import { dueInWords } from '../../campaign/deadline-words.ts';
import type { Day } from '../../time/zone.ts';
import { fullDay, shortDay } from '../../wording/format.ts';
import type { Say, View } from '../../wording/wording.ts';
import type { Block, Piece } from '../paper/paper.ts';
import type { Asked } from './asked.ts';

const DAYS = 6;
const CLAUSES = 4;
const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** A section before it has its number. */
export interface Section {
  readonly title: string;
  readonly parts: readonly Part[];
}

export interface Part {
  /** null for what stands under the section's own heading. */
  readonly title: string | null;
  readonly pieces: readonly Piece[];
}

/** Words the summary's sentences. `<key>-from` of the messages is the source of `<key>`. */
export class Pen {
  readonly #say: Say;
  readonly #today: Day;

  constructor(say: Say, today: Day) {
    this.#say = say;
    this.#today = today;
  }

  words(key: string, view: View = {}): string {
    return this.#say(`summary.${key}`, view);
  }

  /** By when, and whose date it is. */
  due(deadline: Deadline | null, due: Due | null): string {
    return dueInWords(this.#say, deadline, due, this.#today);
  }

  /** A sentence with its source: which facts of the ledgers, reckoned on which day, and the clauses that ask for it. */
  told(key: string, view: View, asking: readonly Asked[] = []): Piece {
    const clauses = [...new Set(asking.map(({ requirement }) => requirement.clause))];
    const source = this.words('source', {
      from: this.words(`${key}-from`, view),
      day: fullDay(this.#today),
      clauses: clauses.slice(0, CLAUSES).join('、') + (clauses.length > CLAUSES ? '等' : ''),
    });
    return { kind: 'told', text: this.words(key, view), source };
  }

  plain(key: string): Piece {
    return { kind: 'told', text: this.words(key), source: null };
  }

  gap(key: string, view: View = {}): Piece {
    return { kind: 'gap', text: this.words(key, view) };
  }
}

/** `3月5日、3月12日`; of many, the first and the last. */
export function daysOf(all: readonly Day[], today: Day): string {
  const days = [...new Set(all)].sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return '';
  if (days.length > DAYS) return `${shortDay(first, today)}至${shortDay(last, today)}`;
  return days.map((day) => shortDay(day, today)).join('、');
}

/** The sections with their headings, numbered 一、 and （一）; without those that have nothing to say. */
export function numbered(sections: readonly Section[]): Block[] {
  return sections
    .map(({ title, parts }) => ({ title, parts: parts.filter(({ pieces }) => pieces.length > 0) }))
    .filter(({ parts }) => parts.length > 0)
    .flatMap(({ title, parts }, index): Block[] => [
      { kind: 'heading', level: 1, text: `${numeral(index)}、${title}` },
      ...partsOf(parts),
    ]);
}

function partsOf(parts: readonly Part[]): Block[] {
  let count = 0;
  return parts.flatMap(({ title, pieces }): Block[] => [
    ...(title === null
      ? []
      : [{ kind: 'heading', level: 2, text: `（${numeral(count++)}）${title}` } as const]),
    { kind: 'paragraph', pieces },
  ]);
}

const numeral = (index: number): string => NUMERALS[index] ?? String(index + 1);
