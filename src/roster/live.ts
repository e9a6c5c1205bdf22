import type { Logger } from '../log.ts';
import type { Roster } from './roster.ts';
import type { RosterStore, RosterVersion } from './store.ts';

/** The roster in force, exchanged for a newer one when the clerk has imported it. */
export class LiveRoster {
  readonly #store: RosterStore;
  readonly #log: Logger;
  #current: RosterVersion;

  private constructor(store: RosterStore, log: Logger, current: RosterVersion) {
    this.#store = store;
    this.#log = log;
    this.#current = current;
  }

  /** Null when nothing was imported yet. Rejects when the newest version cannot be read; the log names earlier ones. */
  static async open(store: RosterStore, log: Logger): Promise<LiveRoster | null> {
    const current = await store.current();
    if (!current) return null;
    await store.tidy();
    for await (const finding of store.verify()) log.warn(finding, 'an earlier roster is damaged');
    return new LiveRoster(store, log, current);
  }

  get now(): Roster {
    return this.#current.roster;
  }

  /** Takes a newer version when there is one. Never rejects: one that cannot be read leaves the one in force. */
  async refresh(): Promise<void> {
    try {
      if ((await this.#store.currentVersion()) === this.#current.version) return;
      const newer = await this.#store.current();
      if (!newer) return;
      this.#current = newer;
      this.#log.info(
        { version: newer.version, people: newer.roster.people.length },
        'a new roster is in force',
      );
    } catch (error) {
      this.#log.error({ err: error }, 'the new roster cannot be read, the former one stays in force');
    }
  }
}
