import { type ScheduledTask, schedule } from 'node-cron';
import type { Commit, Committed } from '../journal/ledger.ts';
import type { Outgoing } from '../journal/outgoing.ts';
import type { Logger } from '../log.ts';
import type { Progress } from '../progress/progress.ts';
import type { Draft } from '../report/draft.ts';
import type { UnitId } from '../roster/roster.ts';
import type { Clock, Instant } from '../time/clock.ts';
import { inTurns, type Steps } from '../time/steps.ts';
import type { Workdays } from '../time/workdays.ts';
import type { Day, Zone } from '../time/zone.ts';
import type { Say } from '../wording/wording.ts';
import { isReminderTime } from './calendar.ts';
import { type Digest, planDigests } from './digest.ts';
import { workbookOf } from './digest-workbook.ts';
import { planOpinionNotices } from './opinion-notices.ts';
import { type Outlook, type Reach, todayOf } from './outlook.ts';
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
  /** Cuts a message that is too long for the way it will go into several. */
  portions(message: Outgoing): readonly Outgoing[];
  /** Makes and stores the file of a draft. Rejects when it cannot be done. */
  finish(draft: Draft): Promise<Outgoing>;
  readonly log: Logger;
  /** Makes the commit durable and applies it to the state. Rejects when it cannot be stored. */
  commit(commit: Commit): Promise<Committed>;
  /** Called after messages became durable. */
  onQueued(): void;
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
      await this.#queue(outlook, await inTurns(planReminders(outlook, reach)));
      await this.#queue(outlook, planOpinionNotices(outlook, reach));
      this.#reminded = today;
    }
    await this.#sendDigests(outlook, await inTurns(planDigests(outlook, reach)));
    this.#lastTick = outlook.now;
  }

  async #queue(outlook: Outlook, messages: readonly Outgoing[]): Promise<void> {
    const { onQueued } = this.#options;
    if (messages.length === 0) return;
    const stored = await Promise.allSettled(await inTurns(this.#commitAll(outlook, messages)));
    onQueued();
    const failure = stored.find((each) => each.status === 'rejected');
    if (failure) throw new Error('some messages could not be stored', { cause: failure.reason });
  }

  *#commitAll(outlook: Outlook, messages: readonly Outgoing[]): Steps<Promise<Committed>[]> {
    const commits: Promise<Committed>[] = [];
    for (const message of messages) {
      commits.push(this.#options.commit(this.#commitOf(outlook, message)));
      yield;
    }
    return commits;
  }

  /**
   * A digest and its files are one commit: they go together, once, whatever happens meanwhile. Files take their time: each
   * digest leaves as soon as its own are made, and who stops the program waits for one, not for those of a whole county.
   */
  async #sendDigests(outlook: Outlook, digests: readonly Digest[]): Promise<void> {
    const { commit, onQueued } = this.#options;
    const failures: unknown[] = [];
    for (const { message, pictures } of digests) {
      if (this.#stopping) return;
      const finished = await this.#finishAll([...pictures, ...workbookOf(outlook, message)]);
      try {
        await commit(this.#commitOf(outlook, message, finished));
        onQueued();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new Error('some digests could not be stored', { cause: failures[0] });
  }

  /** Those of the files that can be made: the digest stands by itself. */
  async #finishAll(files: readonly Draft[]): Promise<Outgoing[]> {
    const made = await Promise.allSettled(files.map((file) => this.#options.finish(file)));
    return made.flatMap((each, index) => {
      if (each.status === 'fulfilled') return [each.value];
      const { key } = files[index] ?? {};
      this.#options.log.error(
        { err: each.reason, key },
        'a picture or file could not be made: the digest goes without it',
      );
      return [];
    });
  }

  #commitOf(outlook: Outlook, message: Outgoing, more: readonly Outgoing[] = []): Commit {
    return {
      unit: ledgerOf(outlook, message),
      cause: message.key,
      at: outlook.now,
      records: [],
      outbox: [...this.#options.portions(message), ...more],
      reply: null,
    };
  }
}

/** A message is on record where those it is for are at home. */
function ledgerOf({ progress: { roster } }: Outlook, { to }: Outgoing): UnitId {
  if (to.kind === 'group') return to.unit;
  return roster.person(to.person)?.home ?? roster.root.id;
}
