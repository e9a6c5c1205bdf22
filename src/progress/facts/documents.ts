import type { DocumentType } from '../../campaign/documents.ts';
import type { DocumentFact, DocumentFacts } from '../../campaign/facts/documents.ts';
import type { DocumentReviewed, DocumentSent } from '../../records/records.ts';
import type { Roster, UnitId } from '../../roster/roster.ts';
import { stepsFor } from '../reviewers.ts';
import type { State } from '../state.ts';

type Rules = Pick<DocumentType, 'each' | 'points' | 'review'>;

/** A type that the campaign does not list (any more) has no points to state and no readers. */
const UNLISTED: Rules = { each: 'unit', points: [], review: [] };

/** Documents from the side of a unit: whose they are, and where the newest version stands. */
export function documentFacts(state: State, roster: Roster, types: readonly DocumentType[]): DocumentFacts {
  const senderOf = (unit: UnitId, type: string): UnitId => {
    if (rulesOf(types, type).each === 'branch') return unit;
    for (const each of roster.lineage(unit)) if (each.kind !== 'branch') return each.id;
    return unit;
  };
  const versions = (unit: UnitId, type: string): readonly DocumentSent[] =>
    state.documents.versionsOf(senderOf(unit, type), type);
  const standingOf = (document: DocumentSent): DocumentFact =>
    standing(document, state.documents.reviewsOf(document.id), types, roster);
  return {
    senderOf,
    answersFor(unit, type) {
      const sender = senderOf(unit, type);
      const [only, ...others] = roster.leaves(sender);
      return sender === unit || (only?.id === unit && others.length === 0);
    },
    // What any of those had agreed to whose place the unit has taken holds for the unit, until it sends a version of its own.
    documentOf(unit, type) {
      const newest = state.documents
        .versionsBySender(senderOf(unit, type), type)
        .flatMap((sent) => sent.at(-1) ?? []);
      const own = newest.find((sent) => sent.unit === senderOf(unit, type));
      const standings = (own ? [own] : newest).map(standingOf);
      return standings.find(({ status }) => status === 'approved') ?? standings.toSorted(byTime).at(-1);
    },
    approvedSince(unit, type) {
      const approved = versions(unit, type).filter((each) => standingOf(each).status === 'approved');
      // All who had to agree have: the version has been agreed to since the last of them did.
      const since = approved.map(({ id, at }) =>
        Math.max(at, ...state.documents.reviewsOf(id).map((review) => review.at)),
      );
      return since.length > 0 ? Math.min(...since) : undefined;
    },
  };
}

const byTime = (a: DocumentFact, b: DocumentFact): number => a.at - b.at;

const rulesOf = (types: readonly DocumentType[], type: string): Rules =>
  types.find(({ name }) => name === type) ?? UNLISTED;

/** Where a version stands with these reviews: the points first, then one reader after the other. Each reader's last word counts. */
export function standing(
  document: DocumentSent,
  reviews: readonly DocumentReviewed[],
  types: readonly DocumentType[],
  roster: Roster,
): DocumentFact {
  const { points, ...rules } = rulesOf(types, document.type);
  const version = { id: document.id, version: document.version, at: document.at };
  const missing = points.map(({ name }) => name).filter((name) => !document.points.includes(name));
  if (missing.length > 0) return { ...version, status: 'incomplete', missing };
  for (const step of stepsFor(rules, document.unit, roster)) {
    const last = reviews.findLast((each) => each.step === step);
    if (!last) return { ...version, status: 'waiting', step };
    if (last.verdict === 'returned') return { ...version, status: 'returned', reason: last.reason ?? '' };
  }
  return { ...version, status: 'approved' };
}
