import { randomUUID } from 'node:crypto';
import { type Clock, HOUR, type Instant } from '../../time/clock.ts';
import { Refusal } from '../webhook/webhook-content.ts';

const LIFE = 72 * HOUR;

interface Issued {
  readonly task: string;
  /** The card's messages, by the member who got each. */
  readonly posts: ReadonlyMap<string, string>;
}

/** What a card is changed with, once: https://developer.work.weixin.qq.com/document/path/94888 */
export class ResponseCodes {
  readonly #clock: Clock;
  readonly #codes = new Map<string, Issued & { readonly expires: Instant }>();
  readonly #byTask = new Map<string, Issued>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  issue(task: string, posts: ReadonlyMap<string, string>): string {
    const issued = { task, posts };
    this.#byTask.set(task, issued);
    return this.#add(issued);
  }

  /** Another one for a card that was sent before. */
  issueAgain(task: string): string {
    return this.#add(this.#byTask.get(task) ?? { task, posts: new Map() });
  }

  /** Throws a Refusal for one that is unknown, used or too old. */
  look(code: string): Issued {
    const issued = this.#codes.get(code);
    if (!issued || this.#clock.now() > issued.expires) throw new Refusal(60140, 'invalid response_code');
    return issued;
  }

  use(code: string): void {
    this.#codes.delete(code);
  }

  #add(issued: Issued): string {
    const code = randomUUID();
    this.#codes.set(code, { ...issued, expires: this.#clock.now() + LIFE });
    return code;
  }
}
