import type { Campaign } from '../../src/campaign/campaign.ts';
import { Progress } from '../../src/progress/progress.ts';
import type { State } from '../../src/progress/state.ts';
import type { LedgerRecord, RecordId } from '../../src/records/records.ts';
import type { Person, Roster } from '../../src/roster/roster.ts';
import { DAY } from '../../src/time/clock.ts';
import type { Zone } from '../../src/time/zone.ts';
import { openingDay } from '../support/opening-day.ts';
import type { NoticesFigures } from './notices.ts';
import { commitOf, deedOf, essayOf, sessionId, sessionOf, type Vocabulary } from './notices-records.ts';
import { median } from './statistics.ts';
import { MORNING } from './wire.ts';

interface County {
  readonly campaigns: readonly Campaign[];
  readonly roster: Roster;
  readonly state: State;
  readonly zone: Zone;
  readonly words: Vocabulary;
}

/** People whose records are timed. */
const PEOPLE = 1000;
/** The day after the last that the history holds. */
const TODAY = 60;

/**
 * Microseconds for a record to be counted and for everything it can change to be told anew: where its person and the branch
 * stand on every requirement of every campaign. By kind of record.
 */
export function updates(county: County): NoticesFigures['updates'] {
  const { people } = county.roster;
  const chosen = people.filter((_, index) => index % Math.ceil(people.length / PEOPLE) === 0);
  const kinds = Object.entries(RECORDS);
  const times = new Map(kinds.map(([kind]) => [kind, [] as number[]]));
  for (const [index, person] of chosen.entries())
    for (const [kind, recordOf] of kinds) {
      const record = recordOf(person, index, county.words);
      if (record) times.get(kind)?.push(update(county, person, record) * 1000);
    }
  return Object.fromEntries([...times].map(([kind, all]) => [kind, median(all)]));
}

function update({ campaigns, roster, state, zone }: County, person: Person, record: LedgerRecord): number {
  const commit = commitOf(record);
  const start = performance.now();
  state.apply(commit);
  for (const campaign of campaigns) {
    const progress = new Progress(campaign, roster, state, zone, openingDay);
    progress.forPerson(person);
    progress.forUnit(person.home);
  }
  return performance.now() - start;
}

type RecordOf = (person: Person, index: number, words: Vocabulary) => LedgerRecord | undefined;

const idOf = (kind: string, index: number): RecordId => `CAIQ${kind}-${index}xSiHhq4X/0` as RecordId;
const NOON = MORNING + TODAY * DAY;

const RECORDS: Readonly<Record<string, RecordOf>> = {
  开会: ({ home }, index, { kinds }) =>
    sessionOf(sessionId(home, TODAY), home, NOON, kinds[index % kinds.length] ?? {}),
  签到: ({ home, id: person }, index) => ({
    ...{ kind: 'attended', id: idOf('a', index), at: NOON, by: person },
    ...{ unit: home, session: sessionId(home, TODAY), person, mode: '现场', late: null },
  }),
  结束: ({ home }, index) => ({
    ...{
      kind: 'session.closed',
      id: idOf('c', index),
      at: NOON,
      by: 'system',
      unit: home,
      session: sessionId(home, TODAY),
      minutes: 180,
    },
  }),
  材料: ({ home }, index) => ({
    ...{
      kind: 'evidence.given',
      id: idOf('v', index),
      at: NOON,
      by: 'system',
      unit: home,
      session: sessionId(home, TODAY),
    },
    ...{ piece: '记录', text: '大家谈了入户', file: null },
  }),
  体会: (person, index, { topics }) =>
    essayOf(person, idOf('e', index), index % 20, topics[index % topics.length] ?? ''),
  走访等: (person, index, { deeds }) => {
    const deed = deeds[index % deeds.length];
    return deed && deedOf(person, idOf('d', index), TODAY, deed);
  },
  报送: ({ home: unit }, index, { documents }) => ({
    ...{
      kind: 'document.sent',
      id: idOf('p', index),
      at: NOON,
      by: 'system',
      unit,
      version: 2,
      number: 90_000 + index,
    },
    ...{ type: documents[index % documents.length]?.name ?? '', text: '方案', file: null, points: [] },
  }),
  意见: ({ home: unit }, index) => ({
    ...{
      kind: 'opinion.filed',
      id: idOf('o', index),
      at: NOON,
      by: 'system',
      unit,
      number: String(900_000 + index),
    },
    ...{ text: '办事要跑几趟', people: null, question: null, source: null, proposed: null, about: unit },
  }),
};
