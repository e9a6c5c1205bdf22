import { hash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { codeOf, type Disk, withFile, writeAll } from './disk.ts';
import type { Point } from './scan.ts';

/** How long the note may lag behind the journal, in milliseconds. */
const LAG = 1000;
/** Every note has the same length, so that a newer one covers all of an older one. */
const BYTES = 96;

const schema = z.object({ count: z.int().nonnegative(), seal: z.string(), check: z.string() });

/**
 * A note beside the journal of how far it goes: no chain of seals can tell that its last lines are missing. It is written
 * after the lines and never brought to the disk by force, so it may lag behind and costs next to nothing.
 */
export class Head {
  readonly #path: string;
  readonly #disk: Disk;
  #latest: Point | undefined;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(folder: string, disk: Disk) {
    this.#path = join(folder, 'head.json');
    this.#disk = disk;
  }

  /** The point noted; `missing` where there is no note, `damaged` where it cannot be believed. */
  async read(): Promise<Point | 'missing' | 'damaged'> {
    try {
      return await withFile(this.#disk, this.#path, 'read', async (file) =>
        parse((await file.read(0, BYTES)).toString()),
      );
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return 'missing';
      throw error;
    }
  }

  /** Notes the point soon. */
  note(point: Point): void {
    this.#latest = point;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.flush();
    }, LAG).unref();
  }

  /** Notes the latest point now. A note that cannot be written is left to the next one. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const point = this.#latest;
    if (point) this.#writing = this.#writing.then(() => this.#write(point)).catch(() => {});
    return this.#writing;
  }

  #write(point: Point): Promise<void> {
    return withFile(this.#disk, this.#path, 'write', (file) => writeAll(file, Buffer.from(format(point)), 0));
  }
}

const checkOf = ({ count, seal }: Point): string =>
  hash('sha256', `${count} ${seal}`, 'base64url').slice(0, 22);

const format = ({ count, seal }: Point): string =>
  `${JSON.stringify({ count, seal, check: checkOf({ count, seal }) }).padEnd(BYTES - 1)}\n`;

function parse(text: string): Point | 'damaged' {
  try {
    const { check, ...point } = schema.parse(JSON.parse(text));
    return check === checkOf(point) && text === format(point) ? point : 'damaged';
  } catch {
    return 'damaged';
  }
}
