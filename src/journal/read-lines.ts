import type { Disk } from './disk.ts';

const CHUNK = 256 * 1024;
const NEWLINE = 0x0a;

export interface RawLine {
  /** Without the newline. */
  readonly bytes: Buffer;
  /** Where it begins, in bytes. */
  readonly offset: number;
  /** Counted from 1. */
  readonly number: number;
  /** Whether a newline ends it; only the last line of a file can lack one. */
  readonly ended: boolean;
}

/** The lines of a file up to the byte `end`, as a stream: memory does not grow with the file. */
export async function* readLines(disk: Disk, path: string, end = Number.POSITIVE_INFINITY) {
  const file = await disk.open(path, 'read');
  try {
    let rest: Buffer = Buffer.alloc(0);
    let offset = 0;
    let number = 1;
    for (let position = 0; position < end; ) {
      const chunk = await file.read(position, Math.min(CHUNK, end - position));
      if (chunk.length === 0) break;
      position += chunk.length;
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      let start = 0;
      for (let stop = rest.indexOf(NEWLINE); stop >= 0; stop = rest.indexOf(NEWLINE, start)) {
        yield line(rest.subarray(start, stop), offset + start, number++, true);
        start = stop + 1;
      }
      rest = rest.subarray(start);
      offset += start;
    }
    if (rest.length > 0) yield line(rest, offset, number, false);
  } finally {
    await file.close();
  }
}

const line = (bytes: Buffer, offset: number, number: number, ended: boolean): RawLine => ({
  bytes,
  offset,
  number,
  ended,
});

/** The one line that begins at `offset`, without its newline; at once, because somebody cannot wait. */
export function readLineNow(disk: Disk, path: string, offset: number): Buffer {
  for (let length = 4096; ; length *= 4) {
    const bytes = disk.readNow(path, offset, length);
    const stop = bytes.indexOf(NEWLINE);
    if (stop >= 0) return bytes.subarray(0, stop);
    if (bytes.length < length) throw new Error(`no whole line at byte ${offset} of ${path}`);
  }
}
