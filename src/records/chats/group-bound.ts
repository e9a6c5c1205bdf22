import { defineRecord, type RecordOf, text } from '../define.ts';

/** A group chat is the unit's from now on. */
export const groupBound = defineRecord('group.bound', {
  shape: { chat: text },
  label: '绑定群',
  tells: ({ unit }) => `这个群归${unit}`,
  // A binding is changed by binding again.
  undo: 'never',
  archive: 'open',
});
export type GroupBound = RecordOf<typeof groupBound>;
