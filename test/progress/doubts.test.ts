import { describe, expect, it } from 'vitest';
import { BUREAU, FIRST, PEOPLE, person, SECOND, WATER, World } from '../outreach/support/world.ts';
import { everFound, found, reasons, settles, voids } from './doubts/support.ts';

describe('a study day that is too long', () => {
  it('is doubted when a unit settles more than a day holds', () => {
    const world = new World();
    const morning = world.meets(FIRST, '2014-03-05 08:00', 180, ['lin']);
    const afternoon = world.meets(FIRST, '2014-03-05 13:00', 181, ['lin']);
    expect(found(world)).toMatchObject([
      { reason: 'long-day', unit: FIRST, day: '2014-03-05', minutes: 361, records: [morning, afternoon] },
    ]);
  });

  it('is not doubted when it is just full, or is two days, or two branches', () => {
    const world = new World();
    world.meets(FIRST, '2014-03-05 08:00', 180, ['lin']);
    world.meets(FIRST, '2014-03-05 13:00', 180, ['lin']);
    world.meets(FIRST, '2014-03-06 08:00', 360, ['lin']);
    world.meets(SECOND, '2014-03-05 08:00', 360, ['mo']);
    expect(found(world)).toEqual([]);
  });

  it('is told only in the week in which it was settled', () => {
    const world = new World();
    world.meets(FIRST, '2014-03-05 08:00', 400, ['lin']);
    expect(found(world, '2014-03-05 00:00', '2014-03-06 00:00')).toHaveLength(1);
    expect(found(world, '2014-03-06 00:00', '2014-03-09 00:00')).toEqual([]);
  });
});

describe('check-ins', () => {
  const crowd = Array.from({ length: 12 }, (_, index) => `p${index}`);
  const people = [...PEOPLE, ...crowd.map((id) => person(id, id, FIRST))];
  const arrivals = (milliseconds: number) => {
    const world = new World({ people });
    const session = world.meets(FIRST, '2014-03-05 09:00', 60, []);
    for (const [index, id] of crowd.entries())
      world.checksIn(session, id, '2014-03-05 09:00', index * milliseconds);
    return found(world);
  };

  it('are doubted when ten come within ten seconds', () => {
    const [doubt, ...others] = arrivals(1000);
    expect(doubt).toMatchObject({ reason: 'rush', unit: FIRST });
    expect(doubt?.records).toHaveLength(12);
    expect(others).toEqual([]);
  });

  it('are not doubted when people walk in', () => {
    expect(arrivals(1200)).toEqual([]);
  });

  it('at a meeting of the unit above are their branch’s to look at', () => {
    const world = new World({ people });
    const session = world.meets(BUREAU, '2014-03-05 09:00', 60, []);
    for (const id of crowd) world.checksIn(session, id, '2014-03-05 09:00');
    for (const unit of [FIRST, BUREAU])
      expect(found(world, undefined, undefined, unit)).toMatchObject([{ reason: 'rush', unit: FIRST }]);
    expect(found(world, undefined, undefined, SECOND)).toEqual([]);
  });
});

describe('an essay', () => {
  it.each([
    ['2014-03-18 13:04', 1],
    ['2014-03-18 13:00', 1],
    ['2014-03-18 13:05', 0],
    ['2014-03-18 12:30', 0],
  ])('at %s, on a discussion that ended at 13:00, is doubted %i times', (when, times) => {
    const world = new World();
    world.meets(FIRST, '2014-03-18 09:00', 240, ['lin', 'chen'], '三思三观');
    world.writes('chen', when);
    expect(found(world).filter(({ reason }) => reason === 'hasty-essay')).toHaveLength(times);
  });
});

describe('a verdict', () => {
  const longDay = () => {
    const world = new World();
    world.meets(FIRST, '2014-03-05 08:00', 400, ['lin']);
    const [doubt] = found(world);
    if (!doubt) throw new Error('a doubt was expected');
    settles(world, doubt, '2014-03-06 08:00');
    return { world, doubt };
  };

  it('takes a doubt off the list and out of the count', () => {
    const { world, doubt } = longDay();
    expect(found(world)).toEqual([]);
    expect(everFound(world)).toEqual([doubt]);
  });

  it('holds until there is more to look at', () => {
    const { world } = longDay();
    world.meets(FIRST, '2014-03-05 18:00', 60, ['lin']);
    expect(found(world)).toMatchObject([{ reason: 'long-day', minutes: 460 }]);
  });

  it('says nothing about another day', () => {
    const { world } = longDay();
    world.meets(FIRST, '2014-03-06 08:00', 400, ['lin']);
    expect(found(world)).toMatchObject([{ day: '2014-03-06' }]);
  });

  it('that is taken back leaves the doubt as it was', () => {
    const { world, doubt } = longDay();
    const verdict = world.state.settled(doubt.key);
    expect(verdict?.note).toBe('已核实');
    if (verdict) voids(world, verdict.id, '2014-03-06 09:00');
    expect(found(world)).toEqual([doubt]);
  });
});

describe('doubts', () => {
  it('concern the unit they stand in and those above it, and nobody else', () => {
    const world = new World();
    world.meets(FIRST, '2014-03-05 08:00', 400, ['lin']);
    expect(reasons(everFound(world, FIRST))).toEqual(['long-day']);
    expect(reasons(everFound(world, BUREAU))).toEqual(['long-day']);
    for (const unit of [SECOND, WATER]) expect(everFound(world, unit)).toEqual([]);
  });

  it('never lower a count', () => {
    const world = new World();
    world.meets(FIRST, '2014-03-05 08:00', 400, ['lin']);
    world.meets(FIRST, '2014-03-18 09:00', 240, ['lin', 'chen'], '三思三观');
    world.writes('chen', '2014-03-18 13:01');
    const standings = () => {
      const { progress } = world.outlook('2014-03-20 09:00');
      const people = world.roster.people.flatMap((each) => progress.forPerson(each));
      return [...progress.forUnit(FIRST), ...people].map(({ have, status }) => `${have} ${status}`);
    };
    const before = standings();
    const doubted = found(world);
    expect(doubted).toHaveLength(2);
    for (const doubt of doubted) settles(world, doubt, '2014-03-19 09:00');
    expect(standings()).toEqual(before);
    expect(before).toContain('1 met');
  });
});
