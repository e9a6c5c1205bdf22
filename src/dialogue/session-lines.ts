import type { SessionFact } from '../campaign/facts.ts';
import type { SessionOpened } from '../ledger/records.ts';
import type { Standing } from '../progress/progress.ts';
import { FactsIf } from '../progress/what-if.ts';
import type { View } from '../wording/wording.ts';
import type { Context } from './command.ts';
import { noteLines, standingLine } from './standing-lines.ts';

/**
 * What the session will count for once it is settled with this length: the requirements it moves, and why it does not count for
 * others of its kind. Nothing is told while the length is not known.
 */
export function countsFor(context: Context, session: SessionOpened, minutes: number | null): View {
  if (minutes === null) return {};
  const { progress, unit, zone } = context;
  const fact: Omit<SessionFact, 'present'> = {
    id: session.id,
    unit: session.unit,
    activity: session.activity,
    topic: session.topic,
    mode: session.mode,
    title: session.title,
    start: session.start,
    day: zone.dayOf(session.start),
    minutes,
  };
  const before = new Map(progress.forUnit(unit.id).map((standing) => [standing.requirement.id, standing]));
  const after = progress.forUnit(unit.id, new FactsIf(progress.facts, { session: fact }));
  const moved = after.filter((standing) => isMoved(before.get(standing.requirement.id), standing));
  const shortfalls = after
    .flatMap((standing) => standing.notes)
    .filter((note) => note.key === 'note.short' && note.view['session'] === session.id);
  return {
    counts: moved.map((standing) => ({ line: standingLine(context, standing) })),
    shortfalls: noteLines(context, shortfalls).map((line) => ({ line })),
    countsForNothing: moved.length === 0 && shortfalls.length === 0,
  };
}

function isMoved(before: Standing | undefined, after: Standing): boolean {
  return (
    before !== undefined &&
    (after.have > before.have || (before.status === 'idle' && after.status !== 'idle'))
  );
}
