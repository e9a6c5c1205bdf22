import type { Logger } from '../../log.ts';
import { SECOND } from '../../time/clock.ts';
import { realTimer, type Timer } from '../timer.ts';
import type { Allowance } from './allowance.ts';
import type { AppMessage } from './app-messages.ts';
import type { PersonalSender } from './personal-sender.ts';

/** Somebody is waiting for the answer, so it is not tried for long. */
const TRIES = 3;
const LONGEST_PAUSE = 10 * SECOND;

export interface LateRepliesOptions {
  readonly sender: PersonalSender;
  readonly allowance: Allowance;
  readonly log: Logger;
  readonly timer?: Timer | undefined;
}

/** Answers that go by messages of the app's own, because they are too late, too long or a card. */
export class LateReplies {
  readonly #options: LateRepliesOptions;
  readonly #timer: Timer;

  constructor(options: LateRepliesOptions) {
    this.#options = options;
    this.#timer = options.timer ?? realTimer;
  }

  /** One after the other; when one cannot be delivered the rest is left out. Never rejects. */
  async say(userid: string, messages: readonly AppMessage[]): Promise<void> {
    for (const message of messages) if (!(await this.#deliver(userid, message))) return;
  }

  /** False when it certainly did not arrive. What may have arrived is not sent again. */
  async #deliver(userid: string, message: AppMessage): Promise<boolean> {
    const { sender, allowance, log } = this.#options;
    for (let left = TRIES - 1; allowance.hasRoom(userid.toLowerCase()); left--) {
      const result = await sender.send(userid, message);
      if (result.status === 'sent') return true;
      log.warn({ status: result.status, detail: result.detail }, 'a later answer may not have arrived');
      if (result.status === 'unknown') return true;
      if (result.status !== 'retry' || left === 0) return false;
      const pause = Math.min(result.after, LONGEST_PAUSE);
      await new Promise<void>((resolve) => this.#timer(pause, resolve));
    }
    log.warn('a later answer is left out: this person has got as much as WeCom shows');
    return false;
  }
}
