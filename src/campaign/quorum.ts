import { z } from 'zod';
import type { Flag, Role } from '../roster/roster.ts';

/** How many of those a session calls have to be there for it to count. */
export interface Quorum {
  /** As the campaign file writes it: `1/2`, `2/3`, `all`, `5人`. */
  readonly text: string;
  /** `过半数`, `三分之二以上`, `全部到会`, `至少5人`. */
  readonly words: string;
  /** What to say of a session that falls short: `没有过半`, `不足2/3`, `没有到齐`, `不足5人`. */
  readonly lacking: string;
  /** The least number of people, of so many that are expected. */
  least(expected: number): number;
}

/** Whose being there is counted. */
export interface Whom {
  /** Holders of one of these roles; everybody where it is empty. */
  readonly roles: readonly Role[];
  /** The roles as the campaign file writes them. */
  readonly words: readonly string[];
  /** Categories of the units whose people are meant; every unit's where it is empty. */
  readonly categories: readonly string[];
  /** Flags that let people stay away. Whoever comes all the same is counted. */
  readonly excused: readonly Flag[];
}

/** Roles held on a unit as a whole: a leadership is that of the unit, whatever its branches do. */
export const isLeadership = ({ roles }: Whom): boolean =>
  roles.some((role) => role !== 'member' && role !== 'secretary' && role !== 'deputy');

/** Those of a unit who were at a session, and those who ought to have been: called, and not excused. */
export interface Turnout {
  readonly present: number;
  readonly expected: number;
  /** How many of those present were entered a day or more after it began. */
  readonly late: number;
  /** Signed in here too, but counted at another session of the same hour. */
  readonly elsewhere: number;
}

export const isQuorate = (quorum: Quorum, { present, expected }: Turnout): boolean =>
  present > 0 && present >= quorum.least(expected);

/** `1/2` means more than half, as a vote does; any other fraction is enough when it is reached. */
export function readQuorum(text: string): Quorum | undefined {
  if (text === 'all') return { text, words: '全部到会', lacking: '没有到齐', least: (expected) => expected };
  const people = /^([1-9]\d{0,3})人$/.exec(text)?.[1];
  if (people !== undefined)
    return {
      text,
      words: `至少${people}人`,
      lacking: `不足${people}人`,
      least: (expected) => Math.min(Number(people), expected),
    };
  const [part = 0, whole = 0] = (/^([1-9]\d?)\/([1-9]\d?)$/.exec(text)?.slice(1) ?? []).map(Number);
  if (part === 0 || part > whole) return undefined;
  return part * 2 === whole
    ? { text, words: '过半数', lacking: '没有过半', least: (expected) => Math.floor(expected / 2) + 1 }
    : {
        text,
        words: `${text}以上`,
        lacking: `不足${text}`,
        least: (expected) => Math.ceil((expected * part) / whole),
      };
}

/** A quorum as it stands in a campaign file. */
export const quorumText = z.string().transform((text, context): Quorum => {
  const quorum = readQuorum(text);
  if (quorum) return quorum;
  context.addIssue({ code: 'custom', message: '应为 1/2（过半数）、2/3、all（全部到会）或人数，如 5人' });
  return z.NEVER;
});
