import type { PersonId } from '../roster/roster.ts';
import { type Instant, MINUTE } from '../time/clock.ts';

/** A question that waits for the speaker's yes. */
export interface Asked {
  /** What was typed behind the command. */
  readonly rest: string;
  /** Tells what was shown from anything else. */
  readonly shown: string;
}

/** How long a question waits. */
const WAITS = 30 * MINUTE;

/**
 * Questions that wait for a yes: one a person, until their next message, whatever it says. Kept in memory only, so that after a
 * restart the question is asked again.
 */
export class Questions {
  readonly #open = new Map<PersonId, { readonly asked: Asked; readonly until: Instant }>();

  ask(person: PersonId, asked: Asked, now: Instant): void {
    this.#open.set(person, { asked, until: now + WAITS });
  }

  /** The question the person may answer now; it is asked no longer. */
  take(person: PersonId, now: Instant): Asked | null {
    const open = this.#open.get(person);
    this.#open.delete(person);
    return open && now <= open.until ? open.asked : null;
  }
}
