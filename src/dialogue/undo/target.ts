import type { State } from '../../progress/state.ts';
import { type CorrectedKind, type LedgerRecord, RECORDS, type RecordKind } from '../../records/records.ts';
import type { Person, PersonId } from '../../roster/roster.ts';
import { excerpt } from '../../wording/plain.ts';
import { type Context, Refusal } from '../command.ts';
import { isOfDeed } from '../deeds/undo-deeds.ts';
import { peopleNamed } from '../finding.ts';
import { isOfList } from '../follow-ups/undo-follow-ups.ts';
import { permitted } from '../permit.ts';
import { mayCorrect, mayTakeBack } from './rights.ts';
import { isOfCancelled } from './together.ts';

/** What people may take back, by the words they call it. */
export const KINDS: ReadonlyMap<string, RecordKind> = new Map(
  RECORDS.flatMap(({ kind, undo }) =>
    undo === 'never' ? [] : undo.words.map((word) => [word, kind] as const),
  ),
);

/** What somebody else may take back, too, with where to find it. */
const ABOUT: Readonly<Record<CorrectedKind, (state: State, person: PersonId) => readonly LedgerRecord[]>> = {
  attended: (state, person) => state.attendedBy(person),
  'essay.written': (state, person) => state.essaysOf(person),
  'makeup.logged': (state, person) => state.makeups.of(person),
  'leave.taken': (state, person) => state.leavesOf(person),
  'deed.logged': (state, person) => state.deeds.doneBy(person),
};

/** What is called by a word, and by which. */
export interface Wanted {
  readonly kind: RecordKind | undefined;
  readonly named: string | undefined;
}

/** Whether records of the kind are of one person, so that a name may have been meant by any word. */
export const isPersonal = ({ kind }: Wanted): boolean => kind === undefined || Object.hasOwn(ABOUT, kind);

/** Somebody else about whom there is something the speaker may correct; those of the unit at hand first. */
export function otherPerson(context: Context, word: string): Person | undefined {
  const { roster, person, state, unit, say } = context;
  const found = peopleNamed([...roster.people, ...roster.formerPeople], word).filter(
    (each) =>
      each.id !== person.id &&
      (permitted(context, '撤销他人', each.home) ||
        aboutPerson(state, each).some((record) => mayCorrect(context, record, each))),
  );
  const near = found.filter(({ home }) => roster.within(home, unit.id));
  const [only, ...others] = near.length > 0 ? near : found;
  if (others.length === 0) return only;
  throw new Refusal(
    say('errors.person-ambiguous', {
      name: excerpt(word, 20),
      choices: found.map(({ id, account, home }) => ({ id: account ?? id, home: roster.titleOf(home) })),
    }),
  );
}

/** The last record of the kind that the speaker may take back: their own, or the unit's where they may correct it. */
export function lastOwn(context: Context, wanted: Wanted): LedgerRecord | undefined {
  const candidates = [
    ...ownRecords(context, wanted).filter((record) => mayTakeBack(context, record)),
    ...ofUnit(context, wanted).filter(({ unit }) => permitted(context, '撤销他人', unit)),
  ];
  return candidates.reduce<LedgerRecord | undefined>(
    (latest, record) => (latest && latest.at > record.at ? latest : record),
    undefined,
  );
}

/** Why there is none: nothing was put on record, or it is no longer the speaker's to take back. */
export const noneLeft = (context: Context, wanted: Wanted): Refusal =>
  new Refusal(
    context.say(ownRecords(context, wanted).length > 0 ? 'undo.not-yours-now' : 'undo.nothing', {}),
  );

const ownRecords = (context: Context, wanted: Wanted): readonly LedgerRecord[] =>
  context.state.authoredBy(context.person.id).filter((record) => isWanted(context, record, wanted));

export function lastAbout(context: Context, person: Person, { kind, named }: Wanted): LedgerRecord {
  const { state, say } = context;
  const [last] = aboutPerson(state, person)
    .filter((record) => (kind === undefined || record.kind === kind) && isOfDeed(record, named))
    .filter((record) => !isOfCancelled(state, record) && mayCorrect(context, record, person))
    .sort((a, b) => b.at - a.at);
  if (!last) throw new Refusal(say('undo.nothing', { name: person.name }));
  return last;
}

const aboutPerson = (state: State, { id }: Person): readonly LedgerRecord[] =>
  Object.values(ABOUT).flatMap((find) => find(state, id));

function isWanted({ state }: Context, record: LedgerRecord, { kind, named }: Wanted): boolean {
  // Whoever names a list of items means what was last done on it.
  const isKind =
    kind === undefined
      ? KINDS_TAKEN_BACK.has(record.kind)
      : record.kind === kind || (kind === 'item.opened' && record.kind === 'item.moved');
  return isKind && isOfDeed(record, named) && isOfList(state, record, named) && !isOfCancelled(state, record);
}

const KINDS_TAKEN_BACK: ReadonlySet<RecordKind> = new Set(KINDS.values());

/** What is on record of the unit's sessions: whoever answers for the unit now takes it back, no matter who entered it. */
function ofUnit({ state, unit }: Context, { kind }: Wanted): readonly LedgerRecord[] {
  const sessions = state.sessionsOf(unit.id);
  if (kind === 'session.opened') return sessions.flatMap(({ id }) => state.record(id) ?? []);
  if (kind === 'session.closed') return sessions.flatMap(({ id }) => state.closing(id) ?? []);
  if (kind === 'evidence.given') return sessions.flatMap(({ id }) => state.evidenceOf(id));
  // What the office has agreed to is the whole office's.
  if (kind === 'requirement.extended' || kind === 'requirement.waived')
    return state.leeway.all().filter((record) => record.kind === kind);
  return [];
}
