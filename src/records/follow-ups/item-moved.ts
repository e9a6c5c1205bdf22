import { defineRecord, joined, type RecordOf, recordId, text } from '../define.ts';
import { itemOpened } from './item-opened.ts';

/** An item has come to a stage, its last one or another. The last word counts. */
export const itemMoved = defineRecord('item.moved', {
  shape: { item: recordId, stage: text, note: text.nullable() },
  label: '事项进展',
  tells: ({ item, stage, note }, teller) => joined(teller.find(itemOpened, item)?.title, stage, note),
  undo: { by: 'author', words: ['进展'] },
  archive: 'open',
});
export type ItemMoved = RecordOf<typeof itemMoved>;
