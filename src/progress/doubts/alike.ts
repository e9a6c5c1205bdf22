import type { Alike } from '../essays-alike.ts';
import type { AlikeEssay, FreshEssay } from './doubt.ts';

/** The later of two essays is doubted, once, beside the most alike; which was copied from which nobody can tell from that. */
export function alikeDoubt(
  reason: AlikeEssay['reason'],
  { person, essay }: FreshEssay,
  { essay: other, likeness }: Alike,
): AlikeEssay {
  const about = { unit: person.home, at: essay.at, records: [essay.id, other.id] };
  return { reason, key: `${reason}/${essay.id}`, ...about, essay, other, likeness };
}
