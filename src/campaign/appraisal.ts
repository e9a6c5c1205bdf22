import type { Role } from '../roster/roster.ts';
import type { Term } from './term.ts';

/** A group of voters, counted apart from the others. */
export interface VoterGroup extends Term {
  /** People of the unit itself, people of other units, or whoever is named when the ballot is opened. */
  readonly from: 'unit' | 'others' | 'named';
  /** Of other units, those of these categories; all of them when empty. */
  readonly category: readonly string[];
  /** Whoever holds one of these; everybody when empty. */
  readonly role: readonly Role[];
}

/** How units and their leaders are appraised by secret ballot. */
export interface AppraisalRules {
  /** From best to worst, as the notice has them. */
  readonly choices: readonly Term[];
  /** What may be judged beside the whole. */
  readonly aspects: readonly Term[];
  /** In the order in which somebody of two groups is taken for the first. */
  readonly groups: readonly VoterGroup[];
  /** Fewer ballots are not counted. */
  readonly least: number;
  /** A group of fewer is counted together with another. */
  readonly leastGroup: number;
  /** How long, in minutes, people have the form at least before the ballot may be closed. */
  readonly ahead: number;
}
