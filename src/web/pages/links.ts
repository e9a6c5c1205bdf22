import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { parseJson } from '../../json.ts';
import type { PersonId } from '../../roster/roster.ts';
import { type Instant, MINUTE } from '../../time/clock.ts';
import { signed, unsigned } from '../page/signature.ts';

const LIFETIME = 10 * MINUTE;

const payload = z.tuple([z.string(), z.number(), z.string()]);

/**
 * Links that let one person in once. The key is drawn when the process starts and kept nowhere: a restart ends every link, and no
 * copy of the data folder can make one.
 */
export class Links {
  readonly #key = randomBytes(32);
  /** Links that were used, with the instant from which they would be refused anyway. */
  readonly #used = new Map<string, Instant>();
  /** How often the person has ended everything; links from before no longer hold. */
  readonly #leavings = new Map<PersonId, number>();

  /** The same message gives the same link within the same instant, so that it can be asked for without anything happening. */
  token(person: PersonId, message: string, now: Instant): string {
    const nonce = createHash('sha256').update(message).digest('base64url').slice(0, 16);
    return signed(this.#key, this.#purpose(person), JSON.stringify([person, now + LIFETIME, nonce]));
  }

  /** Whose link this is, if it can still be used. */
  owner(token: string, now: Instant): PersonId | undefined {
    return this.#read(token, now)?.person;
  }

  /** Uses the link up. */
  use(token: string, now: Instant): PersonId | undefined {
    const read = this.#read(token, now);
    if (!read) return undefined;
    for (const [used, until] of this.#used) if (until <= now) this.#used.delete(used);
    this.#used.set(token, read.until);
    return read.person;
  }

  /** No link this person has been given so far can be used from now on. */
  revoke(person: PersonId): void {
    this.#leavings.set(person, (this.#leavings.get(person) ?? 0) + 1);
  }

  #read(token: string, now: Instant): { readonly person: PersonId; readonly until: Instant } | undefined {
    // Nobody's word is believed before the signature has been checked; the name only says with which purpose to check it.
    const claimed = payload.safeParse(parseJson(claimedIn(token))).data;
    if (!claimed) return undefined;
    const [name, until] = claimed;
    const person = name as PersonId;
    const valid = unsigned(this.#key, this.#purpose(person), token) !== undefined;
    return valid && now < until && !this.#used.has(token) ? { person, until } : undefined;
  }

  #purpose(person: PersonId): string {
    return `link ${this.#leavings.get(person) ?? 0}`;
  }
}

const claimedIn = (token: string): string =>
  Buffer.from(token.split('.', 1)[0] ?? '', 'base64url').toString();
