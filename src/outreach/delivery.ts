import { setInterval } from 'node:timers/promises';
import type { Commit, Committed } from '../journal/commit.ts';
import type { Outgoing } from '../journal/outgoing.ts';
import type { Logger } from '../log.ts';
import type { OutboxState, Queued } from '../progress/outbox-state.ts';
import type { DeliveryState } from '../records/records.ts';
import { type Clock, type Instant, MINUTE, SECOND } from '../time/clock.ts';
import type { SendResult } from './channel.ts';
import { type Attempts, attemptNote, attemptsIn, noteCommit, wasTriedAgain } from './delivery-notes.ts';
import { LaneState } from './lane-state.ts';
import type { Route, Ways } from './ways.ts';

/** How long a lane rests after its n-th failure in a row at least: eight tries outlast a restart of the router, not a weekend. */
const RESTS = [0, 5 * SECOND, 30 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE] as const;
const MOST_TRIES = RESTS.length + 1;
/** Who did not answer just now is not asked again at once. */
const AFTER_SILENCE = 30 * SECOND;
const AFTER_FAILED_WRITE = 30 * SECOND;
/** Fine enough for limits that count by the minute. */
const LOOK_EVERY = SECOND;
/** Where everybody is written to alone there are as many lanes as people: all at once they would fail each other. */
const AT_ONCE = 32;

export interface DeliveryOptions {
  readonly outbox: OutboxState;
  readonly ways: Ways;
  readonly clock: Clock;
  readonly log: Logger;
  /** Makes the commit durable and applies it to the state the outbox belongs to. Rejects when it cannot be stored. */
  commit(commit: Commit): Promise<Committed>;
}

/** What this process knows of a message beyond the ledger: which attempts certainly failed, which ways lead nowhere, and why. */
interface Trial {
  readonly failed: Set<string>;
  readonly closed: Set<string>;
  detail: string;
}

/**
 * Takes messages from the outbox to the platform: in order and within the rate limit on each lane, lanes side by side. Every call
 * is on record before it is made. A message whose outcome is unknown is sent once more and never a third time.
 */
export class Delivery {
  readonly #options: DeliveryOptions;
  readonly #lanes = new Map<string, LaneState>();
  readonly #works = new Set<Promise<void>>();
  /** Lanes with something to do that wait for their turn, the next one last. */
  #waiting: LaneState[] = [];
  readonly #trials = new Map<string, Trial>();
  /** Messages being sent, and by which lane: a changed webhook address must not put them on a second one. */
  readonly #inHand = new Map<string, LaneState>();
  #ready = false;
  #stopped = false;
  /** Some message has to be put on another lane. */
  #rerouted = false;

  /** To be made when the outbox has been rebuilt from the ledgers. */
  constructor(options: DeliveryOptions) {
    this.#options = options;
  }

  /** Delivers until aborted, then finishes the calls in hand. */
  async run(signal: AbortSignal): Promise<void> {
    try {
      if (!signal.aborted) this.kick();
      for await (const _ of setInterval(LOOK_EVERY, undefined, { signal })) this.kick();
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      this.#stopped = true;
      await this.idle();
    }
  }

  /** Looks for messages that can go now, and sends them. */
  kick(): void {
    if (this.#stopped) return;
    this.#sort();
    this.#waiting = [...this.#lanes.values()].filter(({ queue, owed }) => queue.length > 0 || owed).reverse();
    this.#begin();
  }

  #begin(): void {
    while (this.#works.size < AT_ONCE) {
      const lane = this.#waiting.pop();
      if (!lane) return;
      if (lane.busy) continue;
      lane.busy = true;
      const work = this.#work(lane);
      this.#works.add(work);
      void work.finally(() => {
        this.#works.delete(work);
        this.#begin();
      });
    }
  }

  /** Resolves when nothing more can be done until the clock moves, something is queued or a retry is due. */
  async idle(): Promise<void> {
    while (this.#works.size > 0) await Promise.all(this.#works);
  }

  #sort(): void {
    this.#recall();
    this.#rerouted = false;
    for (const lane of this.#lanes.values()) lane.queue = [];
    for (const queued of this.#options.outbox.pending()) {
      const lane = this.#inHand.get(queued.message.key) ?? this.#stateOf(this.#route(queued));
      lane.queue.push(queued);
    }
  }

  /** Counts the calls of the last minute that an earlier process made. */
  #recall(): void {
    if (this.#ready) return;
    this.#ready = true;
    const { outbox, clock, ways } = this.#options;
    const since = clock.now() - MINUTE;
    for (const { message } of outbox.all())
      for (const note of outbox.notesOf(message.key)) {
        if (note.state !== 'attempted' || note.at <= since) continue;
        const lane = ways.route(message.to)?.lane;
        if (lane) this.#lane(lane.id).began(note.at);
      }
  }

  #route({ message }: Queued): Route | undefined {
    return this.#options.ways.route(message.to, this.#trials.get(message.key)?.closed);
  }

  #stateOf(route: Route | undefined): LaneState {
    const state = this.#lane(route?.lane.id ?? '');
    state.perMinute = route?.lane.perMinute ?? Number.POSITIVE_INFINITY;
    state.hasRoom = () => route?.lane.hasRoom?.() ?? true;
    return state;
  }

  #lane(id: string): LaneState {
    const lane = this.#lanes.get(id) ?? new LaneState();
    this.#lanes.set(id, lane);
    return lane;
  }

  async #work(lane: LaneState): Promise<void> {
    const { clock, log, outbox } = this.#options;
    try {
      if (lane.isPaused(clock.now())) return;
      if (lane.owed) await this.#write(lane, lane.owed);
      // Needs no room, and must be known of also where there never is any.
      for (const queued of lane.queue.filter(({ message }) => hasLapsed(message, clock.now())))
        await this.#take(lane, queued);
      while (!this.#stopped && lane.isFree(clock.now())) {
        if (lane.owed) await this.#write(lane, lane.owed);
        const next = lane.queue[0];
        if (!next) return;
        if (isOpen(outbox, next)) await this.#take(lane, next);
        else lane.queue.shift();
      }
    } catch (error) {
      lane.pause(clock.now(), AFTER_FAILED_WRITE);
      log.error({ err: error }, 'delivery is held up on one lane');
    } finally {
      // At once, so that a kick that comes right after the last look is not lost.
      lane.busy = false;
      if (this.#rerouted) this.kick();
    }
  }

  async #take(lane: LaneState, queued: Queued): Promise<void> {
    const { key } = queued.message;
    this.#inHand.set(key, lane);
    try {
      await this.#deliver(lane, queued);
    } finally {
      this.#inHand.delete(key);
    }
  }

  async #deliver(lane: LaneState, queued: Queued): Promise<void> {
    const { outbox, clock } = this.#options;
    const { message } = queued;
    const trial = this.#trialOf(message.key);
    const attempts = attemptsIn(outbox.notesOf(message.key), trial.failed);
    const route = this.#route(queued);
    // Another way has its own limit and its own order.
    if (this.#stateOf(route) !== lane) return this.#leave(lane, queued);
    if (!route) return this.#giveUp(lane, queued, attempts, 'refused', trial.detail || '没有推送地址');
    const givenUp = this.#reasonToStop(queued, attempts, trial.detail || interruption(route));
    if (givenUp !== undefined) return this.#giveUp(lane, queued, attempts, 'abandoned', givenUp);
    const note = attemptNote(queued, attempts, clock.now());
    const status = await this.#options.commit(note);
    if (status === 'repeated') throw new Error('another process is delivering this message');
    lane.began(note.at);
    const again = attempts.open.length > 0;
    const result = await route.channel.send(message.to, message.content, again);
    await this.#conclude(lane, queued, route, result, note.cause);
  }

  #reasonToStop({ message }: Queued, attempts: Attempts, detail: string): string | undefined {
    if (wasTriedAgain(attempts)) return '发送两次都没有得到明确答复';
    if (hasLapsed(message, this.#options.clock.now()))
      return ['已过时限', detail].filter((part) => part !== '').join('：');
    if (attempts.count >= MOST_TRIES) return `试了${attempts.count}次：${detail}`;
    return undefined;
  }

  async #conclude(
    lane: LaneState,
    queued: Queued,
    { channel }: Route,
    result: SendResult,
    attempt: string,
  ): Promise<void> {
    const { outbox, clock } = this.#options;
    const trial = this.#trialOf(queued.message.key);
    if (result.status !== 'sent' && result.status !== 'unknown') trial.failed.add(attempt);
    const attempts = attemptsIn(outbox.notesOf(queued.message.key), trial.failed);
    if (result.status === 'sent') return this.#settle(lane, queued, attempts, 'sent', '');
    trial.detail = result.detail;
    if (result.status === 'refused') return this.#giveUp(lane, queued, attempts, 'refused', result.detail);
    if (result.status === 'closed') {
      trial.closed.add(channel.name);
      this.#leave(lane, queued);
    } else if (result.status === 'retry') {
      lane.pause(clock.now(), Math.max(result.after, RESTS[attempts.count - 1] ?? 0));
    } else if (wasTriedAgain(attempts)) {
      await this.#settle(lane, queued, attempts, 'unknown', result.detail);
    } else lane.pause(clock.now(), AFTER_SILENCE);
  }

  /** It has no place in this lane's order any more: another takes it up. */
  #leave(lane: LaneState, queued: Queued): void {
    lane.queue = lane.queue.filter((each) => each !== queued);
    this.#rerouted = true;
  }

  /** What an earlier attempt may have delivered is never said not to have arrived. */
  #giveUp(
    lane: LaneState,
    queued: Queued,
    attempts: Attempts,
    state: 'refused' | 'abandoned',
    detail: string,
  ): Promise<void> {
    return this.#settle(lane, queued, attempts, attempts.open.length > 0 ? 'unknown' : state, detail);
  }

  async #settle(
    lane: LaneState,
    queued: Queued,
    { count }: Attempts,
    state: DeliveryState,
    detail: string,
  ): Promise<void> {
    const { clock, log } = this.#options;
    if (state !== 'sent') log.error({ purpose: queued.message.key, state, detail }, 'message not delivered');
    this.#trials.delete(queued.message.key);
    await this.#write(lane, noteCommit(queued, count, state, detail, clock.now()));
  }

  /** What is known is written before the lane goes on, however often that has to be tried. */
  async #write(lane: LaneState, commit: Commit): Promise<void> {
    lane.owed = commit;
    await this.#options.commit(commit);
    lane.owed = undefined;
  }

  #trialOf(key: string): Trial {
    const trial = this.#trials.get(key) ?? { failed: new Set(), closed: new Set(), detail: '' };
    this.#trials.set(key, trial);
    return trial;
  }
}

const hasLapsed = ({ expires }: Outgoing, now: Instant): boolean => expires !== null && now > expires;

const interruption = ({ channel, lane }: Route): string => (lane.down ? `${channel.name}一直不通` : '');

function isOpen(outbox: OutboxState, { message }: Queued): boolean {
  const fate = outbox.fate(message.key);
  return fate === 'waiting' || fate === 'doubtful';
}
