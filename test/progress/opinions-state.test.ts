import { describe, expect, it } from 'vitest';
import type { Commit } from '../../src/journal/commit.ts';
import { stageOf } from '../../src/progress/opinion.ts';
import { State } from '../../src/progress/state.ts';
import type { LedgerRecord, OpinionRecord, RecordId } from '../../src/records/records.ts';
import type { PersonId, UnitId } from '../../src/roster/roster.ts';
import { toDay } from '../../src/time/zone.ts';

const UNIT = '县图书馆' as UnitId;
const TODAY = toDay('2014-03-10');
const by = 'p1' as PersonId;

type Draft<R> = R extends OpinionRecord ? Omit<R, 'id' | 'at' | 'by' | 'unit'> : never;

function records(...drafts: readonly Draft<OpinionRecord>[]): LedgerRecord[] {
  return drafts.map((draft, index) => ({
    ...draft,
    id: `r${index}` as RecordId,
    at: 1000 + index,
    by,
    unit: UNIT,
  }));
}

const tags = { people: null, question: null, proposed: null, about: UNIT, source: null };
const opinion = '3821';
const story = records(
  { kind: 'opinion.filed', number: opinion, text: '借书要填三张表', ...tags },
  { kind: 'opinion.claimed', opinion },
  { kind: 'opinion.planned', opinion, measure: '并表', person: by, from: TODAY, limit: TODAY },
  { kind: 'opinion.rectified', opinion, text: '并了' },
  { kind: 'opinion.checked', opinion, passed: true, text: null },
  { kind: 'opinion.answered', opinion, text: '一张表' },
  { kind: 'opinion.rated', opinion, answer: 'r5' as RecordId, satisfied: false, text: null },
  { kind: 'opinion.planned', opinion, measure: '再并', person: by, from: TODAY, limit: TODAY },
  { kind: 'opinion.rectified', opinion, text: '再并了' },
);

const commitOf = (record: LedgerRecord): Commit => ({
  cause: record.id,
  at: record.at,
  records: [record],
  outbox: [],
});

function stateOf(all: readonly LedgerRecord[]): State {
  const state = new State();
  for (const record of all) state.apply(commitOf(record));
  return state;
}

/** Every third rotation and its reverse, each record once or twice. */
const orders = story.flatMap((_, turn) => {
  const turned = [...story.slice(turn), ...story.slice(0, turn)];
  return [turned, turned.toReversed(), [...turned, ...turned.slice(0, turn)]];
});

describe('opinions in the ledgers', () => {
  it('come to the same in whatever order and however often their records are read', () => {
    const expected = stateOf(story).opinions.all();
    expect(expected).toMatchObject([{ reopened: 1, rectified: { text: '再并了' } }]);
    for (const order of orders) expect(stateOf(order).opinions.all()).toEqual(expected);
  });

  it('lose what was taken back', () => {
    const state = stateOf(story);
    state.apply(
      commitOf({
        kind: 'record.voided',
        id: 'v' as RecordId,
        at: 5000,
        by,
        unit: UNIT,
        target: 'r8' as RecordId,
        reason: '',
      }),
    );
    const [found] = state.opinions.all();
    expect(found && stageOf(found, TODAY)).toBe('planned');
  });

  it('give out no number twice, however few are left', () => {
    const state = stateOf(story);
    const numbers = Array.from({ length: 6000 }, () => state.opinions.freeNumber(() => 0));
    expect(new Set(numbers).size).toBe(6000);
    expect(numbers).not.toContain(opinion);
  });
});
