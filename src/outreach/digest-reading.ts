import type { Requirement } from '../campaign/campaign.ts';
import type { Due } from '../campaign/deadline.ts';
import { eachOnce, isOverdue } from '../progress/dues.ts';
import type { UnitId } from '../roster/roster.ts';
import type { Steps } from '../time/steps.ts';
import { addDays, type Day, daysBetween } from '../time/zone.ts';
import { type Outlook, todayOf } from './outlook.ts';
import { type Bearer, type Overview, overviewInSteps } from './overview.ts';

/** How far ahead the digest looks, in days. */
const AHEAD_DAYS = 14;

/** Somebody who has met a requirement since the last digest. */
export interface Met {
  readonly overview: Overview;
  readonly bearer: Bearer;
  /** What the digest that tells it covers. */
  readonly purpose: string;
}

/** What the digest of one unit is made from, in words and as a picture. */
export interface Reading {
  readonly outlook: Outlook;
  readonly unit: UnitId;
  readonly isOffice: boolean;
  readonly today: Day;
  readonly all: readonly Overview[];
  readonly fresh: readonly Met[];
}

export function* readForDigest(outlook: Outlook, unit: UnitId): Steps<Reading> {
  const { progress } = outlook;
  const all = yield* overviewInSteps(progress, unit);
  const isOffice = unit === progress.roster.root.id;
  return { outlook, unit, isOffice, today: todayOf(outlook), all, fresh: newlyMet(outlook, unit, all) };
}

/**
 * What has been met since the last digest. A digest covers what it has told (`met/essay/县教育局`), so each success is told
 * once to the same group (`…@清源镇`), however many weeks lie between two digests, and no past state has to be rebuilt.
 */
function newlyMet({ progress }: Outlook, told: UnitId, all: readonly Overview[]): Met[] {
  const listener = told === progress.roster.root.id ? '' : `@${told}`;
  const met = all.flatMap((overview) =>
    overview.bearers
      .filter(({ status }) => status === 'met')
      .map((bearer) => ({
        overview,
        bearer,
        purpose: `met/${overview.requirement.id}/${bearer.unit.id}${listener}`,
      })),
  );
  return met.filter(({ purpose }) => progress.state.outbox.covered(purpose) === undefined);
}

/** Whether the deadline has passed and somebody has not met it. */
export const isLate = ({ dues }: Pick<Overview, 'dues'>, today: Day): boolean => isOverdue(dues, today);

/** Whether everybody asked has met it. */
export const isDone = ({ unmet, idle, waived }: Overview): boolean => unmet + idle + waived === 0;

/** What falls due in the time ahead and is not done, soonest first. */
export function fallingDue({
  all,
  today,
}: Pick<Reading, 'all' | 'today'>): { readonly requirement: Requirement; readonly due: Due }[] {
  return all
    .flatMap(({ requirement, dues: { unmet, idle } }) =>
      eachOnce([...unmet, ...idle])
        .filter(({ day }) => day >= today && day <= addDays(today, AHEAD_DAYS))
        .map((due) => ({ requirement, due })),
    )
    .sort((a, b) => daysBetween(b.due.day, a.due.day));
}
