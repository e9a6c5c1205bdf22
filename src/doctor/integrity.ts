import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { verifyBoxes } from '../journal/box/verify.ts';
import { storedPath } from '../journal/files/file-store.ts';
import { verifyFiles } from '../journal/files/verify.ts';
import type { Finding } from '../journal/finding.ts';
import type { SealedLine } from '../journal/scan.ts';
import { verifyJournal } from '../journal/verify.ts';
import { fileOf, type StoredFile } from '../records/records.ts';
import { verifyRosters } from '../roster/store.ts';
import { type OnProgress, unwatched } from '../time/on-progress.ts';

/** Reads everything in a data folder, and finds what is damaged or missing. Changes nothing; the bot may run meanwhile. */
export class Integrity {
  readonly #folder: string;
  readonly #files = new Map<string, StoredFile>();
  #commits = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** What was read, once `findings` has come to its end. */
  get extent(): { readonly commits: number; readonly files: number } {
    return { commits: this.#commits, files: this.#files.size };
  }

  async *findings(
    watch: (part: 'journal' | 'files') => OnProgress = () => unwatched,
  ): AsyncGenerator<Finding> {
    yield* verifyJournal(this.#folder, (line) => this.#learn(line), watch('journal'));
    yield* verifyRosters(this.#folder);
    if (this.#commits > 0 || (await isThere(join(this.#folder, 'box')))) yield* verifyBoxes(this.#folder);
    yield* this.#missingFiles();
    yield* verifyFiles(this.#folder, watch('files'));
  }

  #learn({ commit: { records, outbox } }: SealedLine): void {
    this.#commits++;
    for (const record of records) this.#expect(fileOf(record));
    for (const { message } of outbox) this.#expect('file' in message.content ? message.content.file : null);
  }

  #expect(file: StoredFile | null): void {
    if (file) this.#files.set(file.hash, file);
  }

  async *#missingFiles(): AsyncGenerator<Finding> {
    for (const { hash, name } of this.#files.values()) {
      const file = storedPath(this.#folder, hash);
      if (await isThere(file)) continue;
      const advice = '从备份恢复这个文件；没有备份，请发的人把原件再发一次';
      yield { file, problem: `台账里记着的“${name}”不见了`, advice };
    }
  }
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
