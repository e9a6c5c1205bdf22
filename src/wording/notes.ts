import { type Day, isDay } from '../time/zone.ts';
import { shortDay } from './format.ts';
import type { Say } from './wording.ts';

interface Note {
  readonly key: string;
  readonly view: Readonly<Record<string, string | number>>;
}

/** Why things do not count yet, in words, each once. */
export function notesInWords(say: Say, notes: readonly Note[], today: Day): string[] {
  const lines = notes.map(({ key, view }) => {
    const day = view['day'];
    return say(key, typeof day === 'string' && isDay(day) ? { ...view, day: shortDay(day, today) } : view);
  });
  return [...new Set(lines)];
}
