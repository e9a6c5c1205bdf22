import type { Progress } from '../progress/progress.ts';
import type { FileHash, LedgerRecord } from '../records/records.ts';
import type { PersonId, Unit, UnitId } from '../roster/roster.ts';
import type { Instant } from '../time/clock.ts';
import type { OnProgress } from '../time/on-progress.ts';
import type { Say } from '../wording/wording.ts';
import type { Ledger } from './ledgers.ts';
import type { ArchiveRights } from './rights.ts';

/** All that decides what stands in an archive. */
export interface ArchiveBrief {
  readonly unit: Unit;
  readonly progress: Progress;
  readonly rights: ArchiveRights;
  /** The ledgers of the unit and all below it. */
  readonly ledgers: readonly Ledger[];
  /** The moment of the last entry in them: whatever depends on a day is as of then, so the same ledgers make the same archive. */
  readonly until: Instant;
  readonly say: Say;
  /** The content of a file people sent; rejects when it is missing or damaged. */
  readonly file: (hash: FileHash) => Promise<Uint8Array>;
  readonly onProgress: OnProgress;
}

/** `2014-03-05 09:30`, by the county's clock. */
export const momentOf = ({ progress: { zone } }: ArchiveBrief, at: Instant): string =>
  `${zone.dayOf(at)} ${zone.time(at)}`;

/** Whoever put something on record. */
export const writerOf = ({ progress: { roster } }: ArchiveBrief, by: LedgerRecord['by']): string =>
  by === 'system' ? '机器人' : roster.nameOf(by);

/** `云岭镇 石门村`. */
export const titleOf = ({ progress: { roster } }: ArchiveBrief, id: UnitId): string =>
  roster.titleOf(id).replaceAll('/', ' ');

/** What somebody's home is called; empty for who has left. */
export function homeTitle(brief: ArchiveBrief, id: PersonId): string {
  const person = brief.progress.roster.person(id);
  return person ? titleOf(brief, person.home) : '';
}

/** A link in the index. */
export interface Entry {
  readonly path: string;
  readonly title: string;
}
