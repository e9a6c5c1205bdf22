import { randomBytes } from 'node:crypto';
import { HOUR, type Instant, SECOND } from '../../time/clock.ts';
import { signed, unsigned } from '../page/signature.ts';

/** Nobody reads a page and writes a sentence faster. */
const SOONEST = 3 * SECOND;
/** A page left open longer is fetched anew. */
export const LATEST = 2 * HOUR;
const PURPOSE = 'opinion box';

export type StampState = 'good' | 'early' | 'late' | 'forged';

/**
 * Stamps on blank forms: they say when the form was given out, and to nobody to whom. The key is kept in memory alone, so after a
 * restart every form given out before has to be fetched anew.
 */
export class Stamps {
  readonly #key = randomBytes(32);

  issue(now: Instant): string {
    return signed(this.#key, PURPOSE, `${now} ${randomBytes(12).toString('base64url')}`);
  }

  check(stamp: string, now: Instant): StampState {
    const said = unsigned(this.#key, PURPOSE, stamp);
    if (said === undefined) return 'forged';
    const age = now - Number.parseInt(said, 10);
    if (age > LATEST) return 'late';
    return age < SOONEST ? 'early' : 'good';
  }
}
