import { type Command, type Context, type Decision, Refusal } from '../src/dialogue/command.ts';
import { requireUnit } from '../src/dialogue/finding.ts';
import { permit, permitted } from '../src/dialogue/permit.ts';
import { allDoubts, type Doubt } from '../src/progress/doubts.ts';
import type { EssayWritten } from '../src/records/records.ts';
import type { PersonId, UnitId } from '../src/roster/roster.ts';
import { formatMinutes } from '../src/time/duration.ts';
import type { Day } from '../src/time/zone.ts';
import { minutesBetween } from '../src/time/zone.ts';
import { nameList, shortDay } from '../src/wording/format.ts';
import type { View } from '../src/wording/wording.ts';

const SHOWN = 5;
const TITLES = 3;
const NAMES = 5;

/** Records that deserve a second look, for the one who can put them right; and what that look has shown. */
export const doubtful: Command = {
  name: '存疑',
  aliases: ['cy', 'doubts', '待核'],
  summary: '看哪些登记请再核对一下（书记、督导）',
  examples: [
    ['/存疑', '列出来，各有原因和办法'],
    ['/存疑 1 已核实 当天确实学了一整天', '书记记下核对的结果，以后不再列出'],
    ['/存疑 1 重看', '上面那句记错了，重新列出'],
    ['/存疑 县教育局', '督导只看一个单位'],
  ],
  decide(context, rest) {
    const listed = numbered(context);
    const chosen = /^\s*(\p{Nd}+)[.、．]?(.*)$/su.exec(rest);
    if (!chosen) return { reply: list(context, listed, rest.trim()) };
    const number = Number((chosen[1] ?? '').normalize('NFKC'));
    const item = listed.find((each) => each.number === number);
    if (!item) throw new Refusal(context.say('doubts.no-such', { number }));
    const words = (chosen[2] ?? '').trim();
    if (words === '') return { reply: one(context, item) };
    refuseUnlessSecretary(context, item);
    return words === '重看' ? reopen(context, item) : settle(context, item, words);
  },
};

/** A doubt keeps its number when others are settled: numbers typed from an older list still mean the same. */
interface Item {
  readonly number: number;
  readonly doubt: Doubt;
  readonly settled: boolean;
}

function numbered(context: Context): Item[] {
  const { progress, state, now } = context;
  const window = { from: Number.NEGATIVE_INFINITY, to: now };
  const doubts = unitsInCharge(context).flatMap((unit) => allDoubts(progress, window, unit));
  return doubts
    .sort((a, b) => a.at - b.at)
    .map((doubt, index) => ({ number: index + 1, doubt, settled: state.settled(doubt.key) !== undefined }));
}

/** The highest units whose doubts are this person's business. */
function unitsInCharge(context: Context): UnitId[] {
  const { person, roster } = context;
  const units = [...new Set(person.duties.map(({ unit }) => unit))];
  const own = units.filter((unit) => permitted(context, '存疑', unit));
  if (own.length === 0) permit(context, '存疑', person.home);
  return own.filter((unit) => !own.some((other) => other !== unit && roster.within(unit, other)));
}

function list(context: Context, items: readonly Item[], unitName: string): string {
  const { say, roster } = context;
  const unit = unitName === '' ? undefined : requireUnit(context, unitName);
  if (unit) permit(context, '存疑', unit.id);
  const open = items.filter(
    ({ doubt, settled }) => !settled && (!unit || roster.within(doubt.unit, unit.id)),
  );
  const shown = open.slice(0, SHOWN);
  return say('doubts.list', {
    none: open.length === 0,
    count: open.length,
    items: shown.map((item) => itemView(context, item)),
    more: open.length - shown.length,
    ...adviceView(context, shown),
  });
}

function one(context: Context, item: Item): string {
  const { state, roster, say } = context;
  const verdict = state.settled(item.doubt.key);
  return say('doubts.one', {
    ...itemView(context, item),
    verdict: verdict && { by: verdict.by === 'system' ? '' : roster.nameOf(verdict.by), note: verdict.note },
    ...adviceView(context, verdict ? [] : [item]),
  });
}

/** What to type, as far as the speaker may type it. */
function adviceView(context: Context, items: readonly Item[]): View {
  const [first] = items.filter(({ doubt }) => permitted(context, '存疑核实', doubt.unit));
  return { settle: first ? { number: first.number } : null, onlyLook: items.length > 0 && !first };
}

function refuseUnlessSecretary(context: Context, { doubt }: Item): void {
  if (permitted(context, '存疑核实', doubt.unit)) return;
  throw new Refusal(context.say('doubts.only-secretary', { unit: context.roster.titleOf(doubt.unit) }));
}

function settle(context: Context, item: Item, note: string): Decision {
  const { doubt, settled } = item;
  if (settled) throw new Refusal(one(context, item));
  return {
    records: [context.record(doubt.unit, { kind: 'doubt.settled', doubt: doubt.key, note })],
    reply: () =>
      context.say('doubts.settled', {
        ...itemView(context, item),
        note,
        left: numbered(context).filter((each) => !each.settled).length,
      }),
  };
}

/** The verdict itself was a slip: it is taken back like any record. */
function reopen(context: Context, item: Item): Decision {
  const verdict = context.state.settled(item.doubt.key);
  if (!verdict) throw new Refusal(one(context, item));
  const reason = context.say('doubts.look-again');
  return {
    records: [context.record(item.doubt.unit, { kind: 'record.voided', target: verdict.id, reason })],
    reply: () => context.say('doubts.reopened', itemView(context, item)),
  };
}

function itemView(context: Context, { number, doubt }: Item): View {
  const { reason } = doubt;
  const view = doubtView(context, doubt);
  return {
    number,
    line: context.say(`doubts.why-${reason}`, view),
    todo: context.say(`doubts.todo-${reason}`, view),
  };
}

/** Who, which session and which day. Never a word of an essay. */
function doubtView(context: Context, doubt: Doubt): View {
  const { state, zone, campaign, roster } = context;
  const unit = roster.titleOf(doubt.unit);
  switch (doubt.reason) {
    case 'long-day': {
      const titles = doubt.records.map((id) => state.session(id)?.title ?? '');
      return {
        unit,
        day: shortDay(doubt.day, context.today),
        length: formatMinutes(doubt.minutes),
        full: formatMinutes(campaign.studyDay.day),
        titles: nameList(titles, TITLES, '场'),
      };
    }
    case 'late-entry':
      return { unit, ...sessionView(context, doubt.session), count: doubt.records.length, days: doubt.days };
    case 'two-places':
      return { unit, ...sessionView(context, doubt.session), names: namesOf(context, doubt.people) };
    case 'many-deeds':
      return {
        name: context.roster.nameOf(doubt.person),
        ...{ day: shortDay(doubt.day, context.today), deed: doubt.deed, count: doubt.count },
      };
    case 'rush':
      return { unit, ...sessionView(context, doubt.session), count: doubt.records.length };
    case 'hasty-essay': {
      const { start, minutes } = doubt.session;
      const past = minutesBetween(start, doubt.at) - (minutes ?? 0);
      return { ...essayView(context, doubt.essay), ...sessionView(context, doubt.session), past: past + 1 };
    }
    case 'alike-own':
    case 'alike-colleague':
      return {
        ...essayView(context, doubt.essay),
        ...shareView(doubt.likeness),
        other: otherName(context, doubt.other),
        otherDay: shortDay(zone.dayOf(doubt.other.at), context.today),
        otherTopic: doubt.other.topic,
      };
    case 'campaign-text':
      return {
        ...essayView(context, doubt.essay),
        ...shareView(doubt.share),
        text: doubt.text.title,
      };
    case 'last-day':
      return { unit, requirement: doubt.requirement.title, day: shortDay(doubt.day, context.today) };
  }
}

const namesOf = ({ roster }: Context, people: readonly PersonId[]): string =>
  nameList(
    people.map((id) => roster.nameOf(id)),
    NAMES,
  );

const sessionView = ({ today }: Context, { title, day }: { title: string; day: Day }): View => ({
  title,
  day: shortDay(day, today),
});

const essayView = ({ roster, zone, today }: Context, { person, topic, at }: EssayWritten): View => ({
  name: roster.nameOf(person),
  topic,
  handed: shortDay(zone.dayOf(at), today),
});

/** In tenths, rounded down; all of it is said in another way. */
const shareView = (share: number): View => ({ tenths: Math.floor(share * 10), whole: share === 1 });

/** The name of somebody whose doubts are none of the speaker's business stays unsaid. */
function otherName(context: Context, { person, unit }: EssayWritten): string | null {
  return permitted(context, '存疑', unit) ? context.roster.nameOf(person) : null;
}
