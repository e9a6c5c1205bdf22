import { Low } from 'lowdb';
import { readLine, writeLine } from './commit-line.ts';
import type { Disk } from './disk.ts';
import { type Journal, JsonLinesAdapter } from './jsonl-adapter.ts';
import { type Commit, type Committed, LedgerDamagedError, LedgerWriteError } from './ledger.ts';
import { readLineNow, readLines } from './read-lines.ts';

/** One unit's ledger: a lowdb database in one JSON Lines file. */
export class UnitLedger {
  readonly #disk: Disk;
  readonly #adapter: JsonLinesAdapter;
  readonly #db: Low<Journal>;
  /** Causes on their way to the disk; the promises never reject. */
  readonly #inHand = new Map<string, Promise<unknown>>();
  #closed = false;

  constructor(path: string, disk: Disk, onTorn: (repair: string) => void = () => {}) {
    this.#disk = disk;
    this.#adapter = new JsonLinesAdapter(path, disk, onTorn);
    this.#db = new Low<Journal>(this.#adapter, { index: new Map(), fresh: [] });
  }

  /** Reads the file that is there. Rejects with a LedgerDamagedError when it cannot be believed. */
  load(): Promise<void> {
    return this.#db.read();
  }

  /** Takes a cause once, however many bring it at the same time; when the first one fails, the next one tries. */
  async commit(commit: Commit): Promise<Committed> {
    for (;;) {
      const before = this.answered(commit.cause);
      if (before) return { status: 'repeated', ...before };
      const first = this.#inHand.get(commit.cause);
      if (!first) return this.#store(commit);
      await first;
    }
  }

  /** Reads the reply back from the file, where memory keeps only its place. */
  answered(cause: string): { readonly reply: string | null } | undefined {
    const offset = this.#db.data.index.get(cause);
    if (offset === undefined) return undefined;
    const reading = readLine(readLineNow(this.#disk, this.#adapter.path, offset));
    if (!reading.ok) throw new LedgerDamagedError(this.#adapter.path, this.#lineAt(offset), reading.detail);
    return { reply: reading.commit.reply };
  }

  /** What is durable now; what is committed meanwhile is not in it. */
  async *replay(): AsyncGenerator<Commit> {
    const { path, length } = this.#adapter;
    if (length === 0) return;
    for await (const line of readLines(this.#disk, path, length)) {
      const reading = readLine(line.bytes);
      if (!reading.ok) throw new LedgerDamagedError(path, line.number, reading.detail);
      yield reading.commit;
    }
  }

  /** Finishes what is in hand; whoever waits for another's attempt is refused. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#inHand.values());
    await this.#adapter.close();
  }

  async #store(commit: Commit): Promise<Committed> {
    if (this.#closed) throw new LedgerWriteError('closed');
    const line = writeLine(commit);
    const written = this.#db.update(({ fresh }) => fresh.push({ cause: commit.cause, line }));
    this.#inHand.set(
      commit.cause,
      written.catch(() => {}),
    );
    try {
      await written;
      return { status: 'stored', commit };
    } finally {
      this.#inHand.delete(commit.cause);
    }
  }

  // The index is in the order of the lines, so the place in it is the line's number.
  #lineAt(offset: number): number {
    return [...this.#db.data.index.values()].indexOf(offset) + 1;
  }
}
