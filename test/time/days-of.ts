import { Workdays } from '../../src/time/workdays.ts';
import { addDays, type Day, toDay, weekdayOf, Zone } from '../../src/time/zone.ts';

// Prints what a machine in this time zone makes of the days: run by a test under several.
const workdays = new Workdays();
const rest: Day[] = [];
for (let day = toDay('2004-01-01'); day <= '2028-12-31'; day = addDays(day, 1))
  if (!workdays.isWorkday(day) && weekdayOf(day) < 6) rest.push(day);
const zone = new Zone('Asia/Shanghai');
const midnight = zone.at(toDay('2014-01-01'), 0);
process.stdout.write(JSON.stringify({ rest, midnight, day: zone.dayOf(midnight) }));
