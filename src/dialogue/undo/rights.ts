import { readersOf } from '../../progress/reviewers.ts';
import type { LedgerRecord, RecordKind } from '../../records/records.ts';
import type { Person } from '../../roster/roster.ts';
import type { Action } from '../access.ts';
import type { Context } from '../command.ts';
import { actsFor } from '../document-rights.ts';
import { permitted } from '../permit.ts';
import { actsAsOffice } from '../put-right.ts';

/** What a unit has on record, and what one must be allowed to do there to take it back. */
const OF_UNIT: Partial<Readonly<Record<RecordKind, Action>>> = {
  'session.opened': '开会',
  'session.closed': '结束',
  'evidence.given': '材料',
  'makeup.checked': '补学核实',
  'document.sent': '报送',
  'requirement.extended': '延期',
  'requirement.waived': '免除',
  'phase.consented': '环节推进',
  'phase.advanced': '环节推进',
  'appraisal.opened': '评议组织',
  'check.answered': '自查登记',
  'item.opened': '事项登记',
  'item.moved': '事项登记',
  'opinion.assigned': '转办意见',
  'opinion.sent-up': '转办意见',
  'opinion.reported': '认领',
  'opinion.claimed': '认领',
  'opinion.planned': '整改',
  'opinion.progressed': '整改',
  'opinion.rectified': '整改',
  'opinion.checked': '意见核实',
  'opinion.answered': '反馈',
  'opinion.closed': '销号',
};

/**
 * Whether the speaker may still take back what they put on record themselves. What is one's own stays so; what is a unit's goes
 * with the office held now.
 */
export function mayTakeBack(context: Context, record: LedgerRecord): boolean {
  const { roster, person, state } = context;
  switch (record.kind) {
    case 'attended':
      return record.person === person.id || actsFor(context, '补签', record.unit);
    case 'makeup.logged':
      return record.person === person.id || actsFor(context, '补学核实', record.unit);
    case 'exemplar.named':
      return actsFor(context, record.unit === roster.root.id ? '典型表彰' : '典型提名', record.unit);
    case 'look.noted':
      return actsFor(context, '督导记录', record.about);
    case 'opinion.sorted':
      return permitted(context, '转办意见', roster.root.id) || actsFor(context, '认领', record.unit);
    case 'document.reviewed': {
      const sent = state.record(record.document);
      return (
        sent?.kind === 'document.sent' &&
        readersOf(roster, sent.unit, record.step).some(({ id }) => id === person.id)
      );
    }
    default: {
      const action = OF_UNIT[record.kind];
      return action === undefined || actsFor(context, action, record.unit);
    }
  }
}

/** Between a person and their branch: the office does not lay hands on what it may not read. */
const PRIVATE: ReadonlySet<RecordKind> = new Set(['essay.written', 'leave.taken']);

/** Whether the speaker may correct this record about somebody else: the branch keeps its meetings, and people keep what is theirs. */
export function mayCorrect(context: Context, record: LedgerRecord, about: Person): boolean {
  const unit = record.kind === 'attended' ? record.unit : about.home;
  if (!permitted(context, '撤销他人', unit)) return false;
  return !PRIVATE.has(record.kind) || !actsAsOffice(context, '撤销他人', unit);
}
