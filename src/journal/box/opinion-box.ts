import { z } from 'zod';
import { type OpinionNumber, type OpinionTags, opinionTags, type RecordId } from '../../records/records.ts';
import { type Day, isDay } from '../../time/zone.ts';
import { JournalDamagedError } from '../journal.ts';
import type { Box } from './box.ts';

const NAME = 'opinions';

/** What the raiser of an anonymous opinion said of an answer. */
export interface BoxedRating {
  readonly answer: RecordId;
  readonly satisfied: boolean;
  readonly text: string | null;
}

/** An opinion nobody can be found behind. The receipt word itself is kept nowhere. */
export interface BoxedOpinion extends OpinionTags {
  readonly number: OpinionNumber;
  readonly text: string;
  readonly day: Day;
  /** Salt and salted hash of the receipt word, hex. */
  readonly salt: string;
  readonly receipt: string;
  /** One an answer: its last. */
  readonly ratings: readonly BoxedRating[];
}

/** What is done to the box in one go. */
export type BoxChange =
  | { readonly kind: 'dropped'; readonly opinion: BoxedOpinion }
  | { readonly kind: 'rated'; readonly number: OpinionNumber; readonly rating: BoxedRating };

const recordId = z.custom<RecordId>((value) => typeof value === 'string');
const day = z.custom<Day>((value) => typeof value === 'string' && isDay(value));

const document: z.ZodType<{ readonly v: 1; readonly opinions: readonly BoxedOpinion[] }> = z.strictObject({
  v: z.literal(1),
  opinions: z.array(
    z.strictObject({
      ...opinionTags,
      number: z.string(),
      text: z.string(),
      day,
      salt: z.string(),
      receipt: z.string(),
      ratings: z.array(
        z.strictObject({ answer: recordId, satisfied: z.boolean(), text: z.string().nullable() }),
      ),
    }),
  ),
});

/** Anonymous opinions: all of them in memory, and as one document in the box. Changes are made one after the other. */
export class OpinionBox {
  readonly #box: Box;
  #opinions: ReadonlyMap<OpinionNumber, BoxedOpinion>;
  #last: Promise<unknown> = Promise.resolve();
  /** The day of the last write. */
  #written: Day | undefined;

  private constructor(box: Box, opinions: readonly BoxedOpinion[]) {
    this.#box = box;
    this.#opinions = byNumber(opinions);
  }

  /** Rejects with a JournalDamagedError when the document cannot be believed. */
  static async open(box: Box): Promise<OpinionBox> {
    const text = await box.read(NAME);
    return new OpinionBox(box, text === null ? [] : opinionsIn(text));
  }

  /** Sorted by number, which is random. */
  get opinions(): ReadonlyMap<OpinionNumber, BoxedOpinion> {
    return this.#opinions;
  }

  /** Durable when it resolves; rejects with a JournalWriteError, and then everything is as before. */
  change(change: BoxChange, today: Day): Promise<void> {
    const done = this.#last.then(() => this.#change(change, today));
    this.#last = done.catch(() => undefined);
    return done;
  }

  /**
   * Writes the document anew on the first call of a day: a file system keeps the moment of the last change where no program
   * can alter it, and from then on that moment is nobody's.
   */
  freshen(today: Day): Promise<void> {
    if (this.#written === today || this.#opinions.size === 0) return Promise.resolve();
    const done = this.#last.then(() => this.#write(this.#opinions, today));
    this.#last = done.catch(() => undefined);
    return done;
  }

  async #change(change: BoxChange, today: Day): Promise<void> {
    const changed = byNumber(applied([...this.#opinions.values()], change));
    await this.#write(changed, today);
    this.#opinions = changed;
  }

  async #write(opinions: ReadonlyMap<OpinionNumber, BoxedOpinion>, today: Day): Promise<void> {
    await this.#box.write(NAME, JSON.stringify({ v: 1, opinions: [...opinions.values()] }), today);
    this.#written = today;
  }
}

function applied(opinions: readonly BoxedOpinion[], change: BoxChange): readonly BoxedOpinion[] {
  if (change.kind === 'dropped') return [...opinions, change.opinion];
  const { number, rating } = change;
  return opinions.map((opinion) => {
    if (opinion.number !== number) return opinion;
    const others = opinion.ratings.filter(({ answer }) => answer !== rating.answer);
    return { ...opinion, ratings: [...others, rating] };
  });
}

const byNumber = (opinions: readonly BoxedOpinion[]): ReadonlyMap<OpinionNumber, BoxedOpinion> =>
  new Map(
    opinions.toSorted((a, b) => (a.number < b.number ? -1 : 1)).map((opinion) => [opinion.number, opinion]),
  );

function opinionsIn(text: string): readonly BoxedOpinion[] {
  const file = `box/${NAME}.json`;
  try {
    return document.parse(JSON.parse(text)).opinions;
  } catch {
    // The cause is left out: it could quote what somebody wrote.
    throw new JournalDamagedError(file, 1, '意见箱的内容不合规定，可能被改动过，请从备份恢复');
  }
}
