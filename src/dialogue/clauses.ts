import type { Requirement } from '../campaign/campaign.ts';
import type { Status } from '../progress/progress.ts';
import type { View } from '../wording/wording.ts';
import type { Context } from './command.ts';

/** A line on a requirement. */
export interface RequirementLine {
  readonly requirement: Requirement;
  readonly status: Status;
  readonly line: string;
}

/** Lines with the clause that asks for what is not met, said once behind the last of a row that shares it. */
export function withClauses(lines: readonly RequirementLine[]): View[] {
  const clauses = lines.map(({ requirement, status }) => (status === 'unmet' ? requirement.clause : null));
  return lines.map(({ line }, index) => {
    const clause = clauses[index] ?? null;
    const following = clauses.slice(index + 1).find((each) => each !== null);
    return { line, clause: clause === following ? null : clause };
  });
}

/** From so many lines on, what needs nobody's attention is told in one line a kind, so that the rest fits a phone. */
const LONG = 8;

/** The lines with their clauses; in a long list what is done or not due yet is named in a line each at the end. */
export function foldedClauses({ say }: Pick<Context, 'say'>, lines: readonly RequirementLine[]): View[] {
  if (lines.length <= LONG) return withClauses(lines);
  const open = lines.filter(({ status }) => status === 'unmet');
  const folded = (['met', 'idle'] as const).flatMap((status): View[] => {
    const titles = lines.filter((line) => line.status === status).map(({ requirement }) => requirement.title);
    return titles.length === 0
      ? []
      : [{ line: say(`standing.folded-${status}`, { titles: titles.join('；') }), clause: null }];
  });
  return [...withClauses(open), ...folded];
}
