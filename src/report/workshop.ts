import type { FileStore } from '../journal/files/files.ts';
import type { Outgoing } from '../journal/outgoing.ts';
import { Bench } from './bench.ts';
import type { Draft, Errand, Order } from './draft.ts';

/** A picture takes a second, the workbook of a city some: who takes longer has got stuck. */
const MILLISECONDS = 30_000;

/** Turns an order into the content of its file. Rejects when it cannot be done. */
export type Make = (order: Order) => Promise<Uint8Array>;

export interface WorkshopOptions {
  readonly files: FileStore;
  readonly milliseconds?: number;
  /** What is made with; a worker unless told. */
  readonly make?: Make;
}

/**
 * Where the files of drafts are made: in a worker, so that nobody waits for an answer meanwhile, and one at a time; what comes next
 * is planned in the meantime. The worker is started when there is something to do and let go when all is done.
 */
export class Workshop {
  readonly #files: FileStore;
  readonly #milliseconds: number;
  readonly #elsewhere: Make | undefined;
  #bench: Bench | undefined;
  #planned: Promise<unknown> = Promise.resolve();
  #lastButOne: Promise<unknown> = Promise.resolve();
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #closed = false;

  constructor({ files, milliseconds = MILLISECONDS, make }: WorkshopOptions) {
    this.#files = files;
    this.#elsewhere = make;
    this.#milliseconds = milliseconds;
  }

  /** The draft as a message, its file made and stored. Rejects when either cannot be done: nothing else has happened then. */
  async finish({ content: { type, name, order }, ...message }: Draft): Promise<Outgoing> {
    const file = await this.#files.put(await this.make(order), name);
    return { ...message, content: { type, file } };
  }

  make(order: Order | Errand): Promise<Uint8Array> {
    this.#waiting++;
    const planned = Promise.all([this.#planned, this.#lastButOne]).then(() => this.#plan(order));
    const made = Promise.all([planned, this.#last])
      .then(([ready]) => this.#make(ready))
      .finally(() => this.#done());
    this.#planned = planned.catch(() => undefined);
    this.#lastButOne = this.#last;
    this.#last = made.catch(() => undefined);
    return made;
  }

  /** Ends what is in hand. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#bench?.close();
    await this.#last;
  }

  #plan(asked: Order | Errand): Order | Promise<Order> {
    if (this.#closed) throw new Error('the workshop is closed');
    return asked.kind === 'errand' ? asked.plan() : asked;
  }

  async #make(order: Order): Promise<Uint8Array> {
    if (this.#closed) throw new Error('the workshop is closed');
    if (this.#elsewhere) return this.#elsewhere(order);
    this.#bench ??= new Bench();
    return this.#bench.make(order, this.#milliseconds);
  }

  async #done(): Promise<void> {
    this.#waiting--;
    const bench = this.#bench;
    if (!bench || (this.#waiting > 0 && !bench.broken)) return;
    this.#bench = undefined;
    await bench.close();
  }
}
