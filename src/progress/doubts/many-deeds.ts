import type { Deed } from '../../records/records.ts';
import { type ManyDeeds, type Scope, within } from './doubt.ts';

/** A list is read through, or shared out, in one go; nobody visits a village in one go. */
const IN_ONE_GO: ReadonlySet<Deed> = new Set(['读书', '结对']);

/** More visits, talks or the like by one person on one day than can be done with care. */
export function manyDeeds({ progress, place, window }: Scope): ManyDeeds[] {
  const { deeds } = progress.state;
  const done = deeds.doneIn(place).filter(({ deed }) => !IN_ONE_GO.has(deed));
  const days = Map.groupBy(done, ({ person, deed, day }) => `${person}/${deed}/${day}`);
  return [...days].flatMap(([day, records]): ManyDeeds[] => {
    const [first] = records;
    const count = new Set(records.map(({ target }) => target)).size;
    const at = Math.max(...records.map((record) => record.at));
    if (!first || count <= progress.campaign.doubts.deedsADay || !within(window, at)) return [];
    const key = `many-deeds/${day}/${count}`;
    const { unit, person, deed } = first;
    return [
      {
        ...{ reason: 'many-deeds', key, unit, at, records: records.map(({ id }) => id) },
        ...{ person, deed, day: first.day, count },
      },
    ];
  });
}
