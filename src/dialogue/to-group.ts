import { ALONE, type Outgoing } from '../journal/outgoing.ts';
import type { StoredFile, UnitId } from '../records/records.ts';

/** Words to the group of a unit; nobody is mentioned. */
export const wordsTo = (unit: UnitId, key: string, text: string): Outgoing => ({
  ...{ key, to: { kind: 'group', unit }, ...ALONE },
  content: { type: 'markdown', text, mention: [] },
});

/** A file to the group of a unit, shown at once where it is a picture. */
export const fileTo = (unit: UnitId, key: string, file: StoredFile): Outgoing => ({
  ...{ key, to: { kind: 'group', unit }, ...ALONE },
  content: { type: file.type.startsWith('image/') ? 'image' : 'file', file },
});
