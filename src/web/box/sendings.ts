import { type Instant, MINUTE } from '../../time/clock.ts';
import { LATEST } from './stamps.ts';

/** So long a form that was sent twice by mistake is answered as the first time. */
const REMEMBERED = 5 * MINUTE;

interface Sending<Kept> {
  readonly at: Instant;
  readonly kept: Promise<Kept> | null;
}

/** Forms that were sent, by their stamps: each is taken once. What was answered is in memory alone, and soon nowhere. */
export class Sendings<Kept> {
  readonly #sent = new Map<string, Sending<Kept>>();

  /** What came of the form when it was sent before, `spent` when that is no longer known. What fails may be sent again. */
  async once(stamp: string, now: Instant, send: () => Promise<Kept>): Promise<Kept | 'spent'> {
    this.forget(now);
    const before = this.#sent.get(stamp);
    if (before) return before.kept ?? 'spent';
    const kept = send();
    this.#sent.set(stamp, { at: now, kept });
    kept.catch(() => this.#sent.delete(stamp));
    return kept;
  }

  /** Lets go of answers that are old, and of forms whose stamp no longer holds. */
  forget(now: Instant): void {
    for (const [stamp, { at }] of this.#sent) {
      if (now - at > LATEST) this.#sent.delete(stamp);
      else if (now - at > REMEMBERED) this.#sent.set(stamp, { at, kept: null });
    }
  }
}
