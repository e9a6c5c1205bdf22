import type { Reply } from '../../dialogue/message.ts';
import type { Card } from '../../journal/outgoing.ts';
import type { Logger } from '../../log.ts';
import { type Clock, type Instant, MINUTE, SECOND } from '../../time/clock.ts';
import { STREAM_BYTES, shorten } from '../limits.ts';
import { streamId } from '../stream-id.ts';
import { FAILED, FORGOTTEN, TOO_LATE, WORKING } from '../texts.ts';
import { settledWithin, type Timer } from '../timer.ts';

/** WeCom waits 5 s for an answer; what is not there after 2 s becomes a stream. */
const QUICK = 2 * SECOND;
/** WeCom asks for a stream's state for 6 minutes at most: https://developer.work.weixin.qq.com/document/path/101031 */
const PATIENCE = 5.5 * MINUTE;
/** Counted from the message: ten minutes past the last time WeCom asks. */
const KEEP = 16 * MINUTE;
const KEEP_COUNT = 10_000;
/** WeCom asks about once a second. What it has not fetched for so long it will not fetch any more. */
const FORSAKEN = MINUTE;
/** Whoever stops the program waits no longer than this. */
const PARTING = 10 * SECOND;

export interface StreamState {
  readonly id: string;
  readonly finish: boolean;
  /** The whole text so far, within WeCom's limit. */
  readonly content: string;
  /** Goes with the end of a stream that is answered at once; a refresh takes none. */
  readonly card: Card | null;
}

interface Task {
  readonly id: string;
  readonly started: Instant;
  readonly done: Promise<void>;
  answer: Reply | undefined;
  /** WeCom was told to ask again, so the answer must be kept for it. */
  awaited: boolean;
  /** Resolves when WeCom has the answer. */
  readonly fetched: Promise<void>;
  isFetched: boolean;
  onFetched(): void;
}

/** Answers that are being worked out, and those WeCom has still to fetch. */
export class Streams {
  readonly #clock: Clock;
  readonly #timer: Timer;
  readonly #log: Logger;
  readonly #running = new Map<string, Task>();
  readonly #finished = new Map<string, Task>();

  constructor(clock: Clock, timer: Timer, log: Logger) {
    this.#clock = clock;
    this.#timer = timer;
    this.#log = log;
  }

  /**
   * The answer to a message, or after two seconds an unfinished stream. A repeat joins the work that still runs; after it,
   * the work is done again, so that what failed may succeed and what succeeded says the same.
   */
  async begin(msgid: string, work: () => Promise<Reply>): Promise<StreamState> {
    const id = streamId(msgid);
    const task = this.#running.get(id) ?? this.#start(id, work);
    await settledWithin(task.done, QUICK, this.#timer);
    const state = this.#stateOf(task);
    if (state.finish) task.onFetched();
    else task.awaited = true;
    return state;
  }

  /** Before the program ends: resolves once WeCom has every answer it was promised, or has had time enough. */
  async drained(): Promise<void> {
    await settledWithin(this.#allFetched(), PARTING, this.#timer);
  }

  async #allFetched(): Promise<void> {
    for (let owed = this.#owed(); owed.length > 0; owed = this.#owed())
      await Promise.all(owed.map(({ fetched }) => fetched));
  }

  #owed(): Task[] {
    const border = this.#clock.now() - FORSAKEN;
    const all = [...this.#running.values(), ...this.#finished.values()];
    return all.filter(({ isFetched, started }) => !isFetched && started > border);
  }

  /** How far the stream is. One that is not known, after a restart, is finished with the request to send again. */
  state(id: string): StreamState {
    const task = this.#running.get(id) ?? this.#finished.get(id);
    if (!task) return { id, finish: true, content: FORGOTTEN, card: null };
    const state = this.#stateOf(task);
    if (state.finish) task.onFetched();
    return { ...state, card: null };
  }

  #start(id: string, work: () => Promise<Reply>): Task {
    this.#forgetOld();
    const { promise: done, resolve } = Promise.withResolvers<void>();
    const { promise: fetched, resolve: tellFetched } = Promise.withResolvers<void>();
    // WeCom may still be asking for the stream of a message it repeats.
    const awaited = this.#finished.delete(id);
    const task: Task = {
      ...{ id, started: this.#clock.now(), done, answer: undefined, awaited },
      ...{ fetched, isFetched: false },
      onFetched() {
        task.isFetched = true;
        tellFetched();
      },
    };
    this.#running.set(id, task);
    void this.#run(task, work).then(resolve);
    return task;
  }

  async #run(task: Task, work: () => Promise<Reply>): Promise<void> {
    try {
      const { text, card } = await work();
      task.answer = { text: shorten(text, STREAM_BYTES), card };
    } catch (error) {
      this.#log.error({ error: error instanceof Error ? error.name : typeof error }, 'a message failed');
      task.answer = { text: FAILED, card: null };
    }
    if (this.#running.get(task.id) === task) this.#running.delete(task.id);
    if (task.awaited) this.#finished.set(task.id, task);
  }

  #stateOf(task: Task): StreamState {
    const { id, answer } = task;
    if (answer) return { id, finish: true, content: answer.text, card: answer.card };
    const late = this.#clock.now() - task.started >= PATIENCE;
    return { id, finish: late, content: late ? TOO_LATE : WORKING, card: null };
  }

  #forgetOld(): void {
    const border = this.#clock.now() - KEEP;
    for (const tasks of [this.#running, this.#finished])
      for (const [id, task] of tasks) {
        if (task.started >= border) break;
        tasks.delete(id);
      }
    for (const id of this.#finished.keys()) {
      if (this.#finished.size <= KEEP_COUNT) break;
      this.#finished.delete(id);
    }
  }
}
