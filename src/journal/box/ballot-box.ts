import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Lock, RecordId } from '../../records/records.ts';
import type { PersonId } from '../../roster/roster.ts';
import { type Day, isDay } from '../../time/zone.ts';
import { JournalDamagedError } from '../journal.ts';
import { type Key, seal, unseal } from './ballot-lock.ts';
import type { Box } from './box.ts';

const NAME = 'ballots';

/** One answer on one subject, or something that was written about one. The slips of one voter do not hang together. */
export type Slip =
  | {
      readonly subject: number;
      /** Which pool of voter groups it is counted in; null for an aspect, which is counted for all together. */
      readonly pool: number | null;
      /** The aspect it is about; null for the subject as a whole. */
      readonly aspect: string | null;
      readonly choice: string;
    }
  | { readonly subject: number; readonly comment: string };

/**
 * What the box holds of one appraisal: neither times nor people, and nothing that can be read before the end. Were it readable, then
 * whoever looks into the folder when the first of a group has voted would know how.
 */
export interface Urn {
  readonly appraisal: RecordId;
  /** When the appraisal was opened. */
  readonly day: Day;
  readonly salt: string;
  /** Sealed, and sorted by random keys. */
  readonly slips: readonly { readonly key: string; readonly sealed: string }[];
  /**
   * Salted hashes of who has voted on what, only until that is on record. With the ballots in one write, so that nobody who was cut
   * off half-way can vote twice, or has voted in vain.
   */
  readonly spent: readonly string[];
}

/** All that one message puts into an urn. */
export interface Cast {
  readonly appraisal: RecordId;
  /** When the appraisal was opened. */
  readonly day: Day;
  readonly lock: Lock;
  readonly person: PersonId;
  readonly subjects: readonly number[];
  readonly slips: readonly Slip[];
}

const day = z.custom<Day>((value) => typeof value === 'string' && isDay(value));
const recordId = z.custom<RecordId>((value) => typeof value === 'string');

const document: z.ZodType<{ readonly v: 1; readonly urns: readonly Urn[] }> = z.strictObject({
  v: z.literal(1),
  urns: z.array(
    z.strictObject({
      appraisal: recordId,
      day,
      salt: z.string(),
      slips: z.array(z.strictObject({ key: z.string(), sealed: z.string() })),
      spent: z.array(z.string()),
    }),
  ),
});

export type Urns = ReadonlyMap<RecordId, Urn>;

/** Secret ballots: all of them in memory, and as one document in the box. Changes are made one after the other. */
export class BallotBox {
  readonly #box: Box;
  readonly #onRecord = new Set<string>();
  #urns: Urns;
  #last: Promise<unknown> = Promise.resolve();

  private constructor(box: Box, urns: readonly Urn[]) {
    this.#box = box;
    this.#urns = byAppraisal(urns);
  }

  /** Rejects with a JournalDamagedError when the document cannot be believed. */
  static async open(box: Box): Promise<BallotBox> {
    const text = await box.read(NAME);
    return new BallotBox(box, text === null ? [] : urnsIn(text));
  }

  get urns(): Urns {
    return this.#urns;
  }

  /** Durable when it resolves; rejects with a JournalWriteError, and then everything is as before. */
  cast(cast: Cast): Promise<void> {
    return this.#change((urns) => {
      const urn = urns.get(cast.appraisal) ?? emptyUrn(cast);
      return [...others(urns, cast.appraisal), withCast(urn, cast, this.#onRecord)];
    });
  }

  /** That the person has voted is on record now: the next write leaves the hashes out. */
  recorded({ appraisal, subjects, person }: Cast): void {
    const urn = this.#urns.get(appraisal);
    for (const subject of subjects) if (urn) this.#onRecord.add(hashOf(urn.salt, subject, person));
  }

  /** Throws away the urns of ballots that are over. Rejects as {@link cast} does. */
  async tidy(isOver: (appraisal: RecordId) => boolean): Promise<void> {
    if (![...this.#urns.keys()].some(isOver)) return;
    await this.#change((urns) => [...urns.values()].filter(({ appraisal }) => !isOver(appraisal)));
  }

  #change(change: (urns: Urns) => readonly Urn[]): Promise<void> {
    const done = this.#last.then(async () => {
      const changed = byAppraisal(change(this.#urns));
      const urns = [...changed.values()];
      // The file bears the day on which a ballot began, not on which somebody voted.
      const newest =
        urns
          .map((urn) => urn.day)
          .sort()
          .at(-1) ?? [...this.#urns.values()][0]?.day;
      if (newest) await this.#box.write(NAME, JSON.stringify({ v: 1, urns }), newest);
      this.#urns = changed;
    });
    this.#last = done.catch(() => undefined);
    return done;
  }
}

/** Whether the urn knows that the person has voted on the subject. */
export const isSpent = ({ salt, spent }: Urn, subject: number, person: PersonId): boolean =>
  spent.includes(hashOf(salt, subject, person));

const hashOf = (salt: string, subject: number, person: PersonId): string =>
  createHash('sha256').update(`${salt}\n${subject}\n${person}`).digest('hex');

const emptyUrn = ({ appraisal, day }: Cast): Urn => ({
  appraisal,
  day,
  salt: randomBytes(16).toString('hex'),
  slips: [],
  spent: [],
});

function withCast(urn: Urn, { person, lock, subjects, slips }: Cast, onRecord: ReadonlySet<string>): Urn {
  const spent = [...urn.spent, ...subjects.map((subject) => hashOf(urn.salt, subject, person))];
  const sealed = slips.map((slip) => ({
    key: randomBytes(8).toString('hex'),
    sealed: seal(lock, JSON.stringify(slip)),
  }));
  return {
    ...urn,
    slips: [...urn.slips, ...sealed].sort((a, b) => (a.key < b.key ? -1 : 1)),
    spent: spent.filter((hash) => !onRecord.has(hash)).sort(),
  };
}

const slip: z.ZodType<Slip> = z.union([
  z.strictObject({
    subject: z.number(),
    pool: z.number().nullable(),
    aspect: z.string().nullable(),
    choice: z.string(),
  }),
  z.strictObject({ subject: z.number(), comment: z.string() }),
]);

/** All slips of an urn, readable. Throws when the key is another's, or a slip has been changed. */
export const slipsIn = (urn: Urn | undefined, key: Key): readonly Slip[] =>
  (urn?.slips ?? []).map(({ sealed }) => slip.parse(JSON.parse(unseal(key, sealed))));

const others = (urns: Urns, appraisal: RecordId): Urn[] =>
  [...urns.values()].filter((urn) => urn.appraisal !== appraisal);

const byAppraisal = (urns: readonly Urn[]): Urns =>
  new Map(urns.toSorted((a, b) => (a.appraisal < b.appraisal ? -1 : 1)).map((urn) => [urn.appraisal, urn]));

function urnsIn(text: string): readonly Urn[] {
  try {
    return document.parse(JSON.parse(text)).urns;
  } catch {
    // The cause is left out: it could quote a ballot.
    throw new JournalDamagedError(`box/${NAME}.json`, 1, '票箱的内容不合规定，可能被改动过，请从备份恢复');
  }
}
