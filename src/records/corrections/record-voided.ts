import { defineRecord, joined, type RecordOf, recordId, text } from '../define.ts';

/** The correction of another record: it no longer counts. Nothing is ever removed. */
export const recordVoided = defineRecord('record.voided', {
  shape: { target: recordId, reason: text },
  label: '撤销',
  tells: ({ target, reason }, teller) => {
    const label = teller.label(target);
    return joined(
      label === undefined ? '撤销一条找不到的记录' : `撤销一条“${label}”（编号 ${target}）`,
      `原因：${reason}`,
    );
  },
  undo: 'never',
  archive: {
    withholds: 'whole',
    // Whoever takes back their own opinion would be known by it.
    why: ({ target }, view) => view.hides(target),
  },
});
export type RecordVoided = RecordOf<typeof recordVoided>;
