import { type Clock, MINUTE } from '../../time/clock.ts';
import { Lately } from '../lately.ts';

/** How long a message is known after it was answered. */
const KEEP = 15 * MINUTE;

/** A message in hand or answered. Told once more, it has a newer req_id. */
export interface Job {
  reqId: string;
}

/** Which messages have come already: WeCom may tell of one twice. https://developer.work.weixin.qq.com/document/path/100719 */
export class Seen {
  readonly #inHand = new Map<string, Job>();
  readonly #answered: Lately;

  constructor(clock: Clock) {
    this.#answered = new Lately(clock, KEEP);
  }

  /** Undefined for a message that is in hand or was answered lately. */
  begin(msgid: string, reqId: string): Job | undefined {
    const known = this.#inHand.get(msgid);
    if (known) known.reqId = reqId;
    if (known || this.#answered.get(msgid)) return undefined;
    const job = { reqId };
    this.#inHand.set(msgid, job);
    return job;
  }

  /** An answer that did not arrive is worked out again when the message is told again. */
  finish(msgid: string, arrived: boolean): void {
    this.#inHand.delete(msgid);
    if (arrived) this.#answered.note(msgid, true);
  }
}
