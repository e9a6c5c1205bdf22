import { definitionOf } from '../records/records.ts';
import type { Teller } from '../records/teller.ts';
import type { Progress } from './progress.ts';

/** Tells records by what the roster, the campaign and the other records say. */
export function tellerOf(progress: Progress): Teller {
  const { roster, state, zone } = progress;
  return {
    name: (person) => roster.nameOf(person),
    day: (at) => zone.dayOf(at),
    time: (at) => zone.time(at),
    requirement: (id) => progress.requirement(id)?.title ?? id,
    find(kind, id) {
      const record = state.session(id) ?? state.record(id);
      return record && kind.is(record) ? record : undefined;
    },
    label(id) {
      const record = state.record(id);
      return record && definitionOf(record.kind).label;
    },
  };
}
