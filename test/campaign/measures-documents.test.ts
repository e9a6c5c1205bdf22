import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { DocumentFact } from '../../src/campaign/facts/documents.ts';
import type { SessionFact } from '../../src/campaign/facts.ts';
import { loadCampaign } from '../../src/campaign/load.ts';
import { measures } from '../../src/campaign/measures/index.ts';
import type { Tally } from '../../src/campaign/measures/measure.ts';
import { ledgerFacts } from '../../src/progress/facts/index.ts';
import { State } from '../../src/progress/state.ts';
import type { RecordId } from '../../src/records/records.ts';
import { Roster, type UnitId } from '../../src/roster/roster.ts';
import { Zone } from '../../src/time/zone.ts';
import { sampleRoster } from '../support/county.ts';
import { openingDay } from '../support/opening-day.ts';
import { came, RULES } from '../support/rules.ts';

const FILE = readFileSync('test/support/campaigns/documents.yaml', 'utf8');
const LIBRARY = '县图书馆' as UnitId;
const loaded = loadCampaign(FILE, { file: 'documents.yaml' });
if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes));
const nothing = ledgerFacts({
  campaign: loaded.campaign,
  roster: new Roster(await sampleRoster()),
  state: new State(),
  zone: new Zone('Asia/Shanghai'),
  today: openingDay,
});

const version = { id: 'd1' as RecordId, version: 1, at: 0 };
const APPROVED: DocumentFact = { ...version, status: 'approved' };
const WAITING: DocumentFact = { ...version, status: 'waiting', step: 'supervisor' };
const RETURNED: DocumentFact = { ...version, status: 'returned', reason: '太长' };
const INCOMPLETE: DocumentFact = { ...version, status: 'incomplete', missing: ['时间', '效果'] };

interface World {
  readonly documents?: Readonly<Record<string, DocumentFact>>;
  readonly since?: Readonly<Record<string, number>>;
  readonly sessions?: readonly SessionFact[];
}

function tally(
  name: string,
  of: unknown,
  { documents = {}, since = {}, sessions = [] }: World,
  unit = LIBRARY,
): Tally {
  const bound = measures.get(name)?.bind(of, RULES);
  if (!bound || 'error' in bound) throw new Error(`${name} does not take ${JSON.stringify(of)}`);
  const facts = {
    ...nothing,
    documentOf: (_: UnitId, type: string) => documents[type],
    approvedSince: (_: UnitId, type: string) => since[type],
    sessionsHeldIn: () => sessions,
  };
  return bound.use.tally({ kind: 'unit', unit }, facts);
}

describe('documents', () => {
  const one = (found: DocumentFact | undefined, status = 'approved') =>
    tally('documents', { document: ['学习计划'], status }, { documents: found ? { 学习计划: found } : {} });
  const keys = ({ notes }: Tally) => notes.map(({ key }) => key);

  it('are there once everybody agreed, and not while they wait, were returned or lack points', () => {
    expect([APPROVED, WAITING, RETURNED, INCOMPLETE, undefined].map((each) => one(each).have)).toEqual([
      1, 0, 0, 0, 0,
    ]);
  });

  it('need no verdict where it is enough that they were sent', () => {
    expect([APPROVED, WAITING, RETURNED, INCOMPLETE].map((each) => one(each, 'sent').have)).toEqual([
      1, 1, 0, 0,
    ]);
  });

  it('say why one is not there yet', () => {
    expect([WAITING, RETURNED, INCOMPLETE].map((each) => one(each).notes[0])).toEqual([
      { key: 'note.document-waiting', view: { type: '学习计划', version: 1, reader: '督导' } },
      { key: 'note.document-returned', view: { type: '学习计划', version: 1, reason: '太长' } },
      { key: 'note.document-incomplete', view: { type: '学习计划', version: 1, missing: '时间、效果' } },
    ]);
  });

  it('tell which of several never came', () => {
    const both = tally(
      'documents',
      { document: ['实施方案', '动员讲话'] },
      { documents: { 实施方案: APPROVED } },
    );
    expect(both).toMatchObject({ have: 1, all: 2 });
    expect(both.notes).toEqual([{ key: 'note.document-missing', view: { type: '动员讲话' } }]);
    expect(keys(one(undefined))).toEqual([]);
  });

  it('are the turn of others only when all that lacks is waiting', () => {
    expect(one(WAITING).turn).toBe('others');
    expect(one(RETURNED).turn).toBeUndefined();
    expect(
      tally('documents', { document: ['实施方案', '动员讲话'] }, { documents: { 实施方案: WAITING } }).turn,
    ).toBeUndefined();
  });

  it('are the turn of a unit of several branches itself, and not asked of its branches', () => {
    const of = { document: ['学习计划'] };
    expect(tally('documents', of, {}, '县教育局' as UnitId)).toMatchObject({ need: null, turn: 'own' });
    const branch = tally('documents', of, {}, '县教育局/机关第一支部' as UnitId);
    expect(branch).toMatchObject({
      need: 0,
      notes: [{ key: 'note.document-others', view: { sender: '县教育局' } }],
    });
    expect(tally('documents', of, {}, '县图书馆/图书馆支部' as UnitId).need).toBeNull();
  });
});

describe('order', () => {
  const NOON = Date.parse('2014-03-10T12:00:00+08:00');
  const of = { sessions: { activity: ['动员大会'] }, document: ['实施方案'] };
  const meeting = (more: Partial<SessionFact> = {}): SessionFact => ({
    id: 's1' as RecordId,
    unit: LIBRARY,
    activity: '动员大会',
    topic: null,
    mode: null,
    title: '动员大会',
    start: NOON,
    day: new Zone('Asia/Shanghai').dayOf(NOON),
    planned: null,
    minutes: 60,
    turnout: came(5),
    ...more,
  });
  const held = (since: number | undefined, ...sessions: SessionFact[]) =>
    tally('order', of, { sessions, since: since === undefined ? {} : { 实施方案: since } });

  it('is nothing to keep before there was a meeting', () => {
    expect(held(undefined)).toEqual({ have: 0, need: 0, notes: [] });
  });

  it('is kept by an approval up to the very moment, and broken a moment later', () => {
    expect(held(NOON, meeting())).toMatchObject({ have: 1, need: null, notes: [] });
    expect(held(NOON + 1, meeting())).toMatchObject({ have: 0, need: null, notes: [{ key: 'note.order' }] });
    expect(held(undefined, meeting()).notes[0]?.view).toMatchObject({ types: '实施方案', title: '动员大会' });
  });

  it('leaves other activities and other units out', () => {
    expect(held(undefined, meeting({ activity: '集中学习' })).notes).toEqual([]);
    expect(held(undefined, meeting({ unit: '县教育局' as UnitId })).notes).toEqual([]);
  });

  it('counts only a meeting that was settled and attended', () => {
    expect(held(NOON - 1, meeting({ minutes: null }))).toMatchObject({ have: 0, need: 0 });
    expect(held(NOON - 1, meeting({ turnout: came(0) }))).toMatchObject({ have: 0, need: 0 });
  });
});

describe('the sections documents and phases of a campaign file', () => {
  const mistakesOf = (text: string) => {
    const result = loadCampaign(text, { file: 'x.yaml' });
    return result.ok ? [] : result.mistakes.map(({ place, problem }) => `${place} ${problem}`);
  };
  const changed = (from: string, to: string) => {
    expect(FILE).toContain(from);
    return mistakesOf(FILE.replace(from, to));
  };

  it('may both be left out', () => {
    expect(mistakesOf(readFileSync('templates/campaigns/xianju.yaml', 'utf8'))).toEqual([]);
  });

  it('refuse a name given twice, as a name or as another name', () => {
    expect(changed('also: [讲话稿]', 'also: [方案]')).toEqual(['documents[3].name 文件名“方案”重复']);
    expect(changed('时间, 内容', '人员, 内容')).toEqual(['documents[4].points 要点“人员”重复']);
  });

  it('refuse a document that is not listed, in a requirement or a phase', () => {
    expect(changed('of: { document: [阶段总结] }', 'of: { document: [阶段小结] }')[0]).toContain(
      'requirements[5].of.document[1] “阶段小结”没有列在 documents 里',
    );
    expect(changed('documents: [实施方案, 阶段总结]', 'documents: [方案书]')).toEqual([
      'phases[1].documents[1] “方案书”没有列在 documents 里',
    ]);
    expect(changed('[plan-review, stage-summary]', '[plan-reviews]')).toEqual([
      'phases[1].requires[1] “plan-reviews”没有列在 requirements 里',
    ]);
  });

  it('refuse to wait for an approval that nobody gives', () => {
    expect(changed('of: { document: [阶段总结] }', 'of: { document: [领导小组文件] }')).toEqual([
      'requirements[5].of.document “领导小组文件”没有写谁来审阅（review），不会有“同意”',
    ]);
  });

  it('refuse a reader who is neither supervisor nor office, and an activity of two phases', () => {
    expect(changed('review: [督导, 办公室]', 'review: [书记]')[0]).toContain('documents[5].review[1]');
    expect(changed('activities: [整改会]', 'activities: [动员大会]')).toEqual([
      'phases[2].activities[1] “动员大会”已经属于环节“study”',
    ]);
  });
});
