import type { FileContents } from '../records/records.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { readApart } from './read-apart.ts';
import { unread } from './unread.ts';

export interface ExtractorOptions extends Limits {
  /** How many files are read at once; the others wait for their turn. */
  readonly workers: number;
  /** Is told of a worker that broke down or could not start, which no content should bring about. */
  readonly onFault: (error: unknown) => void;
}

const DEFAULTS: ExtractorOptions = {
  ...DEFAULT_LIMITS,
  workers: 2,
  onFault: () => undefined,
};

/** Takes the text out of files that people send. Nothing they may hold harms this thread. */
export class Extractor {
  readonly #limits: Limits;
  readonly #onFault: (error: unknown) => void;
  readonly #closing = new AbortController();
  readonly #waiting: (() => void)[] = [];
  readonly #underWay = new Set<Promise<FileContents>>();
  #free: number;

  constructor(options: Partial<ExtractorOptions> = {}) {
    const { workers, onFault, ...limits } = { ...DEFAULTS, ...options };
    this.#limits = limits;
    this.#onFault = onFault;
    this.#free = workers;
  }

  /**
   * Never rejects. `type` is what the content was sniffed to be (`src/ledger/sniff.ts`); only pictures are believed, anything
   * else is told from the content once more. What is not read before `close` counts as too slow.
   */
  async read(content: Uint8Array, type: string): Promise<FileContents> {
    if (content.length === 0) return unread('damaged');
    if (type.startsWith('image/')) return { kind: 'picture' };
    await this.#turn();
    try {
      return await this.#read(content);
    } finally {
      this.#done();
    }
  }

  /** Ends what is under way and lets nothing more begin; resolves when no worker is left. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all(this.#underWay);
  }

  async #read(content: Uint8Array): Promise<FileContents> {
    if (this.#closing.signal.aborted) return unread('too-slow');
    const reading = readApart(content, this.#limits, this.#closing.signal, this.#onFault);
    this.#underWay.add(reading);
    try {
      return await reading;
    } finally {
      this.#underWay.delete(reading);
    }
  }

  async #turn(): Promise<void> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #done(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free++;
  }
}
