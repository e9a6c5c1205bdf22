import type { OnProgress } from '../time/on-progress.ts';
import type { Commit } from './commit.ts';
import { type Disk, type DiskFile, nodeDisk, withFile } from './disk.ts';
import { JournalDamagedError } from './journal.ts';
import { checkSeal, FIRST_SEAL, LINK, linkOf, parseLine } from './line.ts';
import { offsetOf, type Place, segmentOf } from './place.ts';
import { type Point, type SealedLine, type Segment, scan } from './scan.ts';
import { journalFolder, listSegments, segmentPath } from './segments.ts';

/**
 * A journal as it stood when this was opened, to be read while the bot may be writing to it: nothing is locked, changed or
 * repaired, and a last line that is not whole yet is left out.
 */
export class JournalSnapshot {
  readonly #segments: readonly Required<Segment>[];
  readonly #disk: Disk;

  private constructor(segments: readonly Required<Segment>[], disk: Disk) {
    this.#segments = segments;
    this.#disk = disk;
  }

  /** Rejects with a JournalDamagedError when a segment is missing. */
  static async open(dataFolder: string, disk: Disk = nodeDisk): Promise<JournalSnapshot> {
    const paths = await listSegments(journalFolder(dataFolder), disk);
    const segments: Required<Segment>[] = [];
    for (const path of paths)
      segments.push({ path, end: await withFile(disk, path, 'read', (file) => file.size()) });
    return new JournalSnapshot(segments, disk);
  }

  /** Every commit of the snapshot, in order. Rejects with a JournalDamagedError at a line that cannot be believed. */
  async read(each: (line: SealedLine) => void, onProgress: OnProgress = () => {}): Promise<Point> {
    let point: Point = { count: 0, seal: FIRST_SEAL };
    for (const [index, segment] of this.#segments.entries()) {
      point = await scan(this.#disk, segment, point, each);
      onProgress(index + 1, this.#segments.length);
    }
    return point;
  }
}

const BLOCK = 4096;

/** The one commit whose line begins at the place. Rejects with a JournalDamagedError when its seal does not hold any more. */
export async function readCommit(folder: string, place: Place, disk: Disk): Promise<Commit> {
  const path = segmentPath(folder, segmentOf(place));
  const link = await linkBefore(folder, place, disk);
  const line = await withFile(disk, path, 'read', (file) => readLine(file, offsetOf(place)));
  const linked = Buffer.concat([link, line]);
  const commit = checkSeal(linked) === undefined ? undefined : parseLine(line.toString());
  if (commit === undefined || typeof commit === 'string')
    throw new JournalDamagedError(path, 1, `从第 ${offsetOf(place)} 字节起的一行已经损坏`);
  return commit;
}

function linkBefore(folder: string, place: Place, disk: Disk): Promise<Buffer> {
  const segment = segmentOf(place);
  if (offsetOf(place) > 0)
    return withFile(disk, segmentPath(folder, segment), 'read', (file) =>
      file.read(offsetOf(place) - LINK, LINK),
    );
  if (segment === 1) return Promise.resolve(Buffer.from(linkOf(FIRST_SEAL)));
  return withFile(disk, segmentPath(folder, segment - 1), 'read', async (file) =>
    file.read((await file.size()) - LINK, LINK),
  );
}

async function readLine(file: DiskFile, offset: number): Promise<Buffer> {
  for (let length = BLOCK; ; length *= 4) {
    const bytes = await file.read(offset, length);
    const stop = bytes.indexOf('\n');
    if (stop >= 0) return bytes.subarray(0, stop);
    if (bytes.length < length) return bytes;
  }
}
