import type { FileContents } from '../records/records.ts';
import { Turns } from '../time/turns.ts';
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
  readonly #underWay = new Set<Promise<FileContents>>();
  readonly #turns: Turns;

  constructor(options: Partial<ExtractorOptions> = {}) {
    const { workers, onFault, ...limits } = { ...DEFAULTS, ...options };
    this.#limits = limits;
    this.#onFault = onFault;
    this.#turns = new Turns(workers);
  }

  /**
   * Never rejects. `type` is what the content was sniffed to be (`src/ledger/sniff.ts`); only pictures are believed, anything
   * else is told from the content once more. What is not read before `close` counts as too slow.
   */
  async read(content: Uint8Array, type: string): Promise<FileContents> {
    if (content.length === 0) return unread('damaged');
    if (type.startsWith('image/')) return { kind: 'picture' };
    return this.#turns.take(() => this.#read(content));
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
}
