import type { DocumentFact } from '../campaign/facts/documents.ts';
import { ALONE, type Outgoing } from '../journal/outgoing.ts';
import { readersOf, turnOf } from '../progress/reviewers.ts';
import type { DocumentReviewed, DocumentSent, LedgerRecord } from '../records/records.ts';
import type { UnitId } from '../roster/roster.ts';
import type { View } from '../wording/wording.ts';
import { reviewCard } from './cards/review-card.ts';
import type { Context } from './command.ts';
import { versionView } from './document-lines.ts';
import { leewayTakenBack } from './leeway/telling.ts';
import { fileTo, wordsTo } from './to-group.ts';

/** The office is told when it is its turn to read, and is sent every complete version that came as a file. */
export function toOffice(
  context: Context,
  sent: DocumentSent,
  fact: DocumentFact,
  occasion: string,
): Outgoing[] {
  const { roster, say } = context;
  const isTurn = fact.status === 'waiting' && turnOf(roster, sent.unit, fact.step) === 'office';
  const file = occasion === sent.id ? sent.file : null;
  if (sent.unit === roster.root.id || fact.status === 'incomplete' || !(isTurn || file)) return [];
  const { unit, type, version } = sent;
  const note = say('documents.copied', {
    unit: roster.titleOf(unit),
    type,
    version,
    file: file?.name ?? null,
    isTurn,
  });
  const key = `document/${occasion}/office`;
  const { id } = roster.root;
  return [wordsTo(id, key, note), ...(file ? [fileTo(id, `${key}/file`, file)] : [])];
}

/** Whoever is to read next and can be written to alone is told, with the choice to make on a card. */
export function toReaders(
  context: Context,
  sent: DocumentSent,
  fact: DocumentFact,
  occasion: string,
): Outgoing[] {
  if (fact.status !== 'waiting') return [];
  const { roster, say } = context;
  const text = say('review.asked', { ...versionView(context, sent), file: sent.file?.name ?? null });
  return readersOf(roster, sent.unit, fact.step)
    .filter(({ id }) => id !== context.person.id && context.reach.reachesPerson(id))
    .map(({ id }) => ({
      key: `document/${occasion}/@${id}`,
      to: { kind: 'person', person: id },
      content: { type: 'card', card: reviewCard(context.roster, sent), text },
      ...ALONE,
    }));
}

/** The unit's group is told what was decided, and who is to read next. */
export function toUnit(
  context: Context,
  sent: DocumentSent,
  review: DocumentReviewed,
  next: string | null,
): Outgoing {
  const { type, version, unit } = sent;
  const text = context.say('review.told', {
    unit: context.roster.titleOf(unit),
    type,
    version,
    reader: context.person.name,
    returned: review.verdict === 'returned',
    reason: review.reason,
    next,
  });
  return wordsTo(groupOf(context, sent), `document/${review.id}`, text);
}

/** Whoever was told what was decided about a document, a date or a duty is told that it was taken back; of other records nothing is told. */
export function takenBack(context: Context, record: LedgerRecord): Outgoing[] {
  const sent = reviewedBy(context, record);
  if (!sent) return leewayTakenBack(context, record);
  const { type, version, unit } = sent;
  const text = context.say('review.taken-back', {
    unit: context.roster.titleOf(unit),
    type,
    version,
    reader: context.person.name,
  });
  return [wordsTo(groupOf(context, sent), `document/${record.id}/off`, text)];
}

/** What names the document or the phase a record is about; empty for other records. */
export function documentView(context: Context, record: LedgerRecord): View {
  if (record.kind === 'phase.advanced' || record.kind === 'phase.consented')
    return { phase: context.campaign.phases.find(({ id }) => id === record.phase)?.title ?? record.phase };
  const sent = record.kind === 'document.sent' ? record : reviewedBy(context, record);
  return sent ? { document: sent.type, version: sent.version, unit: context.roster.titleOf(sent.unit) } : {};
}

function reviewedBy({ state }: Context, record: LedgerRecord): DocumentSent | undefined {
  const sent = record.kind === 'document.reviewed' ? state.record(record.document) : undefined;
  return sent?.kind === 'document.sent' ? sent : undefined;
}

/** The group of the unit's only branch, or the unit's own; where there is neither, that of the branch whose people sent it. */
function groupOf({ reach, roster }: Context, { unit, by }: DocumentSent): UnitId {
  const home = by === 'system' ? undefined : roster.person(by)?.home;
  const leaves = roster.leaves(unit).map(({ id }) => id);
  const candidates = [
    ...(leaves.length === 1 ? leaves : []),
    unit,
    ...(home !== undefined && roster.within(home, unit) ? [home] : []),
  ];
  return candidates.find((each) => reach.reachesGroup(each)) ?? unit;
}
