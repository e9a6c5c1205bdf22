import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Reach } from '../../src/outreach/outlook.ts';
import { planReminders } from '../../src/outreach/reminders.ts';
import { DAY, HOUR } from '../../src/time/clock.ts';
import { atOnce } from '../../src/time/steps.ts';
import { toDay } from '../../src/time/zone.ts';
import {
  BUREAU,
  EVERY_GROUP,
  EVERYBODY,
  FIRST,
  keysOf,
  OFFICE,
  only,
  PEOPLE,
  person,
  SECOND,
  textOf,
  UNITS,
  WATER,
  World,
  xianju,
} from './support/world.ts';

const ESSAY = { campaign: only('essay') };

/** Everyone may write: each place has held its discussion. */
function discussed(world = new World(ESSAY)): World {
  world.meets(FIRST, '2014-03-18 09:00', 240, ['lin', 'chen', 'he'], '三思三观');
  world.meets(SECOND, '2014-03-18 09:00', 240, ['mo'], '三思三观');
  world.meets(WATER, '2014-03-18 09:00', 240, ['bai'], '三思三观');
  return world;
}

const plan = (world: World, when: string | number, reach: Reach = EVERY_GROUP) =>
  atOnce(planReminders(world.outlook(when), reach));
const toUnits = (world: World, when: string | number, reach?: Reach) =>
  plan(world, when, reach).flatMap(({ to }) => (to.kind === 'group' ? to.unit : []));

describe('when reminders go out', () => {
  it('reminds 7, 3 and 1 workdays ahead of the deadline, and on no other day', () => {
    const world = discussed();
    const days = Array.from({ length: 27 }, (_, index) => world.moment('2014-03-17 09:00') + index * DAY);
    const spoken = days.filter((at) => world.queue(plan(world, at), at).length > 0);
    // 11 April is the deadline; 5 to 7 April were rest days for 清明.
    expect(spoken.map((at) => world.zone.dayOf(at))).toEqual(['2014-04-01', '2014-04-08', '2014-04-10']);
  });

  it('reminds every five workdays once the deadline has passed, for two weeks after the campaign', () => {
    const world = discussed();
    const days = Array.from({ length: 60 }, (_, index) => world.moment('2014-04-12 09:00') + index * DAY);
    const spoken = days.filter((at) => world.queue(plan(world, at), at).length > 0);
    expect(spoken.map((at) => world.zone.dayOf(at))).toEqual([
      '2014-04-14', // the last milestone ahead of the deadline, which nobody had been told of
      '2014-04-18',
      '2014-04-25',
      '2014-05-05',
      '2014-05-12',
      '2014-05-19',
      '2014-05-26',
    ]);
  });

  it('counts the make-up Sunday of 五一 as a workday and the holiday as none', () => {
    const campaign = { ...only('essay') };
    const requirements = campaign.requirements.map((each) => ({
      ...each,
      due: { from: 'office', rule: { kind: 'day', day: toDay('2014-05-05') } } as const,
    }));
    const world = discussed(new World({ campaign: { ...campaign, requirements } }));
    world.queue(plan(world, '2014-04-25 09:00'), '2014-04-25 09:00');
    expect(plan(world, '2014-05-02 09:00')).toEqual([]);
    expect(plan(world, '2014-05-04 09:00').flatMap(({ covers }) => covers)).toContain(
      `remind/essay/${WATER}/T-1`,
    );
  });

  it('is silent on 清明, and where the office has declared a rest day of its own', () => {
    expect(plan(discussed(), '2014-04-07 09:00')).toEqual([]);
    const campaign = { ...only('essay'), workdays: { rest: ['2014-04-08' as never], work: [] } };
    expect(plan(discussed(new World({ campaign })), '2014-04-08 09:00')).toEqual([]);
  });

  it.each([
    ['08:59', 0],
    ['09:00', 3],
    ['09:40', 3],
    ['19:59', 3],
    ['20:00', 0],
    ['23:59', 0],
    ['00:00', 0],
  ])('at %s decides %i messages', (time, count) => {
    expect(plan(discussed(), `2014-04-01 ${time}`)).toHaveLength(count);
  });

  it('goes by the county, whatever the zone of the process', () => {
    onTestFinished(() => void vi.unstubAllEnvs());
    for (const zone of ['UTC', 'America/New_York', 'Asia/Shanghai']) {
      vi.stubEnv('TZ', zone);
      const world = discussed();
      expect(plan(world, Date.UTC(2014, 3, 1, 0, 59, 59))).toHaveLength(0);
      expect(plan(world, Date.UTC(2014, 3, 1, 1, 0, 0))).toHaveLength(3);
    }
  });

  it('works in another zone than China as well, through its change to summer time', () => {
    const world = discussed(new World({ ...ESSAY, zone: 'America/New_York' }));
    expect(plan(world, Date.UTC(2014, 3, 1, 12, 59))).toHaveLength(0);
    expect(plan(world, Date.UTC(2014, 3, 1, 13, 0))).toHaveLength(3);
  });

  it('says nothing before the campaign begins', () => {
    const campaign = { ...xianju(), start: '2014-04-02' as never };
    expect(plan(new World({ campaign }), '2014-04-01 09:00')).toEqual([]);
  });

  it('finds the seventh workday across a leap day', () => {
    const campaign = only('essay');
    const requirements = campaign.requirements.map((each) => ({
      ...each,
      due: { from: 'office', rule: { kind: 'day', day: toDay('2016-03-01') } } as const,
    }));
    const world = discussed(
      new World({ campaign: { ...campaign, requirements, end: '2016-03-30' as typeof campaign.end } }),
    );
    expect(plan(world, '2016-02-18 09:00')).toEqual([]);
    expect(plan(world, '2016-02-19 09:00')).toHaveLength(3);
  });
});

describe('after downtime and clock steps', () => {
  it('sends only the latest of the milestones missed, and the others never', () => {
    const world = discussed();
    const messages = world.queue(plan(world, '2014-04-09 09:00'), '2014-04-09 09:00');
    expect(messages[0]?.covers).toEqual(
      expect.arrayContaining([`remind/essay/${FIRST}/T-3`, `remind/essay/${FIRST}/T-7`]),
    );
    expect(messages[0]?.covers).not.toContain(`remind/essay/${FIRST}/T-1`);
    expect(plan(world, '2014-04-09 10:00')).toEqual([]);
    expect(plan(world, '2014-04-10 09:00')).toHaveLength(3);
  });

  it('repeats nothing when the clock is set back two hours or jumps two days ahead', () => {
    const world = discussed();
    const at = world.moment('2014-04-01 10:30');
    world.queue(plan(world, at), at);
    expect(plan(world, at - 1 * HOUR)).toEqual([]);
    expect(plan(world, at - 2 * HOUR)).toEqual([]);
    expect(plan(world, at + 2 * DAY)).toEqual([]);
  });

  it('decides the same messages twice when two processes tick at once', () => {
    const world = discussed();
    expect(plan(world, '2014-04-01 09:00')).toEqual(plan(world, '2014-04-01 09:00'));
  });
});

describe('who is reminded', () => {
  it('tells the branch group what is missing and mentions the secretary and those missing', () => {
    const world = discussed();
    world.writes('chen', '2014-03-20 10:00');
    const [first] = plan(world, '2014-04-01 09:00');
    expect(first).toMatchObject({
      key: `remind/${FIRST}/2014-04-01`,
      to: { kind: 'group', unit: FIRST },
      nudges: ['lin', 'he'],
      content: { mention: ['lin', 'he'] },
      expires: world.moment('2014-04-01 20:00'),
    });
    const text = first ? textOf(first) : '';
    expect(text).toContain('仙群组办发〔2014〕3号 第二部分');
    expect(text).toContain('4月11日（周五）截止，本县定，还有7个工作日');
    expect(text).toContain('还差2人：林小雨、何青');
    expect(text).toContain('/体会');
    expect(text).not.toContain('陈大山');
  });

  it('writes to members in private where it can, and nudges nobody twice a day', () => {
    const messages = plan(discussed(), '2014-04-01 09:00', EVERYBODY);
    expect(messages.filter(({ to }) => to.kind === 'person').map(({ nudges }) => nudges)).toEqual([
      ['chen'],
      ['he'],
    ]);
    expect(messages.find(({ to }) => to.kind === 'group')?.nudges).toEqual(['lin']);
  });

  it('does not mention members where the campaign says so', () => {
    const campaign = only('essay');
    const quiet = { ...campaign, reminders: { ...campaign.reminders, mention: false } };
    const messages = plan(discussed(new World({ campaign: quiet })), '2014-04-01 09:00');
    expect(messages.map(({ nudges }) => nudges)).toEqual([['lin'], ['mo'], ['bai']]);
  });

  it('falls silent for whoever has met the requirement', () => {
    const world = discussed();
    for (const who of ['lin', 'chen', 'he', 'mo']) world.writes(who, '2014-03-25 10:00');
    expect(toUnits(world, '2014-04-01 09:00')).toEqual([WATER]);
    world.writes('bai', '2014-03-25 10:00');
    expect(plan(world, '2014-04-01 09:00', EVERYBODY)).toEqual([]);
  });

  it('is silent while there is nothing to do yet, and about what is advisory or has no date', () => {
    expect(plan(new World({ campaign: only('discussion-evidence') }), '2014-04-10 09:00')).toEqual([]);
    const [essay] = only('essay').requirements;
    for (const change of [{ advisory: true }, { due: null }]) {
      const requirements = essay ? [{ ...essay, ...change }] : [];
      expect(plan(discussed(new World({ campaign: xianju({ requirements }) })), '2014-04-10 09:00')).toEqual(
        [],
      );
    }
  });

  it('reminds of what has no date when the campaign ends, and not after', () => {
    const [essay] = only('essay').requirements;
    const campaign = xianju({ requirements: essay ? [{ ...essay, due: null }] : [] });
    const world = discussed(new World({ campaign }));
    const [first] = plan(world, '2014-05-15 09:00');
    expect(first ? textOf(first) : '').toContain('通知没有写日期，活动5月16日结束，还有1个工作日');
    expect(plan(world, '2014-05-26 09:00')).toEqual([]);
  });

  it('leaves those on leave in peace, and says to the secretary that they are away', () => {
    const world = discussed();
    world.takesLeave('he', '2014-03-31', '2014-04-01');
    const [first] = plan(world, '2014-04-01 09:00');
    expect(first?.nudges).toEqual(['lin', 'chen']);
    expect(first ? textOf(first) : '').toContain('何青（请假）');
    world.takesLeave('bai', '2014-04-01', '2014-04-02');
    expect(toUnits(world, '2014-04-01 09:00')).not.toContain(WATER);
    expect(toUnits(world, '2014-04-03 09:00')).toContain(WATER);
  });

  it('neither names nor nudges those who are excused', () => {
    const people = [...PEOPLE, person('qi', '齐老', FIRST, ['member'], ['excused'])];
    const messages = plan(discussed(new World({ ...ESSAY, people })), '2014-04-01 09:00', EVERYBODY);
    expect(messages.flatMap(({ nudges }) => nudges)).not.toContain('qi');
    expect(messages.map(textOf).join()).not.toContain('齐老');
  });

  it('nudges nobody more often in a week than the budget allows', () => {
    const campaign = only('essay');
    const world = discussed(
      new World({ campaign: { ...campaign, reminders: { ...campaign.reminders, weeklyBudget: 1 } } }),
    );
    world.queue(plan(world, '2014-04-08 09:00'), '2014-04-08 09:00');
    expect(plan(world, '2014-04-10 09:00')).toEqual([]);
    // The next ISO week has a budget of its own, and what was held back is still worth saying.
    expect(plan(world, '2014-04-14 09:00')).toHaveLength(3);
  });

  it('puts everything due for one group into one message', () => {
    const world = new World();
    world.queue(plan(world, '2014-04-01 09:00'), '2014-04-01 09:00');
    const messages = plan(world, '2014-04-10 09:00');
    expect(keysOf(messages)).toEqual([
      `remind/${FIRST}/2014-04-10`,
      `remind/${SECOND}/2014-04-10`,
      `remind/${WATER}/2014-04-10`,
    ]);
    for (const message of messages) {
      expect(textOf(message)).toContain('集中学习讨论不少于3天');
      expect(textOf(message)).toContain('已过期6个工作日');
      expect(textOf(message).split('\n').length).toBeLessThan(30);
    }
  });
});

describe('where a reminder goes', () => {
  it('tells only the branches that are behind what their unit lacks', () => {
    const world = new World({ campaign: only('collective-study') });
    for (const date of ['2014-03-10', '2014-03-11', '2014-03-12'])
      world.meets(FIRST, `${date} 09:00`, 360, ['lin', 'chen']);
    world.meets(SECOND, '2014-03-10 09:00', 360, ['mo']);
    const [message, ...others] = plan(world, '2014-04-15 09:00').filter(({ to }) => to.kind === 'group');
    expect(message?.to).toEqual({ kind: 'group', unit: SECOND });
    expect(message ? textOf(message) : '').toContain('已有1天，还差2天');
    expect(others.map(({ to }) => to)).toEqual([{ kind: 'group', unit: WATER }]);
  });

  it('tells the unit itself what no branch of it is to blame for', () => {
    const world = new World({ campaign: only('discussion-evidence') });
    world.meets(BUREAU, '2014-03-18 09:00', 240, ['lin', 'mo'], '三思三观');
    expect(toUnits(world, '2014-04-10 09:00')).toEqual([BUREAU]);
  });

  it('falls back to the group of the unit above, in one message that names each branch', () => {
    const reach = { ...EVERY_GROUP, reachesGroup: (unit: string) => unit === BUREAU };
    const messages = plan(discussed(), '2014-04-01 09:00', reach);
    expect(messages.map(({ to }) => to)).toContainEqual({ kind: 'group', unit: BUREAU });
    const toBureau = messages.find(({ key }) => key === `remind/${BUREAU}/2014-04-01`);
    expect(toBureau?.nudges).toEqual(['lin', 'mo', 'chen', 'he']);
    expect(toBureau ? textOf(toBureau) : '').toContain('**县教育局 第二支部**');
  });

  it('queues for the branch all the same when no group can be reached, so that it shows as undeliverable', () => {
    const reach = { reachesPerson: () => false, reachesGroup: (unit: string) => unit === OFFICE };
    expect(toUnits(discussed(), '2014-04-01 09:00', reach)).toEqual([FIRST, SECOND, WATER]);
  });

  it('turns to the secretary of the unit above where a branch has none', () => {
    const people = [person('zhou', '周正', BUREAU, ['secretary']), person('he', '何青', FIRST)];
    const [message] = plan(discussed(new World({ ...ESSAY, people, units: UNITS })), '2014-04-01 09:00');
    expect(message?.nudges).toEqual(['zhou', 'he']);
  });
});

it('orders groups as the roster does, however many are missing in each (no ranking)', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), (wrote) => {
      const world = discussed();
      PEOPLE.forEach(({ id }, index) => {
        if (wrote[index]) world.writes(id, '2014-03-25 10:00');
      });
      const order: readonly string[] = [FIRST, SECOND, WATER];
      const places = toUnits(world, '2014-04-01 09:00').map((each) => order.indexOf(each));
      expect(places).toEqual(places.toSorted((a, b) => a - b));
    }),
    { numRuns: 32 },
  );
});

it('makes what people are called harmless', () => {
  const people = [person('he', '<@all> **何**', FIRST), ...PEOPLE];
  const [message] = plan(discussed(new World({ ...ESSAY, people })), '2014-04-01 09:00');
  expect(message ? textOf(message) : '').toContain('＜@all＞ ＊＊何＊＊');
});
