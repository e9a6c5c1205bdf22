import type { Checklist } from '../../campaign/follow-ups.ts';

/** An answer to one point. */
export interface PointAnswer {
  /** From 1. */
  readonly number: number;
  /** One of the checklist's words. */
  readonly answer: string;
  readonly note: string | null;
}

const EDGES = /^[\s,，;；。、:：]+|[\s,，;；、]+$/gu;

/**
 * Reads `2 否 原因……`, `1是2否3是`, `第1条：是；第2条：否，还没有公示`. What stands behind an answer, up to the next one, is its note.
 * Undefined when it does not begin with an answer.
 */
export function readAnswers(checklist: Checklist, text: string): readonly PointAnswer[] | undefined {
  const words = checklist.answers
    .flatMap(({ name, also }) => [name, ...also].map((word) => ({ word, name })))
    .toSorted((a, b) => b.word.length - a.word.length);
  const answer = `第?\\s*(\\d{1,2})\\s*[条项点]?\\s*[.、,，:：)）]?\\s*(${words.map(({ word }) => RegExp.escape(word)).join('|')})`;
  // A digit inside a note is no answer: the next one follows at once, or behind a space or a stop.
  const next = new RegExp(`^${answer}|[\\s,，;；。、]${answer}`, 'u');
  const first = new RegExp(`^${answer}`, 'u');
  const found: PointAnswer[] = [];
  let rest = text.replace(/[０-９]/gu, (digit) => digit.normalize('NFKC')).replace(EDGES, '');
  while (rest !== '') {
    const [whole, number, word] = first.exec(rest) ?? [];
    const name = words.find((each) => each.word === word)?.name;
    if (whole === undefined || name === undefined) return undefined;
    const behind = rest.slice(whole.length);
    const end = behind.search(next);
    const note = (end < 0 ? behind : behind.slice(0, end)).replace(EDGES, '');
    found.push({ number: Number(number), answer: name, note: note === '' ? null : note });
    rest = end < 0 ? '' : behind.slice(end).replace(EDGES, '');
  }
  return found.length > 0 ? found : undefined;
}
