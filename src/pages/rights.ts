import { actsFor } from '../dialogue/document-rights.ts';
import { permitted } from '../dialogue/permit.ts';
import { unitsInCharge } from '../dialogue/place.ts';
import type { Person, Unit, UnitId } from '../roster/roster.ts';
import type { Reader } from './page.ts';

/** As for /进度: whoever may ask for the unit's progress in words sees it as a page. */
export const maySeeUnit = (reader: Reader, unit: UnitId): boolean => actsFor(reader, '进度', unit);

/** As for /名单: who of the unit's people has not done what. */
export const maySeeNames = (reader: Reader, unit: UnitId): boolean => permitted(reader, '名单', unit);

/** As for /我的, and as for /名单 where it is somebody else. */
export const maySeePerson = (reader: Reader, { id, home }: Person): boolean =>
  id === reader.person.id || permitted(reader, '名单', home);

/** As for /未送达. */
export const isOffice = (reader: Reader): boolean => permitted(reader, '未送达', reader.roster.root.id);

/** The unit asked for, else the first the reader answers for; undefined where it is not the reader's to see. */
export function unitAsked(reader: Reader, id: string | null): Unit | undefined {
  const asked = id === null ? seenUnits(reader)[0] : reader.roster.units.find((unit) => unit.id === id);
  return asked && maySeeUnit(reader, asked.id) ? asked : undefined;
}

/** Where the reader begins to look: the highest units of their duties, else the home branch. */
export const seenUnits = (reader: Reader): readonly Unit[] =>
  unitsInCharge(reader.person, reader.roster).filter(({ id }) => maySeeUnit(reader, id));
