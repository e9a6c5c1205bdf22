import type { State } from '../../progress/state.ts';
import { isDeed, isFollowUp, isOpinion, type LedgerRecord, type RecordId } from '../../records/records.ts';
import type { Person } from '../../roster/roster.ts';
import type { Context } from '../command.ts';
import { deedsTogether } from '../deeds/undo-deeds.ts';
import { followUpsTogether } from '../follow-ups/undo-follow-ups.ts';
import { opinionsTogether } from '../opinions/undo-opinions.ts';

/** What was put on record in one go is taken back in one go; and an essay with all its earlier versions. */
export function oneAct({ state }: Context, target: LedgerRecord): readonly LedgerRecord[] {
  if (target.kind === 'essay.written')
    return state.essaysOf(target.person).filter((essay) => essay.topic === target.topic);
  if (isDeed(target)) return deedsTogether(state, target);
  if (isOpinion(target)) return opinionsTogether(state, target);
  if (isFollowUp(target)) return followUpsTogether(state, target);
  const entered = target.kind === 'attended' && target.late !== null;
  if (target.by === 'system' || !(entered || target.kind === 'evidence.given')) return [target];
  return state
    .authoredBy(target.by)
    .filter(
      (record) => record.kind === target.kind && record.session === target.session && record.at === target.at,
    );
}

/** The part of it that is about one person. */
export const about = (act: readonly LedgerRecord[], { id }: Person): readonly LedgerRecord[] =>
  act.filter((record) => !('person' in record) || record.person === id);

/** The part of it that was named, where a part was, and the words that name none. */
export function partsNamed(
  context: Context,
  act: readonly LedgerRecord[],
  words: readonly string[],
): { readonly act: readonly LedgerRecord[]; readonly rest: readonly string[] } {
  if (act.length < 2) return { act, rest: words };
  const isNamed = (record: LedgerRecord, index: number): boolean =>
    namesOf(context, record, index).some((name) => words.includes(name));
  const named = act.filter(isNamed);
  const names = new Set(act.flatMap((record, index) => namesOf(context, record, index)));
  return { act: named.length > 0 ? named : act, rest: words.filter((word) => !names.has(word)) };
}

/** What one of several records entered in one go is called. */
function namesOf({ roster }: Context, record: LedgerRecord, index: number): readonly string[] {
  if (record.kind === 'attended') return [roster.nameOf(record.person)];
  if (isDeed(record)) return [record.target.normalize('NFKC')];
  if (record.kind === 'opinion.filed') return [record.number];
  if (isOpinion(record)) return [record.opinion];
  if (record.kind === 'check.answered') return [record.point.normalize('NFKC')];
  if (record.kind === 'evidence.given')
    return [`第${index + 1}张`, ...(record.file ? [record.file.name] : [])];
  return [];
}

/** Whether the record belongs to a session that was taken back: it went with it. */
export const isOfCancelled = (state: State, record: LedgerRecord): boolean =>
  'session' in record && record.session !== null && state.session(record.session) === undefined;

/** What counts no longer once the records are gone: others' sign-ins, leave, papers, what was said of it since. */
export const takenAlong = (context: Context, act: readonly LedgerRecord[]): readonly LedgerRecord[] =>
  act.flatMap((record) => {
    const { state } = context;
    if (record.kind === 'session.opened') return ofSession(context, record.id);
    if (record.kind === 'makeup.logged') return state.makeups.check(record.id) ?? [];
    if (record.kind === 'item.opened') return state.followUps.movesOf(record.id);
    return [];
  });

function ofSession({ state, roster }: Context, session: RecordId): readonly LedgerRecord[] {
  const about = roster.people.flatMap(({ id }) => [...state.leavesOf(id), ...state.makeups.of(id)]);
  return [
    ...state.attendance(session).values(),
    ...about.filter((record) => record.session === session),
    ...state.evidenceOf(session),
    ...[state.closing(session)].filter((closing) => closing !== undefined),
  ];
}
