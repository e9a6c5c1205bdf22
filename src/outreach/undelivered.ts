import type { Target } from '../journal/outgoing.ts';
import type { Window } from '../progress/doubts.ts';
import type { Progress } from '../progress/progress.ts';
import type { UnitId } from '../roster/roster.ts';

/** Messages to one recipient that failed for one reason. */
export type Undelivered = {
  readonly recipient: string;
  readonly detail: string;
  readonly count: number;
  /** Whether they may have arrived all the same. */
  readonly uncertain: boolean;
};

const FAILURES = new Set(['refused', 'unknown', 'abandoned']);

/** What was given up in the window of what was meant for the unit or anybody below it, oldest first. */
export function undelivered(
  progress: Progress,
  { from, to }: Window,
  scope: UnitId = progress.roster.root.id,
): Undelivered[] {
  const { outbox } = progress.state;
  const found = new Map<string, Undelivered>();
  for (const { message } of outbox.all()) {
    if (!isFor(progress, message.to, scope) || !FAILURES.has(outbox.fate(message.key))) continue;
    const last = outbox.notesOf(message.key).findLast(({ state }) => FAILURES.has(state));
    if (!last || last.at <= from || last.at > to) continue;
    const recipient = recipientOf(progress, message.to);
    const key = JSON.stringify([recipient, last.state, last.detail]);
    const count = (found.get(key)?.count ?? 0) + 1;
    found.set(key, { recipient, detail: last.detail, count, uncertain: last.state === 'unknown' });
  }
  return [...found.values()];
}

/** The office sees to all of it, also to what was meant for somebody who has left. */
function isFor({ roster }: Progress, target: Target, scope: UnitId): boolean {
  if (scope === roster.root.id) return true;
  const unit = target.kind === 'group' ? target.unit : roster.person(target.person)?.home;
  return unit !== undefined && roster.within(unit, scope);
}

function recipientOf({ roster }: Progress, target: Target): string {
  return target.kind === 'person'
    ? roster.nameOf(target.person)
    : roster.titleOf(target.unit).replaceAll('/', ' ');
}
