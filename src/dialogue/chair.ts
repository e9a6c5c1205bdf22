import type { PersonId } from '../roster/roster.ts';
import { wordsOf } from './arguments.ts';
import { type Context, Refusal } from './command.ts';
import { peopleNamed, requirePerson } from './finding.ts';

const CHAIRS = /^(?:主持|主讲|授课)(?:人)?[:：]?(.*)$/;

/** Who chairs or speaks: `主持 张三`, `主讲：张三`. The rest is about the session itself. */
export function splitChair(
  context: Context,
  rest: string,
): { readonly own: string; readonly chair: PersonId | null } {
  const words = wordsOf(rest.replace(/[:：]/g, ' '));
  const at = words.findIndex((word) => CHAIRS.test(word));
  if (at < 0) return { own: rest, chair: null };
  const glued = CHAIRS.exec(words[at] ?? '')?.[1] ?? '';
  const name = glued === '' ? words[at + 1] : glued;
  if (name === undefined) throw new Refusal(context.say('session.chaired-by-whom'));
  const others = words.toSpliced(at, glued === '' ? 2 : 1);
  return { own: others.join(' '), chair: chairNamed(context, name) };
}

/** Colleagues first; a leader or a lecturer may come from another unit. */
function chairNamed(context: Context, name: string): PersonId {
  const { roster, unit } = context;
  for (const each of roster.lineage(unit.id)) {
    const [found, ...others] = peopleNamed(roster.peopleOf(each.id), name);
    if (found && others.length === 0) return found.id;
  }
  return requirePerson(context, name, roster.root.id).id;
}
