import { findTerm } from '../../campaign/campaign.ts';
import type { Pipeline } from '../../campaign/follow-ups.ts';
import type { PersonId, UnitId } from '../../roster/roster.ts';
import type { Day } from '../../time/zone.ts';
import { readDay } from '../arguments.ts';
import type { Context } from '../command.ts';
import { peopleNamed } from '../finding.ts';

/** An item as somebody worded it; what was not said is missing. */
export interface ItemText {
  readonly title: string;
  readonly goal: string | null;
  readonly type: string | null;
  readonly person: PersonId | undefined;
  readonly date: Day | undefined;
}

/** Reads `修通水渠 目标：水到地头 赵磊 4月20日`, its parts in any order, between spaces or commas. */
export function readItem(context: Context, pipeline: Pipeline, within: UnitId, text: string): ItemText {
  const people = [...context.roster.peopleOf(within)];
  const title: string[] = [];
  const goal: string[] = [];
  let type: string | null = null;
  let person: PersonId | undefined;
  let date: Day | undefined;
  let inGoal = false;
  for (const part of text.split(/[\s,，;；。]+/u).filter((word) => word !== '')) {
    const word = part.normalize('NFKC').replace(/^(?:责任人|负责人|期限|时限|完成时间):/u, '');
    const [, aim] = /^目标:?(.*)$/u.exec(word) ?? [];
    const day = dayIn(word, context.today);
    const [owner, ...namesakes] = peopleNamed(people, word);
    const sort = findTerm(pipeline.types, word);
    if (aim !== undefined && goal.length === 0) {
      inGoal = true;
      if (aim !== '') goal.push(aim);
    } else if (day !== undefined && date === undefined) date = day;
    else if (owner && namesakes.length === 0 && person === undefined) person = owner.id;
    else if (sort && type === null) type = sort.name;
    else (inGoal ? goal : title).push(part);
  }
  return { title: title.join(' '), goal: goal.join(' ') || null, type, person, date };
}

/** `4月20日`, `4月20日前`, `月底前` is not read. */
const dayIn = (word: string, today: Day): Day | undefined =>
  readDay(word.replace(/(?:之?前|以前|止)?(?:完成|办结|办好)?$/u, ''), today);
