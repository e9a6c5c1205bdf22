import type { State } from '../../progress/state.ts';
import { isOpinion, type LedgerRecord, type OpinionRecord } from '../../records/records.ts';
import type { View } from '../../wording/wording.ts';

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
