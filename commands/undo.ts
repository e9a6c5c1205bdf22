import { Arguments } from '../src/dialogue/arguments.ts';
import { type Command, type Context, Refusal } from '../src/dialogue/command.ts';
import { peopleNamed } from '../src/dialogue/finding.ts';
import { permitted } from '../src/dialogue/permit.ts';
import { personLacks } from '../src/dialogue/standing-lines.ts';
import type { LedgerRecord, RecordKind } from '../src/ledger/records.ts';
import type { Person } from '../src/roster/roster.ts';
import { shortDay } from '../src/wording/format.ts';

/** What people may take back. A binding is changed by binding again; what the bot notes itself stays. */
const REVERSIBLE: ReadonlySet<RecordKind> = new Set([
  'attended',
  'leave.taken',
  'essay.written',
  'evidence.given',
  'session.opened',
  'session.closed',
]);

/** Takes a record back. It stays in the ledger, marked; it no longer counts. */
export const undo: Command = {
  name: '撤销',
  aliases: ['cx', 'undo', '撤回'],
  summary: '撤销登记错的内容（留痕，不删除）',
  examples: [
    ['/撤销', '撤销自己最近一次登记'],
    ['/撤销 张三 误签', '书记撤销某人最近一次登记，要写原因'],
  ],
  decide(context, rest) {
    const { person, say, roster } = context;
    const words = new Arguments(rest);
    const other = words.take((word) => otherPerson(context, word));
    const reason = words.left.join(' ');
    if (other && reason === '') throw new Refusal(say('undo.reason-needed', { name: other.name }));
    const target = other ? lastAbout(context, other) : lastOwn(context);
    const entry = context.state.entry(target.id);
    if (!entry) throw new Error(`record ${target.id} is not in the books`);
    const filed = context.record(entry.unit, {
      kind: 'record.voided',
      target: target.id,
      reason: reason || say('undo.own-mistake'),
    });
    return {
      records: [filed],
      reply: say('undo.done', {
        what: describe(context, target),
        name: other?.name ?? null,
        reason: reason || null,
        reopened: target.kind === 'session.closed',
        again: again(target),
        lacks: other ? [] : personLacks(context).map((line) => ({ line })),
        home: roster.unit(person.home)?.name,
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

function lastOwn(context: Context): LedgerRecord {
  const last = context.state.authoredBy(context.person.id).findLast((record) => REVERSIBLE.has(record.kind));
  if (!last) throw new Refusal(context.say('undo.nothing', {}));
  return last;
}

function lastAbout({ state, say }: Context, person: Person): LedgerRecord {
  const about = [...state.attendedBy(person.id), ...state.essaysOf(person.id), ...state.leavesOf(person.id)];
  const [last] = about.sort((a, b) => b.at - a.at);
  if (!last) throw new Refusal(say('undo.nothing', { name: person.name }));
  return last;
}

function describe({ state, say, zone }: Context, record: LedgerRecord): string {
  const session = 'session' in record && record.session ? state.session(record.session) : undefined;
  const about = record.kind === 'session.opened' ? record : session;
  return say(`undo.${record.kind.replace('.', '-')}`, {
    title: about?.title,
    day: about ? shortDay(zone.dayOf(about.start)) : null,
    topic: record.kind === 'essay.written' ? record.topic : null,
    piece: record.kind === 'evidence.given' ? record.piece : null,
  });
}

/** What to type to do it over. */
function again(record: LedgerRecord): string {
  const commands: Partial<Record<RecordKind, string>> = {
    attended: '/签到',
    'leave.taken': '/请假',
    'essay.written': '/体会',
    'evidence.given': '/材料',
    'session.opened': '/开会',
    'session.closed': '/结束',
  };
  return commands[record.kind] ?? '/帮助';
}
