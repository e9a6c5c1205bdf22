import type { Note } from '../campaign/measures/measure.ts';
import type { Standing } from '../progress/progress.ts';
import type { SessionOpened } from '../records/records.ts';
import type { View } from '../wording/wording.ts';
import type { Context } from './command.ts';
import { noteLines, standingLine } from './standing-lines.ts';

/** Why a session does not count, as far as it lies in the session itself. */
const ABOUT_SESSION: ReadonlySet<string> = new Set([
  'note.short',
  'note.share',
  'note.share-unknown',
  'note.everyone',
  'note.quorum',
  'note.no-such-people',
]);

/** Why the session, which has just been opened, will not count at its planned length. Nothing where no length was given. */
export function plannedShortfalls(context: Context, session: SessionOpened): string[] {
  const short = notesOn(context, session).filter(({ key, view }) => key === 'note.open' && 'least' in view);
  return noteLines(
    context,
    short.map((note): Note => ({ ...note, key: 'note.short-planned' })),
  );
}

/**
 * Notes where its unit and its chair stand before a session is settled. The function given back tells, once it is, which
 * requirements it has moved, and why it does not count for others of its kind.
 */
export function settling(context: Context, session: SessionOpened): () => View {
  const before = new Map(standingsFor(context, session).map((each) => [each.requirement.id, each]));
  return () => {
    const moved = standingsFor(context, session).filter((each) =>
      isMoved(before.get(each.requirement.id), each),
    );
    const shortfalls = notesOn(context, session).filter(({ key }) => ABOUT_SESSION.has(key));
    return {
      counts: moved.map((standing) => ({ line: countLine(context, standing) })),
      shortfalls: noteLines(context, shortfalls).map((line) => ({ line })),
      countsForNothing: moved.length === 0 && shortfalls.length === 0,
    };
  };
}

/** On the side of the unit, and of whoever chaired it. */
function standingsFor({ progress, unit, roster }: Context, { chair }: SessionOpened): Standing[] {
  const person = chair === undefined ? undefined : roster.person(chair);
  return [...progress.forUnit(unit.id), ...(person ? progress.forPerson(person) : [])];
}

function countLine(context: Context, standing: Standing): string {
  const { subject } = standing;
  const line = standingLine(context, standing);
  if (subject.kind === 'unit') return line;
  return context.say('session.led', { name: context.roster.nameOf(subject.person), line });
}

const notesOn = (context: Context, session: SessionOpened): readonly Note[] =>
  standingsFor(context, session)
    .flatMap(({ notes }) => notes)
    .filter(({ view }) => view['session'] === session.id);

const isMoved = (before: Standing | undefined, after: Standing): boolean =>
  before !== undefined && (after.have > before.have || (before.status === 'idle' && after.status !== 'idle'));
