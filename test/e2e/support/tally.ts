import type { Person, Roster, UnitId } from '../../../src/roster/roster.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const SHANGHAI = 8 * 60 * MINUTE;
const HALF_DAY = 180;
const FULL_DAY = 360;

const dayOf = (at: number): number => Math.floor((at + SHANGHAI) / DAY);

interface Meeting {
  readonly unit: string;
  readonly opener: string;
  readonly discussion: boolean;
  readonly start: number;
  /** The last is in force; taking it back brings none of the former. */
  closings: { readonly by: string; readonly at: number; readonly minutes: number }[];
  there: { readonly person: Person; readonly by: string; readonly at: number }[];
}

/**
 * What a conscientious clerk would keep on paper, written without a look at how the bot does it: meetings, who was there, essays.
 * Every method does what the words said in the chat ask for, or nothing where the clerk would decline.
 */
export class Tally {
  readonly #roster: Roster;
  #meetings: Meeting[] = [];
  readonly #essays = new Map<string, number[]>();

  constructor(roster: Roster) {
    this.#roster = roster;
  }

  /** Whether it was opened: here nobody holds two at once. */
  open(unit: string, opener: string, discussion: boolean, at: number): boolean {
    if (this.#meetings.some((each) => each.unit === unit && each.start <= at && each.closings.length === 0))
      return false;
    this.#meetings.push({ unit, opener, discussion, start: at, closings: [], there: [] });
    return true;
  }

  /** `choice` counts from 1, the latest first; null when the speaker names none. How many are there afterwards, null when nobody came. */
  checkIn(person: Person, choice: number | null, at: number): number | null {
    const running = this.#around(person.home)
      .filter((each) => each.closings.length === 0 && dayOf(each.start) === dayOf(at))
      .toSorted((a, b) => b.start - a.start);
    const meeting = running.length === 1 ? running[0] : running[(choice ?? 0) - 1];
    if (!meeting || isThere(meeting, person)) return null;
    meeting.there.push({ person, by: person.id, at });
    return meeting.there.length;
  }

  enter(unit: UnitId, by: string, person: Person, at: number): void {
    const begun = this.#around(unit).toSorted((a, b) => b.start - a.start);
    const meeting = begun.find((each) => each.unit === unit && each.closings.length === 0) ?? begun[0];
    if (meeting && !isThere(meeting, person)) meeting.there.push({ person, by, at });
  }

  /** `stated` in minutes. How many were there, null when nothing was closed. */
  close(unit: string, by: string, stated: number | null, at: number): number | null {
    const [meeting, another] = this.#meetings.filter(
      (each) => each.unit === unit && each.closings.length === 0,
    );
    if (!meeting || another) return null;
    const elapsed = Math.max(1, Math.floor((at - meeting.start) / MINUTE));
    const today = dayOf(meeting.start) === dayOf(at);
    if (today ? stated !== null && stated > elapsed + 15 : stated === null) return null;
    meeting.closings.push({ by, at, minutes: stated ?? elapsed });
    return meeting.there.length;
  }

  essay(person: Person, at: number): void {
    this.#essays.set(person.id, [...(this.#essays.get(person.id) ?? []), at]);
  }

  undoEssay(person: Person): void {
    this.#essays.delete(person.id);
  }

  undoCheckIn(by: string): void {
    const own = this.#meetings.flatMap((each) => each.there.filter((entry) => entry.by === by));
    const last = own.toSorted((a, b) => a.at - b.at).at(-1);
    for (const each of this.#meetings) each.there = each.there.filter((entry) => entry !== last);
  }

  undoClose(by: string): void {
    const own = this.#meetings.flatMap((each) => each.closings.filter((entry) => entry.by === by));
    const last = own.toSorted((a, b) => a.at - b.at).at(-1);
    for (const each of this.#meetings) each.closings = each.closings.filter((entry) => entry !== last);
  }

  undoOpen(by: string): void {
    const last = this.#meetings.findLast((each) => each.opener === by);
    this.#meetings = this.#meetings.filter((each) => each !== last);
  }

  /** Days of study to one decimal, at most one a calendar day. */
  days(branch: UnitId): number {
    const minutes = new Map<number, number>();
    for (const { start, length } of this.#counting(branch)) {
      const day = dayOf(start);
      minutes.set(day, Math.min(FULL_DAY, (minutes.get(day) ?? 0) + length));
    }
    const total = [...minutes.values()].reduce((sum, each) => sum + each, 0);
    return Math.floor((total * 10) / FULL_DAY) / 10;
  }

  discussions(branch: UnitId): number {
    return this.#counting(branch).filter((each) => each.discussion && each.length >= HALF_DAY).length;
  }

  essayCounts(person: Person): boolean {
    const starts = this.#around(person.home)
      .filter((each) => each.discussion)
      .map(({ start }) => start);
    const first = Math.min(...starts);
    return (this.#essays.get(person.id) ?? []).some((at) => at >= first);
  }

  /** Meetings of the unit and of those above it. */
  #around(unit: UnitId): Meeting[] {
    const lineage = new Set([...this.#roster.lineage(unit)].map(({ id }) => String(id)));
    return this.#meetings.filter((each) => lineage.has(each.unit));
  }

  #counting(branch: UnitId) {
    return this.#around(branch).flatMap((each) => {
      const length = each.closings.at(-1)?.minutes;
      const present = each.there.some(({ person }) => person.home === branch);
      return length === undefined || !present ? [] : [{ ...each, length }];
    });
  }
}

const isThere = (meeting: Meeting, person: Person): boolean =>
  meeting.there.some((entry) => entry.person.id === person.id);
