import type { Progress } from '../progress/progress.ts';
import type { Errand } from '../report/draft.ts';
import type { Brief } from '../report/workbook/brief.ts';
import { workbookErrand, workbookName } from '../report/workbook/plan.ts';
import type { Person, UnitId } from '../roster/roster.ts';
import type { Instant } from '../time/clock.ts';
import type { Say } from '../wording/wording.ts';
import { actsFor } from './document-rights.ts';
import { sightOf } from './sight.ts';

export interface WorkbookAsked {
  readonly person: Person;
  /** The unit it is about, with all below it. */
  readonly unit: UnitId;
  readonly progress: Progress;
  readonly now: Instant;
  readonly say: Say;
  /** Where it will be read. */
  readonly place: 'group' | 'private';
}

/** A workbook as a file to be made, and what to call it. */
export interface WorkbookFile {
  readonly order: Errand;
  readonly name: string;
}

/** Whether the person may have the unit's workbook, also as secretary of its only branch. */
export const mayHaveWorkbook = (person: Person, unit: UnitId, { roster }: Progress): boolean =>
  actsFor({ person, roster }, '导出', unit);

/** The workbook for this reader; undefined when they may not have one. Everything in it is checked as their commands are. */
export function workbookFor(asked: WorkbookAsked): WorkbookFile | undefined {
  const { person, unit, progress, now, say, place } = asked;
  if (!mayHaveWorkbook(person, unit, progress)) return undefined;
  const sight = sightOf(person, place, { progress, today: progress.zone.dayOf(now) });
  const brief: Brief = { progress, unit, sight, now, say };
  return { order: workbookErrand(brief), name: workbookName(brief) };
}
