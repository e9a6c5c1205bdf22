import { isElsewhere } from '../overlap.ts';
import { attendances } from './attendances.ts';
import { type Scope, type TwoPlaces, within } from './doubt.ts';

/** People signed in to two sessions of the same hour. The one they signed in to first is counted. */
export function twoPlaces(scope: Scope): TwoPlaces[] {
  const { state } = scope.progress;
  return attendances(scope).flatMap(({ session, home, there }): TwoPlaces[] => {
    const doubled = there.filter((record) => isElsewhere(state, record));
    const at = Math.max(...doubled.map((record) => record.at), state.closing(session.id)?.at ?? 0);
    if (doubled.length === 0 || !within(scope.window, at)) return [];
    const people = doubled.map(({ person }) => person);
    const key = `two-places/${session.id}/${home}/${doubled.length}`;
    const records = doubled.map(({ id }) => id);
    return [{ reason: 'two-places', key, unit: home, at, records, session, people }];
  });
}
