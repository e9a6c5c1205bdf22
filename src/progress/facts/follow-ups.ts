import { findTerm } from '../../campaign/campaign.ts';
import type { CheckFact, FollowUpFacts, ItemFact } from '../../campaign/facts/follow-ups.ts';
import {
  type FollowUpRules,
  firstStage,
  type Holding,
  lastStage,
  type Pipeline,
} from '../../campaign/follow-ups.ts';
import type { ItemOpened } from '../../records/records.ts';
import type { Roster, UnitId } from '../../roster/roster.ts';
import type { Zone } from '../../time/zone.ts';
import type { Numbered } from '../follow-ups-state.ts';
import type { State } from '../state.ts';

/** Checklists, items and look-points from the side of a unit. */
export function followUpFacts(
  { followUps }: State,
  roster: Roster,
  zone: Zone,
  rules: FollowUpRules,
): FollowUpFacts {
  const holdingOf = (unit: UnitId, each: 'unit' | 'branch'): Holding => {
    if (each === 'branch') return { holder: unit, isPart: false };
    const holder = [...roster.lineage(unit)].find(({ kind }) => kind !== 'branch')?.id ?? unit;
    return { holder, isPart: holder !== unit && roster.leaves(holder).length > 1 };
  };
  const itemFact = (pipeline: Pipeline | undefined, { number, record }: Numbered<ItemOpened>): ItemFact => {
    const move = followUps.lastMove(record.id);
    const isDone = pipeline !== undefined && move?.stage === lastStage(pipeline);
    const { id, holder, unit, type, title, goal, person, date } = record;
    return {
      ...{ id, number, holder, unit, type, title, goal, person, date },
      stage: move?.stage ?? (pipeline ? firstStage(pipeline) : ''),
      done: move && isDone ? zone.dayOf(move.at) : null,
      note: move?.note ?? null,
    };
  };
  return {
    holdingOf,
    checksOf(unit, name) {
      const checklist = rules.checklists.find((each) => each.name === name);
      const holding = holdingOf(unit, checklist?.each ?? 'unit');
      const points = (checklist?.points ?? []).map((point, index): CheckFact => {
        const isEnough = (answer: string): boolean => {
          const word = findTerm(checklist?.answers ?? [], answer)?.name;
          return checklist?.answers.some((each) => each.enough && each.name === word) ?? false;
        };
        const said = followUps.answers(holding.holder, name, point);
        const own = said.find(({ unit }) => unit === holding.holder);
        // What any of those had settled whose place the unit has taken is settled, until it says otherwise itself.
        const { answer = null, note = null } =
          own ?? said.find((each) => isEnough(each.answer)) ?? said.at(-1) ?? {};
        const enough = answer !== null && isEnough(answer);
        return { number: index + 1, point, answer, enough, note };
      });
      return { ...holding, points };
    },
    itemsOf(unit, name) {
      const holding = holdingOf(unit, 'unit');
      const pipeline = rules.pipelines.find((each) => each.name === name);
      const whole = holding.isPart ? unit : holding.holder;
      // The office answers for what it does itself, not for the county below it; a unit for those of its kind below it too.
      const holders = [...roster.subtree(holding.holder)]
        .filter(
          ({ kind, id }) => id === holding.holder || (kind === 'unit' && holding.holder !== roster.root.id),
        )
        .map(({ id }) => id);
      const numbered = holders.flatMap((holder) => followUps.itemsOf(holder, name));
      const items = [...new Map(numbered.map((each) => [each.record.id, each])).values()]
        .filter(({ record }) => roster.within(record.unit, whole) || record.unit === whole)
        .map((each) => itemFact(pipeline, each));
      return { ...holding, items };
    },
    looksAt(unit) {
      const noted = new Set(followUps.looksAt(holdingOf(unit, 'unit').holder).map(({ point }) => point));
      return rules.lookpoints.map(({ name }) => ({ point: name, noted: noted.has(name) }));
    },
  };
}
