import { type DeedRule, inFew } from '../../campaign/target-list.ts';
import { dayWithWeekday, shortDay } from '../../wording/format.ts';
import { type Context, type Decision, Refusal } from '../command.ts';
import { readPlan } from './deed-reading.ts';
import { calendar, crowding, crowdViews } from './plans.ts';

const SHOWN = 6;

/** Plans a visit ahead; warns, and does not refuse, when another team goes there in the same days. Alone: what is planned. */
export function planDeed(context: Context, rule: DeedRule, rest: string): Decision {
  const { say, person, today, state } = context;
  const { deed } = rule;
  if (rule.apart === null) throw new Refusal(say('deeds.no-plans', { deed }));
  if (rest === '') return { reply: say('deeds.calendar', calendar(context, rule)) };
  const { targets, day, note } = readPlan(context, rule, rest);
  const what = inFew(targets, SHOWN);
  if (day === undefined) throw new Refusal(say('deeds.which-day', { deed, what }));
  if (day < today) throw new Refusal(say('deeds.past-plan', { deed, what, day: shortDay(day, today) }));
  const own = state.deeds.plansOf(deed).filter((plan) => plan.person === person.id && plan.day === day);
  const fresh = targets.filter((target) => !own.some((plan) => plan.target === target));
  if (fresh.length === 0)
    throw new Refusal(say('deeds.already-planned', { deed, what, day: shortDay(day, today) }));
  return {
    records: fresh.map((target) =>
      context.record(person.home, {
        kind: 'deed.planned',
        person: person.id,
        deed,
        target,
        day,
        note,
      }),
    ),
    reply: () => {
      const others = fresh.flatMap((target) => crowding(context, rule, { target, day, unit: person.home }));
      return say('deeds.planned', {
        deed,
        what: inFew(fresh, SHOWN),
        day: dayWithWeekday(day, today),
        crowd: crowdViews(others, today),
        crowded: others.length > 0,
      });
    },
  };
}
