import type { DocumentType } from '../campaign/documents.ts';
import type { ReviewStep } from '../records/records.ts';
import type { Person, Role, Roster, UnitId } from '../roster/roster.ts';

/** Roles that make somebody part of the unit they are held on. */
const OWN: readonly Role[] = ['secretary', 'deputy', 'leader', 'principal', 'office'];

/** Who has to read what the unit sends. Nobody stands above the office here but its supervisors. */
export function stepsFor(
  type: Pick<DocumentType, 'review'>,
  unit: UnitId,
  roster: Roster,
): readonly ReviewStep[] {
  return type.review.filter((step) => step !== 'office' || unit !== roster.root.id);
}

/**
 * Whose turn it is at this step: the supervisors of the unit or of one above it, or the office. Where no supervisor is assigned
 * the office stands in. Nobody decides about their own unit's papers, so it may be nobody at all.
 */
export function readersOf(roster: Roster, unit: UnitId, step: ReviewStep): readonly Person[] {
  return turnOf(roster, unit, step) === 'supervisor'
    ? supervisorsOf(roster, unit)
    : outsiders(roster, unit, roster.holders('office', roster.root.id));
}

/** Who really reads at this step: the office where no supervisor is assigned. */
export const turnOf = (roster: Roster, unit: UnitId, step: ReviewStep): ReviewStep =>
  step === 'supervisor' && supervisorsOf(roster, unit).length > 0 ? 'supervisor' : 'office';

function supervisorsOf(roster: Roster, unit: UnitId): readonly Person[] {
  const all = [...roster.lineage(unit)].flatMap(({ id }) => roster.holders('supervisor', id));
  return outsiders(roster, unit, [...new Set(all)]);
}

const outsiders = (roster: Roster, unit: UnitId, people: readonly Person[]): readonly Person[] =>
  people.filter((person) => !isOfUnit(roster, person, unit));

function isOfUnit(roster: Roster, { home, duties }: Person, unit: UnitId): boolean {
  const lives = unit !== roster.root.id && roster.within(home, unit);
  return lives || duties.some((duty) => duty.unit === unit && OWN.includes(duty.role));
}

/** The ledger a reader's word goes into: that of the unit the reader answers for, so that it is never said in another's name. */
export function ledgerOfReader(roster: Roster, reader: Person, unit: UnitId, step: ReviewStep): UnitId {
  if (turnOf(roster, unit, step) === 'office') return roster.root.id;
  const supervised = [...roster.lineage(unit)].find(({ id }) =>
    roster.holders('supervisor', id).includes(reader),
  );
  return supervised?.id ?? roster.root.id;
}
