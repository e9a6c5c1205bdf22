import { describe, expect, it } from 'vitest';
import type { EssayFact, Facts, SessionFact } from '../../src/campaign/facts.ts';
import { measures } from '../../src/campaign/measures/index.ts';
import type { Subject, Tally } from '../../src/campaign/measures/measure.ts';
import type { EvidencePiece, RecordId } from '../../src/records/records.ts';
import type { PersonId, UnitId } from '../../src/roster/roster.ts';
import { HOUR } from '../../src/time/clock.ts';
import { toDay } from '../../src/time/zone.ts';
import { emptyFacts } from '../support/empty-facts.ts';
import { came, RULES } from '../support/rules.ts';

const UNIT = '县教育局' as UnitId;

let count = 0;
const session = (day: string, minutes: number | null, more: Partial<SessionFact> = {}): SessionFact => ({
  id: `s${count++}` as RecordId,
  unit: UNIT,
  activity: '讨论',
  topic: '三思三观',
  mode: null,
  title: '三思三观讨论',
  start: Date.parse(`${day}T09:00:00+08:00`),
  day: toDay(day),
  planned: null,
  minutes,
  turnout: came(5),
  ...more,
});

interface World {
  readonly sessions?: Readonly<Record<string, readonly SessionFact[]>>;
  readonly branches?: readonly string[];
  readonly evidence?: Readonly<Record<string, readonly EvidencePiece[]>>;
  readonly essays?: readonly EssayFact[];
  readonly attended?: readonly SessionFact[];
  readonly led?: readonly SessionFact[];
  readonly groups?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly people?: number;
}

function factsOf({
  sessions = {},
  branches = [UNIT],
  evidence = {},
  essays = [],
  attended = [],
  led = [],
  groups = {},
  people = 100,
}: World): Facts {
  return {
    ...emptyFacts(),
    asksSomebody: () => true,
    sessionsFor: (unit) => sessions[unit] ?? [],
    sessionsCalling: (_, home) => sessions[home] ?? [],
    sessionsHeldIn: () => Object.values(sessions).flat(),
    sessionsSharedIn: () => Object.values(sessions).flat(),
    evidenceOf: (id) => new Set(evidence[id] ?? []),
    essaysBy: () => essays,
    attendedBy: () => attended,
    ledBy: () => led,
    groupsAt: (id) => new Map(Object.entries(groups[id] ?? {})),
    groupless: () => [],
    peopleOf: () => people,
    branchesOf: () => branches.map((each) => each as UnitId),
  };
}

function tally(
  name: string,
  of: unknown,
  world: World,
  subject: Subject = { kind: 'unit', unit: UNIT },
): Tally {
  const bound = measures.get(name)?.bind(of, RULES);
  if (!bound || 'error' in bound) throw new Error(`${name} does not take ${JSON.stringify(of)}`);
  return bound.use.tally(subject, factsOf(world));
}

describe('days', () => {
  const of = { activity: ['集中学习', '讨论'] };
  const have = (...sessions: SessionFact[]): number =>
    tally('days', of, { sessions: { [UNIT]: sessions } }).have;

  it('adds up lengths in study days', () => {
    expect(have(session('2014-03-04', 360), session('2014-03-05', 180))).toBe(1.5);
  });

  it('never counts a calendar day for more than one', () => {
    expect(have(session('2014-03-04', 360), session('2014-03-04', 360), session('2014-03-04', 360))).toBe(1);
  });

  it('rounds down: three days less a minute are not three', () => {
    expect(have(session('2014-03-04', 360), session('2014-03-05', 360), session('2014-03-06', 359))).toBe(
      2.9,
    );
  });

  it('does not lose a tenth to floating point', () => {
    expect(have(session('2014-03-04', 36), session('2014-03-05', 36), session('2014-03-06', 36))).toBe(0.3);
  });

  it('waits for a session to be settled, and says so', () => {
    const { have: days, notes } = tally('days', of, { sessions: { [UNIT]: [session('2014-03-04', null)] } });
    expect(days).toBe(0);
    expect(notes.map(({ key }) => key)).toEqual(['note.open']);
  });

  it('says of a session that is open still when its planned length will not do', () => {
    const [enough, short] = [180, 120].map((planned) => session('2014-03-04', null, { planned }));
    const notes = [enough, short].map(
      (each) => tally('days', { at_least: '半天' }, { sessions: { [UNIT]: each ? [each] : [] } }).notes[0],
    );
    expect(notes.map((note) => note?.key)).toEqual(['note.open', 'note.open']);
    expect(notes.map((note) => note?.view['least'])).toEqual([undefined, '3小时']);
    expect(notes[1]?.view['length']).toBe('2小时');
  });

  it('counts nothing where nobody of the unit was present', () => {
    expect(have(session('2014-03-04', 360, { turnout: came(0) }))).toBe(0);
  });

  it('leaves other activities out', () => {
    expect(have(session('2014-03-04', 360, { activity: '专题片' }))).toBe(0);
  });

  it('takes the branch that is furthest behind', () => {
    const sessions = {
      甲: [session('2014-03-04', 360), session('2014-03-05', 360)],
      乙: [session('2014-03-04', 360)],
    };
    expect(tally('days', of, { sessions, branches: ['甲', '乙'] }).have).toBe(1);
    expect(tally('days', of, { sessions: { 甲: sessions.甲 }, branches: ['甲', '乙'] }).have).toBe(0);
  });
});

describe('sessions', () => {
  const of = { activity: ['讨论'], topic: ['三思三观'], at_least: '半天' };

  it('counts those that are long enough', () => {
    expect(tally('sessions', of, { sessions: { [UNIT]: [session('2014-03-04', 180)] } }).have).toBe(1);
  });

  it('says why one that is too short does not count', () => {
    const { have, notes } = tally('sessions', of, { sessions: { [UNIT]: [session('2014-03-04', 179)] } });
    expect(have).toBe(0);
    expect(notes).toMatchObject([{ key: 'note.short', view: { length: '2小时59分钟', least: '3小时' } }]);
  });

  it('does not mistake another topic', () => {
    expect(
      tally('sessions', of, { sessions: { [UNIT]: [session('2014-03-04', 300, { topic: null })] } }).have,
    ).toBe(0);
  });
});

describe('essays', () => {
  const of = { topic: ['三思三观'], after: { activity: ['讨论'], topic: ['三思三观'] } };
  const person: Subject = { kind: 'person', person: 'zhaolei' as PersonId, home: UNIT };
  const discussion = session('2014-03-04', 180);
  const essay = (hours: number): EssayFact => ({
    id: `e${hours}` as RecordId,
    topic: '三思三观',
    at: discussion.start + hours * HOUR,
    length: 800,
  });

  const written = (hours: number, ...sessions: SessionFact[]): Tally =>
    tally('essays', of, { sessions: { [UNIT]: sessions }, essays: [essay(hours)] }, person);

  it('count once the discussion has counted, also those handed in before it', () => {
    expect(written(1, discussion).have).toBe(1);
    expect(written(-1, discussion).have).toBe(1);
  });

  it.each([
    ['none was held', []],
    ['it is open still', [{ ...discussion, minutes: null }]],
    ['too few came', [{ ...discussion, turnout: came(1, 5) }]],
  ])('are kept but do not count while %s, and nobody is asked for them', (_, held) => {
    const { have, need, notes } = written(1, ...held);
    expect([have, need]).toEqual([0, 0]);
    expect(notes.map(({ key }) => key)).toEqual(['note.early']);
  });

  it('of one topic count once, however many there are', () => {
    expect(
      tally('essays', of, { sessions: { [UNIT]: [discussion] }, essays: [essay(1), essay(2)] }, person).have,
    ).toBe(1);
  });

  it('on another topic do not count', () => {
    const other = { ...essay(1), topic: '读书' };
    expect(tally('essays', of, { sessions: { [UNIT]: [discussion] }, essays: [other] }, person).have).toBe(0);
  });
});

describe('evidence', () => {
  const of = { sessions: { activity: ['讨论'], topic: ['三思三观'] }, pieces: ['记录', '信息', '照片'] };

  it('asks for nothing while there is nothing to prove', () => {
    expect(tally('evidence', of, {})).toEqual({ have: 0, need: 0, notes: [] });
  });

  it('asks for every piece of every session, and names what is missing', () => {
    const one = session('2014-03-04', 180);
    const two = session('2014-03-11', 180);
    const result = tally('evidence', of, {
      sessions: { [UNIT]: [one, two] },
      evidence: { [one.id]: ['记录', '照片'], [two.id]: ['记录', '信息', '照片'] },
    });
    expect(result).toMatchObject({ have: 5, need: 6 });
    expect(result.notes).toMatchObject([{ key: 'note.evidence', view: { missing: '信息' } }]);
  });
});

const ZHAO: Subject = { kind: 'person', person: 'zhaolei' as PersonId, home: UNIT };

describe('attended', () => {
  const of = { activity: ['辅导讲座'] };
  const lecture = (day: string, more: Partial<SessionFact> = {}) =>
    session(day, 120, { activity: '辅导讲座', ...more });

  it('counts the sessions of the kind the person was at', () => {
    const attended = [lecture('2014-03-04'), session('2014-03-05', 120)];
    expect(tally('attended', of, { attended }, ZHAO).have).toBe(1);
  });

  it('knows how many there were in all', () => {
    const held = [lecture('2014-03-04'), lecture('2014-03-11')];
    expect(
      tally('attended', of, { sessions: { [UNIT]: held }, attended: held.slice(0, 1) }, ZHAO),
    ).toMatchObject({ have: 1, all: 2 });
  });
});

describe('led', () => {
  it('counts for who chaired it, once it is settled', () => {
    const forum = session('2014-03-04', 90, { activity: '座谈会' });
    const open = session('2014-03-05', null, { activity: '座谈会' });
    const result = tally('led', { activity: ['座谈会'] }, { led: [forum, open] }, ZHAO);
    expect(result.have).toBe(1);
    expect(result.notes.map(({ key }) => key)).toEqual(['note.open']);
  });
});

describe('span', () => {
  it('runs from the unit’s own first session to its latest', () => {
    const sessions = {
      [UNIT]: [session('2014-03-10', 60), session('2014-04-10', 60), session('2014-06-10', 60)],
    };
    expect(tally('span', {}, { sessions }).have).toBe(3);
  });

  it('counts calendar months, the day before included', () => {
    const until = (day: string) =>
      tally('span', {}, { sessions: { [UNIT]: [session('2014-04-10', 60), session(day, 60)] } }).have;
    expect(until('2014-07-09')).toBe(3);
    expect(until('2014-07-08')).toBe(2.9);
  });

  it('is nothing while there has been but one', () => {
    expect(tally('span', {}, { sessions: { [UNIT]: [session('2014-03-10', 60)] } }).have).toBe(0);
  });
});

describe('variety', () => {
  const of = { by: 'mode', sessions: { mode: ['全员轮学', '现场教学', '群组共学'] } };

  it('counts different values, and says which have not occurred', () => {
    const sessions = [
      session('2014-03-04', 60, { mode: '现场教学' }),
      session('2014-03-05', 60, { mode: '现场教学' }),
    ];
    const result = tally('variety', of, { sessions: { [UNIT]: sessions } });
    expect(result).toMatchObject({ have: 1, all: 3 });
    expect(result.notes).toMatchObject([{ key: 'note.variety', view: { open: '全员轮学、群组共学' } }]);
  });
});

describe('share', () => {
  const meeting = session('2014-03-04', 90, { activity: '动员大会' });
  const of = { sessions: { activity: ['动员大会'] }, group: '职工代表', at_most: '1/5', small_unit: 20 };
  const with_ = (ours: number, others: number, people = 100) =>
    tally('share', of, {
      sessions: { [UNIT]: [meeting] },
      groups: { [meeting.id]: { 职工代表: ours, 中层干部: others } },
      people,
    });

  it('counts a meeting at which the group was no more than its part, the part itself included', () => {
    expect(with_(2, 8).have).toBe(1);
  });

  it('says by how much a meeting exceeded it', () => {
    const { have, notes } = with_(3, 8);
    expect(have).toBe(0);
    expect(notes).toMatchObject([{ key: 'note.share', view: { ours: 3, all: 11, at_most: '1/5' } }]);
  });

  it('lets a small unit call everyone', () => expect(with_(10, 5, 20).have).toBe(1));
});
