import { hash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { PersonId, RecordId } from '../../records/records.ts';
import { type Day, isDay } from '../../time/zone.ts';
import { type Key, unseal } from './ballot-lock.ts';

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
  /** Sealed, and sorted by random keys; null in place of one that is damaged. */
  readonly slips: readonly SealedSlip[];
  /**
   * Salted hashes of who has voted on what, only until that is on record. With the ballots in one write, so that nobody who was cut
   * off half-way can vote twice, or has voted in vain.
   */
  readonly spent: readonly string[];
}

interface SealedSlip {
  readonly key: string;
  readonly sealed: string | null;
}

const day = z.custom<Day>((value) => typeof value === 'string' && isDay(value));
const recordId = z.custom<RecordId>((value) => typeof value === 'string');

// A slip says whose it is by itself, so that one that is damaged takes no other with it.
const head = z.strictObject({
  appraisal: recordId,
  day,
  salt: z.string(),
  slips: z.number(),
  spent: z.array(z.string()).readonly(),
});
const sealedSlip = z.strictObject({ appraisal: recordId, key: z.string(), sealed: z.string().nullable() });
type Line = z.infer<typeof head> | z.infer<typeof sealedSlip>;
export const urnLines: z.ZodType<readonly Line[]> = z.array(z.union([head, sealedSlip]));

/** Whether the urn knows that the person has voted on the subject. */
export const isSpent = ({ salt, spent }: Urn, subject: number, person: PersonId): boolean =>
  spent.includes(hashOf(salt, subject, person));

export const hashOf = (salt: string, subject: number, person: PersonId): string =>
  hash('sha256', `${salt}\n${subject}\n${person}`);

const slip: z.ZodType<Slip> = z.union([
  z.strictObject({
    subject: z.number(),
    pool: z.number().nullable(),
    aspect: z.string().nullable(),
    choice: z.string(),
  }),
  z.strictObject({ subject: z.number(), comment: z.string() }),
]);

export interface ReadSlips {
  readonly slips: readonly Slip[];
  /** Where in the urn, from 1, there are slips that cannot be read. */
  readonly damaged: readonly number[];
}

/** Opens all slips of an urn. */
export function slipsIn(urn: Urn | undefined, key: Key): ReadSlips {
  const opened = (urn?.slips ?? []).map(({ sealed }) => slipIn(sealed, key));
  return {
    slips: opened.filter((each) => each !== undefined),
    damaged: opened.flatMap((each, index) => (each ? [] : [index + 1])),
  };
}

function slipIn(sealed: string | null, key: Key): Slip | undefined {
  try {
    return sealed === null ? undefined : slip.parse(JSON.parse(unseal(key, sealed)));
  } catch {
    return undefined;
  }
}

export const newKey = (): string => randomBytes(8).toString('hex');

export const byKey = (a: SealedSlip, b: SealedSlip): number => (a.key < b.key ? -1 : 1);

/** Each urn and each slip is a line of the document. */
export const linesOf = ({ slips, ...urn }: Urn): readonly Line[] => [
  { ...urn, slips: slips.length },
  ...slips.map((each) => ({ appraisal: urn.appraisal, ...each })),
];

/** Undefined when it cannot be known which slips there were. */
export function urnsIn(lines: readonly Line[], count: number | undefined): readonly Urn[] | undefined {
  const heads = lines.filter((line) => 'salt' in line);
  const slips = Map.groupBy(
    lines.filter((line) => 'key' in line),
    ({ appraisal }) => appraisal,
  );
  const urns = heads.map((urn) => ({ ...urn, slips: slipsOf(urn.slips, slips.get(urn.appraisal) ?? []) }));
  const known = new Set(heads.map(({ appraisal }) => appraisal));
  const isComplete =
    urns.reduce((sum, urn) => sum + 1 + urn.slips.length, 0) === count &&
    known.size === heads.length &&
    slips.keys().every((appraisal) => known.has(appraisal));
  return isComplete ? urns : undefined;
}

/** As many as there were, the damaged ones among them. */
function slipsOf(count: number, whole: readonly z.infer<typeof sealedSlip>[]): readonly SealedSlip[] {
  const slips = new Map(whole.map(({ key, sealed }) => [key, { key, sealed }]));
  const lost = Array.from({ length: Math.max(0, count - slips.size) }, () => ({
    key: newKey(),
    sealed: null,
  }));
  return [...slips.values(), ...lost].sort(byKey);
}
