import type { BoxedOpinion } from '../journal/box/opinion-box.ts';
import type {
  LedgerRecord,
  OpinionFiled,
  OpinionNumber,
  OpinionRated,
  OpinionRecord,
  OpinionStep,
  RecordId,
} from '../records/records.ts';
import type { PersonId, UnitId } from '../roster/roster.ts';
import type { Instant } from '../time/clock.ts';
import { followed, givenBack, type Opinion, type OpinionOrigin, type Rating } from './opinion.ts';
import { byNumber, OpinionGroups } from './opinion-groups.ts';
import { Shelf } from './shelf.ts';
import { NO_SUCCESSION, type Succession } from './unit-shelf.ts';

/** Opinions from the ledgers and from the box, with all that was done about them. */
export class OpinionsState {
  readonly #isLive: (record: LedgerRecord) => boolean;
  readonly #filed = new Map<OpinionNumber, OpinionFiled>();
  readonly #steps = new Shelf<OpinionNumber, OpinionStep>();
  readonly #ratings = new Shelf<RecordId, OpinionRated>();
  readonly #given = new Set<OpinionNumber>();
  #boxed: ReadonlyMap<OpinionNumber, BoxedOpinion> = new Map();
  readonly #known = new Map<OpinionNumber, Opinion>();
  readonly #all = new OpinionGroups(() => 'all');
  readonly #byUnit = new OpinionGroups(({ unit }) => unit);
  readonly #byGatherer = new OpinionGroups(({ source, gatheredIn }) => (source === null ? null : gatheredIn));
  #succession = NO_SUCCESSION;
  /** Something was said about these since anybody asked. */
  readonly #changed = new Set<OpinionNumber>();

  constructor(isLive: (record: LedgerRecord) => boolean) {
    this.#isLive = isLive;
  }

  add(record: OpinionRecord): void {
    if (record.kind === 'opinion.filed') this.#filed.set(record.number, record);
    else if (record.kind === 'opinion.rated') this.#ratings.add(record.answer, record);
    else this.#steps.add(record.opinion, record);
    this.forget(record);
  }

  /** Under another roster units may be gone that opinions were given to. */
  follow(succession: Succession): void {
    this.#succession = succession;
    for (const number of this.#known.keys()) this.#changed.add(number);
  }

  /** What the box holds from now on. */
  setBox(boxed: ReadonlyMap<OpinionNumber, BoxedOpinion>): void {
    for (const number of [...this.#boxed.keys(), ...boxed.keys()]) this.#changed.add(number);
    this.#boxed = boxed;
  }

  /** Opinions that were dealt with and are nowhere to be found: the box is older than what is on record. */
  lost(): readonly OpinionNumber[] {
    return [...this.#steps.keys()].filter((number) => !this.#filed.has(number) && !this.#boxed.has(number));
  }

  get boxed(): ReadonlyMap<OpinionNumber, BoxedOpinion> {
    return this.#boxed;
  }

  /** What was worked out for the opinion the record is about, if any, no longer holds: the record came or was taken back. */
  forget(record: LedgerRecord): void {
    if (record.kind === 'opinion.filed') this.#changed.add(record.number);
    else if ('opinion' in record) this.#changed.add(record.opinion);
  }

  /** All of them, by number, so that their order says nothing of when they came. */
  all(): readonly Opinion[] {
    this.#catchUp();
    return this.#all.of('all');
  }

  find(number: OpinionNumber): Opinion | undefined {
    this.#catchUp();
    return this.#known.get(number);
  }

  /** Opinions that concern exactly this unit; null for those nobody has given to a unit. */
  concerning(unit: UnitId | null): readonly Opinion[] {
    this.#catchUp();
    return unit === null ? this.#byUnit.of(null) : this.#ofLine(this.#byUnit, unit);
  }

  /** Opinions that exactly this unit's people gathered. Their own are not among them. */
  gatheredBy(unit: UnitId): readonly Opinion[] {
    this.#catchUp();
    return this.#ofLine(this.#byGatherer, unit);
  }

  #ofLine(groups: OpinionGroups<UnitId | null>, unit: UnitId): readonly Opinion[] {
    const [own = [], ...before] = this.#succession
      .lineOfSuccession(unit)
      .map(({ unit: each, until }) =>
        until === null ? groups.of(each) : groups.of(each).filter((opinion) => isFinishedBy(opinion, until)),
      );
    return before.length === 0 ? own : [own, ...before].flat().toSorted(byNumber);
  }

  /** What this person raised by name or gathered. */
  filedBy(person: PersonId): readonly Opinion[] {
    return this.all().filter(({ by }) => by === person);
  }

  /** A number nobody else has. One given out is not given out again, even while its opinion is not on record yet. */
  freeNumber(draw: (choices: number) => number): OpinionNumber {
    const taken = this.#filed.size + this.#boxed.size + this.#given.size;
    let digits = 1000;
    while (taken * 2 > digits * 9) digits *= 10;
    const isFree = (number: string): boolean =>
      !this.#filed.has(number) && !this.#boxed.has(number) && !this.#given.has(number);
    let number = digits + draw(digits * 9);
    // Walking on from a taken number ends, for at least half of them are free.
    while (!isFree(String(number))) number = number + 1 < digits * 10 ? number + 1 : digits;
    this.#given.add(String(number));
    return String(number);
  }

  /** An opinion that something was said about is followed anew; all others stand as they stood. */
  #catchUp(): void {
    for (const number of this.#changed) {
      const before = this.#known.get(number);
      const after = this.#follow(number);
      if (after) this.#known.set(number, after);
      else this.#known.delete(number);
      for (const groups of [this.#all, this.#byUnit, this.#byGatherer]) groups.replace(before, after);
    }
    this.#changed.clear();
  }

  #follow(number: OpinionNumber): Opinion | undefined {
    const origin = this.#originOf(number);
    if (!origin) return undefined;
    const opinion = followed(origin, this.#stepsOf(number), (answer) => this.#ratingOf(origin, answer));
    const isAdrift = opinion.unit !== null && !this.#succession.goesOn(opinion.unit);
    return isAdrift ? givenBack(opinion) : opinion;
  }

  #originOf(number: OpinionNumber): OpinionOrigin | undefined {
    const filed = this.#filed.get(number);
    if (filed && this.#isLive(filed)) return originOf(filed);
    const boxed = this.#boxed.get(number);
    return boxed && boxedOrigin(boxed);
  }

  #stepsOf(number: OpinionNumber): readonly OpinionStep[] {
    return this.#steps.get(number).filter(this.#isLive);
  }

  #ratingOf({ number }: OpinionOrigin, answer: RecordId): Rating | undefined {
    const boxed = this.#boxed.get(number)?.ratings.find((rating) => rating.answer === answer);
    return boxed ?? this.#ratings.get(answer).findLast(this.#isLive);
  }
}

/** Of a unit that goes on, what it had finished when a part of it became a unit of its own counts for both; the rest stays with it. */
const isFinishedBy = ({ answer, closed }: Opinion, until: Instant): boolean =>
  [answer, closed].some((step) => step !== null && step.at < until);

/** What its raiser asks for is left to the office: a count that moves at once would tell when it came. */
const boxedOrigin = (boxed: BoxedOpinion): OpinionOrigin => ({
  number: boxed.number,
  text: boxed.text,
  raised: { day: boxed.day },
  by: null,
  gatheredIn: null,
  source: null,
  people: boxed.people,
  question: boxed.question,
  proposed: boxed.proposed,
  unit: null,
  wish: boxed.about,
});

const originOf = (record: OpinionFiled): OpinionOrigin => ({
  number: record.number,
  text: record.text,
  raised: { at: record.at },
  by: record.by === 'system' ? null : record.by,
  gatheredIn: record.unit,
  source: record.source,
  people: record.people,
  question: record.question,
  proposed: record.proposed,
  unit: record.about,
  wish: record.about,
});
