import { holds, type Person, type Roster, type Unit } from '../roster/roster.ts';
import { HOUR, type Instant, MINUTE } from '../time/clock.ts';
import type { Workdays } from '../time/workdays.ts';
import { addDays, type Day, type Zone } from '../time/zone.ts';
import { countyGroups, openingScene } from './county.ts';
import type { Stage } from './stage.ts';

export interface StoryOptions {
  readonly stage: Stage;
  readonly roster: Roster;
  readonly start: Day;
  readonly zone: Zone;
  readonly workdays: Workdays;
  travelTo(at: Instant): Promise<void>;
}

/**
 * What has happened in the invented county before the visitor comes: all groups but the last are bound, one branch has studied a
 * day, another has held a discussion that was too short. All of it is said in the groups and goes the real road.
 */
export async function playStory(options: StoryOptions): Promise<void> {
  const { stage, roster, zone } = options;
  const groups = countyGroups(roster);
  const branches = groups.filter(({ unit }) => unit.kind === 'branch');
  const [first, second] = branches;
  const { place: unbound } = openingScene(roster);
  const say = async (unit: Unit, from: Person, text: string): Promise<void> => {
    const group = groups.find((each) => each.unit === unit);
    if (!group) throw new Error(`${unit.id} has no group`);
    stage.platform.world.join(group.group.id, from.id);
    await stage.platform.say({ from: from.id, chat: { group: group.group.id }, text });
  };

  await options.travelTo(zone.at(options.start, 9 * 60));
  for (const { unit } of groups)
    if (unit !== unbound.unit)
      await say(unit, spokesman(roster, unit), unit.kind === 'branch' ? '/绑定' : `/绑定 ${unit.id}`);

  if (first) {
    await options.travelTo(zone.at(workday(options, 2), 9 * 60));
    await meet(options, first.unit, say, '/开会 集中学习 全天 全员轮学', 6 * HOUR, 1);
  }
  if (second) {
    await options.travelTo(zone.at(workday(options, 4), 14 * 60));
    await meet(options, second.unit, say, '/开会 讨论 三思三观', 2 * HOUR, 2);
  }
}

type Say = (unit: Unit, from: Person, text: string) => Promise<void>;

/** A session from beginning to end; the last `absent` people of the branch do not come. */
async function meet(
  options: StoryOptions,
  unit: Unit,
  say: Say,
  opening: string,
  length: number,
  absent: number,
): Promise<void> {
  const { roster, zone, stage } = options;
  const secretary = spokesman(roster, unit);
  const now = (): Instant => stage.app.outlook().now;
  await say(unit, secretary, opening);
  const began = now();
  for (const person of roster.residents(unit.id).slice(0, -absent)) {
    await options.travelTo(now() + MINUTE);
    await say(unit, person, person.flags.includes('mobile') ? '/签到 线上' : '/签到');
  }
  await options.travelTo(Math.min(began + length, zone.at(zone.dayOf(began), 23 * 60)));
  await say(unit, secretary, '/结束');
}

/** Who speaks for a group: its secretary, else somebody of the office. */
function spokesman(roster: Roster, unit: Unit): Person {
  const [secretary] = roster.holders('secretary', unit.id);
  const speaker = secretary ?? roster.people.find((person) => holds(person, 'office'));
  if (!speaker)
    throw new Error('a roster for the demo has a secretary for each branch and somebody in the office');
  return speaker;
}

/** The n-th workday of the campaign. */
function workday({ start, workdays }: StoryOptions, count: number): Day {
  let day = start;
  for (let found = workdays.isWorkday(day) ? 1 : 0; found < count; ) {
    day = addDays(day, 1);
    if (workdays.isWorkday(day)) found++;
  }
  return day;
}
