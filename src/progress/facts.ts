import type { EssayFact, Facts, SessionFact } from '../campaign/facts.ts';
import type { EvidencePiece, RecordId, SessionOpened } from '../ledger/records.ts';
import type { PersonId, Roster, UnitId } from '../roster/roster.ts';
import type { Zone } from '../time/zone.ts';
import type { State } from './state.ts';

const byStart = (a: SessionFact, b: SessionFact): number => a.start - b.start || (a.id < b.id ? -1 : 1);

/** Answers the measures' questions from the folded ledgers, the roster of today and the zone's calendar. */
export class LedgerFacts implements Facts {
  readonly #state: State;
  readonly #roster: Roster;
  readonly #zone: Zone;

  constructor(state: State, roster: Roster, zone: Zone) {
    this.#state = state;
    this.#roster = roster;
    this.#zone = zone;
  }

  sessionsFor(unit: UnitId): readonly SessionFact[] {
    const found = new Map<RecordId, SessionOpened>();
    for (const { id } of this.#roster.lineage(unit)) {
      for (const session of this.#state.sessionsOf(id)) found.set(session.id, session);
      for (const session of this.#state.sessionsJoinedBy(id)) found.set(session.id, session);
    }
    return [...found.values()].map((session) => this.#fact(session, unit)).sort(byStart);
  }

  sessionsHeldIn(unit: UnitId): readonly SessionFact[] {
    const held = [...this.#roster.subtree(unit)].flatMap(({ id }) => this.#state.sessionsOf(id));
    return held.map((session) => this.#fact(session, unit)).sort(byStart);
  }

  evidenceOf(session: RecordId): ReadonlySet<EvidencePiece> {
    return new Set(this.#state.evidenceOf(session).map((given) => given.piece));
  }

  essaysBy(person: PersonId): readonly EssayFact[] {
    return this.#state.essaysOf(person);
  }

  branchesOf(unit: UnitId): readonly UnitId[] {
    return this.#roster.leaves(unit).map((leaf) => leaf.id);
  }

  #fact(session: SessionOpened, side: UnitId): SessionFact {
    return {
      id: session.id,
      unit: session.unit,
      activity: session.activity,
      topic: session.topic,
      mode: session.mode,
      title: session.title,
      start: session.start,
      day: this.#zone.dayOf(session.start),
      minutes: this.#state.closing(session.id)?.minutes ?? null,
      present: this.#present(session.id, side),
    };
  }

  #present(session: RecordId, side: UnitId): number {
    const presence = this.#state.presence(session);
    const own = presence.get(side)?.size ?? 0;
    if (this.#roster.children(side).length === 0) return own;
    let count = 0;
    for (const [home, there] of presence) if (this.#roster.within(home, side)) count += there.size;
    return count;
  }
}
