import type { FileHash, LedgerRecord, RecordId, RecordKind, StoredFile } from '../../src/records/records.ts';
import type { PersonId, UnitId } from '../../src/roster/roster.ts';
import { toDay } from '../../src/time/zone.ts';

export const UNIT = '县图书馆' as UnitId;
export const BUREAU = '县卫生局' as UnitId;
export const PERSON = 'zhaolei' as PersonId;
export const FILE: StoredFile = {
  hash: 'a'.repeat(64) as FileHash,
  name: '学习体会.docx',
  bytes: 9,
  type: 'application/zip',
};
const DAY = toDay('2014-03-05');

const head = <K extends RecordKind>(kind: K) => ({
  ...{ kind, id: `r-${kind}` as RecordId, at: 1_394_000_000_000, by: PERSON, unit: UNIT },
});
const opinion = '3821';
const id = (kind: RecordKind): RecordId => `r-${kind}` as RecordId;

/** One record of each kind, each speaking of the others where it speaks of any. */
export const SAMPLES: { readonly [R in LedgerRecord as R['kind']]: R } = {
  'group.bound': { ...head('group.bound'), chat: 'wrkSFfCgAA' },
  'chat.opened': { ...head('chat.opened'), person: PERSON, chat: 'ZhaoLei' },
  'delivery.noted': { ...head('delivery.noted'), key: 'remind/a', state: 'sent', detail: '第一次就成' },
  'session.opened': {
    ...head('session.opened'),
    ...{
      activity: '讨论',
      topic: '三思三观',
      title: '三思三观讨论',
      mode: '群组共学',
      start: 1_394_000_000_000,
    },
    ...{ minutes: 180, joined: [BUREAU], code: '1234', chair: PERSON },
  },
  'session.moved': {
    ...head('session.moved'),
    ...{ session: id('session.opened'), from: 1_394_000_000_000, start: 1_394_003_600_000 },
  },
  'session.closed': { ...head('session.closed'), session: id('session.opened'), minutes: 175 },
  attended: {
    ...head('attended'),
    ...{ session: id('session.opened'), person: PERSON, mode: '现场', late: '忘了签', group: '职工代表' },
  },
  'leave.taken': {
    ...head('leave.taken'),
    ...{ person: PERSON, session: id('session.opened'), from: DAY, to: DAY, reason: '住院' },
  },
  'makeup.logged': {
    ...head('makeup.logged'),
    ...{ session: id('session.opened'), person: PERSON, what: '看了会议材料', minutes: 120, file: FILE },
  },
  'makeup.checked': {
    ...head('makeup.checked'),
    ...{ makeup: id('makeup.logged'), passed: false, reason: '没有写心得' },
  },
  'evidence.given': {
    ...head('evidence.given'),
    ...{ session: id('session.opened'), piece: '记录', text: '谈了入户', file: FILE },
  },
  'essay.written': {
    ...head('essay.written'),
    ...{ person: PERSON, topic: '三思三观', text: '心里的话', file: FILE, length: 4 },
  },
  'file.received': {
    ...head('file.received'),
    ...{ person: PERSON, file: FILE, contents: { kind: 'text', text: '心里的话', cut: false } },
  },
  'record.voided': { ...head('record.voided'), target: id('attended'), reason: '误签' },
  'doubt.settled': { ...head('doubt.settled'), doubt: 'rush/s0', note: '属实' },
  'appraisal.opened': {
    ...head('appraisal.opened'),
    ...{ leaders: [PERSON], voters: [{ person: PERSON, group: '群众代表' }], pools: [['群众代表']] },
    ...{ least: 3, leastGroup: 3, lock: { salt: '00', publicKey: 'ff' } },
  },
  'vote.cast': { ...head('vote.cast'), appraisal: id('appraisal.opened'), subjects: [0, 1] },
  'appraisal.closed': {
    ...head('appraisal.closed'),
    appraisal: id('appraisal.opened'),
    tallies: [
      {
        ...{ subject: 0, ballots: 3, overall: { 好: 2, 较好: 1 } },
        ...{ parts: [{ groups: ['群众代表'], counts: { 好: 2 } }], aspects: { 作风: { 好: 3 } } },
      },
    ],
    turnout: [{ group: '群众代表', voters: 4, voted: 3 }],
    comments: [{ subject: 0, text: '多到村里来' }],
    leftOut: 1,
  },
  'deed.logged': {
    ...head('deed.logged'),
    ...{ person: PERSON, deed: '走访', target: '河东村12户', day: DAY, note: '修了灯', act: '集体学习' },
  },
  'deed.planned': {
    ...head('deed.planned'),
    ...{ person: PERSON, deed: '走访', target: '河东村', day: DAY, note: '带上名单' },
  },
  'document.sent': {
    ...head('document.sent'),
    ...{ type: '学习计划', version: 2, number: 7, text: '全文', file: FILE, points: ['人员'] },
  },
  'document.reviewed': {
    ...head('document.reviewed'),
    ...{ document: id('document.sent'), step: 'office', verdict: 'returned', reason: '太短' },
  },
  'phase.consented': { ...head('phase.consented'), phase: 'study', words: '市委3月28日来函' },
  'phase.advanced': { ...head('phase.advanced'), phase: 'study' },
  'check.answered': {
    ...head('check.answered'),
    ...{ checklist: '回头看', point: '读原著', answer: '否', note: '下周补' },
  },
  'item.opened': {
    ...head('item.opened'),
    ...{ holder: UNIT, pipeline: '心愿', type: '民生', title: '修水渠', goal: '通水' },
    ...{ person: PERSON, date: DAY },
  },
  'item.moved': { ...head('item.moved'), item: id('item.opened'), stage: '完成', note: '已通水' },
  'look.noted': { ...head('look.noted'), about: BUREAU, point: '领导带头', note: '还不够' },
  'unit.nudged': { ...head('unit.nudged'), about: BUREAU, requirements: ['essay'] },
  'requirement.extended': {
    ...head('requirement.extended'),
    ...{ requirement: 'essay', about: BUREAU, person: null, until: DAY, reason: '防汛' },
  },
  'requirement.waived': {
    ...head('requirement.waived'),
    ...{ requirement: 'essay', about: UNIT, person: PERSON, reason: '住院' },
  },
  'exemplar.named': {
    ...head('exemplar.named'),
    ...{ about: BUREAU, award: '服务标兵', who: '某窗口', stage: '表彰', note: '群众推荐' },
    nomination: 'r0' as RecordId,
  },
  'opinion.filed': {
    ...head('opinion.filed'),
    ...{ people: '群众', question: '问计', proposed: '官僚主义', about: BUREAU },
    ...{ number: opinion, text: '借书要填三张表', source: '座谈会' },
  },
  'opinion.sorted': { ...head('opinion.sorted'), opinion, topic: '官僚主义', problem: '程序繁琐' },
  'opinion.assigned': { ...head('opinion.assigned'), opinion },
  'opinion.sent-up': { ...head('opinion.sent-up'), opinion, to: '市活动办' },
  'opinion.reported': { ...head('opinion.reported'), opinion },
  'opinion.claimed': { ...head('opinion.claimed'), opinion },
  'opinion.planned': {
    ...head('opinion.planned'),
    ...{ opinion, measure: '并成一张', person: PERSON, from: DAY, limit: DAY },
  },
  'opinion.progressed': { ...head('opinion.progressed'), opinion, text: '正在印' },
  'opinion.rectified': { ...head('opinion.rectified'), opinion, text: '并好了' },
  'opinion.checked': { ...head('opinion.checked'), opinion, passed: true, text: '看过' },
  'opinion.answered': { ...head('opinion.answered'), opinion, text: '现在填一张' },
  'opinion.rated': {
    ...head('opinion.rated'),
    ...{ opinion, answer: id('opinion.answered'), satisfied: false, text: '还是慢' },
  },
  'opinion.closed': { ...head('opinion.closed'), opinion, plan: { text: '换系统', until: DAY } },
};
