import type { SessionFact } from '../campaign/facts.ts';
import type { Attended, RecordId } from '../ledger/records.ts';
import type { UnitId } from '../roster/roster.ts';
import { type Instant, MINUTE, SECOND } from '../time/clock.ts';
import type { Progress } from './progress.ts';

/** Why records deserve a second look. Never proof of anything. */
export type DoubtReason = 'long-day' | 'rush' | 'hasty-essay';

export interface Doubt {
  readonly reason: DoubtReason;
  /** The ledger the records stand in. */
  readonly unit: UnitId;
  readonly records: readonly RecordId[];
}

/** What was put on record after `from`, up to and including `to`. */
export interface Window {
  readonly from: Instant;
  readonly to: Instant;
}

/** Ten people do not come through one door and type a command within ten seconds; one person holding ten telephones may. */
const RUSH = { people: 10, within: 10 * SECOND } as const;
/** Less than it takes to think over a discussion, let alone to write a page about it. */
const HASTY = 5 * MINUTE;

/** Records of the window that look rushed. */
export function doubts(progress: Progress, window: Window): Doubt[] {
  const sessions = progress.facts.sessionsHeldIn(progress.roster.root.id);
  return [
    ...longDays(progress, sessions, window),
    ...sessions.flatMap((session) => rushes(progress, session, window)),
    ...hastyEssays(progress, window),
  ];
}

const within = (window: Window, at: Instant): boolean => window.from < at && at <= window.to;

/** Days on which a unit settled more study than a day holds. */
function longDays(progress: Progress, sessions: readonly SessionFact[], window: Window): Doubt[] {
  const settledAt = ({ id }: SessionFact): Instant => progress.state.closing(id)?.at ?? 0;
  const days = Map.groupBy(sessions, ({ unit, day }) => `${unit} ${day}`);
  return [...days.values()].flatMap((held): Doubt[] => {
    const [first] = held;
    const minutes = held.reduce((sum, session) => sum + (session.minutes ?? 0), 0);
    const fresh = held.some((session) => within(window, settledAt(session)));
    if (!first || !fresh || minutes <= progress.campaign.studyDay.day) return [];
    return [{ reason: 'long-day', unit: first.unit, records: held.map(({ id }) => id) }];
  });
}

/** Check-ins on the spot that came too fast. Branch by branch: a county-wide meeting has many doors. */
function rushes(progress: Progress, session: SessionFact, window: Window): Doubt[] {
  return [...progress.state.presence(session.id)].flatMap(([unit, there]): Doubt[] => {
    const records = fastest([...there.values()].filter((each) => isOnSpot(each) && within(window, each.at)));
    return records.length > 0 ? [{ reason: 'rush', unit, records }] : [];
  });
}

const isOnSpot = (record: Attended): boolean => record.mode === '现场' && record.late === null;

function fastest(records: readonly Attended[]): RecordId[] {
  const sorted = records.toSorted((a, b) => a.at - b.at);
  const rushed = new Set<RecordId>();
  for (const [index, last] of sorted.entries()) {
    const run = sorted.slice(Math.max(0, index - RUSH.people + 1), index + 1);
    const [first] = run;
    if (first && run.length === RUSH.people && last.at - first.at <= RUSH.within)
      for (const { id } of run) rushed.add(id);
  }
  return [...rushed];
}

/** Essays handed in within minutes of the end of the session on their topic. */
function hastyEssays(progress: Progress, window: Window): Doubt[] {
  return progress.roster.people.flatMap((person) => {
    const fresh = progress.state.essaysOf(person.id).filter((essay) => within(window, essay.at));
    if (fresh.length === 0) return [];
    const sessions = progress.facts.sessionsFor(person.home);
    const hasty = fresh.filter((essay) =>
      sessions.some((session) => session.topic === essay.topic && isSoonAfter(session, essay.at)),
    );
    return hasty.map(({ id }): Doubt => ({ reason: 'hasty-essay', unit: person.home, records: [id] }));
  });
}

function isSoonAfter({ start, minutes }: SessionFact, at: Instant): boolean {
  if (minutes === null) return false;
  const end = start + minutes * MINUTE;
  return at >= end && at < end + HASTY;
}
