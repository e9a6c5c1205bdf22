import type { Progress } from '../../progress/progress.ts';
import type { UnitId } from '../../roster/roster.ts';
import type { Instant } from '../../time/clock.ts';
import type { Day } from '../../time/zone.ts';
import type { Say } from '../../wording/wording.ts';
import type { Sight } from './sight.ts';
import { type Told, told } from './table.ts';

/** All that decides what stands in a workbook: given the same, it is the same. */
export interface Brief {
  readonly progress: Progress;
  /** The unit it is about, with all below it. */
  readonly unit: UnitId;
  readonly sight: Sight;
  readonly now: Instant;
  readonly say: Say;
}

export const todayOf = ({ progress, now }: Brief): Day => progress.zone.dayOf(now);

/** `2014-03-05 09:30`, by the county's clock. */
export const momentOf = ({ progress: { zone } }: Brief, at: Instant): string =>
  `${zone.dayOf(at)} ${zone.time(at)}`;

/** What unit and what branch of it somebody belongs to, as two cells. */
export function placeOf(brief: Brief, id: UnitId): [unit: string, branch: string] {
  const unit = brief.progress.roster.unit(id);
  if (unit?.kind !== 'branch') return [titleOf(brief, id), ''];
  return [titleOf(brief, unit.parent ?? id), unit.name];
}

/** The same as the first columns of a sheet. */
export const placeColumns = <Row>(
  brief: Brief,
  idOf: (row: Row) => UnitId,
  branchWidth = 16,
): Told<Row>[] => [
  told('单位名称', 'text', 20, (row) => placeOf(brief, idOf(row))[0]),
  told('支部', 'text', branchWidth, (row) => placeOf(brief, idOf(row))[1]),
];

/** `云岭镇 石门村`. */
export const titleOf = ({ progress: { roster } }: Brief, id: UnitId): string =>
  roster.titleOf(id).replaceAll('/', ' ');
