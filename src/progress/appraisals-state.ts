import type { Urns } from '../journal/box/ballot-box.ts';
import type { Key } from '../journal/box/ballot-lock.ts';
import { isSpent, type Urn } from '../journal/box/urn.ts';
import type {
  AppraisalClosed,
  AppraisalOpened,
  AppraisalRecord,
  LedgerRecord,
  RecordId,
  VoteCast,
} from '../records/records.ts';
import type { PersonId, UnitId } from '../roster/roster.ts';
import { Shelf } from './shelf.ts';
import { type Succession, UnitShelf } from './unit-shelf.ts';

/** Secret ballots: folded from the journal, together with what stands in the box. */
export class AppraisalsState {
  readonly #isLive: (record: LedgerRecord) => boolean;
  readonly #opened = new Shelf<'all', AppraisalOpened>();
  readonly #byUnit: UnitShelf<AppraisalOpened>;
  readonly #closed = new Shelf<RecordId, AppraisalClosed>();
  readonly #votes = new Map<RecordId, Map<PersonId, Set<number>>>();
  readonly #sealed = new Set<RecordId>();
  readonly #inHand = new Map<RecordId, number>();
  readonly #keys = new Map<RecordId, Key>();
  #urns: Urns = new Map();

  constructor(isLive: (record: LedgerRecord) => boolean, lineOf: Succession['lineOfSuccession']) {
    this.#isLive = isLive;
    this.#byUnit = new UnitShelf(lineOf);
  }

  add(record: AppraisalRecord): void {
    switch (record.kind) {
      case 'appraisal.opened':
        this.#opened.add('all', record);
        this.#byUnit.add(record.unit, record);
        break;
      case 'vote.cast':
        this.#mark(record);
        break;
      case 'appraisal.closed':
        this.#closed.add(record.appraisal, record);
        break;
      default:
        record satisfies never;
    }
  }

  #mark({ appraisal, by, subjects }: VoteCast): void {
    if (by === 'system') return;
    const voters = this.#votes.get(appraisal) ?? new Map<PersonId, Set<number>>();
    this.#votes.set(appraisal, voters.set(by, new Set([...(voters.get(by) ?? []), ...subjects])));
  }

  /** What the box holds from now on. */
  setUrns(urns: Urns): void {
    this.#urns = urns;
  }

  urn(appraisal: RecordId): Urn | undefined {
    return this.#urns.get(appraisal);
  }

  /** Ballots that are going on, oldest first. */
  open(): readonly AppraisalOpened[] {
    return this.#opened.get('all').filter((each) => this.isOpen(each));
  }

  /** The unit's ballots that were not called off, oldest first. */
  of(unit: UnitId): readonly AppraisalOpened[] {
    return this.#byUnit.get(unit).filter(this.#isLive);
  }

  isOpen(appraisal: AppraisalOpened): boolean {
    return this.#isLive(appraisal) && !this.#sealed.has(appraisal.id) && !this.closing(appraisal.id);
  }

  closing(appraisal: RecordId): AppraisalClosed | undefined {
    return this.#closed.get(appraisal).find(this.#isLive);
  }

  hasVoted(appraisal: RecordId, subject: number, person: PersonId): boolean {
    if (this.#votes.get(appraisal)?.get(person)?.has(subject)) return true;
    const urn = this.#urns.get(appraisal);
    return urn !== undefined && isSpent(urn, subject, person);
  }

  /** Whether the person has voted on any of the subjects. */
  hasTakenPart({ id, leaders }: AppraisalOpened, person: PersonId): boolean {
    return [0, ...leaders.map((_, index) => index + 1)].some((subject) => this.hasVoted(id, subject, person));
  }

  /** Whether a vote is on its way into the box, so that the ballots cannot be counted at this moment. */
  isBusy(appraisal: RecordId): boolean {
    return (this.#inHand.get(appraisal) ?? 0) > 0;
  }

  /** A vote is on its way from now on, until the function that is given back is called. */
  takeInHand(appraisal: RecordId): () => void {
    const change = (by: number): void => {
      this.#inHand.set(appraisal, (this.#inHand.get(appraisal) ?? 0) + by);
    };
    change(1);
    return () => change(-1);
  }

  /** Lets nobody vote any more while records that end ballots are being written, until the function given back is called. */
  seal(records: readonly LedgerRecord[]): () => void {
    const ending = records.flatMap((record) => {
      if (record.kind === 'appraisal.closed') return [record.appraisal];
      return record.kind === 'record.voided' ? [record.target] : [];
    });
    for (const id of ending) this.#sealed.add(id);
    return () => {
      for (const id of ending) this.#sealed.delete(id);
    };
  }

  /** Whether the ballot is over, so that nothing of it need remain in the box. */
  isOver = (appraisal: RecordId): boolean => {
    const opened = this.#opened.get('all').find(({ id }) => id === appraisal);
    return opened !== undefined && (!this.#isLive(opened) || this.closing(appraisal) !== undefined);
  };

  /** Keeps the key to a ballot, which is written down nowhere. */
  keepKey(appraisal: RecordId, key: Key): void {
    this.#keys.set(appraisal, key);
  }

  /** The key, as long as the bot has not been restarted since the ballot was opened. */
  keyTo(appraisal: RecordId): Key | undefined {
    return this.#keys.get(appraisal);
  }
}
