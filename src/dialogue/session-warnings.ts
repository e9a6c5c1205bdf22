import { outOfPhase } from '../progress/phases.ts';
import type { SessionOpened } from '../records/records.ts';
import type { Context } from './command.ts';
import { noteLines } from './standing-lines.ts';

/** Why a session comes too soon or too late: before the papers it waits for, or outside its phase. Never a reason to refuse it. */
export function orderWarnings(context: Context, session: SessionOpened): string[] {
  const { progress, campaign, state, say } = context;
  const notes = progress
    .forUnit(session.unit)
    .flatMap((standing) => standing.notes)
    .filter(({ key, view }) => key === 'note.order' && view['session'] === session.id);
  const other = outOfPhase(campaign, state, 'activities', session.activity);
  return [
    ...noteLines(context, notes),
    ...(other
      ? [
          say(other.early ? 'phases.early' : 'phases.past', {
            what: session.activity,
            phase: other.phase.title,
          }),
        ]
      : []),
  ];
}
