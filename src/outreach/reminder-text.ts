import { dueInWords } from '../campaign/deadline-words.ts';
import type { MeasureUse } from '../campaign/measures/measure.ts';
import type { Person, UnitId } from '../roster/roster.ts';
import { amount, nameList, shortDay } from '../wording/format.ts';
import type { View } from '../wording/wording.ts';
import { isAway } from './leave.ts';
import type { Pressing } from './milestones.ts';
import { type Outlook, todayOf } from './outlook.ts';
import type { Shortage } from './shortages.ts';
import { titleOf } from './unit-title.ts';

/** Names a message holds before it says 等N人. */
const NAMES = 20;

/** What a group is told: every place of it that lacks something, what, by when, whose, and what to type. */
export function groupText(outlook: Outlook, group: UnitId, shortages: readonly Shortage[]): string {
  const places = [...Map.groupBy(shortages, ({ place }) => place)].map(([place, found]): View => {
    const named = place.id !== group;
    return { named, name: titleOf(place), items: found.map((shortage) => shortageView(outlook, shortage)) };
  });
  const todo = todoOf(shortages.map(({ pressing }) => pressing));
  return outlook.say('outreach.group', { count: shortages.length, places, ...todo });
}

/** What somebody is told in private about what they have not done yet. */
export function privateText(outlook: Outlook, pressing: readonly Pressing[]): string {
  const items = pressing.map((each) => pressingView(outlook, each));
  return outlook.say('outreach.private', { count: items.length, items, ...todoOf(pressing) });
}

function shortageView(outlook: Outlook, shortage: Shortage): View {
  const view = pressingView(outlook, shortage.pressing);
  if (shortage.of === 'people') {
    const names = shortage.missing.map((person) => nameOf(outlook, person));
    return { ...view, people: names.length, names: nameList(names, NAMES) };
  }
  const { have, need, requirement } = shortage.standing;
  return {
    ...view,
    have: amount(have),
    lacking: amount(need - have),
    counter: requirement.measure.counter,
  };
}

function nameOf(outlook: Outlook, person: Person): string {
  return isAway(outlook, person) ? outlook.say('outreach.away', { name: person.name }) : person.name;
}

function pressingView(outlook: Outlook, { requirement, due, day, left }: Pressing): View {
  const { say, progress } = outlook;
  const today = todayOf(outlook);
  const timing = say('outreach.timing', {
    late: today > day,
    lateBy: left < 0 ? -left : null,
    today: today === day,
    last: today < day && left === 0,
    ahead: today < day && left > 0,
    left,
  });
  return {
    title: requirement.title,
    clause: requirement.clause,
    due: dueInWords(say, requirement.due, due, today, 'weekday'),
    end: due === null ? shortDay(progress.campaign.end, today) : null,
    timing,
  };
}

/** What to fill into the hints, by measure: `{{#essays}}…{{topic}}…{{/essays}}` in the template. */
function todoOf(pressing: readonly Pressing[]): View {
  const measures = pressing.map(({ requirement: { measure } }) => measure);
  const byMeasure = Map.groupBy(measures, ({ measure }) => measure);
  return Object.fromEntries(byMeasure.entries().map(([measure, uses]) => [measure, hintsOf(uses)]));
}

/** Each hint once, however many requirements give it. */
const hintsOf = (uses: readonly MeasureUse[]): View[] => [
  ...new Map(uses.map(({ hint }) => [JSON.stringify(hint), hint])).values(),
];
