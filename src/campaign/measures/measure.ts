import type { ZodError, ZodType } from 'zod';
import type { PersonId, UnitId } from '../../roster/roster.ts';
import type { StudyDay } from '../../time/duration.ts';
import type { Day } from '../../time/zone.ts';
import type { Facts } from '../facts.ts';
import { isLeadership, type Quorum, type Whom } from '../quorum.ts';
import type { SessionSelector } from './selector.ts';

/** Whom a requirement is laid on. */
export type Each = 'unit' | 'branch' | 'person';

/** Whose doing is measured. A person is measured together with the home branch. */
export type Subject =
  | { readonly kind: 'unit'; readonly unit: UnitId }
  | { readonly kind: 'person'; readonly person: PersonId; readonly home: UnitId };

/** Why something did not count, as a key of the message templates and what to fill in. */
export interface Note {
  readonly key: `note.${string}`;
  readonly view: Readonly<Record<string, string | number>>;
}

export interface Tally {
  readonly have: number;
  /** Overrides the requirement's minimum where only the ledgers know how much there is to do (`min: all`). */
  readonly need: number | null;
  /** How much there is in all, for `min: all` of a measure that can also be given a number. */
  readonly all?: number;
  /** One more than there is, short of the maximum, even where the minimum is reached: others leave something undone. */
  readonly more?: boolean;
  readonly notes: readonly Note[];
  /**
   * Whose turn it is, where that is known: the subject's `own`, whatever those below it lack, or of `others`, so that nobody is
   * reminded.
   */
  readonly turn?: 'own' | 'others';
  /** The day of the session that lacks something, the oldest one, where each has a time of its own. */
  readonly since?: Day;
}

/** What a requirement counts by, besides what it says under `of`. */
export interface Rules {
  readonly studyDay: StudyDay;
  /** A session of fewer people does not count. */
  readonly quorum: Quorum;
  readonly whom: Whom;
}

/** A measure with the parameters of one requirement. */
export interface MeasureUse {
  readonly measure: string;
  /** What is counted: 天, 次, 篇. */
  readonly counter: string;
  /** What is counted, in words, for `check`. */
  readonly description: string;
  /** Topics of the essays it counts; empty for measures that count something else. */
  readonly essayTopics: readonly string[];
  /** Types of the documents it counts; empty for measures that count something else. */
  readonly documentTypes: readonly string[];
  readonly rules: Rules;
  /** The sessions it counts or asks about; null for measures that count something else. */
  readonly sessions: SessionSelector | null;
  /** What to fill into the line that tells how to do it: an activity, a topic, a length of this requirement's own. */
  readonly hint: Readonly<Record<string, string>>;
  tally(subject: Subject, facts: Facts): Tally;
}

/** A way of counting, as the campaign file names it. */
export interface Measure {
  readonly name: string;
  /** Whom it can be laid on. */
  readonly each: readonly Each[];
  /** Whether `min: all` makes sense. */
  readonly countsAll: boolean;
  /** Stands for the campaign's quorum, where the requirement has none of its own. */
  readonly quorum: Quorum | undefined;
  /** Binds it to what the requirement says under `of`. */
  bind(of: unknown, rules: Rules): { readonly use: MeasureUse } | { readonly error: ZodError };
}

interface Definition<P> {
  readonly name: string;
  readonly each: readonly Each[];
  readonly counter: string | ((params: P) => string);
  readonly countsAll?: boolean;
  readonly params: ZodType<P>;
  describe(params: P): string;
  essayTopics?(params: P): readonly string[];
  documentTypes?(params: P): readonly string[];
  sessions?(params: P): SessionSelector;
  /** Stands for the campaign's quorum in a measure of sessions that call no whole unit. */
  readonly quorum?: Quorum | undefined;
  hint(params: P): Readonly<Record<string, string>>;
  tally(params: P, subject: Subject, facts: Facts, rules: Rules): Tally;
}

/** A new measure is one file that calls this, and one line in index.ts. */
export function defineMeasure<P>(definition: Definition<P>): Measure {
  return {
    name: definition.name,
    each: definition.each,
    countsAll: definition.countsAll ?? false,
    quorum: definition.quorum,
    bind(of, rules) {
      const parsed = definition.params.safeParse(of ?? {});
      if (!parsed.success) return { error: parsed.error };
      const params = parsed.data;
      return {
        use: {
          measure: definition.name,
          counter: typeof definition.counter === 'string' ? definition.counter : definition.counter(params),
          description: definition.describe(params),
          essayTopics: definition.essayTopics?.(params) ?? [],
          documentTypes: definition.documentTypes?.(params) ?? [],
          rules,
          sessions: definition.sessions?.(params) ?? null,
          hint: definition.hint(params),
          tally: (subject, facts) => definition.tally(params, subject, facts, rules),
        },
      };
    },
  };
}

/** The unit a subject's sessions are looked up for. */
export const unitOf = (subject: Subject): UnitId => (subject.kind === 'unit' ? subject.unit : subject.home);

/**
 * A unit has done what its furthest-behind branch has done: a unit-wide session counts for every branch, and one branch
 * studying alone does not make the unit's study complete. People are measured by their home branch, a leadership by its unit, and
 * a branch of none but people who are excused is left out.
 */
export function furthestBehind(
  subject: Subject,
  facts: Facts,
  { whom }: Rules,
  tally: (unit: UnitId) => Tally,
): Tally {
  const unit = unitOf(subject);
  if (isLeadership(whom)) return tally(facts.holdingOf(unit, 'unit').holder);
  const [first, ...rest] = facts.branchesOf(unit).filter((branch) => facts.asksSomebody(branch, whom));
  let worst = tally(first ?? unit);
  for (const branch of rest) {
    const each = tally(branch);
    if (each.have < worst.have) worst = each;
  }
  return worst;
}
