import { describe, expect, it } from 'vitest';
import { doubts } from '../../src/progress/doubts.ts';
import { FIRST, PEOPLE, person, SECOND, World } from '../outreach/support/world.ts';

const found = (world: World, from = '2014-03-03 00:00', to = '2014-03-31 23:59') =>
  doubts(world.progress(), { from: world.moment(from), to: world.moment(to) });

describe('a study day that is too long', () => {
  it('is doubted when a unit settles more than a day holds', () => {
    const world = new World();
    const morning = world.meets(FIRST, '2014-03-05 08:00', 180, ['lin']);
    const afternoon = world.meets(FIRST, '2014-03-05 13:00', 181, ['lin']);
    expect(found(world)).toEqual([{ reason: 'long-day', unit: FIRST, records: [morning, afternoon] }]);
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
