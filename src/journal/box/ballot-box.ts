import { randomBytes } from 'node:crypto';
import type { Lock, PersonId, RecordId } from '../../records/records.ts';
import type { Day } from '../../time/zone.ts';
import type { Finding } from '../finding.ts';
import { seal } from './ballot-lock.ts';
import type { Box } from './box.ts';
import { damagedLine, finding, incomplete, mended, unknown } from './damage.ts';
import { readList, type SealedList, writeList } from './sealed-list.ts';
import { byKey, hashOf, linesOf, newKey, type Slip, type Urn, urnLines, urnsIn } from './urn.ts';

const NAME = 'ballots';

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

export type Urns = ReadonlyMap<RecordId, Urn>;

/** Secret ballots: all of them in memory, and as one document in the box. Changes are made one after the other. */
export class BallotBox {
  /** Damage found on opening that does not stop the ballots; slips that are lost are told again when they are counted. */
  readonly findings: readonly Finding[];
  readonly #box: Box;
  readonly #onRecord = new Set<string>();
  #urns: Urns;
  #last: Promise<unknown> = Promise.resolve();

  private constructor(box: Box, urns: readonly Urn[], findings: readonly Finding[]) {
    this.#box = box;
    this.#urns = byAppraisal(urns);
    this.findings = findings;
  }

  /** Rejects with a BoxDamagedError when it cannot be known which slips there were. */
  static async open(box: Box): Promise<BallotBox> {
    const list = readList(await box.read(NAME));
    const read = urnLines.safeParse(list.items);
    if (!read.success) throw unknown(NAME);
    const urns = urnsIn(read.data, list.count);
    if (!urns) throw incomplete(NAME, list, () => '');
    return new BallotBox(box, urns, findingsIn(list, urns));
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
      if (newest) await this.#box.write(NAME, writeList(urns.flatMap(linesOf)), newest);
      this.#urns = changed;
    });
    this.#last = done.catch(() => undefined);
    return done;
  }
}

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
    key: newKey(),
    sealed: seal(lock, JSON.stringify(slip)),
  }));
  return {
    ...urn,
    slips: [...urn.slips, ...sealed].sort(byKey),
    spent: spent.filter((hash) => !onRecord.has(hash)).sort(),
  };
}

const others = (urns: Urns, appraisal: RecordId): Urn[] =>
  [...urns.values()].filter((urn) => urn.appraisal !== appraisal);

const byAppraisal = (urns: readonly Urn[]): Urns =>
  new Map(urns.toSorted((a, b) => (a.appraisal < b.appraisal ? -1 : 1)).map((urn) => [urn.appraisal, urn]));

function findingsIn(list: SealedList, urns: readonly Urn[]): readonly Finding[] {
  const lost = urns.flatMap(({ slips }) => slips.filter(({ sealed }) => sealed === null)).length;
  if (lost === 0) return list.isWhole ? [] : [mended(NAME)];
  const advice = '收票时会说明，由督导组决定不计损坏的票，还是作废后重新评议';
  return [
    ...list.damaged.map((line) => damagedLine(NAME, line, () => '，是一张选票')),
    finding(NAME, `里有 ${lost} 张选票损坏，打不开`, advice),
  ];
}
