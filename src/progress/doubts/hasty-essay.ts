import type { SessionFact } from '../../campaign/facts.ts';
import { type Instant, MINUTE } from '../../time/clock.ts';
import type { FreshEssay, HastyEssay, Scope } from './doubt.ts';

/** Less than it takes to think over a discussion, let alone to write a page about it. */
const HASTY = 5 * MINUTE;

/** Essays handed in within minutes of the end of the session on their topic. */
export function hastyEssays({ progress, essays }: Scope): HastyEssay[] {
  const homes = Map.groupBy(essays, ({ person }) => person.home);
  return [...homes].flatMap(([home, fresh]) => {
    const sessions = progress.facts.sessionsFor(home);
    return fresh.flatMap((each) => hasty(each, sessions));
  });
}

function hasty({ person, essay }: FreshEssay, sessions: readonly SessionFact[]): HastyEssay[] {
  const { id, at, topic } = essay;
  const session = sessions.find((each) => each.topic === topic && isSoonAfter(each, at));
  if (!session) return [];
  const about = { unit: person.home, at, records: [id], essay, session };
  return [{ reason: 'hasty-essay', key: `hasty-essay/${id}`, ...about }];
}

function isSoonAfter({ start, minutes }: SessionFact, at: Instant): boolean {
  if (minutes === null) return false;
  const end = start + minutes * MINUTE;
  return at >= end && at < end + HASTY;
}
