import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from '../journal/finding.ts';
import type { Instant } from '../time/clock.ts';
import { type Changes, compareRosters } from './changes.ts';
import { NO_HISTORY } from './history.ts';
import { type Asked, identify } from './identity/identify.ts';
import { NOTHING_TOLD, type Told } from './identity/told.ts';
import { type Person, Roster, type RosterData } from './roster.ts';
import { printSnapshot, readSnapshot, SCHEMA, type Snapshot, unseal } from './snapshot.ts';
import { sweepDrafts, writeOnce } from './write-once.ts';

/** One imported roster. Versions count from 1; `at` is the instant of the import. */
export interface RosterVersion {
  readonly version: number;
  readonly at: Instant;
  readonly roster: Roster;
}

/** Changes against the version before. `version` stays as it was when the sheet said nothing new. */
export interface Imported extends Changes {
  readonly version: number;
  readonly roster: Roster;
}

/** Every roster ever imported; none is changed or removed. */
export interface RosterStore {
  /** The newest version's number, 0 when nothing was imported yet. Cheap enough to be polled. */
  currentVersion(): Promise<number>;
  /** The newest version, null when nothing was imported yet. Rejects with a {@link RosterDamagedError}. */
  current(): Promise<RosterVersion | null>;
  /**
   * Takes the sheet as a new version, with the identities of the one before. Durable when it resolves. Whoever was in the version
   * before and is not in this one becomes former; `data.former` is not used. Rejects with an {@link UnclearIdentityError} where the
   * clerk has to say first what became of whom.
   */
  import(data: RosterData, at: Instant, told?: Told): Promise<Imported>;
  /** Reads all versions and yields what is damaged. Nothing depends on those before the newest. */
  verify(): AsyncIterable<Finding>;
  /** Removes what imports that were killed have left behind. */
  tidy(): Promise<void>;
}

/** A stored roster cannot be believed; nothing is repaired or skipped silently. */
export class RosterDamagedError extends Error implements Finding {
  override readonly name = 'RosterDamagedError';
  readonly file: string;
  readonly problem: string;
  readonly advice = '从备份恢复这个文件；没有备份，就把它移出 roster 目录（前一版随之生效），再导入一次名册';

  constructor(file: string, problem: string, cause: unknown) {
    super(`${file}：${problem}`, { cause });
    this.file = file;
    this.problem = problem;
  }
}

/** Nothing was taken: whether units or people of the sheet are new ones is for the clerk to say. */
export class UnclearIdentityError extends Error {
  override readonly name = 'UnclearIdentityError';
  readonly asked: Asked;

  constructor(asked: Asked) {
    super('the sheet leaves open which units or people are new');
    this.asked = asked;
  }
}

/** What the disk's errors say of a file; others say nothing of it. */
const DAMAGE: Readonly<Record<string, string>> = {
  EISDIR: '是一个文件夹，不是文件',
  EIO: '磁盘读不出来',
};

const ADVICE_ON_EARLIER = '现在的名册不受影响；有备份的话，恢复这个文件';

/** Opens the rosters of a data folder; they lie in its subfolder `roster`, which is made when it is needed. */
export function openRosterStore(dataFolder: string): RosterStore {
  return new FileRosterStore(join(dataFolder, 'roster'));
}

/** What is damaged among the rosters of a data folder. */
export const verifyRosters = (dataFolder: string): AsyncIterable<Finding> =>
  openRosterStore(dataFolder).verify();

class FileRosterStore implements RosterStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async currentVersion(): Promise<number> {
    return (await this.#versions()).at(-1) ?? 0;
  }

  async current(): Promise<RosterVersion | null> {
    const snapshot = await this.#newest();
    return snapshot && { version: snapshot.version, at: snapshot.at, roster: new Roster(snapshot) };
  }

  async import(data: RosterData, at: Instant, told: Told = NOTHING_TOLD): Promise<Imported> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await this.tidy();
    for (;;) {
      const before = await this.#newest();
      const known = before && new Roster(before);
      const identified = identify(known, data, told, at);
      if ('asked' in identified) throw new UnclearIdentityError(identified.asked);
      const next = nextSnapshot(before, identified.data, at);
      const roster = new Roster(next);
      const changes = compareRosters(known, roster);
      if (before && saysTheSame(before, next)) return { ...changes, version: before.version, roster };
      // When another import took the number meanwhile, this one is compared anew with that one.
      if (await writeOnce(this.#file(next.version), printSnapshot(next)))
        return { ...changes, version: next.version, roster };
    }
  }

  async *verify(): AsyncGenerator<Finding> {
    const versions = await this.#versions();
    for (const [index, version] of versions.entries()) {
      const expected = (versions[index - 1] ?? 0) + 1;
      if (version !== expected)
        yield { file: this.#file(expected), problem: '文件不见了', advice: ADVICE_ON_EARLIER };
      const damage = await this.#damageOf(version);
      if (!damage) continue;
      const { file, problem, advice } = damage;
      yield { file, problem, advice: version === versions.at(-1) ? advice : ADVICE_ON_EARLIER };
    }
  }

  tidy(): Promise<void> {
    return sweepDrafts(this.#folder);
  }

  async #newest(): Promise<Snapshot | null> {
    const version = await this.currentVersion();
    return version === 0 ? null : this.#read(version, readSnapshot);
  }

  async #damageOf(version: number): Promise<RosterDamagedError | undefined> {
    try {
      await this.#read(version, unseal);
      return undefined;
    } catch (error) {
      if (error instanceof RosterDamagedError) return error;
      throw error;
    }
  }

  async #read<T>(version: number, understand: (version: number, bytes: Buffer) => T): Promise<T> {
    const file = this.#file(version);
    try {
      return understand(version, await readFile(file));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const problem = 'code' in error ? DAMAGE[String(error.code)] : error.message;
      throw problem === undefined ? error : new RosterDamagedError(file, problem, error);
    }
  }

  /** Those that are there, in order. */
  async #versions(): Promise<readonly number[]> {
    const names = await this.#names();
    const versions = names.map((name) => Number.parseInt(name, 10));
    return versions.filter((version, index) => names[index] === nameOf(version)).sort((a, b) => a - b);
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
    return join(this.#folder, nameOf(version));
  }
}

const nameOf = (version: number): string => `${String(version).padStart(4, '0')}.json`;

function nextSnapshot(
  before: Snapshot | null,
  { units, people, history = NO_HISTORY }: RosterData,
  at: Instant,
): Snapshot {
  const version = (before?.version ?? 0) + 1;
  return { schema: SCHEMA, version, at, units, people, former: formerPeople(before, people), history };
}

/** Everyone of earlier versions who is not in this one, as last known. */
function formerPeople(before: RosterData | null, people: readonly Person[]): readonly Person[] {
  const present = new Set(people.map(({ id }) => id));
  return [...(before?.former ?? []), ...(before?.people ?? [])].filter(({ id }) => !present.has(id));
}

function saysTheSame(a: RosterData, b: RosterData): boolean {
  const said = ({ units, people, history }: RosterData): string => JSON.stringify([units, people, history]);
  return said(a) === said(b);
}
