import type { Due } from '../campaign/deadline.ts';
import type { Day } from '../time/zone.ts';
import type { Standing } from './progress.ts';

/** By when several have to have met a requirement. */
export interface Dues {
  /** The date of all of them; null where they have none, or not the same one. */
  readonly shared: Due | null;
  /** The dates of those who have not met it, soonest first, each once. */
  readonly unmet: readonly Due[];
  /** The same of those who have nothing to do yet. */
  readonly idle: readonly Due[];
}

type Dated = Pick<Standing, 'due' | 'status' | 'waived'>;

export function duesOf(standings: readonly Dated[]): Dues {
  const asked = standings.filter(({ waived }) => waived === undefined);
  const [first] = asked;
  const isSame = asked.every(({ due }) => keyOf(due) === keyOf(first?.due));
  const those = (status: Standing['status']): Due[] =>
    eachOnce(asked.flatMap((each) => (each.status === status && each.due ? each.due : [])));
  return { shared: (isSame && first?.due) || null, unmet: those('unmet'), idle: those('idle') };
}

const keyOf = (due: Due | null | undefined): string => (due ? `${due.day} ${due.from}` : '');

/** Dates without those that are there already, soonest first. */
export const eachOnce = (dues: readonly Due[]): Due[] =>
  [...new Map(dues.map((due) => [keyOf(due), due])).values()].sort((a, b) => (a.day < b.day ? -1 : 1));

/** Whether somebody's day has passed who has not met it. */
export const isOverdue = ({ unmet: [first] }: Pick<Dues, 'unmet'>, today: Day): boolean =>
  first !== undefined && first.day < today;
