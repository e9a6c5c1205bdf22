import type { Term } from './term.ts';

/** Something an opinion can be about (one of 四风), and the words by which a rule proposes it. */
export interface OpinionTopic extends Term {
  readonly words: readonly string[];
}

/** The notice's problems of one kind of unit, against which opinions are put. */
export interface ProblemList {
  readonly category: readonly string[];
  readonly items: readonly string[];
}

/** How opinions are gathered and followed. */
export interface OpinionRules {
  /** Kinds of people who are listened to. */
  readonly people: readonly Term[];
  /** What they are asked. */
  readonly questions: readonly Term[];
  /** Where opinions are gathered. */
  readonly sources: readonly Term[];
  readonly topics: readonly OpinionTopic[];
  readonly problems: readonly ProblemList[];
  /** Opinions with one of the words are probably for the level above. */
  readonly upward: { readonly to: string; readonly words: readonly string[] };
  /** Days, counted from the day after. */
  readonly limits: { readonly claim: number; readonly answer: number; readonly report: number };
}

/** An opinion that names no topic is about work. */
export const WORK = '工作';

/** Measures that count opinions. */
const ASKING: ReadonlySet<string> = new Set(['opinions', 'opinion-reach']);

/** Whether the notice wants opinions heard: only then does a box hang on the wall. */
export const asksForOpinions = ({
  requirements,
}: {
  readonly requirements: readonly { readonly measure: { readonly measure: string } }[];
}): boolean => requirements.some(({ measure }) => ASKING.has(measure.measure));

/** The topic whose words the text holds most of; null for work. A person decides. */
export function proposeTopic({ topics }: OpinionRules, text: string): string | null {
  let best: { readonly name: string; readonly hits: number } | undefined;
  for (const { name, also, words } of topics) {
    const hits = [name, ...also, ...words].filter((word) => text.includes(word)).length;
    if (hits > (best?.hits ?? 0)) best = { name, hits };
  }
  return best?.name ?? null;
}

/** The word for which the text is probably a matter for the level above. */
export const upwardWord = ({ upward }: OpinionRules, text: string): string | undefined =>
  upward.words.find((word) => text.includes(word));

/** The problems of units of this category. */
export const problemsOf = ({ problems }: OpinionRules, category: string): readonly string[] =>
  problems.filter((list) => list.category.includes(category)).flatMap(({ items }) => items);
