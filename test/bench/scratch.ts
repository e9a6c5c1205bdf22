import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A temporary folder that is gone when it goes out of scope, and also when the program is interrupted. */
export class Scratch implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'qunxue-bench-'));
  readonly #remove = (): void => rmSync(this.folder, { recursive: true, force: true });

  constructor() {
    process.once('exit', this.#remove);
  }

  [Symbol.dispose](): void {
    process.off('exit', this.#remove);
    this.#remove();
  }
}
