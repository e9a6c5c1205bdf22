import type { EssayFact, Facts, SessionFact } from '../campaign/facts.ts';
import type { EvidencePiece, RecordId } from '../ledger/records.ts';
import type { PersonId, UnitId } from '../roster/roster.ts';

/** Something that is about to be put on record. A session without `present` is taken to be attended by one at least. */
export interface Supposition {
  readonly session?: Omit<SessionFact, 'present'>;
  readonly essay?: EssayFact & { readonly person: PersonId };
  readonly evidence?: { readonly session: RecordId; readonly piece: EvidencePiece };
}

/** The facts as they will be once something is on record: tells in the reply what it counts for, or why it does not. */
export class FactsIf implements Facts {
  readonly #facts: Facts;
  readonly #supposed: Supposition;

  constructor(facts: Facts, supposed: Supposition) {
    this.#facts = facts;
    this.#supposed = supposed;
  }

  sessionsFor(unit: UnitId): readonly SessionFact[] {
    return this.#replaced(this.#facts.sessionsFor(unit));
  }

  sessionsHeldIn(unit: UnitId): readonly SessionFact[] {
    return this.#replaced(this.#facts.sessionsHeldIn(unit));
  }

  #replaced(sessions: readonly SessionFact[]): readonly SessionFact[] {
    const { session } = this.#supposed;
    if (!session) return sessions;
    const known = sessions.find(({ id }) => id === session.id);
    const others = sessions.filter((each) => each !== known);
    return [...others, { ...session, present: Math.max(1, known?.present ?? 0) }];
  }

  evidenceOf(session: RecordId): ReadonlySet<EvidencePiece> {
    const given = this.#facts.evidenceOf(session);
    const { evidence } = this.#supposed;
    return evidence?.session === session ? new Set([...given, evidence.piece]) : given;
  }

  essaysBy(person: PersonId): readonly EssayFact[] {
    const { essay } = this.#supposed;
    return essay?.person === person ? [...this.#facts.essaysBy(person), essay] : this.#facts.essaysBy(person);
  }

  branchesOf(unit: UnitId): readonly UnitId[] {
    return this.#facts.branchesOf(unit);
  }
}
