import { checklistCommand, pipelineCommand } from '../../campaign/follow-ups.ts';
import type { State } from '../../progress/state.ts';
import {
  type FollowUpRecord,
  type ItemOpened,
  isFollowUp,
  type LedgerRecord,
} from '../../records/records.ts';
import { excerpt } from '../../wording/plain.ts';
import type { View } from '../../wording/wording.ts';

/** Whether the record is of the checklist or pipeline of that name; any is where none was named. */
export function isOfList(state: State, record: LedgerRecord, named: string | undefined): boolean {
  if (!isFollowUp(record) || named === undefined || ['自查', '事项', '进展', '督导', '典型'].includes(named))
    return true;
  return nameOf(state, record) === named;
}

/** The answers that were given in one go. */
export function followUpsTogether(state: State, target: FollowUpRecord): readonly LedgerRecord[] {
  if (target.kind !== 'check.answered' || target.by === 'system') return [target];
  return state
    .authoredBy(target.by)
    .filter(
      (record) =>
        record.kind === 'check.answered' &&
        record.checklist === target.checklist &&
        record.unit === target.unit &&
        record.at === target.at,
    );
}

/** What names the records that are taken back; empty for others. */
export function followUpView(state: State, record: LedgerRecord): View {
  if (!isFollowUp(record)) return {};
  const item = itemOf(state, record);
  return {
    list: nameOf(state, record) ?? null,
    item: item ? excerpt(item.title, 20) : null,
    stage: record.kind === 'item.moved' || record.kind === 'exemplar.named' ? record.stage : null,
    point:
      record.kind === 'look.noted' || record.kind === 'check.answered' ? excerpt(record.point, 20) : null,
    unit: record.kind === 'look.noted' ? record.about : null,
    who: record.kind === 'exemplar.named' ? record.who : null,
  };
}

/** What to type to do it over. */
export function followUpAgain(state: State, record: FollowUpRecord): string {
  const name = nameOf(state, record);
  if (record.kind === 'check.answered') return checklistCommand(name ?? '');
  if (name !== undefined) return pipelineCommand(name);
  return record.kind === 'exemplar.named' ? '典型' : '督导';
}

function itemOf(state: State, record: FollowUpRecord): ItemOpened | undefined {
  if (record.kind === 'item.opened') return record;
  const item = record.kind === 'item.moved' ? state.record(record.item) : undefined;
  return item?.kind === 'item.opened' ? item : undefined;
}

const nameOf = (state: State, record: FollowUpRecord): string | undefined =>
  record.kind === 'check.answered' ? record.checklist : itemOf(state, record)?.pipeline;
