import type { Progress } from '../progress/progress.ts';

/** How many documents wait for a supervisor or the office, county-wide; null for none. */
export function unreadDocuments({ state, facts }: Progress): number | null {
  const waiting = state.documents.registered().filter(({ id, unit, type }) => {
    const newest = facts.documentOf(unit, type);
    return newest?.id === id && newest.status === 'waiting';
  });
  return waiting.length > 0 ? waiting.length : null;
}
