import { type Day, toDay } from '../../src/time/zone.ts';

/** A day that is as good as any, where nothing depends on which it is. */
export const openingDay = (): Day => toDay('2014-03-03');
