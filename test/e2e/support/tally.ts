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
  there: Entry[];
}

interface Entry {
  readonly person: Person;
  readonly by: string;
  readonly at: number;
  /** Counts up over all entries of all meetings. */
  readonly order: number;
}

/** Somebody has studied at home what a meeting was about that they missed. */
interface Makeup {
  readonly person: Person;
  readonly meeting: Meeting;
  passed: boolean;
}

/**
 * What a conscientious clerk would keep on paper, written without a look at how the bot does it: meetings, who was there, essays.
 * Every method does what the words said in the chat ask for, or nothing where the clerk would decline.
 */
export class Tally {
  readonly #roster: Roster;
  #meetings: Meeting[] = [];
  #makeups: Makeup[] = [];
  #entries = 0;
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
    if (!meeting || isThere(meeting, person) || this.#isElsewhere(person, meeting)) return null;
    meeting.there.push({ person, by: person.id, at, order: this.#entries++ });
    return meeting.there.length;
  }

  enter(unit: UnitId, by: string, person: Person, at: number): void {
    const begun = this.#around(unit).toSorted((a, b) => b.start - a.start);
    const meeting = begun.find((each) => each.unit === unit && each.closings.length === 0) ?? begun[0];
    if (meeting && !isThere(meeting, person) && !this.#isElsewhere(person, meeting))
      meeting.there.push({ person, by, at, order: this.#entries++ });
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

  /** Only for the one meeting that counted and that the person missed: of several one would have to be named. */
  makeUp(person: Person): void {
    const missed = this.#counting(person.home as UnitId).filter(
      ({ meeting }) =>
        !isThere(meeting, person) &&
        !this.#makeups.some((each) => each.meeting === meeting && each.person.id === person.id),
    );
    const [only, ...others] = missed;
    if (only && others.length === 0) this.#makeups.push({ person, meeting: only.meeting, passed: false });
  }

  /** The secretary finds all that wait in the branch as they should be, but not their own. */
  passMakeUps(branch: UnitId, by: string): void {
    for (const each of this.#makeups)
      if (each.person.home === branch && each.person.id !== by && this.#meetings.includes(each.meeting))
        each.passed = true;
  }

  /** Whether the person was at a discussion that counted, or has made up for one. */
  hasDiscussed(person: Person): boolean {
    return this.#counting(person.home as UnitId).some(
      ({ meeting, present }) =>
        meeting.discussion &&
        (present.some((entry) => entry.person.id === person.id) ||
          this.#makeups.some(
            (each) => each.passed && each.meeting === meeting && each.person.id === person.id,
          )),
    );
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
    for (const { meeting, length } of this.#counting(branch)) {
      const day = dayOf(meeting.start);
      minutes.set(day, Math.min(FULL_DAY, (minutes.get(day) ?? 0) + length));
    }
    const total = [...minutes.values()].reduce((sum, each) => sum + each, 0);
    return Math.floor((total * 10) / FULL_DAY) / 10;
  }

  discussions(branch: UnitId): number {
    return this.#longDiscussions(branch).length;
  }

  essayCounts(person: Person): boolean {
    return this.#longDiscussions(person.home as UnitId).length > 0 && this.#essays.has(person.id);
  }

  #longDiscussions(branch: UnitId) {
    return this.#counting(branch).filter(({ meeting, length }) => meeting.discussion && length >= HALF_DAY);
  }

  /** Nobody is in two places: whether the person is on the paper of another meeting of the same hour. */
  #isElsewhere(person: Person, meeting: Meeting): boolean {
    return this.#meetings.some(
      (other) => other !== meeting && isThere(other, person) && overlap(other, meeting),
    );
  }

  /** Meetings at which the person counts: of those of one hour, the one that was signed first. */
  #placesOf(person: Person): ReadonlySet<Meeting> {
    const signed = this.#meetings
      .flatMap((meeting) =>
        meeting.there
          .filter((entry) => entry.person.id === person.id)
          .map(({ order }) => ({ meeting, order })),
      )
      .toSorted((a, b) => a.order - b.order);
    const counted = new Set<Meeting>();
    for (const { meeting } of signed)
      if (![...counted].some((other) => overlap(other, meeting))) counted.add(meeting);
    return counted;
  }

  /** Meetings of the unit and of those above it. */
  #around(unit: UnitId): Meeting[] {
    const lineage = new Set([...this.#roster.lineage(unit)].map(({ id }) => String(id)));
    return this.#meetings.filter((each) => lineage.has(each.unit));
  }

  #counting(branch: UnitId) {
    const asked = this.#roster.residents(branch).filter(({ flags }) => !flags.includes('excused'));
    return this.#around(branch).flatMap((meeting) => {
      const length = meeting.closings.at(-1)?.minutes;
      const present = meeting.there.filter(
        ({ person }) => person.home === branch && this.#placesOf(person).has(meeting),
      );
      const expected = new Set([...asked, ...present.map(({ person }) => person)].map(({ id }) => id)).size;
      return length === undefined || present.length * 2 <= expected ? [] : [{ meeting, present, length }];
    });
  }
}

const endOf = ({ start, closings }: Meeting): number => start + (closings.at(-1)?.minutes ?? 120) * MINUTE;

/** For more than the ten minutes in which people go from one to the other. */
const overlap = (a: Meeting, b: Meeting): boolean =>
  Math.min(endOf(a), endOf(b)) - Math.max(a.start, b.start) > 10 * MINUTE;

const isThere = (meeting: Meeting, person: Person): boolean =>
  meeting.there.some((entry) => entry.person.id === person.id);
