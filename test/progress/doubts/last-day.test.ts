import { describe, expect, it } from 'vitest';
import type { EvidencePiece, RecordId } from '../../../src/records/records.ts';
import { BUREAU, FIRST, SECOND, WATER, World } from '../../outreach/support/world.ts';
import { everFound, found } from './support.ts';

// The discussion is due on day 30, its evidence on day 40.
const DUE = '2014-04-01';
const EVIDENCE_DUE = '2014-04-11';

const lastDays = (world: World) => found(world).filter(({ reason }) => reason === 'last-day');

function proves(world: World, session: RecordId, piece: EvidencePiece, when: string): void {
  const unit = world.state.record(session)?.unit ?? WATER;
  const fact = { id: `${session}-${piece}` as RecordId, unit, at: world.moment(when), by: 'system' } as const;
  world.record({ ...fact, kind: 'evidence.given', session, piece, text: '记录', file: null });
}

describe('a requirement met on its last day', () => {
  it('is doubted when nothing stood there before', () => {
    const world = new World();
    const session = world.meets(WATER, `${DUE} 09:00`, 200, ['bai'], '三思三观');
    expect(lastDays(world)).toMatchObject([
      { unit: WATER, requirement: { id: 'three-thoughts' }, day: DUE, records: [session] },
    ]);
    expect(everFound(world, BUREAU)).toEqual([]);
  });

  it('is doubted when evidence comes all at once that day', () => {
    const world = new World();
    const session = world.meets(WATER, '2014-03-20 09:00', 200, ['bai'], '三思三观');
    for (const piece of ['记录', '信息', '照片'] as const)
      proves(world, session, piece, `${EVIDENCE_DUE} 16:00`);
    expect(lastDays(world)).toMatchObject([
      { requirement: { id: 'discussion-evidence' }, day: EVIDENCE_DUE },
    ]);
  });

  it.each([
    ['the day before', '2014-03-31 09:00', 200],
    ['the day after', '2014-04-02 09:00', 200],
    ['that day, but for too short', `${DUE} 09:00`, 60],
  ])('is not doubted when it was held %s', (_, when, minutes) => {
    const world = new World();
    world.meets(WATER, when, minutes, ['bai'], '三思三观');
    expect(lastDays(world)).toEqual([]);
  });

  it('is not doubted when part of it was there before', () => {
    const world = new World();
    const session = world.meets(WATER, '2014-03-20 09:00', 200, ['bai'], '三思三观');
    proves(world, session, '记录', '2014-03-21 09:00');
    for (const piece of ['信息', '照片'] as const) proves(world, session, piece, `${EVIDENCE_DUE} 16:00`);
    expect(lastDays(world)).toEqual([]);
  });

  it('is the doing of the unit that held the session, not of its branches', () => {
    const world = new World();
    world.meets(BUREAU, `${DUE} 09:00`, 200, ['lin', 'mo'], '三思三观');
    expect(lastDays(world)).toMatchObject([{ unit: BUREAU }]);
  });

  it('is looked at branch by branch', () => {
    const world = new World();
    world.meets(FIRST, '2014-03-20 09:00', 200, ['lin'], '三思三观');
    world.meets(SECOND, `${DUE} 09:00`, 200, ['mo'], '三思三观');
    expect(lastDays(world)).toMatchObject([{ unit: SECOND }]);
  });

  it('is told in the week of that day alone', () => {
    const world = new World();
    world.meets(WATER, `${DUE} 09:00`, 200, ['bai'], '三思三观');
    expect(found(world, '2014-03-28 17:00', '2014-04-04 17:00')).toHaveLength(1);
    expect(found(world, '2014-04-04 17:00', '2014-04-11 17:00')).toEqual([]);
  });
});
