import type { Facts } from '../campaign/facts.ts';
import type { Note } from '../campaign/measures/measure.ts';
import { sessionKind } from '../progress/facts/sessions.ts';
import type { Standing } from '../progress/progress.ts';
import { factsIf } from '../progress/what-if.ts';
import type { SessionOpened } from '../records/records.ts';
import type { View } from '../wording/wording.ts';
import type { Context } from './command.ts';
import { noteLines, standingLine } from './standing-lines.ts';

/** Why a session does not count, as far as it lies in the session itself. */
const ABOUT_SESSION: ReadonlySet<string> = new Set(['note.short', 'note.share', 'note.everyone']);

/**
 * What the session will count for once it is settled with this length: the requirements it moves, and why it does not count for
 * others of its kind. Nothing is told while the length is not known.
 */
export function countsFor(
  context: Context,
  session: SessionOpened,
  minutes: number | null,
  length: 'planned' | 'settled',
): View {
  if (minutes === null) return {};
  const { progress, unit, zone } = context;
  const fact = { ...sessionKind(session, zone), minutes };
  const facts = factsIf(progress.facts, { session: fact });
  const after = progress.forUnit(unit.id, facts);
  const moved = movedOf(progress.forUnit(unit.id), after).map((standing) => standingLine(context, standing));
  const led = length === 'settled' ? ledLines(context, session, facts) : [];
  const shortfalls = after
    .flatMap((standing) => standing.notes)
    .filter((note) => ABOUT_SESSION.has(note.key) && note.view['session'] === session.id)
    .filter((note) => length === 'settled' || note.key === 'note.short')
    .map((note): Note => (length === 'planned' ? { ...note, key: 'note.short-planned' } : note));
  return {
    counts: [...moved, ...led].map((line) => ({ line })),
    shortfalls: noteLines(context, shortfalls).map((line) => ({ line })),
    countsForNothing: moved.length + led.length === 0 && shortfalls.length === 0,
  };
}

/** What it counts for on the side of whoever chaired it. */
function ledLines(context: Context, { chair }: SessionOpened, facts: Facts): string[] {
  const { progress, roster, say } = context;
  const person = chair === undefined ? undefined : roster.person(chair);
  if (!person) return [];
  return movedOf(progress.forPerson(person), progress.forPerson(person, facts)).map((standing) =>
    say('session.led', { name: person.name, line: standingLine(context, standing) }),
  );
}

function movedOf(before: readonly Standing[], after: readonly Standing[]): readonly Standing[] {
  const known = new Map(before.map((standing) => [standing.requirement.id, standing]));
  return after.filter((standing) => isMoved(known.get(standing.requirement.id), standing));
}

function isMoved(before: Standing | undefined, after: Standing): boolean {
  return (
    before !== undefined &&
    (after.have > before.have || (before.status === 'idle' && after.status !== 'idle'))
  );
}
