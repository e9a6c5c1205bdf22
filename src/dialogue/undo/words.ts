import { isRunning } from '../../progress/sessions.ts';
import { definitionOf, isDeed, isFollowUp, isOpinion, type LedgerRecord } from '../../records/records.ts';
import type { PersonId } from '../../roster/roster.ts';
import { nameList, shortDay } from '../../wording/format.ts';
import type { View } from '../../wording/wording.ts';
import { appraisalView } from '../appraisal/undo-appraisal.ts';
import type { Context } from '../command.ts';
import { deedAgain, deedView } from '../deeds/undo-deeds.ts';
import { documentView } from '../document-messages.ts';
import { followUpAgain, followUpView } from '../follow-ups/undo-follow-ups.ts';
import { inShort } from '../in-short.ts';
import { opinionAgain, opinionView } from '../opinions/undo-opinions.ts';
import { permitted } from '../permit.ts';

const NAMES = 6;

/** What is taken back, in words. */
export function describe(context: Context, record: LedgerRecord, together: readonly LedgerRecord[]): string {
  const { state, say, zone, roster } = context;
  const session = 'session' in record && record.session ? state.session(record.session) : undefined;
  const about = record.kind === 'session.opened' ? (state.session(record.id) ?? record) : session;
  const others = together.flatMap((each) =>
    each.kind === 'attended' && each.late !== null ? [roster.nameOf(each.person)] : [],
  );
  const view = {
    ...inShort(context, record),
    title: about?.title,
    day: about ? shortDay(zone.dayOf(about.start), context.today) : null,
    names: nameList(others, NAMES),
    from: record.kind === 'leave.taken' ? shortDay(record.from, context.today) : null,
    to:
      record.kind === 'leave.taken' && record.to !== record.from ? shortDay(record.to, context.today) : null,
    topic: record.kind === 'essay.written' ? record.topic : null,
    piece: record.kind === 'evidence.given' ? record.piece : null,
    count: together.length > 1 ? together.length : null,
    ...documentView(context, record),
    ...deedView(together, context.today),
    ...opinionView(together),
    ...appraisalView(context, record),
    ...followUpView(state, record),
  };
  return say(`undo.${record.kind.replace('.', '-')}`, view, 'undo.record');
}

/** What goes with it, a line for each kind of thing. */
export function alongLines({ roster, say }: Context, along: readonly LedgerRecord[]): string[] {
  const people = (kind: LedgerRecord['kind']): PersonId[] =>
    along.flatMap((record) => (record.kind === kind && 'person' in record ? (record.person ?? []) : []));
  const counted = (kind: LedgerRecord['kind']): number =>
    along.filter((record) => record.kind === kind).length;
  const named = (['attended', 'leave.taken', 'makeup.logged'] as const).flatMap((kind) => {
    const names = people(kind).map((id) => roster.nameOf(id));
    const view = { label: definitionOf(kind).label, count: names.length, names: nameList(names, NAMES) };
    return names.length === 0 ? [] : [say('undo.along-people', view)];
  });
  const things = (['evidence.given', 'session.closed', 'makeup.checked', 'item.moved'] as const).flatMap(
    (kind) =>
      counted(kind) === 0
        ? []
        : [say('undo.along-things', { label: definitionOf(kind).label, count: counted(kind) })],
  );
  return [...named, ...things];
}

/** What to type to do it over. Nobody checks in by themselves once the session is over. */
export function again(context: Context, record: LedgerRecord): View {
  const { state, now, zone, roster, unit } = context;
  if (record.kind === 'session.closed') return {};
  if (record.kind === 'attended') {
    const enters = permitted(context, '补签', unit.id);
    const session = state.session(record.session);
    const late = record.late !== null || !session || !isRunning(state, session, now, zone);
    return late ? { late: roster.nameOf(record.person), enters } : { again: '签到' };
  }
  if (isDeed(record)) return { again: deedAgain(record) };
  if (isOpinion(record)) return { again: opinionAgain(record) };
  if (isFollowUp(record)) return { again: followUpAgain(state, record) };
  const { undo } = definitionOf(record.kind);
  return undo === 'never' ? {} : { again: undo.words[0] };
}
