import type { DeedFact } from '../campaign/facts/deeds.ts';
import type { EssayFact, Facts, SessionFact } from '../campaign/facts.ts';
import type { Deed, EvidencePiece, RecordId } from '../records/records.ts';
import type { PersonId, UnitId } from '../roster/roster.ts';

/** Something that is about to be put on record. A session without `present` is taken to be attended by one at least. */
export interface Supposition {
  readonly session?: Omit<SessionFact, 'present'>;
  readonly essay?: EssayFact & { readonly person: PersonId };
  readonly evidence?: { readonly session: RecordId; readonly piece: EvidencePiece };
  /** All by one person. */
  readonly deeds?: readonly DeedFact[];
}

/** The facts as they will be once something is on record: tells in the reply what it counts for, or why it does not. */
export function factsIf(facts: Facts, { session, essay, evidence, deeds = [] }: Supposition): Facts {
  const replaced = (sessions: readonly SessionFact[]): readonly SessionFact[] => {
    if (!session) return sessions;
    const known = sessions.find(({ id }) => id === session.id);
    const others = sessions.filter((each) => each !== known);
    return [...others, { ...session, present: Math.max(1, known?.present ?? 0) }];
  };
  const settled = (sessions: readonly SessionFact[]): readonly SessionFact[] =>
    session && sessions.some(({ id }) => id === session.id) ? replaced(sessions) : sessions;
  const within = (unit: UnitId, deed: Deed): readonly DeedFact[] =>
    deeds.filter((each) => each.deed === deed && facts.isWithin(each.unit, unit));
  const by = (person: PersonId, deed: Deed): readonly DeedFact[] =>
    deeds.filter((each) => each.deed === deed && each.person === person);
  return {
    ...facts,
    sessionsFor: (unit) => replaced(facts.sessionsFor(unit)),
    sessionsHeldBy: (unit) => settled(facts.sessionsHeldBy(unit)),
    sessionsHeldIn: (unit) => replaced(facts.sessionsHeldIn(unit)),
    ledBy: (person) => settled(facts.ledBy(person)),
    evidenceOf(id) {
      const given = facts.evidenceOf(id);
      return evidence?.session === id ? new Set([...given, evidence.piece]) : given;
    },
    deedsBy: (person, deed) => [...facts.deedsBy(person, deed), ...by(person, deed)],
    deedsIn: (unit, deed) => [...facts.deedsIn(unit, deed), ...within(unit, deed)],
    deedsToward: (list, unit, deed) => [...facts.deedsToward(list, unit, deed), ...within(unit, deed)],
    deedsShared: (person, deed, list) => [...facts.deedsShared(person, deed, list), ...by(person, deed)],
    essaysBy: (person) =>
      essay?.person === person ? [...facts.essaysBy(person), essay] : facts.essaysBy(person),
  };
}
