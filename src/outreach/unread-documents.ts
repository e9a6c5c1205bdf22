import { standing } from '../progress/facts/documents.ts';
import type { Progress } from '../progress/progress.ts';

/** How many documents wait for a supervisor or the office, county-wide; null for none. */
export function unreadDocuments({ state, campaign, roster }: Progress): number | null {
  const { documents } = state;
  const waiting = documents.registered().filter((each) => {
    if (documents.newestLike(each)?.id !== each.id) return false;
    return standing(each, documents.reviewsOf(each.id), campaign.documents, roster).status === 'waiting';
  });
  return waiting.length > 0 ? waiting.length : null;
}
