import type { FileStore } from '../../journal/files/files.ts';
import type { Logger } from '../../log.ts';
import type { Channel } from '../../outreach/channel.ts';
import type { PersonId, UnitId } from '../../roster/roster.ts';
import type { Clock } from '../../time/clock.ts';
import type { BotConfig } from '../../wecom-config.ts';
import type { Reception } from '../reception.ts';
import { realTimer, settledWithin, type Timer } from '../timer.ts';
import type { WayHealth } from '../way-health.ts';
import { ConnectionChannel } from './connection-channel.ts';
import { Link } from './link.ts';
import { Pace } from './pace.ts';
import { Persistence } from './persistence.ts';
import { Replies } from './replies.ts';
import { Speaker } from './speaker.ts';
import { REAL, type Timings } from './timings.ts';
import { Uploads } from './uploads.ts';

export interface ConnectionOptions {
  readonly config: Extract<BotConfig, { mode: 'connection' }>;
  readonly files: FileStore;
  readonly log: Logger;
  readonly clock: Clock;
  /** The group a unit is bound to. */
  readonly chatOf: (unit: UnitId) => string | undefined;
  /** What a person's private chat is written to by; undefined before they have spoken there. */
  readonly privateChatOf: (person: PersonId) => string | undefined;
  /** Who is meant is called by name: a bot cannot mention anybody over the connection. */
  readonly nameOf: (person: PersonId) => string | undefined;
  /** Real ones unless told. */
  readonly timings?: Partial<Timings>;
  /** What waits; real time unless told. */
  readonly timer?: Timer;
}

/** A 智能机器人 that holds a connection to WeCom: https://developer.work.weixin.qq.com/document/path/101463 */
export class LongConnection {
  readonly channel: Channel;
  readonly #options: ConnectionOptions;
  readonly #timer: Timer;
  readonly #timings: Timings;
  readonly #link: Link;
  readonly #speaker: Speaker;
  readonly #calledOff = new Set<() => void>();
  #replies: Replies | undefined;
  #closing: Promise<void> | undefined;
  #closed = false;

  constructor(options: ConnectionOptions) {
    const { config, files, log, clock, chatOf, privateChatOf, nameOf } = options;
    const timings = { ...REAL, ...options.timings };
    const timer = this.#timerUntilClosed(options.timer ?? realTimer);
    const link = new Link({ ...config, clock, log, timer, timings });
    const pace = new Pace(clock);
    const persistence = new Persistence({ link, pace, timer, timings });
    const uploads = new Uploads({ link, persistence, files, clock, timings });
    this.#options = options;
    this.#timer = timer;
    this.#timings = timings;
    this.#link = link;
    this.#speaker = new Speaker({ link, pace, persistence, log, timings });
    this.channel = new ConnectionChannel({ link, pace, uploads, log, chatOf, privateChatOf, nameOf });
  }

  /** Connects. What people say is answered from now on. */
  begin(reception: Pick<Reception, 'answer' | 'greet'>): void {
    const { clock, log } = this.#options;
    const replies = new Replies({
      reception,
      speaker: this.#speaker,
      clock,
      log,
      timer: this.#timer,
      timings: this.#timings,
    });
    this.#replies = replies;
    this.#link.open((told) => {
      if (!this.#closing) replies.take(told);
    });
  }

  health(): WayHealth {
    const { isReady, detail } = this.#link;
    return { name: this.channel.name, ok: isReady, detail };
  }

  /** Finishes the answers in hand, for a few seconds at most, and disconnects. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#speaker.hurry();
    await settledWithin(this.#replies?.idle() ?? Promise.resolve(), this.#timings.closing, this.#timer);
    this.#link.close();
    this.#closed = true;
    for (const cancel of this.#calledOff) cancel();
  }

  /** A timer of which nothing is left when we have stopped. */
  #timerUntilClosed(timer: Timer): Timer {
    return (milliseconds, run) => {
      if (this.#closed) return () => {};
      const forget = (): void => {
        cancel();
        this.#calledOff.delete(forget);
      };
      const cancel = timer(milliseconds, () => {
        this.#calledOff.delete(forget);
        run();
      });
      this.#calledOff.add(forget);
      return forget;
    };
  }
}
