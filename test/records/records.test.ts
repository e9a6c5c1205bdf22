import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ArchiveRights } from '../../src/archive/rights.ts';
import { Progress } from '../../src/progress/progress.ts';
import { State } from '../../src/progress/state.ts';
import { tellerOf } from '../../src/progress/teller.ts';
import { defineRecord } from '../../src/records/define.ts';
import {
  definitionOf,
  type LedgerRecord,
  RECORD_KINDS,
  RECORDS,
  type RecordKind,
  recordSchema,
} from '../../src/records/records.ts';
import { records } from '../../src/records/registry.ts';
import { Roster } from '../../src/roster/roster.ts';
import { Zone } from '../../src/time/zone.ts';
import { loadWording } from '../../src/wording/wording.ts';
import { sampleCampaign, sampleRoster } from '../support/county.ts';
import { openingDay } from '../support/opening-day.ts';
import { BUREAU, SAMPLES, UNIT } from './samples.ts';

const all: readonly LedgerRecord[] = Object.values(SAMPLES);
const roster = new Roster(await sampleRoster());
const state = new State();
state.apply({ cause: 'm', at: 0, records: all, outbox: [] });
const progress = new Progress(await sampleCampaign(), roster, state, new Zone('Asia/Shanghai'), openingDay);
const teller = tellerOf(progress);
const { say } = loadWording('templates/messages');

/** What is told of each sample. */
const TOLD: Readonly<Record<RecordKind, string>> = {
  'group.bound': '这个群归县图书馆',
  'chat.opened': '赵磊',
  'delivery.noted': 'remind/a，已送达，第一次就成',
  'session.opened':
    '“三思三观讨论”，讨论，三思三观，群组共学，2014-03-05 14:13 开始，预计 180 分钟，一同参加：县卫生局，主持或主讲：赵磊',
  'session.moved': '2014-03-05“三思三观讨论”，由 2014-03-05 14:13 改到 2014-03-05 15:13',
  'session.closed': '2014-03-05“三思三观讨论”，共 175 分钟',
  attended: '赵磊，2014-03-05“三思三观讨论”，现场，职工代表，补签：忘了签',
  'leave.taken': '赵磊，2014-03-05 至 2014-03-05',
  'makeup.logged': '赵磊，2014-03-05“三思三观讨论”，看了会议材料，120 分钟，学习体会.docx',
  'makeup.checked': '赵磊，退回，没有写心得',
  'evidence.given': '2014-03-05“三思三观讨论”，记录，学习体会.docx，谈了入户',
  'essay.written': '赵磊，“三思三观”，4 字',
  'file.received': '赵磊，学习体会.docx',
  'record.voided': '撤销一条“签到”（编号 r-attended），原因：误签',
  'doubt.settled': '属实',
  'appraisal.opened': '县图书馆，评议班子和1人，1 人可以投票',
  'vote.cast': '',
  'appraisal.closed': '群众代表 3/4 人投票\n1 张选票损坏，没有计入\n班子，3 票，好 2、较好 1\n多到村里来',
  'deed.logged': '赵磊，走访，河东村12户，2014-03-05，集体学习，修了灯',
  'deed.planned': '赵磊，走访，河东村，2014-03-05，带上名单',
  'document.sent': '县图书馆，学习计划第 2 稿，登记号 7，学习体会.docx，全文',
  'document.reviewed': '学习计划第 2 稿，活动办，退回，太短',
  'phase.consented': 'study，市委3月28日来函',
  'phase.advanced': 'study',
  'check.answered': '县图书馆，回头看，读原著，否，下周补',
  'item.opened': '心愿，民生，修水渠，通水，责任人 赵磊，2014-03-05 前',
  'item.moved': '修水渠，完成，已通水',
  'look.noted': '县卫生局，领导带头，还不够',
  'unit.nudged': '县卫生局，“三思三观”体会文章1篇',
  'requirement.extended': '县卫生局，“三思三观”体会文章1篇，延期到 2014-03-05，防汛',
  'requirement.waived': '赵磊，“三思三观”体会文章1篇，住院',
  'exemplar.named': '表彰，服务标兵，某窗口，群众推荐',
  'opinion.filed': '3821 号，借书要填三张表，座谈会',
  'opinion.sorted': '3821 号，官僚主义，程序繁琐',
  'opinion.assigned': '3821 号，交县图书馆办理',
  'opinion.sent-up': '3821 号，上报市活动办',
  'opinion.reported': '3821 号',
  'opinion.claimed': '3821 号，县图书馆',
  'opinion.planned': '3821 号，并成一张，责任人 赵磊，2014-03-05 至 2014-03-05',
  'opinion.progressed': '3821 号，正在印',
  'opinion.rectified': '3821 号，并好了',
  'opinion.checked': '3821 号，通过，看过',
  'opinion.answered': '3821 号，现在填一张',
  'opinion.rated': '3821 号，不满意，还是慢',
  'opinion.closed': '3821 号，以后再办：换系统，2014-03-05 前',
};

/** What the archive of a unit leaves out of the samples, and, where only a part, what it still tells. */
const WITHHELD_FROM_UNIT: Partial<Readonly<Record<RecordKind, string | 'whole'>>> = {
  'chat.opened': 'whole',
  'delivery.noted': 'whole',
  'leave.taken': TOLD['leave.taken'],
  'essay.written': '赵磊，“三思三观”',
  'file.received': '赵磊',
  'doubt.settled': '',
  'appraisal.opened': TOLD['appraisal.opened'],
  'vote.cast': 'whole',
  'appraisal.closed': '群众代表 3/4 人投票\n1 张选票损坏，没有计入\n班子，3 票，好 2、较好 1',
  'look.noted': 'whole',
  'opinion.filed': 'whole',
  'opinion.rated': 'whole',
};

/** Fields that some records leave out. */
const OPTIONAL = ['chair', 'group', 'contents'];

describe.each(RECORD_KINDS)('a record of kind %s', (kind) => {
  const record = SAMPLES[kind];
  const { label, tells, undo } = definitionOf(kind);
  const stored = JSON.stringify(record);

  it('reads back as it was written, with whatever a later version may add', () => {
    expect(recordSchema.parse(JSON.parse(stored))).toEqual(record);
    expect(recordSchema.parse({ ...record, later: [1] })).toEqual({ ...record, later: [1] });
  });

  it.each(Object.keys(record))('is not believed with a damaged or missing %s', (field) => {
    const { [field]: _, ...rest } = JSON.parse(stored);
    expect(recordSchema.safeParse({ ...rest, [field]: { damaged: true } }).success).toBe(false);
    expect(recordSchema.safeParse(rest).success).toBe(OPTIONAL.includes(field));
  });

  it('has a name and can be told in plain words', () => {
    expect(label).toMatch(/^\p{Script=Han}+$/u);
    expect(tells(record, teller)).toBe(TOLD[kind]);
  });

  it('is taken back by words that name no other kind, and said to be, or not at all', () => {
    const others = RECORDS.filter((other) => other.kind !== kind);
    const taken = others.flatMap((other) => (other.undo === 'never' ? [] : other.undo.words));
    if (undo === 'never') return;
    for (const word of undo.words) expect(taken).not.toContain(word);
    expect(say(`undo.${kind.replace('.', '-')}`, { label }, 'undo.record')).toMatch(/\p{Script=Han}/u);
  });

  it('goes into the archive of a unit as far as its policy lets it', () => {
    const withheld = rightsFor(UNIT).withheld(record);
    const told = withheld?.extent === 'part' ? withheld.tellKept(teller) : withheld?.extent;
    expect(told).toBe(WITHHELD_FROM_UNIT[kind]);
    if (withheld) expect(withheld.why).toMatch(/\p{Script=Han}/u);
  });
});

function rightsFor(unit: typeof UNIT): ArchiveRights {
  const rights = new ArchiveRights(progress, unit, new Set(['remind/a']));
  for (const record of all) rights.learn(record);
  return rights;
}

describe('the kinds of records', () => {
  it('have each a name of their own', () => {
    expect(new Set(RECORDS.map(({ label }) => label)).size).toBe(RECORDS.length);
  });

  it('keep of a record of which a part is withheld the header and what the policy names', () => {
    const withheld = rightsFor(BUREAU).withheld(SAMPLES['essay.written']);
    expect(withheld).toMatchObject({ extent: 'part' });
    const { id, kind, at, by, unit, person, topic } = SAMPLES['essay.written'];
    expect(withheld).toHaveProperty('kept', { id, kind, at, by, unit, person, topic });
  });

  it('refuse to tell a record of another kind', () => {
    expect(() => definitionOf('attended').tells(SAMPLES['leave.taken'], teller)).toThrow(TypeError);
  });

  it('can be extended by another', () => {
    const toy = defineRecord('toy.found', {
      shape: { toy: z.string() },
      label: '玩具',
      tells: ({ toy, unit }) => `${unit}：${toy}`,
      undo: 'never',
      archive: { withholds: 'whole', why: (_, view) => (view.own ? undefined : '玩具不归档') },
    });
    const { schema, definition, kinds } = records([...RECORDS, toy]);
    const found = { ...SAMPLES['phase.advanced'], kind: 'toy.found', toy: '积木' };
    const read = schema.parse(found);
    expect(definition('toy.found').tells(read, teller)).toBe('县图书馆：积木');
    expect(definition('toy.found').withheld(read, rightsFor(UNIT))).toEqual({
      extent: 'whole',
      why: '玩具不归档',
    });
    expect(schema.parse(SAMPLES.attended)).toEqual(SAMPLES.attended);
    expect(kinds).toEqual([...RECORD_KINDS, 'toy.found']);
    expect(recordSchema.safeParse(found).success).toBe(false);
  });
});
