import fc from 'fast-check';
import type { Commit } from '../../src/journal/commit.ts';
import type { Attended, LedgerRecord, RecordId } from '../../src/records/records.ts';
import type { PersonId, UnitId } from '../../src/roster/roster.ts';
import { HOUR } from '../../src/time/clock.ts';
import { addDays, toDay } from '../../src/time/zone.ts';
import { instant } from '../support/county.ts';

export const UNITS = ['云溪县活动办', '县教育局', '县教育局/机关第一支部', '县图书馆/图书馆支部'].map(
  (id) => id as UnitId,
);
export const PEOPLE = ['zhaolei', 'zhoumin', 'chenjianguo', 'suzhigang', 'douwenjing'].map(
  (id) => id as PersonId,
);
const named = (prefix: string, count: number): RecordId[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}` as RecordId);
// Few enough that records meet, and some speak of what was never there.
export const SESSIONS = named('s', 4);
/** Documents, items, nominations and ballots, of which other records speak. */
export const ROOTS = named('x', 6);
export const NUMBERS = ['1000', '1001', '1002'];
export const CHATS = ['c0', 'c1'];
export const KEYS = ['remind/a', 'remind/b', 'digest/c'];
const IDS = named('r', 40);

const LOCK = { salt: '00', publicKey: '00' };

const START = instant('2014-03-03', '08:00');
const unit = fc.constantFrom(...UNITS);
const person = fc.constantFrom(...PEOPLE);
const session = fc.constantFrom(...SESSIONS);
const root = fc.constantFrom(...ROOTS);
const opinion = fc.constantFrom(...NUMBERS);
// Coarse, so that many records share an instant.
const at = fc.integer({ min: 0, max: 40 }).map((hours) => START + hours * 6 * HOUR);
const day = fc.integer({ min: 0, max: 10 }).map((count) => addDays(toDay('2014-03-03'), count));
const note = fc.constantFrom('已解决', null);
const fact = { at, by: fc.oneof(person, fc.constant('system' as const)), unit };
const kind = <K extends LedgerRecord['kind']>(name: K) => ({ ...fact, kind: fc.constant(name) });

type Unnamed<R> = R extends LedgerRecord ? Omit<R, 'id'> : never;
type Draft = fc.Arbitrary<Unnamed<LedgerRecord>>;

const sessionOpened = fc.record({
  ...kind('session.opened'),
  activity: fc.constantFrom('讨论', '集中学习', '动员大会'),
  topic: fc.constantFrom('三思三观', null),
  title: fc.constant('一次会'),
  mode: fc.constant(null),
  start: at,
  minutes: fc.constant(null),
  joined: fc.uniqueArray(unit, { maxLength: 2 }),
  code: fc.constant(null),
  chair: person,
});
const attended = fc.record({
  ...kind('attended'),
  session,
  person,
  mode: fc.constantFrom<Attended['mode']>('现场', '线上'),
  late: fc.constantFrom(null, '漏签'),
});
const deed = {
  person,
  deed: fc.constantFrom('走访' as const, '读书' as const, '联系点' as const, '联系企业' as const),
  target: fc.constantFrom('《论群众路线》', '河东村', '县图书馆'),
  day,
  note: fc.constantFrom('', '已解决'),
};

const onStudy: Draft = fc.oneof(
  fc.record({ ...kind('group.bound'), chat: fc.constantFrom(...CHATS) }),
  fc.record({ ...kind('session.moved'), session, from: at, start: at }),
  fc.record({ ...kind('session.closed'), session, minutes: fc.constantFrom(60, 180, 360) }),
  fc.record({ ...kind('makeup.checked'), makeup: root, passed: fc.boolean(), reason: note }),
  fc.record({
    ...kind('leave.taken'),
    ...{ person, session: fc.oneof(session, fc.constant(null)), from: day, to: day },
    reason: fc.constant('下乡'),
  }),
  fc.record({
    ...kind('essay.written'),
    ...{ person, topic: fc.constant('三思三观'), text: fc.constant('一篇体会'), file: fc.constant(null) },
    length: fc.constant(4),
  }),
  fc.record({
    ...kind('evidence.given'),
    ...{ session, piece: fc.constantFrom('记录' as const, '信息' as const, '照片' as const) },
    ...{ text: fc.constant('记录'), file: fc.constant(null) },
  }),
  fc.record({
    ...kind('file.received'),
    person,
    file: fc.constant({ hash: 'f' as never, name: '照片', bytes: 1, type: 'image/png' as const }),
  }),
  fc.record({ ...kind('chat.opened'), person, chat: fc.constantFrom('ZhaoLei', 'woBcd') }),
  fc.record({
    ...kind('record.voided'),
    target: fc.constantFrom(...SESSIONS, ...ROOTS, ...IDS),
    reason: fc.constant('误记'),
  }),
  fc.record({
    ...kind('doubt.settled'),
    doubt: fc.constantFrom('rush/s0', 'rush/s1'),
    note: fc.constant('属实'),
  }),
  fc.record({
    ...kind('delivery.noted'),
    key: fc.constantFrom(...KEYS),
    state: fc.constantFrom('attempted' as const, 'sent' as const),
    detail: fc.constant(''),
  }),
);

const onDeeds: Draft = fc.oneof(
  fc.record({ ...kind('deed.logged'), ...deed, act: fc.constantFrom('集体学习', '民主生活会', null) }),
  fc.record({ ...kind('deed.planned'), ...deed }),
);

const phase = fc.constantFrom('study', 'rectify');
const onPapers: Draft = fc.oneof(
  fc.record({
    ...kind('document.reviewed'),
    document: root,
    step: fc.constantFrom('supervisor' as const, 'office' as const),
    verdict: fc.constantFrom('approved' as const, 'returned' as const),
    reason: fc.constant('再想想'),
  }),
  fc.record({ ...kind('phase.consented'), phase, words: fc.constant('批复') }),
  fc.record({ ...kind('phase.advanced'), phase }),
);

const onFollowUps: Draft = fc.oneof(
  fc.record({
    ...kind('check.answered'),
    ...{ checklist: fc.constant('查漏补缺'), point: fc.constantFrom('读原著学纪实', '四个专项行动') },
    ...{ answer: fc.constantFrom('已部署', '未部署'), note },
  }),
  fc.record({ ...kind('item.moved'), item: root, stage: fc.constantFrom('认领', '完成'), note }),
  fc.record({
    ...kind('look.noted'),
    about: unit,
    point: fc.constant('领导带头'),
    note: fc.constant('看过'),
  }),
  fc.record({ ...kind('unit.nudged'), about: unit, requirements: fc.constant(['look-back']) }),
  fc.record({
    ...kind('requirement.extended'),
    requirement: fc.constantFrom('essay', 'three-thoughts'),
    about: unit,
    person: fc.option(person),
    until: day,
    reason: fc.constant('防汛'),
  }),
  fc.record({
    ...kind('requirement.waived'),
    requirement: fc.constantFrom('essay', 'three-thoughts'),
    about: unit,
    person: fc.option(person),
    reason: fc.constant('防汛'),
  }),
);

const onBallots: Draft = fc.oneof(
  fc.record({ ...kind('vote.cast'), appraisal: root, subjects: fc.subarray([0, 1]) }),
  fc.record({
    ...kind('appraisal.closed'),
    appraisal: root,
    tallies: fc.constant([]),
    ...{ comments: fc.constant([]), leftOut: fc.constant(0) },
    turnout: fc.constantFrom([], [{ group: '群众代表', voters: 3, voted: 3 }]),
  }),
);

const text = fc.constantFrom('换了窗口', '加了班次');
const onOpinions: Draft = fc.oneof(
  fc.record({
    ...kind('opinion.sorted'),
    opinion,
    topic: fc.constantFrom('官僚主义', null),
    problem: fc.constant(null),
  }),
  fc.record({ ...kind('opinion.assigned'), opinion }),
  fc.record({ ...kind('opinion.sent-up'), opinion, to: fc.constant('市活动办') }),
  fc.record({ ...kind('opinion.reported'), opinion }),
  fc.record({ ...kind('opinion.claimed'), opinion }),
  fc.record({ ...kind('opinion.planned'), opinion, measure: text, person, from: day, limit: day }),
  fc.record({ ...kind('opinion.progressed'), opinion, text }),
  fc.record({ ...kind('opinion.rectified'), opinion, text }),
  fc.record({ ...kind('opinion.checked'), opinion, passed: fc.boolean(), text: note }),
  fc.record({ ...kind('opinion.answered'), opinion, text }),
  fc.record({
    ...kind('opinion.rated'),
    ...{ opinion, answer: fc.constantFrom(...IDS.slice(0, 10)), satisfied: fc.boolean(), text: note },
  }),
  fc.record({
    ...kind('opinion.closed'),
    opinion,
    plan: fc.oneof(fc.constant(null), fc.record({ text, until: day })),
  }),
);

/** What later records speak of, each under an id of its own. */
const rooted: Draft = fc.oneof(
  fc.record({
    ...kind('makeup.logged'),
    ...{ session, person, what: fc.constant('看了材料') },
    ...{ minutes: fc.constantFrom(60, 120), file: fc.constant(null) },
  }),
  fc.record({
    ...kind('document.sent'),
    ...{ type: fc.constantFrom('学习计划', '实施方案'), version: fc.integer({ min: 1, max: 3 }) },
    ...{ number: fc.integer({ min: 1, max: 6 }), text: fc.constant('方案'), file: fc.constant(null) },
    points: fc.subarray(['人员', '时间', '内容', '效果', '党委研究']),
  }),
  fc.record({
    ...kind('item.opened'),
    ...{
      holder: unit,
      pipeline: fc.constant('心愿'),
      type: fc.constant(null),
      title: fc.constant('修路'),
    },
    ...{ goal: fc.constant('通车'), person, date: day },
  }),
  fc.record({
    ...kind('exemplar.named'),
    ...{ about: unit, award: fc.constant('人民好公仆'), who: fc.constant('赵磊') },
    ...{ stage: fc.constantFrom('提名' as const, '表彰' as const), note },
    nomination: fc.oneof(root, fc.constant(null)),
  }),
  fc.record({
    ...kind('appraisal.opened'),
    ...{ leaders: fc.constant(PEOPLE.slice(0, 1)), pools: fc.constant([['群众代表']]) },
    voters: fc.constant(PEOPLE.map((each) => ({ person: each, group: '群众代表' }))),
    ...{ least: fc.constant(3), leastGroup: fc.constant(3), lock: fc.constant(LOCK) },
  }),
);

const opinionFiled = fc.record({
  ...kind('opinion.filed'),
  ...{
    text,
    source: fc.constantFrom('座谈会', null),
    people: fc.constant('老同志'),
    question: fc.constant('问怨'),
  },
  ...{ proposed: fc.constant(null), about: fc.oneof(unit, fc.constant(null)) },
});

const commit = (record: LedgerRecord): Commit => ({
  ...{
    cause: `m-${record.id}`,
    at: record.at,
    records: [record],
    outbox: [],
  },
});

const sent = (where: UnitId, when: number, key: string): Commit => ({
  ...{ cause: `tick-${key}`, at: when, records: [] },
  outbox: [
    {
      unit: where,
      message: {
        ...{ key, to: { kind: 'group', unit: '云溪县活动办' as UnitId }, nudges: [...PEOPLE], expires: null },
        ...{ content: { type: 'markdown', text: '提醒', mention: [] }, covers: ['purpose'] },
      },
    },
  ],
});

const those = <T>(arbitrary: fc.Arbitrary<T>, most: number) => fc.array(arbitrary, { maxLength: most });

const happened: Draft = fc.oneof(
  ...[
    attended,
    attended,
    onStudy,
    onStudy,
    onDeeds,
    onPapers,
    onFollowUps,
    onBallots,
    onOpinions,
    onOpinions,
  ],
);

/** What a county may have put on record: some sessions, and whatever else, in the order it happened to arrive. */
export const history: fc.Arbitrary<readonly Commit[]> = fc
  .tuple(
    those(sessionOpened, SESSIONS.length),
    those(rooted, ROOTS.length),
    those(opinionFiled, NUMBERS.length),
    those(happened, IDS.length),
    those(fc.tuple(unit, at), KEYS.length),
  )
  .map(([opened, roots, filed, others, ticks]) => [
    ...opened.map((record, index) => commit({ ...record, id: nameAt(SESSIONS, index) })),
    ...roots.map((record, index) => commit({ ...record, id: nameAt(ROOTS, index) })),
    ...filed.map((record, index) =>
      commit({ ...record, id: `o${index}` as RecordId, number: nameAt(NUMBERS, index) }),
    ),
    ...others.map((record, index) => commit({ ...record, id: nameAt(IDS, index) })),
    ...ticks.map(([where, when], index) => sent(where, when, nameAt(KEYS, index))),
  ]);

function nameAt<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new Error('more records than names for them');
  return found;
}
