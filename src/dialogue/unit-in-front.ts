import type { Context } from './command.ts';
import { requireUnit, unitsNamed } from './finding.ts';

/** The same words said about the unit that is named in front of them; as they are where none is. */
export function unitInFront(
  context: Context,
  rest: string,
): { readonly context: Context; readonly rest: string } {
  const typed = rest.trim();
  const [word = ''] = typed.split(/[\s,，、]/, 1);
  if (word === '' || unitsNamed(context.roster, word, context.unit.id).length === 0) return { context, rest };
  return {
    context: { ...context, unit: requireUnit(context, word) },
    rest: typed.slice(word.length).replace(/^[\s,，、]+/, ''),
  };
}
