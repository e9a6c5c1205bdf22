import { Arguments } from '../src/dialogue/arguments.ts';
import { type Command, type Context, Refusal } from '../src/dialogue/command.ts';
import { filesAtHand } from '../src/dialogue/files/loose-files.ts';
import { peopleNamed } from '../src/dialogue/finding.ts';
import { missedBy, type Told } from '../src/dialogue/makeups/missed.ts';
import { permit, permitted } from '../src/dialogue/permit.ts';
import { personLacks } from '../src/dialogue/standing-lines.ts';
import type { LedgerRecord, SessionOpened } from '../src/records/records.ts';
import type { Person } from '../src/roster/roster.ts';
import { formatMinutes } from '../src/time/duration.ts';
import { dayWithWeekday, nameList, shortDay } from '../src/wording/format.ts';
import { excerpt } from '../src/wording/plain.ts';

const LONGEST = 500;
const SHORTEST = 2;
const SHOWN = 6;

/** Puts on record what somebody has studied for a session they missed. The secretary looks whether it was so. */
export const makeUp: Command = {
  name: '补学',
  aliases: ['bx', 'makeup', '补课'],
  summary: '缺席的会，自己补学后登记',
  examples: [
    ['/补学 2小时 看了会议材料和视频', '补最近缺席的一场，写明时长和学了什么'],
    ['/补学 三思三观 2小时 自学了讲话', '缺了几场时，写明主题、活动或日期'],
    ['/补学 张三 3月3日 2小时 送学上门', '书记替人登记，就算核实过'],
    ['/补学', '看自己还有哪几场要补'],
  ],
  decide(context, rest) {
    const { say, campaign, today } = context;
    const words = new Arguments(rest);
    const others = words.takeAll((word) => otherPerson(context, word));
    const people = others.length > 0 ? others : [context.person];
    const told: Told = {
      day: words.takeDay(today, 'back'),
      activity: words.takeTerm(campaign.activities)?.name,
      topic: words.takeTerm(campaign.topics)?.name,
    };
    const minutes = words.takeDuration(campaign.studyDay);
    const [file] = filesAtHand(context).slice(-1);
    const what = excerpt(words.left.join(' '), LONGEST) || file?.file.name || '';
    if (rest.trim() === '') return { reply: listOf(context) };
    const sessions = new Map(people.map((person) => [person, chooseSession(context, person, told)]));
    if (minutes === undefined) throw new Refusal(say('makeup.how-long', {}));
    if (what.length < SHORTEST) throw new Refusal(say('makeup.what', {}));
    const [first] = sessions.values();
    return {
      records: [...sessions].flatMap(([person, session]) =>
        recordsFor(context, person, { session: session.id, what, minutes, file: file?.file ?? null }),
      ),
      reply: () =>
        say('makeup.done', {
          names: nameList(
            people.map(({ name }) => name),
            SHOWN,
          ),
          self: others.length === 0,
          title: first?.title,
          day: first ? dayWithWeekday(context.zone.dayOf(first.start), today) : null,
          length: formatMinutes(minutes),
          what,
          lacks: others.length === 0 ? personLacks(context).map((line) => ({ line })) : [],
        }),
    };
  },
};

type Studied = Pick<LedgerRecord & { kind: 'makeup.logged' }, 'session' | 'what' | 'minutes' | 'file'>;

/** Whoever enters it for somebody else has seen that it was done. */
function recordsFor(context: Context, person: Person, studied: Studied): LedgerRecord[] {
  const logged = context.record(person.home, { kind: 'makeup.logged', person: person.id, ...studied });
  if (person.id === context.person.id) return [logged];
  const checked = { kind: 'makeup.checked', makeup: logged.id, passed: true, reason: null } as const;
  return [logged, context.record(person.home, checked)];
}

function otherPerson(context: Context, word: string): Person | undefined {
  const { roster, person, unit } = context;
  const [found, ...more] = peopleNamed(roster.peopleOf(unit.id), word).filter(({ id }) => id !== person.id);
  if (!found || more.length > 0) return undefined;
  permit(context, '补学核实', found.home);
  return found;
}

/** The one missed session that is meant. Refuses, with those there are, when there is none or a choice. */
function chooseSession(context: Context, person: Person, told: Told): SessionOpened {
  const found = missedBy(context, person, told);
  const [only, ...others] = found;
  if (only && (others.length === 0 || told.day !== undefined)) return only;
  if (only) throw new Refusal(context.say('makeup.which', { sessions: viewsOf(context, found) }));
  const all = missedBy(context, person, { day: undefined, activity: undefined, topic: undefined });
  const name = person.id === context.person.id ? null : person.name;
  throw new Refusal(context.say('makeup.none', { name, sessions: viewsOf(context, all) }));
}

function listOf(context: Context): string {
  const missed = missedBy(context, context.person, { day: undefined, activity: undefined, topic: undefined });
  return context.say('makeup.list', {
    sessions: viewsOf(context, missed),
    checks: permitted(context, '补学核实', context.person.home),
  });
}

const viewsOf = ({ zone, today }: Context, sessions: readonly SessionOpened[]) =>
  sessions
    .slice(0, SHOWN)
    .map((session) => ({ title: session.title, day: shortDay(zone.dayOf(session.start), today) }));
