import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeDigest, planDigests } from '../../src/outreach/digest.ts';
import type { DeliveryState, RecordId } from '../../src/records/records.ts';
import { DAY, HOUR } from '../../src/time/clock.ts';
import { atOnce } from '../../src/time/steps.ts';
import {
  EVERY_GROUP,
  FIRST,
  keysOf,
  OFFICE,
  only,
  PEOPLE,
  SECOND,
  textOf,
  WATER,
  World,
  xianju,
} from './support/world.ts';

const plan = (world: World, when: string | number) =>
  atOnce(planDigests(world.outlook(when), EVERY_GROUP)).map(({ message }) => message);
const textAt = (world: World, when: string): string => composeDigest(world.outlook(when));
const section = (text: string, title: string): string =>
  text.split('\n\n**').find((part) => part.includes(title)) ?? '';

/** A world in which something has been put on record. */
function busy(): World {
  const world = new World();
  world.meets(FIRST, '2014-03-05 09:00', 180, ['lin', 'chen']);
  return world;
}

describe('when the digest goes out', () => {
  it('goes to the office group on Friday at 17:00, once', () => {
    const world = busy();
    expect(plan(world, '2014-03-07 16:59')).toEqual([]);
    const [message] = world.queue(plan(world, '2014-03-07 17:00'), '2014-03-07 17:00');
    expect(message).toMatchObject({ key: `digest/${OFFICE}/2014-W10`, to: { kind: 'group', unit: OFFICE } });
    expect(plan(world, '2014-03-07 17:01')).toEqual([]);
  });

  it('goes out even when nobody has done anything', () => {
    expect(plan(new World(), '2014-03-07 17:00')).toHaveLength(1);
  });

  it('goes out on the last workday before when Friday is a holiday', () => {
    const world = busy();
    world.queue(plan(world, '2014-04-25 17:00'), '2014-04-25 17:00');
    expect(plan(world, '2014-04-29 17:00')).toEqual([]);
    expect(keysOf(plan(world, '2014-04-30 17:00'))).toEqual([`digest/${OFFICE}/2014-W18`]);
  });

  it('leaves out a week that has no workday before its digest day', () => {
    const campaign = { ...xianju(), digest: { ...xianju().digest, weekday: 1 } };
    const world = new World({ campaign });
    world.meets(FIRST, '2014-03-05 09:00', 180, ['lin']);
    world.queue(plan(world, '2014-03-31 17:00'), '2014-03-31 17:00');
    // Monday of W15 was 清明.
    for (const date of ['2014-04-07', '2014-04-08', '2014-04-11'])
      expect(plan(world, `${date} 17:00`)).toEqual([]);
  });

  it('numbers weeks as ISO 8601 does, across week 1 and week 53', () => {
    const campaign = { ...xianju(), start: '2015-12-14' as never, end: '2016-02-28' as never };
    const world = new World({ campaign });
    const keys = ['2015-12-31 17:00', '2016-01-08 17:00'].flatMap((when) =>
      keysOf(world.queue(plan(world, when), when)),
    );
    expect(keys).toEqual([`digest/${OFFICE}/2015-W53`, `digest/${OFFICE}/2016-W01`]);
  });

  it('sends one digest after three weeks of downtime, on a workday and by day', () => {
    const world = busy();
    world.queue(plan(world, '2014-03-07 17:00'), '2014-03-07 17:00');
    for (const asleep of ['2014-03-30 10:00', '2014-03-31 07:59']) expect(plan(world, asleep)).toEqual([]);
    expect(keysOf(world.queue(plan(world, '2014-03-31 08:00'), '2014-03-31 08:00'))).toEqual([
      `digest/${OFFICE}/2014-W13`,
    ]);
    expect(plan(world, '2014-03-31 08:01')).toEqual([]);
    expect(keysOf(plan(world, '2014-04-04 17:00'))).toEqual([`digest/${OFFICE}/2014-W14`]);
  });

  it('waits for the digest of today rather than send a late one first', () => {
    const world = busy();
    expect(plan(world, '2014-03-21 09:00')).toEqual([]);
    expect(keysOf(plan(world, '2014-03-21 17:00'))).toEqual([`digest/${OFFICE}/2014-W12`]);
  });

  it('has missed nothing when it is installed in the middle of a campaign', () => {
    expect(plan(new World(), '2014-03-19 10:00')).toEqual([]);
  });

  it('is not repeated when the clock goes back two hours or ahead two days', () => {
    const world = busy();
    const at = world.moment('2014-03-07 17:30');
    world.queue(plan(world, at), at);
    for (const when of [at - 2 * HOUR, at + 2 * DAY, at + 3 * DAY]) expect(plan(world, when)).toEqual([]);
  });

  it('stops two weeks after the campaign', () => {
    expect(plan(busy(), '2014-05-30 17:00')).toHaveLength(1);
    expect(plan(busy(), '2014-06-06 17:00')).toEqual([]);
  });
});

describe('what the digest says', () => {
  it('counts met and not yet by requirement, with the clause', () => {
    const world = new World();
    world.meets(WATER, '2014-03-18 09:00', 240, ['bai'], '三思三观');
    world.writes('bai', '2014-03-19 09:00');
    const text = textAt(world, '2014-03-21 17:00');
    expect(section(text, '各项要求')).toContain(
      '> **“三思三观”集中讨论1次，不少于半天**\n> 已完成1个单位，未完成1个单位；4月1日截止，本县定\n> 依据：仙群组办发〔2014〕3号 第二部分',
    );
    expect(text).toContain('已完成1人，4人暂时没有要做的');
    expect(text).toContain('未完成1个单位，1个单位暂时没有要做的');
  });

  it('says plainly when all have met a requirement', () => {
    const world = new World({ campaign: only('three-thoughts') });
    for (const [unit, who] of [
      [FIRST, 'lin'],
      [SECOND, 'mo'],
      [WATER, 'bai'],
    ] as const)
      world.meets(unit, '2014-03-18 09:00', 240, [who], '三思三观');
    expect(textAt(world, '2014-03-21 17:00')).toContain('2个单位全部完成');
  });

  it('names units as needing help from seven workdays before the deadline on, and marks what is overdue', () => {
    const world = new World({ campaign: only('three-thoughts') });
    expect(section(textAt(world, '2014-03-20 17:00'), '需要帮')).toContain('目前没有');
    expect(section(textAt(world, '2014-03-21 17:00'), '需要帮')).toContain(
      '（4月1日截止，本县定）：县教育局、县水利局',
    );
    expect(section(textAt(world, '2014-04-04 17:00'), '需要帮')).toContain(
      '（4月1日截止，本县定，<font color="warning">已过期</font>）',
    );
  });

  it('tells each success once, in the first digest after it', () => {
    const world = new World({ campaign: only('three-thoughts') });
    world.queue(plan(world, '2014-03-07 17:00'), '2014-03-07 17:00');
    world.meets(WATER, '2014-03-11 09:00', 240, ['bai'], '三思三观');
    expect(section(textAt(world, '2014-03-13 17:00'), '新完成')).toContain('不少于半天：县水利局');
    const [message] = world.queue(plan(world, '2014-03-14 17:00'), '2014-03-14 17:00');
    expect(message ? section(textOf(message), '新完成') : '').toContain('县水利局');
    expect(section(textAt(world, '2014-03-21 17:00'), '新完成')).toContain('没有新增');
  });

  it("counts leaders' essays since the last digest, and shows no line of any", () => {
    const world = new World();
    world.writes('bai', '2014-03-04 10:00');
    world.writes('chen', '2014-03-04 10:00');
    expect(textAt(world, '2014-03-07 16:00')).toContain('上次周报以来收到1篇');
    world.queue(plan(world, '2014-03-07 17:00'), '2014-03-07 17:00');
    expect(textAt(world, '2014-03-14 17:00')).not.toContain('班子成员体会文章');
  });

  it('looks two weeks ahead, the nearest date first', () => {
    const text = section(textAt(new World(), '2014-04-01 17:00'), '两周内到期');
    expect(text).toMatch(/4月1日（周二）[\s\S]*4月11日（周五）/);
    expect(text).not.toContain('4月16日');
    expect(section(textAt(new World(), '2014-03-07 17:00'), '两周内到期')).toContain('没有');
  });

  it('tells which messages could not be delivered, and why, until it has told it once', () => {
    const world = busy();
    note(world, 'a', 'refused', '没有推送地址');
    note(world, 'b', 'refused', '没有推送地址');
    note(world, 'c', 'unknown', '没有答复');
    note(world, 'd', 'sent', '');
    const text = textAt(world, '2014-03-07 17:00');
    expect(text).toContain('> 县教育局 第一支部：没有推送地址，共2条');
    expect(text).toContain('> 县教育局 第一支部：没有答复（不确定是否送达），共1条');
    world.queue(plan(world, '2014-03-07 17:00'), '2014-03-07 17:00');
    expect(textAt(world, '2014-03-14 17:00')).not.toContain('没有送达');
  });

  it('gives doubtful records as a count, without a name', () => {
    const world = new World();
    world.meets(FIRST, '2014-03-05 08:00', 240, ['lin']);
    world.meets(FIRST, '2014-03-05 13:00', 240, ['lin']);
    const text = textAt(world, '2014-03-07 17:00');
    expect(section(text, '另有')).toContain('另有1处记录');
    expect(section(text, '另有')).not.toContain('林小雨');
    expect(textAt(new World(), '2014-03-07 17:00')).not.toContain('另有');
  });

  it('never orders units by their figures, nor compares them by percentages (no ranking)', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 3, maxLength: 3 }), (counts) => {
        const world = new World({ campaign: only('collective-study', 'essay') });
        const places = [FIRST, SECOND, WATER] as const;
        const people = ['lin', 'mo', 'bai'] as const;
        for (const [index, place] of places.entries())
          for (let n = 0; n < (counts[index] ?? 0); n++)
            world.meets(place, `2014-03-1${n} 09:00`, 360, [people[index] ?? 'lin']);
        const text = textAt(world, '2014-04-14 17:00');
        expect(text).not.toContain('%');
        for (const line of text
          .split('\n')
          .filter((each) => each.includes('县教育局') && each.includes('县水利局')))
          expect(line.indexOf('县教育局')).toBeLessThan(line.indexOf('县水利局'));
      }),
      { numRuns: 40 },
    );
  });

  it('names nobody who has not handed in an essay', () => {
    const text = textAt(new World(), '2014-04-14 17:00');
    for (const { name } of PEOPLE) expect(text).not.toContain(name);
  });
});

function note(world: World, key: string, state: DeliveryState, detail: string): void {
  const at = world.moment('2014-03-06 09:00');
  const message = {
    key,
    to: { kind: 'group', unit: FIRST },
    content: { type: 'markdown', text: '', mention: [] },
    covers: [],
    nudges: [],
    expires: null,
  } as const;
  world.queue([message], at);
  const id = `note/${key}` as RecordId;
  world.record({ kind: 'delivery.noted', id, at, by: 'system', unit: FIRST, key, state, detail });
}
