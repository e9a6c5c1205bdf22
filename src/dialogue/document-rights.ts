import type { DocumentSent } from '../records/records.ts';
import type { UnitId } from '../roster/roster.ts';
import { type Action, may } from './access.ts';
import type { Context } from './command.ts';

type Speaker = Pick<Context, 'person' | 'roster'>;

/** Whether the speaker may do this for the unit, also as secretary of its only branch, whose paper work is the unit's. */
export function actsFor({ person, roster }: Speaker, action: Action, unit: UnitId): boolean {
  if (may(person, action, unit, roster)) return true;
  const [only, ...others] = roster.leaves(unit);
  return only !== undefined && others.length === 0 && may(person, action, only.id, roster);
}

/** A document is read by those who lead its unit, those who review it, the office, and whoever sent it. */
export const mayRead = (speaker: Speaker, document: DocumentSent): boolean =>
  document.by === speaker.person.id || actsFor(speaker, '审阅', document.unit);
