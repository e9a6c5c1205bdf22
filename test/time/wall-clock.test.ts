import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Zone } from '../../src/time/zone.ts';

const SINCE = Date.UTC(1980, 0, 1);
const UNTIL = Date.UTC(2060, 0, 1);

// Half and quarter hours from UTC, a summer time of half an hour, and China's own summer times of 1986 to 1991.
for (const name of ['Asia/Shanghai', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/St_Johns'])
  it(`shows what a clock on a wall in ${name} shows`, () => {
    const zone = new Zone(name);
    const shown = new Intl.DateTimeFormat('sv-SE', {
      timeZone: name,
      dateStyle: 'short',
      timeStyle: 'short',
    });
    fc.assert(
      fc.property(fc.integer({ min: SINCE, max: UNTIL }), (at) => {
        expect(`${zone.dayOf(at)} ${zone.time(at)}`).toBe(shown.format(at));
      }),
      { numRuns: 500 },
    );
  });
