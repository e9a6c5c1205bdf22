import { allDoubts, type Doubt, doubts } from '../../../src/progress/doubts.ts';
import type { FileHash, RecordId } from '../../../src/records/records.ts';
import { personId, type UnitId } from '../../../src/roster/roster.ts';
import { OFFICE, type World } from '../../outreach/support/world.ts';

/** What is doubted in a county between two moments. */
export function found(
  world: World,
  from = '2014-03-01 00:00',
  to = '2014-04-30 23:59',
  unit?: UnitId,
): Doubt[] {
  return doubts(world.progress(), { from: world.moment(from), to: world.moment(to) }, unit);
}

export const everFound = (world: World, unit: UnitId = OFFICE): Doubt[] =>
  allDoubts(world.progress(), { from: 0, to: Number.POSITIVE_INFINITY }, unit);

export const reasons = (all: readonly Doubt[]): string[] => all.map(({ reason }) => reason);

let count = 0;
// Padded, so that ids sort in the order they were made, wherever another file has left the counter.
const nextId = (kind: string): RecordId => `${kind}-${String(++count).padStart(6, '0')}` as RecordId;

/** Hands in this text, as the topic says. */
export function handsIn(
  world: World,
  who: string,
  when: string,
  text: string | null,
  extras: { readonly topic?: string; readonly file?: string } = {},
): RecordId {
  const id = nextId('essay');
  const home = world.roster.person(personId(who))?.home ?? OFFICE;
  const hash = extras.file?.padEnd(64, '0');
  return world.record({
    id,
    unit: home,
    at: world.moment(when),
    by: personId(who),
    kind: 'essay.written',
    person: personId(who),
    topic: extras.topic ?? '三思三观',
    text,
    file: hash ? { hash: hash as FileHash, name: '体会.docx', bytes: 1, type: 'application/zip' } : null,
    length: text?.length ?? 0,
  });
}

export function voids(world: World, target: RecordId, when: string): RecordId {
  const unit = world.state.record(target)?.unit ?? OFFICE;
  const id = nextId('void');
  return world.record({
    id,
    unit,
    at: world.moment(when),
    by: 'system',
    kind: 'record.voided',
    target,
    reason: '误交',
  });
}

export function settles(world: World, { key, unit }: Doubt, when: string): RecordId {
  const id = nextId('settled');
  const fact = { id, unit, at: world.moment(when), by: personId('lin') };
  return world.record({ ...fact, kind: 'doubt.settled', doubt: key, note: '已核实' });
}
