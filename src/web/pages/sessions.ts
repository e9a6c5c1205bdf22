import { randomBytes } from 'node:crypto';
import type { PersonId } from '../../roster/roster.ts';
import { HOUR, type Instant, MINUTE } from '../../time/clock.ts';

const IDLE = 30 * MINUTE;
const ABSOLUTE = 8 * HOUR;
/** Of one person at a time; a further one ends the oldest. */
const MOST = 5;
/** Replies that can still be looked at. */
const REPLIES = 20;

/** What the bot said to something done on a page, and where to go on. */
export interface Told {
  readonly reply: string;
  readonly back: string;
}

/** Somebody in a browser. Kept in memory alone: a restart ends it. */
export class Session {
  readonly person: PersonId;
  /** What this session's forms are signed with. */
  readonly key = randomBytes(32);
  readonly opened: Instant;
  seen: Instant;
  readonly #told = new Map<string, Told>();

  constructor(person: PersonId, now: Instant) {
    this.person = person;
    this.opened = now;
    this.seen = now;
  }

  tell(form: string, told: Told): void {
    this.#told.set(form, told);
    const [oldest] = this.#told.keys();
    if (this.#told.size > REPLIES && oldest !== undefined) this.#told.delete(oldest);
  }

  told(form: string): Told | undefined {
    return this.#told.get(form);
  }
}

/** Who is in, by what their browsers were given. */
export class Sessions {
  readonly #sessions = new Map<string, Session>();

  /** The id to give to the browser: 256 bits that nobody can guess. */
  open(person: PersonId, now: Instant): string {
    for (const [id, session] of this.#sessions) if (isOver(session, now)) this.#sessions.delete(id);
    const own = [...this.#sessions].filter(([, session]) => session.person === person);
    for (const [id] of own.slice(0, Math.max(0, own.length - MOST + 1))) this.#sessions.delete(id);
    const id = randomBytes(32).toString('base64url');
    this.#sessions.set(id, new Session(person, now));
    return id;
  }

  /** The session, which has just been used. */
  find(id: string, now: Instant): Session | undefined {
    const session = this.#sessions.get(id);
    if (!session) return undefined;
    if (isOver(session, now)) {
      this.#sessions.delete(id);
      return undefined;
    }
    session.seen = now;
    return session;
  }

  end(id: string): void {
    this.#sessions.delete(id);
  }

  endAllOf(person: PersonId): void {
    for (const [id, session] of this.#sessions) if (session.person === person) this.#sessions.delete(id);
  }
}

const isOver = ({ opened, seen }: Session, now: Instant): boolean =>
  now - seen >= IDLE || now - opened >= ABSOLUTE;
