import { alikeDoubt } from './alike.ts';
import type { AlikeEssay, Scope } from './doubt.ts';

/** Essays nearly the same as one a colleague, of any unit, has handed in before. */
export function alikeColleague({ progress: { state }, essays }: Scope): AlikeEssay[] {
  return essays.flatMap((fresh) => {
    const closest = state.essaysAlike
      .before(fresh.essay)
      .find(({ essay: other }) => other.person !== fresh.essay.person && !state.voided(other.id));
    return closest ? [alikeDoubt('alike-colleague', fresh, closest)] : [];
  });
}
