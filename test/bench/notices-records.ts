import type { Campaign } from '../../src/campaign/campaign.ts';
import type { Commit } from '../../src/journal/commit.ts';
import {
  type Deed,
  EVIDENCE_PIECES,
  type LedgerRecord,
  type OpinionRecord,
  type RecordId,
} from '../../src/records/records.ts';
import type { Person, RosterData, UnitData, UnitId } from '../../src/roster/roster.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../src/time/clock.ts';
import { addDays, toDay } from '../../src/time/zone.ts';
import { MORNING } from './wire.ts';

/** Sessions of every branch, one a day; every so manieth its unit holds for all its branches. */
const HELD = 56;
const TOGETHER = 14;
const OPINIONS_A_UNIT = 12;

/** What people of these campaigns can put on record, in the campaigns' own words. */
export interface Vocabulary {
  readonly kinds: readonly Readonly<Record<string, string>>[];
  readonly topics: readonly string[];
  readonly documents: Campaign['documents'];
  readonly deeds: readonly { readonly deed: Deed; readonly act: string | null; readonly target: string }[];
  readonly opinions: readonly Campaign['opinions'][];
}

export function vocabularyOf(campaigns: readonly Campaign[], { units }: RosterData): Vocabulary {
  const measures = campaigns.flatMap(({ requirements }) => requirements.map(({ measure }) => measure));
  return {
    kinds: measures.map(({ hint }) => hint).filter((hint) => 'activity' in hint || 'mode' in hint),
    topics: [...new Set(measures.flatMap(({ essayTopics }) => essayTopics))],
    documents: campaigns.flatMap(({ documents }) => documents),
    deeds: campaigns.flatMap((campaign) => deedsOf(campaign, units)),
    opinions: campaigns.map(({ opinions }) => opinions),
  };
}

function deedsOf({ deeds, lists }: Campaign, units: readonly UnitData[]): Vocabulary['deeds'] {
  return deeds.flatMap(({ deed, lists: own, acts }) => {
    const listed = lists
      .filter(({ id }) => own.includes(id))
      .flatMap((list) => {
        if (list.per === 'all') return list.targets;
        if (list.per !== 'roster') return [...list.of.values()].flat();
        return units.filter(({ category }) => list.categories.includes(category)).map(({ name }) => name);
      });
    const targets = listed.length > 0 ? listed.slice(0, 40) : ['河东村1户', '柳树湾村2户', '河东村3户'];
    return targets.map((target, index) => ({ deed, act: acts[index % acts.length]?.name ?? null, target }));
  });
}

/** Most come; every fifth day too few of them do. */
const comes = (place: number, day: number): boolean =>
  day % 5 === 4 ? (place + day) % 3 === 1 : (place + day) % 8 !== 0;

const at = <T>(all: readonly T[], index: number): T | undefined => all[index % all.length];
const idOf = (...parts: readonly (string | number)[]): RecordId =>
  `CAIQ${parts.join('-')}xSiHhq4X/0` as RecordId;

export const commitOf = (record: LedgerRecord): Commit => ({
  cause: record.id,
  at: record.at,
  records: [record],
  outbox: [],
});

/** Everything a county has put on record, unit after unit: sessions and who was there, essays, evidence, deeds, documents, opinions. */
export function* recordsOf(roster: RosterData, words: Vocabulary): Generator<Commit> {
  const residents = Map.groupBy(roster.people, ({ home }) => home);
  const below = Map.groupBy(roster.units, ({ parent }) => parent);
  for (const [number, unit] of roster.units.filter(({ kind }) => kind === 'unit').entries()) {
    const branches = (below.get(unit.id) ?? []).map(({ id }) => ({ id, people: residents.get(id) ?? [] }));
    const scribe = new Scribe(unit.id, number, branches, words);
    yield* scribe.sessions();
    for (const branch of branches) yield* scribe.doings(branch);
    yield* scribe.documents();
    yield* scribe.opinions();
  }
}

interface Branch {
  readonly id: UnitId;
  readonly people: readonly Person[];
}

/** Writes down what one unit and its branches do. */
class Scribe {
  readonly #unit: UnitId;
  readonly #number: number;
  readonly #branches: readonly Branch[];
  readonly #words: Vocabulary;

  constructor(unit: UnitId, number: number, branches: readonly Branch[], words: Vocabulary) {
    this.#unit = unit;
    this.#number = number;
    this.#branches = branches;
    this.#words = words;
  }

  *sessions(): Generator<Commit> {
    for (let day = 0; day < HELD; day++)
      if (day % TOGETHER === TOGETHER - 1) yield* this.#session(this.#unit, day, this.#branches);
      else for (const branch of this.#branches) yield* this.#session(branch.id, day, [branch]);
  }

  *#session(holder: UnitId, day: number, called: readonly Branch[]): Generator<Commit> {
    const id = sessionId(holder, day);
    const start = MORNING + day * DAY;
    const kind = at(this.#words.kinds, day + this.#number) ?? {};
    yield commitOf({
      ...sessionOf(id, holder, start, kind),
      ...(this.#leader && day % 3 === 0 ? { chair: this.#leader.id } : {}),
    });
    for (const { id: home, people } of called)
      for (const [place, { id: person }] of people.entries())
        if (comes(place, day))
          yield commitOf({
            ...{ kind: 'attended', id: idOf(home, day, place), at: start + place * MINUTE, by: person },
            ...{ unit: home, session: id, person, mode: '现场', late: null },
          });
    // The last ones are still to be settled.
    if (day >= HELD - 2) return;
    const closed = start + 4 * HOUR;
    const minutes = day % 4 === 0 ? 90 : 180;
    yield commitOf({
      kind: 'session.closed',
      id: idOf('c', holder, day),
      at: closed,
      by: 'system',
      unit: holder,
      session: id,
      minutes,
    });
    for (const [index, piece] of EVIDENCE_PIECES.slice(0, day % 4).entries())
      yield commitOf({
        ...{ kind: 'evidence.given', id: idOf('v', holder, day, index), at: closed, by: 'system' },
        ...{ unit: holder, session: id, piece, text: '大家谈了入户', file: null },
      });
  }

  get #leader(): Person | undefined {
    return this.#branches[0]?.people[0];
  }

  *doings({ id: home, people }: Branch): Generator<Commit> {
    for (const [place, person] of people.entries()) {
      for (const [index, topic] of this.#words.topics.entries())
        if ((place + index) % 3 !== 2)
          yield commitOf(essayOf(person, idOf('e', home, place, index), index, topic));
      const many = person.duties.some(({ role }) => role === 'leader') ? 24 : 2;
      for (let turn = 0; turn < many; turn++) {
        const deed = at(this.#words.deeds, place * 7 + turn + this.#number);
        if (deed) yield commitOf(deedOf(person, idOf('d', home, place, turn), turn, deed));
      }
    }
  }

  *documents(): Generator<Commit> {
    for (const [index, { name: type, points, review, each }] of this.#words.documents.entries())
      for (const unit of each === 'branch' ? this.#branches.map(({ id }) => id) : [this.#unit]) {
        const id = idOf('p', unit, index);
        const sent = MORNING + index * DAY;
        yield commitOf({
          ...{
            kind: 'document.sent',
            id,
            at: sent,
            by: 'system',
            unit,
            type,
            version: 1,
            number: this.#number * 100 + index,
          },
          ...{ text: '方案', file: null, points: points.map(({ name }) => name) },
        });
        for (const step of review.slice(0, this.#number % 3))
          yield commitOf({
            ...{ kind: 'document.reviewed', id: idOf('w', unit, index, step), at: sent + DAY, by: 'system' },
            ...{ unit, document: id, step, verdict: 'approved', reason: null },
          });
      }
  }

  *opinions(): Generator<Commit> {
    for (let index = 0; index < OPINIONS_A_UNIT; index++) {
      const number = String(100_000 + this.#number * OPINIONS_A_UNIT + index);
      const steps = opinionOf(number, this.#unit, index, at(this.#words.opinions, index));
      for (const record of steps.slice(0, 2 + (index % 4))) yield commitOf(record);
    }
  }
}

export const sessionId = (holder: UnitId, day: number): RecordId => idOf('s', holder, day);

export const sessionOf = (
  id: RecordId,
  unit: UnitId,
  start: Instant,
  { activity = '集中学习', topic, mode }: Readonly<Record<string, string>>,
): LedgerRecord & { kind: 'session.opened' } => ({
  ...{ kind: 'session.opened', id, at: start, by: 'system', unit, activity, topic: topic ?? null },
  ...{ title: activity, mode: mode ?? null, start, minutes: null, joined: [], code: null },
});

export const essayOf = (
  { id: person, home }: Person,
  id: RecordId,
  index: number,
  topic: string,
): LedgerRecord => {
  const when = MORNING + (30 + index) * DAY;
  return {
    kind: 'essay.written',
    id,
    at: when,
    by: person,
    unit: home,
    person,
    topic,
    text: '难事先记下来',
    file: null,
    length: 6,
  };
};

export const deedOf = (
  { id: person, home }: Person,
  id: RecordId,
  turn: number,
  { deed, act, target }: Vocabulary['deeds'][number],
): LedgerRecord => ({
  ...{ kind: 'deed.logged', id, at: MORNING + turn * DAY, by: person, unit: home, person },
  ...{ deed, target, day: addDays(toDay('2014-03-04'), turn), note: '', act },
});

/** Filed, given to the unit, claimed, planned, answered. */
function opinionOf(
  opinion: string,
  unit: UnitId,
  index: number,
  rules: Campaign['opinions'] | undefined,
): readonly OpinionRecord[] {
  const step = (turn: number) => ({
    id: idOf('o', opinion, turn),
    at: MORNING + turn * DAY,
    by: 'system' as const,
    unit,
  });
  const words = {
    people: at(rules?.people ?? [], index)?.name ?? null,
    question: at(rules?.questions ?? [], index >> 2)?.name ?? null,
    source: at(rules?.sources ?? [], index)?.name ?? null,
  };
  return [
    {
      ...step(0),
      kind: 'opinion.filed',
      number: opinion,
      text: '办事要跑几趟',
      proposed: null,
      about: null,
      ...words,
    },
    { ...step(1), kind: 'opinion.assigned', opinion },
    { ...step(2), kind: 'opinion.claimed', opinion },
    { ...step(3), kind: 'opinion.reported', opinion },
    { ...step(4), kind: 'opinion.answered', opinion, text: '已改为一次办结' },
  ];
}
