import { type Clock, HOUR } from '../../time/clock.ts';
import { Kept } from '../kept.ts';
import { Refusal } from '../refusal.ts';

const LIFE = 72 * HOUR;

interface Issued {
  readonly task: string;
  /** The card's messages, by the member who got each. */
  readonly posts: ReadonlyMap<string, string>;
}

/** What a card is changed with, once: https://developer.work.weixin.qq.com/document/path/94888 */
export class ResponseCodes {
  readonly #codes: Kept<Issued>;
  readonly #byTask = new Map<string, Issued>();

  constructor(clock: Clock) {
    this.#codes = new Kept(clock, LIFE);
  }

  issue(task: string, posts: ReadonlyMap<string, string>): string {
    const issued = { task, posts };
    this.#byTask.set(task, issued);
    return this.#codes.add(issued);
  }

  /** Another one for a card that was sent before. */
  issueAgain(task: string): string {
    return this.#codes.add(this.#byTask.get(task) ?? { task, posts: new Map() });
  }

  /** Throws a Refusal for one that is unknown, used or too old. */
  look(code: string): Issued {
    const issued = this.#codes.find(code);
    if (!issued) throw new Refusal(60140, 'invalid response_code');
    return issued;
  }

  use(code: string): void {
    this.#codes.use(code);
  }
}
