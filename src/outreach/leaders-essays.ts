import type { Window } from '../progress/doubts.ts';
import type { Progress } from '../progress/progress.ts';

/** How many people whose essays go up to the office have handed one in; undefined when the campaign asks for none. */
export function leadersEssays(progress: Progress, { from, to }: Window): number | undefined {
  const asked = progress.campaign.requirements.filter(({ measure }) => measure.measure === 'essays');
  const writers = progress.roster.people.filter((person) =>
    asked.some(
      (requirement) =>
        progress.asksPerson(requirement, person) && progress.readership(requirement, person) === 'office',
    ),
  );
  if (writers.length === 0) return undefined;
  const fresh = writers.flatMap(({ id }) =>
    progress.state.essaysOf(id).filter(({ at }) => from < at && at <= to),
  );
  return fresh.length;
}
