import type { Progress } from '../progress/progress.ts';
import type { ArchiveView, EssayReference, Withheld } from '../records/archive.ts';
import {
  definitionOf,
  type FileHash,
  fileOf,
  type LedgerRecord,
  type RecordId,
  type StoredFile,
} from '../records/records.ts';
import type { UnitId } from '../roster/roster.ts';

/** What may go into the archive of one unit and all below it. Nobody in particular reads it, so nobody's own rights count. */
export class ArchiveRights implements ArchiveView {
  readonly #progress: Progress;
  readonly #privateKeys: ReadonlySet<string>;
  /** The archive is the office's own. */
  readonly own: boolean;
  readonly #scope: UnitId;
  readonly #kept = new Set<FileHash>();
  /** Files of essays that may not be read, also where the same file came again as something else. */
  readonly #barred = new Set<FileHash>();

  constructor(progress: Progress, scope: UnitId, privateKeys: ReadonlySet<string>) {
    this.#progress = progress;
    this.#scope = scope;
    this.#privateKeys = privateKeys;
    this.own = scope === progress.roster.root.id;
  }

  covers(unit: UnitId): boolean {
    const { roster } = this.#progress;
    if (this.own || roster.within(unit, this.#scope)) return true;
    // The ledger of a unit that is gone is kept where it was; that of one that moved away went with it.
    return roster.unit(unit)?.id !== unit && roster.belowEver(this.#scope).includes(unit);
  }

  /** Learns which files stand in records that may be read. To be told of every record before anything is asked of a file. */
  learn(record: LedgerRecord): void {
    const file = fileOf(record);
    if (!file || record.kind === 'file.received') return;
    (this.withheld(record) === undefined ? this.#kept : this.#barred).add(file.hash);
  }

  keepsFile({ hash }: StoredFile): boolean {
    return this.#kept.has(hash) && !this.#barred.has(hash);
  }

  /** What must not be told of the record; undefined when all of it may. */
  withheld(record: LedgerRecord): Withheld | undefined {
    return definitionOf(record.kind).withheld(record, this);
  }

  isPrivate(key: string): boolean {
    return this.#privateKeys.has(key);
  }

  hides(id: RecordId): string | undefined {
    const record = this.#progress.state.record(id);
    // What takes back a correction is no reason to ask on: two of them could name each other.
    if (!record || record.kind === 'record.voided') return undefined;
    const withheld = this.withheld(record);
    return withheld?.extent === 'whole' ? withheld.why : undefined;
  }

  // Sent up to the office by the campaign's own rule, written by somebody on the roster, and not taken back.
  mayReadEssay({ id, person, topic }: EssayReference): boolean {
    const { campaign, roster, state } = this.#progress;
    const author = roster.person(person);
    if (!author || state.voided(id)) return false;
    return campaign.requirements.some(
      (requirement) =>
        requirement.measure.essayTopics.includes(topic) &&
        this.#progress.readership(requirement, author) === 'office',
    );
  }
}
