import { z } from 'zod';
import { type OpinionNumber, type OpinionTags, opinionTags, type RecordId } from '../../records/records.ts';
import { type Day, isDay } from '../../time/zone.ts';
import type { Finding } from '../finding.ts';
import type { Box } from './box.ts';
import { incomplete, mended, unknown } from './damage.ts';
import { readList, writeList } from './sealed-list.ts';

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

const document: z.ZodType<readonly BoxedOpinion[]> = z.array(
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
);

/** Anonymous opinions: all of them in memory, and as one document in the box. Changes are made one after the other. */
export class OpinionBox {
  /** Damage found on opening that lost nothing. */
  readonly findings: readonly Finding[];
  readonly #box: Box;
  #opinions: ReadonlyMap<OpinionNumber, BoxedOpinion>;
  #last: Promise<unknown> = Promise.resolve();
  /** The day of the last write. */
  #written: Day | undefined;

  private constructor(
    box: Box,
    opinions: ReadonlyMap<OpinionNumber, BoxedOpinion>,
    findings: readonly Finding[],
  ) {
    this.#box = box;
    this.#opinions = opinions;
    this.findings = findings;
  }

  /**
   * Rejects with a BoxDamagedError while a single opinion is missing: whoever raised it without a name cannot be asked again, so
   * that it is lost is for people to decide.
   */
  static async open(box: Box): Promise<OpinionBox> {
    const list = readList(await box.read(NAME));
    const read = document.safeParse(list.items);
    if (!read.success) throw unknown(NAME);
    const opinions = byNumber(read.data);
    if (opinions.size !== list.count || list.items.length !== list.count) throw incomplete(NAME, list, named);
    return new OpinionBox(box, opinions, list.isWhole ? [] : [mended(NAME)]);
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
    await this.#box.write(NAME, writeList([...opinions.values()]), today);
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

/** Which opinion a damaged line held, where its number can still be read. */
function named(text: string): string {
  const [, number] = /"number":"(\d+)"/.exec(text) ?? [];
  return number === undefined ? '' : `，是编号 ${number} 的意见`;
}
