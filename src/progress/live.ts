import type { Roster } from '../roster/roster.ts';
import type { Progress } from './progress.ts';

/** One progress a roster: what it has worked out of the ledgers stays good until the records it rests on change. */
export class LiveProgress {
  readonly #begin: (roster: Roster) => Progress;
  #progress: Progress | undefined;

  constructor(begin: (roster: Roster) => Progress) {
    this.#begin = begin;
  }

  under(roster: Roster): Progress {
    if (this.#progress?.roster !== roster) this.#progress = this.#begin(roster);
    return this.#progress;
  }
}
