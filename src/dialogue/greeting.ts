import { holds, type Person, type Roster } from '../roster/roster.ts';
import type { Say } from '../wording/wording.ts';

const BY_ROLE = ['office', 'supervisor', 'secretary', 'principal', 'leader'] as const;

/** What the bot says when a private chat is opened: who it is, and the two or three commands this person needs. */
export function greeting(person: Person, roster: Roster, say: Say): string {
  const role = BY_ROLE.find((each) => holds(person, each)) ?? 'member';
  return say(`greeting.${role}`, { name: person.name, home: roster.unit(person.home)?.name });
}
