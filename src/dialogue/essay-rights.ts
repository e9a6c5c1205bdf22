import type { EssayWritten } from '../records/records.ts';
import { holds, type Person } from '../roster/roster.ts';
import type { Context } from './command.ts';
import { permitted } from './permit.ts';

/** A secretary reads the branch's essays; the office only those that are sent up to it (仙群组办发〔2014〕3号 第二部分). */
export function mayReadEssay(
  speaker: Pick<Context, 'person' | 'roster' | 'campaign' | 'progress'>,
  author: Person,
  essay: EssayWritten | undefined,
): boolean {
  const { person, campaign, progress } = speaker;
  if (author.id === person.id || permitted(speaker, '调阅', author.home)) return true;
  const sentUp = campaign.requirements.some(
    (requirement) =>
      essay !== undefined &&
      requirement.measure.essayTopics.includes(essay.topic) &&
      progress.readership(requirement, author) === 'office',
  );
  return holds(person, 'office') && sentUp;
}
