import type { Commit } from '../../src/journal/commit.ts';
import type { LedgerRecord, RecordId } from '../../src/records/records.ts';
import type { Person, RosterData, UnitId } from '../../src/roster/roster.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../src/time/clock.ts';
import { MORNING } from './wire.ts';
import { writeJournal } from './written-journal.ts';

/** Sessions a branch has held before today's, one a day. */
const HELD = 35;
/** The day's session whose topic the essays are about. */
const DISCUSSION = 10;

/** Today's session of a branch, which nobody has checked in to yet. */
export const todaysSession = (branch: number): RecordId => idOf(branch, 'today');

const idOf = (branch: number, name: string): RecordId => `${branch}-${name}`.padStart(16, '0') as RecordId;

/**
 * What a branch has put on record, one record a commit as people type: sessions opened, attended and settled, two essays of
 * three, and last a session that is open now. One branch in ten has not held its discussion yet.
 */
export function* historyOf(unit: UnitId, branch: number, people: readonly Person[]): Generator<Commit> {
  const secretary = people[0]?.id ?? 'system';
  for (let day = 0; day <= HELD; day++) {
    const isToday = day === HELD;
    const session = isToday ? todaysSession(branch) : idOf(branch, `s${day}`);
    const at = MORNING + day * DAY;
    const isDiscussion = day === DISCUSSION && branch % 10 !== 9;
    yield commitOf(at, {
      kind: 'session.opened',
      id: session,
      at,
      by: secretary,
      unit,
      activity: isDiscussion ? '讨论' : '集中学习',
      topic: isDiscussion ? '三思三观' : null,
      title: isDiscussion ? '三思三观讨论' : '集中学习',
      mode: null,
      start: at,
      minutes: null,
      joined: [],
      code: null,
    });
    if (isToday) return;
    for (const [place, person] of people.entries())
      yield checkIn(unit, session, person, at + place * MINUTE, idOf(branch, `s${day}p${place}`));
    const closed = at + 4 * HOUR;
    const id = idOf(branch, `c${day}`);
    yield commitOf(closed, {
      kind: 'session.closed',
      id,
      at: closed,
      by: secretary,
      unit,
      session,
      minutes: 180,
    });
    if (isDiscussion) yield* essays(unit, branch, people, at + DAY);
  }
}

export const checkIn = (
  unit: UnitId,
  session: RecordId,
  { id: person }: Person,
  at: Instant,
  id: RecordId,
): Commit =>
  commitOf(at, {
    kind: 'attended',
    id,
    at,
    by: person,
    unit,
    session,
    person,
    mode: '现场',
    late: null,
  });

function* essays(unit: UnitId, branch: number, people: readonly Person[], at: Instant): Generator<Commit> {
  for (const [place, { id: person }] of people.entries()) {
    if (place % 3 === 2) continue;
    const text =
      '和群众的距离不在路上，在心里。入户时多坐一会儿，多听几句，难事先记下来，能办的当天就办。'.repeat(8);
    const id = idOf(branch, `e${place}`);
    yield commitOf(at, {
      kind: 'essay.written',
      id,
      at,
      by: person,
      unit,
      person,
      topic: '三思三观',
      text,
      file: null,
      length: text.length,
    });
  }
}

const commitOf = (at: Instant, record: LedgerRecord): Commit => ({
  cause: `CAIQ${record.id}xSiHhq4X`,
  at,
  records: [record],
  outbox: [],
});

/** The histories of all branches. */
export function* historyOfCounty({ units, people }: RosterData): Generator<Commit> {
  const residents = Map.groupBy(people, ({ home }) => home);
  const branches = units.filter(({ kind }) => kind === 'branch');
  for (const [number, { id }] of branches.entries()) yield* historyOf(id, number, residents.get(id) ?? []);
}

/** Writes the histories as the journal of a data folder; how many records they hold. */
export const writeHistory = (folder: string, roster: RosterData): Promise<number> =>
  writeJournal(folder, historyOfCounty(roster));
