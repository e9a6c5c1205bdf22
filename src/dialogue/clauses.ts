import type { Requirement } from '../campaign/campaign.ts';
import type { Status } from '../progress/progress.ts';
import type { View } from '../wording/wording.ts';

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
