import { shortDay } from '../wording/format.ts';
import type { Page } from './page.ts';
import { maySeeUnit } from './rights.ts';

/** Trees planted by the people of the units the reader may see. */
export const treesPage: Page = {
  name: 'trees',
  show(reader) {
    const { state, roster, zone, today } = reader;
    const planted = roster.units
      .filter(({ id }) => maySeeUnit(reader, id))
      .flatMap(({ id }) => state.treesIn(id));
    return {
      title: '种树',
      none: planted.length === 0,
      rows: planted.map(({ at, person, trees, place }) => ({
        day: shortDay(zone.dayOf(at), today),
        name: roster.nameOf(person),
        trees: String(trees),
        place,
      })),
    };
  },
};
