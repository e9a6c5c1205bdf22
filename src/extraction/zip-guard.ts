import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import type { Limits } from './limits.ts';
import { Unread } from './unread.ts';

/**
 * A zip file of which nothing is believed: names are checked, a part that says it is too large is not inflated, and one that
 * turns out not to be what the directory says of it (larger, smaller, another check sum) is refused the moment that shows.
 */
export class ZipGuard {
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #inflatedBytes: number;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>, inflatedBytes: number) {
    this.#zip = zip;
    this.#entries = entries;
    this.#inflatedBytes = inflatedBytes;
  }

  /** Reads the directory alone. @throws Unread, and whatever the zip reader throws at a damaged file. */
  static async open(content: Uint8Array, limits: Limits): Promise<ZipGuard> {
    const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
    // The zip reader counts what comes out and ends at the first byte beyond the declared size.
    const zip = await fromBufferPromise(bytes, { validateEntrySizes: true });
    if (zip.entryCount > limits.zipEntries) throw new Unread('too-large', `${zip.entryCount} entries`);
    return new ZipGuard(zip, await entriesOf(zip), limits.inflatedBytes);
  }

  get names(): string[] {
    return [...this.#entries.keys()];
  }

  /** What a part holds, as it is inflated. @throws Unread, and whatever the zip reader throws. */
  async *content(name: string): AsyncGenerator<Uint8Array> {
    const entry = this.#entries.get(name);
    if (!entry) throw new Unread('damaged', `no ${name}`);
    if (entry.isEncrypted()) throw new Unread('encrypted', name);
    if (entry.uncompressedSize > this.#inflatedBytes) throw new Unread('too-large', `${name} says so itself`);
    let sum = 0;
    for await (const chunk of await this.#zip.openReadStreamPromise(entry)) {
      sum = crc32(chunk, sum);
      yield chunk;
    }
    if (sum !== entry.crc32) throw new Unread('damaged', `check sum of ${name}`);
  }
}

/** Paths out of the archive, absolute ones and odd characters in names are refused by the zip reader. */
async function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  const seen = new Set<string>();
  for await (const entry of zip.eachEntry()) {
    // Which of two parts is meant, readers may see differently; names of parts ignore case (ECMA-376, part 2).
    const name = entry.fileName.toLowerCase();
    if (seen.has(name)) throw new Unread('damaged', `${entry.fileName} twice`);
    seen.add(name);
    entries.set(entry.fileName, entry);
  }
  return entries;
}
