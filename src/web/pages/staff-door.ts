import type { PersonId } from '../../roster/roster.ts';
import type { Clock } from '../../time/clock.ts';
import { Links } from './links.ts';
import { Sessions } from './sessions.ts';

/** The way into the pages for people on the roster: links told in private, and the sessions they open. */
export class StaffDoor {
  readonly links = new Links();
  readonly sessions = new Sessions();
  /** Where browsers find us; undefined while there are no pages. */
  readonly publicUrl: string | undefined;
  readonly #clock: Clock;

  constructor(publicUrl: string | undefined, clock: Clock) {
    this.publicUrl = publicUrl;
    this.#clock = clock;
  }

  /** The link to tell the person in private; null while there are no pages. */
  link(person: PersonId, message: string): string | null {
    if (this.publicUrl === undefined) return null;
    return `${this.publicUrl}/w/${this.links.token(person, message, this.#clock.now())}`;
  }

  /** Ends all that the person has open, and every link not yet used. */
  leave(person: PersonId): void {
    this.links.revoke(person);
    this.sessions.endAllOf(person);
  }
}
