import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { HOUR, type Instant, SECOND } from '../../time/clock.ts';

/** Nobody reads a page and writes a sentence faster. */
const SOONEST = 3 * SECOND;
/** A page left open longer is fetched anew. */
export const LATEST = 2 * HOUR;
const NONCE = 12;
const TIME = 6;

export type StampState = 'good' | 'early' | 'late' | 'forged';

/**
 * Stamps on blank forms: they say when the form was given out, and to nobody to whom. The key is kept in memory alone, so after a
 * restart every form given out before has to be fetched anew.
 */
export class Stamps {
  readonly #key = randomBytes(32);

  issue(now: Instant): string {
    const time = Buffer.alloc(TIME);
    time.writeUIntBE(now, 0, TIME);
    const body = Buffer.concat([randomBytes(NONCE), time]);
    return `${body.toString('base64url')}.${this.#sign(body).toString('base64url')}`;
  }

  check(stamp: string, now: Instant): StampState {
    const [body, signature] = stamp.split('.').map((part) => Buffer.from(part, 'base64url'));
    if (!body || !signature || body.length !== NONCE + TIME) return 'forged';
    const own = this.#sign(body);
    if (signature.length !== own.length || !timingSafeEqual(signature, own)) return 'forged';
    const age = now - body.readUIntBE(NONCE, TIME);
    if (age > LATEST) return 'late';
    return age < SOONEST ? 'early' : 'good';
  }

  #sign(body: Buffer): Buffer {
    return createHmac('sha256', this.#key).update(body).digest();
  }
}
