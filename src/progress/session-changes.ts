import type { RecordId, SessionOpened } from '../records/records.ts';
import type { UnitId } from '../roster/roster.ts';

/**
 * When sessions last changed, and whose they are: stamps that grow, for whoever remembers what was worked out from them. Nothing
 * can be remembered before the first stamp was asked for, so the rebuilding of a large county pays nothing for them.
 */
export class SessionChanges {
  readonly #sessions = new Map<RecordId, number>();
  readonly #units = new Map<UnitId, number>();
  #count = 0;
  #asked = false;

  /** Opened, moved, settled, taken back, or somebody came or was struck off. */
  touch(session: RecordId, opened: SessionOpened | undefined): void {
    if (!this.#asked) return;
    const stamp = ++this.#count;
    this.#sessions.set(session, stamp);
    if (!opened) return;
    this.#units.set(opened.unit, stamp);
    for (const unit of opened.joined) this.#units.set(unit, stamp);
  }

  /** Whether anybody remembers anything yet. */
  get isWatched(): boolean {
    return this.#asked;
  }

  ofSession(session: RecordId): number {
    this.#asked = true;
    return this.#sessions.get(session) ?? 0;
  }

  /** The latest change of any session these units hold or join. */
  ofUnits(units: readonly UnitId[]): number {
    this.#asked = true;
    let latest = 0;
    for (const id of units) latest = Math.max(latest, this.#units.get(id) ?? 0);
    return latest;
  }
}
