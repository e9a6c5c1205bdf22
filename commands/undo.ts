import { appraisalView, refuseBallot, refuseVote } from '../src/dialogue/appraisal/undo-appraisal.ts';
import { Arguments } from '../src/dialogue/arguments.ts';
import { type Command, type Context, Refusal } from '../src/dialogue/command.ts';
import { deedAgain, deedsTogether, deedView, isOfDeed } from '../src/dialogue/deeds/undo-deeds.ts';
import { documentView, takenBack } from '../src/dialogue/document-messages.ts';
import { peopleNamed } from '../src/dialogue/finding.ts';
import {
  followUpAgain,
  followUpsTogether,
  followUpView,
  isOfList,
} from '../src/dialogue/follow-ups/undo-follow-ups.ts';
import { inShort } from '../src/dialogue/in-short.ts';
import { opinionAgain, opinionsTogether, opinionView } from '../src/dialogue/opinions/undo-opinions.ts';
import { permitted } from '../src/dialogue/permit.ts';
import { personLacks } from '../src/dialogue/standing-lines.ts';
import type { Outgoing } from '../src/journal/outgoing.ts';
import { isRunning } from '../src/progress/sessions.ts';
import type { State } from '../src/progress/state.ts';
import {
  type CorrectedKind,
  definitionOf,
  isDeed,
  isFollowUp,
  isOpinion,
  type LedgerRecord,
  RECORDS,
  type RecordKind,
  type SessionOpened,
} from '../src/records/records.ts';
import type { Person, PersonId } from '../src/roster/roster.ts';
import { DAY } from '../src/time/clock.ts';
import { nameList, shortDay } from '../src/wording/format.ts';
import { nearest } from '../src/wording/nearest.ts';
import { excerpt } from '../src/wording/plain.ts';
import type { View } from '../src/wording/wording.ts';

/** What people may take back, by the words they call it. */
const KINDS: ReadonlyMap<string, RecordKind> = new Map(
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
/** Taken back, these are followed by what the speaker still lacks. */
const TELLS_LACKS: ReadonlySet<RecordKind> = new Set(['leave.taken', 'evidence.given']);
const LONGEST_REASON = 100;
const NAMES = 6;

/** Takes a record back. It stays in the ledger, marked; it no longer counts. */
export const undo: Command = {
  name: '撤销',
  aliases: ['cx', 'undo', '撤回'],
  summary: '撤销登记错的内容（留痕，不删除）',
  examples: [
    ['/撤销', '撤销自己最近一次登记'],
    ['/撤销 请假', '撤销自己最近一次请假，也可写 签到、体会、材料等'],
    ['/撤销 张三 误签', '书记撤销某人最近一次登记，要写原因'],
  ],
  decide(context, rest) {
    const { say } = context;
    const words = new Arguments(rest.replaceAll('/', ' '));
    const other = words.take((word) => otherPerson(context, word));
    const named = words.take((word) => (KINDS.has(word) ? word : undefined));
    const kind = named === undefined ? undefined : KINDS.get(named);
    const reason = excerpt(
      words.left.filter((word) => word !== context.person.name).join(' '),
      LONGEST_REASON,
    );
    if (other && reason === '') throw new Refusal(say('undo.reason-needed', { name: other.name }));
    if (!other) refuseStranger(context, words.left[0]);
    if (!other) refuseVote(context, named);
    const target = other ? lastAbout(context, other, kind, named) : lastOwn(context, kind, named);
    refuseBallot(context, target);
    const together = oneAct(context, target);
    return {
      records: together.map((record) =>
        context.record(record.unit, {
          kind: 'record.voided',
          target: record.id,
          reason: reason || say('undo.own-mistake'),
        }),
      ),
      messages:
        target.kind === 'session.opened' ? cancellations(context, target) : takenBack(context, target),
      reply: () =>
        say('undo.done', {
          what: describe(context, target, together),
          name: other?.name ?? null,
          reason: reason || null,
          reopened: target.kind === 'session.closed',
          ...again(context, target),
          withdrawn: target.kind === 'essay.written',
          lacks: other || !TELLS_LACKS.has(target.kind) ? [] : personLacks(context).map((line) => ({ line })),
        }),
    };
  },
};

/** Somebody else of a unit whose records the speaker may correct. */
function otherPerson(context: Context, word: string): Person | undefined {
  const within = context.roster.people.filter(
    (each) => each.id !== context.person.id && permitted(context, '撤销他人', each.home),
  );
  const [only, ...others] = peopleNamed(within, word);
  return others.length === 0 ? only : undefined;
}

/** Whoever names somebody else must not lose a record of their own because the name was not understood. */
function refuseStranger(context: Context, word: string | undefined): void {
  const { person, roster, say, unit } = context;
  if (word === undefined || word === person.name) return;
  const named = peopleNamed(roster.people, word).find(({ id }) => id !== person.id);
  if (named) throw new Refusal(say('undo.not-yours', { name: named.name }));
  if (!permitted(context, '撤销他人', unit.id)) return;
  const near = nearest(
    word,
    [...roster.peopleOf(unit.id)].map(({ name }) => name),
  );
  throw new Refusal(say('undo.who', { word: excerpt(word, 10), near }));
}

function lastOwn(context: Context, kind: RecordKind | undefined, named: string | undefined): LedgerRecord {
  const { state, say } = context;
  const wanted: ReadonlySet<RecordKind> = kind === undefined ? new Set(KINDS.values()) : new Set([kind]);
  // Whoever names a list of items means what was last done on it.
  const isWanted = (record: LedgerRecord): boolean =>
    wanted.has(record.kind) || (kind === 'item.opened' && record.kind === 'item.moved');
  const last = recordsOf(context, kind).findLast(
    (record) =>
      isWanted(record) &&
      isOfDeed(record, named) &&
      isOfList(state, record, named) &&
      !isOfCancelled(state, record),
  );
  if (!last) throw new Refusal(say('undo.nothing', {}));
  return last;
}

/** One's own; what the office has agreed to is the whole office's. */
function recordsOf(context: Context, kind: RecordKind | undefined): readonly LedgerRecord[] {
  const { state, person, roster } = context;
  const isOffices = kind === 'requirement.extended' || kind === 'requirement.waived';
  return isOffices && permitted(context, '延期', roster.root.id)
    ? state.leeway.all()
    : state.authoredBy(person.id);
}

function lastAbout(
  { state, say }: Context,
  person: Person,
  kind: RecordKind | undefined,
  named: string | undefined,
): LedgerRecord {
  const [last] = Object.values(ABOUT)
    .flatMap((find) => find(state, person.id))
    .filter((record) => (kind === undefined || record.kind === kind) && isOfDeed(record, named))
    .filter((record) => !isOfCancelled(state, record))
    .sort((a, b) => b.at - a.at);
  if (!last) throw new Refusal(say('undo.nothing', { name: person.name }));
  return last;
}

/** Whether the record belongs to a session that was taken back: it went with it. */
const isOfCancelled = (state: State, record: LedgerRecord): boolean =>
  'session' in record && record.session !== null && state.session(record.session) === undefined;

/** What was put on record in one go is taken back in one go; and an essay with all its earlier versions. */
function oneAct({ state }: Context, target: LedgerRecord): readonly LedgerRecord[] {
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

function describe(context: Context, record: LedgerRecord, together: readonly LedgerRecord[]): string {
  const { state, say, zone, roster } = context;
  const session = 'session' in record && record.session ? state.session(record.session) : undefined;
  const about = record.kind === 'session.opened' ? record : session;
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

/** What to type to do it over. Nobody checks in by themselves once the session is over. */
function again(context: Context, record: LedgerRecord): View {
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

/** Those who were told of a session are told that it is off. */
function cancellations({ state, say, zone, roster, today }: Context, session: SessionOpened): Outgoing[] {
  return [session.unit, ...session.joined]
    .filter((unit) => state.outbox.has(`session/${session.id}/${unit}`))
    .map((unit) => ({
      key: `session/${session.id}/${unit}/off`,
      to: { kind: 'group', unit },
      content: {
        type: 'markdown',
        mention: [],
        text: say('undo.announced', {
          unit: roster.titleOf(session.unit),
          title: session.title,
          day: shortDay(zone.dayOf(session.start), today),
          time: zone.time(session.start),
        }),
      },
      covers: [],
      nudges: [],
      expires: session.start + DAY,
    }));
}
