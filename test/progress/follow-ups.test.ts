import fc from 'fast-check';
import { expect, it } from 'vitest';
import { loadCampaign } from '../../src/campaign/load.ts';
import { Progress } from '../../src/progress/progress.ts';
import { State } from '../../src/progress/state.ts';
import type { FollowUpRecord, LedgerRecord, RecordId, RecordVoided } from '../../src/records/records.ts';
import { type PersonId, Roster, type UnitId } from '../../src/roster/roster.ts';
import { HOUR } from '../../src/time/clock.ts';
import { toDay, Zone } from '../../src/time/zone.ts';
import { TEXT } from '../follow-ups/support.ts';
import { instant, sampleRoster } from '../support/county.ts';
import { openingDay } from '../support/opening-day.ts';

const loaded = loadCampaign(TEXT, { file: 'follow-ups.yaml' });
if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes));
const { campaign } = loaded;
const roster = new Roster(await sampleRoster());
const zone = new Zone('Asia/Shanghai');

const UNITS = ['县教育局', '县教育局/机关第一支部', '县图书馆'].map((id) => id as UnitId);
const unit = fc.constantFrom(...UNITS);
const fact = {
  at: fc.integer({ min: 0, max: 8 }).map((hours) => instant('2014-03-03', '08:00') + hours * HOUR),
  by: fc.constant('douwenjing' as PersonId),
  unit,
};
const ids = Array.from({ length: 16 }, (_, index) => `r${index}` as RecordId);
const target = fc.constantFrom(...ids);
const points = campaign.followUps.checklists[0]?.points ?? [];
type Unnamed<R> = R extends LedgerRecord ? Omit<R, 'id'> : never;

const drafts: fc.Arbitrary<Unnamed<FollowUpRecord | RecordVoided>> = fc.oneof(
  fc.record({
    ...fact,
    kind: fc.constant('check.answered' as const),
    checklist: fc.constant('回头看'),
    point: fc.constantFrom(...points),
    answer: fc.constantFrom('是', '否'),
    note: fc.constant(null),
  }),
  fc.record({
    ...fact,
    kind: fc.constant('item.opened' as const),
    holder: fc.constantFrom('县教育局' as UnitId, '县图书馆' as UnitId),
    pipeline: fc.constantFrom('心愿', '立行立改'),
    type: fc.constant(null),
    title: fc.constant('修水渠'),
    goal: fc.constant(null),
    person: fc.constant('suzhigang' as PersonId),
    date: fc.constant(toDay('2014-03-03')),
  }),
  fc.record({
    ...fact,
    kind: fc.constant('item.moved' as const),
    item: target,
    stage: fc.constantFrom('完成', '公示', '认领'),
    note: fc.constant(null),
  }),
  fc.record({
    ...fact,
    kind: fc.constant('look.noted' as const),
    about: unit,
    point: fc.constant('领导带头'),
    note: fc.constant('好'),
  }),
  fc.record({
    ...fact,
    kind: fc.constant('unit.nudged' as const),
    about: unit,
    requirements: fc.constant(['look-back']),
  }),
  fc.record({
    ...fact,
    kind: fc.constant('exemplar.named' as const),
    about: unit,
    award: fc.constant('服务标兵'),
    who: fc.constant('某人'),
    stage: fc.constant('提名' as const),
    note: fc.constant(null),
    nomination: fc.option(target),
  }),
  fc.record({ ...fact, kind: fc.constant('record.voided' as const), target, reason: fc.constant('误记') }),
);

function picture(records: readonly LedgerRecord[]): unknown {
  const state = new State();
  for (const record of records)
    state.apply({
      cause: record.id,
      at: record.at,
      records: [record],
      outbox: [],
    });
  const progress = new Progress(campaign, roster, state, zone, openingDay);
  const { followUps } = state;
  return {
    standings: UNITS.map((id) =>
      progress.forUnit(id).map(({ status, have, need, notes }) => [status, have, need, notes]),
    ),
    items: UNITS.map((id) => ['心愿', '立行立改'].map((name) => progress.facts.itemsOf(id, name))),
    nominations: followUps.nominations().map((each) => [each, followUps.honourOf(each.record.id)]),
    looks: UNITS.map((id) => [followUps.looksAt(id), followUps.nudgesOf(id)]),
  };
}

it('says the same when some records are applied again', () => {
  const records = fc
    .array(drafts, { minLength: 1, maxLength: ids.length })
    .map((all) =>
      all.map((draft, index): LedgerRecord => ({ ...draft, id: ids[index] ?? ('r' as RecordId) })),
    );
  const repeated = records.chain((all) => fc.tuple(fc.constant(all), fc.subarray(all)));
  fc.assert(
    fc.property(repeated, ([all, again]) => {
      expect(picture([...all, ...again])).toEqual(picture(all));
    }),
    { numRuns: 150 },
  );
});
