import { type DeedRule, placeOf } from '../../campaign/target-list.ts';
import type { DeedPlanned } from '../../records/records.ts';
import type { UnitId } from '../../roster/roster.ts';
import { type Day, daysBetween } from '../../time/zone.ts';
import { dayWithWeekday, shortDay } from '../../wording/format.ts';
import { excerpt } from '../../wording/plain.ts';
import type { View } from '../../wording/wording.ts';
import type { Context } from '../command.ts';
import { permitted } from '../permit.ts';

/** Plans that a calendar shows. */
const SHOWN = 12;

/** Plans of other teams for the same place within so many days. */
export function crowding(
  { state }: Context,
  { deed, apart }: DeedRule,
  plan: { readonly target: string; readonly day: Day; readonly unit: UnitId },
): readonly DeedPlanned[] {
  if (apart === null) return [];
  return state.deeds
    .plansOf(deed)
    .filter(
      (other) =>
        other.unit !== plan.unit &&
        placeOf(other.target) === placeOf(plan.target) &&
        Math.abs(daysBetween(other.day, plan.day)) <= apart,
    );
}

/** Who else is going, and when: units, never people. */
export const crowdViews = (plans: readonly DeedPlanned[], today: Day): View[] => {
  const visits = plans.map(({ unit, day, target }) => ({
    unit,
    day: shortDay(day, today),
    place: placeOf(target),
  }));
  return [...new Map(visits.map((visit) => [Object.values(visit).join('\n'), visit])).values()];
};

/** Plans from today on, of the speaker's branch and of every unit the speaker may ask about, by day. */
export function calendar(context: Context, rule: DeedRule): View {
  const { state, today, person, roster, say } = context;
  const coming = state.deeds
    .plansOf(rule.deed)
    .filter(({ day, unit }) => day >= today && (unit === person.home || permitted(context, '进度', unit)))
    .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  const days = Map.groupBy(coming.slice(0, SHOWN), ({ day }) => day);
  return {
    deed: rule.deed,
    none: coming.length === 0,
    more: Math.max(0, coming.length - SHOWN),
    days: [...days].map(([day, plans]) => ({
      day: dayWithWeekday(day, today),
      plans: plans.map((plan) => ({
        line: say('deeds.plan', {
          target: plan.target,
          name: roster.nameOf(plan.person),
          unit: plan.unit === person.home ? null : plan.unit,
          note: excerpt(plan.note, 20),
          crowded: crowding(context, rule, plan).length > 0,
        }),
      })),
    })),
  };
}
