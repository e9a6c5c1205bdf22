import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Instant } from '../time/clock.ts';
import { type Changes, compareRosters } from './changes.ts';
import { type Person, Roster, type RosterData } from './roster.ts';
import { printSnapshot, readSnapshot, SCHEMA, type Snapshot } from './snapshot.ts';
import { writeOnce } from './write-once.ts';

/** One imported roster. Versions count from 1; `at` is the instant of the import. */
export interface RosterVersion {
  readonly version: number;
  readonly at: Instant;
  readonly roster: Roster;
}

/** Changes against the version before. `version` stays as it was when the sheet said nothing new. */
export interface Imported extends Changes {
  readonly version: number;
}

/** Every roster ever imported; none is changed or removed. */
export interface RosterStore {
  /** The newest version's number, 0 when nothing was imported yet. Cheap enough to be polled. */
  currentVersion(): Promise<number>;
  /** The newest version, null when nothing was imported yet. Rejects with a {@link RosterDamagedError}. */
  current(): Promise<RosterVersion | null>;
  /** Durable when it resolves. Whoever was in the version before and is not in this one becomes former; `data.former` is not used. */
  import(data: RosterData, at: Instant): Promise<Imported>;
}

/** A stored roster cannot be understood; nothing is repaired or skipped silently. */
export class RosterDamagedError extends Error {
  override readonly name = 'RosterDamagedError';
  readonly file: string;

  constructor(file: string, cause: unknown) {
    super(`${file}：${cause instanceof Error ? cause.message : '读不出来'}`, { cause });
    this.file = file;
  }
}

const FILE = /^(\d{4,})\.json$/;

/** Opens the rosters of a data folder; they lie in its subfolder `roster`, which is made when it is needed. */
export function openRosterStore(dataFolder: string): RosterStore {
  return new FileRosterStore(join(dataFolder, 'roster'));
}

class FileRosterStore implements RosterStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async currentVersion(): Promise<number> {
    const versions = (await this.#names()).map((name) => Number(FILE.exec(name)?.[1] ?? 0));
    return versions.reduce((newest, version) => Math.max(newest, version), 0);
  }

  async current(): Promise<RosterVersion | null> {
    const snapshot = await this.#newest();
    return snapshot && { version: snapshot.version, at: snapshot.at, roster: new Roster(snapshot) };
  }

  async import(data: RosterData, at: Instant): Promise<Imported> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    for (;;) {
      const before = await this.#newest();
      const next = nextSnapshot(before, data, at);
      const changes = compareRosters(before, next);
      if (before && saysTheSame(before, next)) return { ...changes, version: before.version };
      // When another import took the number meanwhile, this one is compared anew with that one.
      if (await writeOnce(this.#file(next.version), printSnapshot(next)))
        return { ...changes, version: next.version };
    }
  }

  async #newest(): Promise<Snapshot | null> {
    const version = await this.currentVersion();
    return version === 0 ? null : this.#read(version);
  }

  async #read(version: number): Promise<Snapshot> {
    const file = this.#file(version);
    const text = await readFile(file, 'utf8');
    try {
      const snapshot = readSnapshot(text);
      if (snapshot.version !== version) throw new Error(`文件里写的是第 ${snapshot.version} 版`);
      return snapshot;
    } catch (error) {
      throw new RosterDamagedError(file, error);
    }
  }

  async #names(): Promise<readonly string[]> {
    try {
      return await readdir(this.#folder);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      throw error;
    }
  }

  #file(version: number): string {
    return join(this.#folder, `${String(version).padStart(4, '0')}.json`);
  }
}

function nextSnapshot(before: Snapshot | null, { units, people }: RosterData, at: Instant): Snapshot {
  const version = (before?.version ?? 0) + 1;
  return { schema: SCHEMA, version, at, units, people, former: formerPeople(before, people) };
}

/** Everyone of earlier versions who is not in this one, as last known. */
function formerPeople(before: RosterData | null, people: readonly Person[]): readonly Person[] {
  const present = new Set(people.map(({ id }) => id));
  return [...(before?.former ?? []), ...(before?.people ?? [])].filter(({ id }) => !present.has(id));
}

function saysTheSame(a: RosterData, b: RosterData): boolean {
  return JSON.stringify([a.units, a.people]) === JSON.stringify([b.units, b.people]);
}
