import type { State } from '../../progress/state.ts';
import { type LedgerRecord, OPINION_RECORDS, type OpinionRecord } from '../../records/records.ts';
import { oneOf } from '../../records/registry.ts';
import type { View } from '../../wording/wording.ts';

export const isOpinion = oneOf(OPINION_RECORDS);

const numberOf = (record: OpinionRecord): string =>
  record.kind === 'opinion.filed' ? record.number : record.opinion;

/** What one message did about several opinions. */
export const opinionsTogether = (state: State, target: OpinionRecord): readonly OpinionRecord[] =>
  target.by === 'system'
    ? [target]
    : state
        .authoredBy(target.by)
        .filter(isOpinion)
        .filter(({ kind, at }) => kind === target.kind && at === target.at);

/** Whose step is taken back, for `undo.opinion-filed` and the others. */
export const opinionView = (records: readonly LedgerRecord[]): View =>
  records.some(isOpinion) ? { number: records.filter(isOpinion).map(numberOf).join('、') } : {};

/** What to type to do it over. */
export const opinionAgain = (record: OpinionRecord): string =>
  record.kind === 'opinion.filed' ? '意见' : `意见 ${numberOf(record)}`;
