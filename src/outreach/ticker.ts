import { type ScheduledTask, schedule } from 'node-cron';
import type { Outgoing } from '../journal/outgoing.ts';
import type { Logger } from '../log.ts';
import type { Progress } from '../progress/progress.ts';
import type { Clock, Instant } from '../time/clock.ts';
import { inTurns } from '../time/steps.ts';
import type { Workdays } from '../time/workdays.ts';
import type { Day, Zone } from '../time/zone.ts';
import type { Say } from '../wording/wording.ts';
import { isReminderTime } from './calendar.ts';
import { type Digest, planDigests } from './digest.ts';
import { workbookOf } from './digest-workbook.ts';
import { planEssaysUp } from './essays-up.ts';
import { planMakeupNotices } from './makeup-notices.ts';
import { planOpinionNotices } from './opinion-notices.ts';
import { type Outlook, type Reach, todayOf } from './outlook.ts';
import type { Act, Recorded } from './recorder.ts';
import { planReminders } from './reminders.ts';

export interface TickerOptions {
  /** Called before every tick: a newer roster may have been imported. */
  prepare?(): Promise<void>;
  /** Asked anew at every tick. */
  readonly progress: () => Progress;
  readonly workdays: Workdays;
  readonly zone: Zone;
  readonly clock: Clock;
  readonly say: Say;
  readonly reach: Reach;
  readonly log: Logger;
  /** Puts on record what is due. Rejects when it cannot be stored. */
  record(act: Act): Promise<Recorded>;
}

/** Wakes up once a minute and puts what is due into the outbox. What is due, the plans decide; a missed tick loses nothing. */
export class Ticker {
  readonly #options: TickerOptions;
  #task: ScheduledTask | undefined;
  #inHand: Promise<void> = Promise.resolve();
  #lastTick: Instant | undefined;
  #stopping = false;
  /** Reminders are decided once a day, not again whenever somebody falls behind in the course of it. */
  #reminded: Day | undefined;

  constructor(options: TickerOptions) {
    this.#options = options;
  }

  /** When a tick last got through without failing. */
  get lastTick(): Instant | undefined {
    return this.#lastTick;
  }

  start(): void {
    const { zone, log } = this.#options;
    const logger = {
      info: () => {},
      debug: () => {},
      warn: (message: string) => log.warn(message),
      error: (message: string | Error) => log.error({ err: message }, 'the minute tick failed'),
    };
    this.#task = schedule('* * * * *', () => this.tick(), { timezone: zone.name, noOverlap: true, logger });
  }

  /** Ticks no more; resolves when the tick in hand is done. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#task?.destroy();
    await this.#inHand;
  }

  /** Decides what is due now. One tick at a time. Never rejects: what could not be stored is decided again at the next. */
  tick(): Promise<void> {
    this.#inHand = this.#inHand
      .then(() => this.#tick())
      .catch((error: unknown) => this.#options.log.error({ err: error }, 'a tick failed'));
    return this.#inHand;
  }

  async #tick(): Promise<void> {
    const { progress, workdays, zone, clock, say, reach } = this.#options;
    await this.#options.prepare?.();
    const outlook: Outlook = { progress: progress(), workdays, zone, say, now: clock.now() };
    const today = todayOf(outlook);
    if (this.#reminded !== today && isReminderTime(outlook)) {
      await this.#queue(outlook, `reminders/${today}`, await inTurns(planReminders(outlook, reach)));
      await this.#queue(outlook, `opinion-notices/${today}`, planOpinionNotices(outlook, reach));
      await this.#queue(outlook, `makeup-notices/${today}`, planMakeupNotices(outlook, reach));
      this.#reminded = today;
    }
    await this.#queue(outlook, `essays-up/${outlook.now}`, planEssaysUp(outlook));
    await this.#sendDigests(outlook, await inTurns(planDigests(outlook, reach)));
    this.#lastTick = outlook.now;
  }

  async #queue({ now }: Outlook, cause: string, messages: readonly Outgoing[]): Promise<void> {
    await this.#options.record({ cause, at: now, messages });
  }

  /**
   * A digest and its files are one commit: they go together, once, whatever happens meanwhile. Files take their time: each
   * digest leaves as soon as its own are made, and who stops the program waits for one, not for those of a whole county.
   */
  async #sendDigests(outlook: Outlook, digests: readonly Digest[]): Promise<void> {
    const failures: unknown[] = [];
    for (const { message, pictures } of digests) {
      if (this.#stopping) return;
      const drafts = [...pictures, ...workbookOf(outlook, message)];
      const act = { cause: message.key, at: outlook.now, messages: [message], drafts };
      // A digest stands by itself: files that cannot be made are left out.
      await this.#options.record(act).catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new Error('some digests could not be stored', { cause: failures[0] });
  }
}
