import { expect, it } from 'vitest';
import { nextMoments } from '../../src/outreach/moments.ts';
import { planReminders } from '../../src/outreach/reminders.ts';
import { atOnce } from '../../src/time/steps.ts';
import { EVERY_GROUP, World } from './support/world.ts';

const next = (world: World, when: string) => nextMoments(world.outlook(when), EVERY_GROUP);

it('finds the next morning on which a reminder would be sent, and the next digest', () => {
  const world = new World();
  // T-7 of the discussion due on 1 April, and Friday of the same week.
  expect(next(world, '2014-03-17 12:00')).toEqual({
    reminder: world.moment('2014-03-21 09:00'),
    digest: world.moment('2014-03-21 17:00'),
  });
});

it('looks past the moment it stands at', () => {
  const world = new World();
  const when = '2014-03-21 09:00';
  world.queue(atOnce(planReminders(world.outlook(when), EVERY_GROUP)), when);
  expect(next(world, when).reminder).toBe(world.moment('2014-03-27 09:00'));
  expect(next(world, '2014-03-21 17:00').digest).toBe(world.moment('2014-03-28 17:00'));
});

it('begins with the campaign, and ends after it', () => {
  const world = new World();
  expect(next(world, '2014-01-01 09:00').digest).toBe(world.moment('2014-03-07 17:00'));
  expect(next(world, '2014-06-02 09:00')).toEqual({ reminder: undefined, digest: undefined });
});
