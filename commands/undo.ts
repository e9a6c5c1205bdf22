import { refuseBallot, refuseVote } from '../src/dialogue/appraisal/undo-appraisal.ts';
import { Arguments } from '../src/dialogue/arguments.ts';
import { type Command, type Context, type Decision, Refusal } from '../src/dialogue/command.ts';
import { takenBack } from '../src/dialogue/document-messages.ts';
import { peopleNamed } from '../src/dialogue/finding.ts';
import { permitted } from '../src/dialogue/permit.ts';
import { actsAsOffice, putRight, requireReason } from '../src/dialogue/put-right.ts';
import { cancelled } from '../src/dialogue/session-news.ts';
import { personLacks } from '../src/dialogue/standing-lines.ts';
import {
  isPersonal,
  KINDS,
  lastAbout,
  lastOwn,
  noneLeft,
  otherPerson,
  type Wanted,
} from '../src/dialogue/undo/target.ts';
import { about, oneAct, partsNamed, takenAlong } from '../src/dialogue/undo/together.ts';
import { again, alongLines, describe } from '../src/dialogue/undo/words.ts';
import { unitInFront } from '../src/dialogue/unit-in-front.ts';
import type { Outgoing } from '../src/journal/outgoing.ts';
import type { LedgerRecord, RecordKind } from '../src/records/records.ts';
import type { Person, UnitId } from '../src/roster/roster.ts';
import { nearest } from '../src/wording/nearest.ts';
import { excerpt } from '../src/wording/plain.ts';

/** Taken back, these are followed by what the speaker still lacks. */
const TELLS_LACKS: ReadonlySet<RecordKind> = new Set(['leave.taken', 'evidence.given']);
const LONGEST_REASON = 100;
const YES = /^(?:确认|确认撤销)$/;

/** Takes a record back. It stays in the ledger, marked; it no longer counts. */
export const undo: Command = {
  name: '撤销',
  aliases: ['cx', 'undo', '撤回'],
  summary: '撤销登记错的内容（留痕，不删除）',
  isDecidedInTurn: true,
  examples: [
    ['/撤销', '看看自己最近一次登记，确认后撤销'],
    ['/撤销 请假', '撤销自己最近一次请假，也可写 签到、体会、材料等'],
    ['/撤销 张三 误签', '书记撤销某人最近一次登记，要写原因'],
  ],
  decide(context, rest) {
    if (!YES.test(rest.trim())) return decideOn(context, rest);
    const { asked } = context;
    const meant = takingOf(context, asked?.rest ?? '');
    return asked && asked.shown === meant.shown ? takeBack(meant) : ask(meant, asked?.rest ?? '', true);
  },
};

/** At once where it is the speaker's own and small, or somebody was named; anything else is shown first. */
function decideOn(context: Context, rest: string): Decision {
  const taking = takingOf(context, rest);
  const { other, wanted, act, along } = taking;
  const isOwn = act.every((record) => isOf(record, context.person));
  const asksFirst = !other && (wanted.kind === undefined || along.length > 0 || !isOwn);
  return asksFirst ? ask(taking, rest, false) : takeBack(taking);
}

/** Whether the person put it on record, and of nobody else. */
const isOf = (record: LedgerRecord, { id }: Person): boolean =>
  record.by === id && (record.kind !== 'attended' || record.person === id);

/** All that would be taken back. */
interface Taking {
  /** Of the unit at hand. */
  readonly context: Context;
  /** Where the words were said. */
  readonly speaking: Context;
  readonly wanted: Wanted;
  readonly other: Person | undefined;
  readonly target: LedgerRecord;
  readonly act: readonly LedgerRecord[];
  readonly along: readonly LedgerRecord[];
  readonly reason: string;
  /** The unit whose records the office puts right; null where the speaker answers for them. */
  readonly asOffice: UnitId | null;
  readonly shown: string;
}

function takingOf(speaking: Context, typed: string): Taking {
  const { context, rest } = unitInFront(speaking, typed);
  const { say, person } = context;
  const words = new Arguments(rest.replaceAll('/', ' '));
  const other = words.take((word) => otherPerson(context, word));
  const named = words.take((word) => (KINDS.has(word) ? word : undefined));
  const wanted: Wanted = { named, kind: named === undefined ? undefined : KINDS.get(named) };
  const left = words.left.filter((word) => word !== person.name);
  if (left.includes('改期')) throw new Refusal(say('undo.moved'));
  if (other && left.length === 0) throw new Refusal(say('undo.reason-needed', { name: other.name }));
  if (!other) refuseVote(context, named);
  const target = other ? lastAbout(context, other, wanted) : lastOwn(context, wanted);
  const whole = target ? oneAct(context, target) : [];
  const part = partsNamed(context, other ? about(whole, other) : whole, left);
  if (!other) refuseStranger(context, wanted, part.rest[0]);
  if (!target) throw noneLeft(context, wanted);
  refuseBallot(context, target);
  const along = takenAlong(context, part.act);
  const reason = excerpt(part.rest.join(' '), LONGEST_REASON);
  const asOffice = officeFor(context, target, other);
  if (asOffice !== null) requireReason(context, reason, `/撤销 ${typed.trim()} 登记有误`);
  const shown = [target, ...part.act, ...along].map(({ id }) => id).join(' ');
  return { context, speaking, wanted, other, target, act: part.act, along, reason, asOffice, shown };
}

/** The unit for which the office steps in. */
function officeFor(context: Context, target: LedgerRecord, other: Person | undefined): UnitId | null {
  if (!other && target.by === context.person.id) return null;
  const unit = other && target.kind !== 'attended' ? other.home : target.unit;
  return actsAsOffice(context, '撤销他人', unit) ? unit : null;
}

/** Whoever names somebody else must not lose a record of their own because the name was not understood. */
function refuseStranger(context: Context, wanted: Wanted, word: string | undefined): void {
  const { person, roster, say, unit } = context;
  if (word === undefined || word === person.name) return;
  const named = peopleNamed(roster.people, word).find(({ id }) => id !== person.id);
  if (named) throw new Refusal(say('undo.not-yours', { name: named.name }));
  if (!isPersonal(wanted) || !permitted(context, '撤销他人', unit.id)) return;
  const near = nearest(
    word,
    [...roster.peopleOf(unit.id)].map(({ name }) => name),
  );
  throw new Refusal(say('undo.who', { word: excerpt(word, 10), near }));
}

/** Shows what would go. `isLate`: it was said yes to, but not to this. */
function ask(
  { context, target, act, along, shown, wanted }: Taking,
  rest: string,
  isLate: boolean,
): Decision {
  const { say, roster, person } = context;
  return {
    asks: { rest, shown },
    reply: say('undo.ask', {
      isLate,
      what: describe(context, target, act),
      author: target.by === person.id || target.by === 'system' ? null : roster.nameOf(target.by),
      versions: target.kind === 'essay.written' && act.length > 1 ? act.length - 1 : null,
      along: alongLines(context, along).map((line) => ({ line })),
      isBare: wanted.kind === undefined,
    }),
  };
}

function takeBack(taking: Taking): Decision {
  const { context, target, act, other, reason } = taking;
  const { say, person, roster } = context;
  const author = target.by === person.id || target.by === 'system' ? undefined : roster.nameOf(target.by);
  return {
    records: act.map((record) =>
      context.record(record.unit, {
        kind: 'record.voided',
        target: record.id,
        reason: reason || say('undo.own-mistake'),
      }),
    ),
    messages: messagesOf(taking),
    reply: () =>
      say('undo.done', {
        what: describe(context, target, act),
        name: other?.name ?? author ?? null,
        personal: other !== undefined,
        reason: reason || null,
        reopened: target.kind === 'session.closed',
        ...again(context, target),
        withdrawn: target.kind === 'essay.written',
        lacks: other || !TELLS_LACKS.has(target.kind) ? [] : personLacks(context).map((line) => ({ line })),
      }),
  };
}

/** Those who were told of a session are told that it is off; and a unit, what the office has put right. */
function messagesOf({ context, speaking, target, act, other, reason, asOffice }: Taking): Outgoing[] {
  const { state, say } = context;
  const session = state.session(target.id);
  const news = session ? cancelled(speaking, session, reason || null) : takenBack(speaking, target);
  if (asOffice === null) return news;
  const what = say('putright.voided', { name: other?.name ?? null, what: describe(context, target, act) });
  return [
    ...news.filter(({ to }) => to.kind !== 'group' || to.unit !== asOffice),
    ...putRight(speaking, { unit: asOffice, occasion: target.id, what, reason }),
  ];
}
