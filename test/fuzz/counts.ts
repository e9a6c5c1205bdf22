import type { Verdict } from './verdict.ts';

/** How often what was answered in which way. */
export class Counts {
  readonly #kinds = new Map<string, Map<string, number>>();

  add(kind: string, verdict: Verdict): void {
    const outcomes = this.#kinds.get(kind) ?? new Map<string, number>();
    const outcome = verdict.ok ? verdict.outcome : '不对';
    this.#kinds.set(kind, outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1));
  }

  /** The kind, how many, and the outcomes, the most frequent first. */
  get rows(): readonly (readonly [
    kind: string,
    count: number,
    outcomes: readonly (readonly [string, number])[],
  ])[] {
    return [...this.#kinds]
      .map(([kind, outcomes]) => {
        const sorted = [...outcomes].sort(([, a], [, b]) => b - a);
        return [kind, sorted.reduce((sum, [, count]) => sum + count, 0), sorted] as const;
      })
      .sort(([, a], [, b]) => b - a);
  }
}
