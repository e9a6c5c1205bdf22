import { hash } from 'node:crypto';
import { LikenessIndex } from '../likeness/likeness-index.ts';
import { plainLetters } from '../likeness/plain-letters.ts';
import type { EssayWritten, RecordId } from '../records/records.ts';
import { type OnProgress, unwatched } from '../time/on-progress.ts';
import { Shelf } from './shelf.ts';

/**
 * From this likeness on two essays are nearly the same. With a character in twenty changed about 0.86 is left, with one in ten
 * about 0.73; two people's own words with a third of stock sentences between them have about 0.2.
 */
export const ALIKE = 0.65;
/** Fewer letters are no essay. */
const SHORTEST = 12;

export interface Alike {
  readonly essay: EssayWritten;
  /** 0.65 to 1. */
  readonly likeness: number;
}

/** What an essay says, whoever says it: the same for all who hand in the same words, or the same file. */
type Wording = string;

interface Link {
  readonly wording: Wording;
  readonly likeness: number;
}

/**
 * Which essays are nearly the same, voided ones included. An essay is looked up once, when somebody asks after it came; those
 * that wait are taken in the order of time, so that the order in which they were read does not matter. Every wording is
 * indexed once, so that a text which thousands hand in costs no more than a text.
 */
export class EssaysAlike {
  readonly #index = new LikenessIndex<Wording>(ALIKE, (wording) => this.#essays.get(wording)[0]?.text ?? '');
  readonly #essays = new Shelf<Wording, EssayWritten>();
  readonly #wordings = new Map<RecordId, Wording>();
  readonly #links = new Map<Wording, Link[]>();
  #waiting: EssayWritten[] = [];

  add(essay: EssayWritten): void {
    this.#waiting.push(essay);
  }

  /** Essays nearly the same that were there before this one: the most alike first, of equally alike ones the earliest. */
  *before(essay: EssayWritten): Generator<Alike> {
    this.catchUp();
    const wording = this.#wordings.get(essay.id);
    if (wording === undefined) return;
    for (const link of [{ wording, likeness: 1 }, ...this.#linksOf(wording)])
      for (const other of this.#essays.get(link.wording)) {
        if (!isBefore(other, essay)) break;
        yield { essay: other, likeness: link.likeness };
      }
  }

  /** How alike two essays are; 0 when they are not nearly the same. */
  between(one: RecordId, other: RecordId): number {
    this.catchUp();
    const [a, b] = [this.#wordings.get(one), this.#wordings.get(other)];
    if (a === undefined || b === undefined) return 0;
    return a === b ? 1 : (this.#linksOf(a).find(({ wording }) => wording === b)?.likeness ?? 0);
  }

  /** Takes in what has come since: about 0.2 ms an essay. */
  catchUp(onProgress: OnProgress = unwatched): void {
    if (this.#waiting.length === 0) return;
    const waiting = this.#waiting.sort((a, b) => (isBefore(a, b) ? -1 : 1));
    this.#waiting = [];
    for (const [index, essay] of waiting.entries()) {
      this.#take(essay);
      onProgress(index + 1, waiting.length);
    }
  }

  #take(essay: EssayWritten): void {
    const wording = wordingOf(essay);
    if (wording === undefined) return;
    const isNew = this.#essays.get(wording).length === 0;
    this.#wordings.set(essay.id, wording);
    this.#essays.add(wording, essay);
    if (!isNew || essay.text === null) return;
    for (const { id: other, likeness } of this.#index.add(wording)) {
      this.#link(wording, { wording: other, likeness });
      this.#link(other, { wording, likeness });
    }
  }

  #link(from: Wording, to: Link): void {
    const links = [...this.#linksOf(from), to].sort((a, b) => b.likeness - a.likeness);
    this.#links.set(from, links);
  }

  #linksOf(wording: Wording): readonly Link[] {
    return this.#links.get(wording) ?? [];
  }
}

const isBefore = (a: EssayWritten, b: EssayWritten): boolean => a.at < b.at || (a.at === b.at && a.id < b.id);

/** Undefined for what says too little to be compared. */
function wordingOf({ text, file }: EssayWritten): Wording | undefined {
  if (text === null) return file?.hash;
  const letters = plainLetters(text);
  return letters.length < SHORTEST ? undefined : hash('sha256', letters, 'base64');
}
