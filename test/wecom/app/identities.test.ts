import { describe, expect, it } from 'vitest';
import { openIdOf } from '../../../src/simulator/world.ts';
import { HOUR, MINUTE } from '../../../src/time/clock.ts';
import { type AppSetup, openApp } from './support.ts';

const lookUps = ({ calls }: AppSetup): unknown[] =>
  calls('batch/openuserid_to_userid').map(({ request }) => request);
const li = openIdOf('LiMing');

describe('an encrypted id', () => {
  it('is the account behind it, found out once', async () => {
    const setup = await openApp();
    expect(await setup.app.identify(li)).toBe('LiMing');
    setup.clock.advance(24 * HOUR);
    expect(await setup.app.identify(li)).toBe('LiMing');
    expect(lookUps(setup)).toEqual([{ open_userid_list: [li] }]);
  });

  it('is asked for together with others that are wanted at the same time', async () => {
    const setup = await openApp();
    const ids = ['LiMing', 'wangfang', 'LiMing', 'zhaoqi'];
    const found = await Promise.all(ids.map((userid) => setup.app.identify(openIdOf(userid))));
    expect(found).toEqual(ids);
    expect(lookUps(setup)).toEqual([{ open_userid_list: ['LiMing', 'wangfang', 'zhaoqi'].map(openIdOf) }]);
  });

  it('that comes while WeCom is asked waits for the next call, and then goes with all others', async () => {
    const setup = await openApp();
    const first = setup.app.identify(li);
    await Promise.resolve();
    const others = ['wangfang', 'zhaoqi'].map((userid) => setup.app.identify(openIdOf(userid)));
    const again = setup.app.identify(li);
    expect(await Promise.all([first, ...others, again])).toEqual(['LiMing', 'wangfang', 'zhaoqi', 'LiMing']);
    expect(lookUps(setup)).toEqual([
      { open_userid_list: [li] },
      { open_userid_list: ['wangfang', 'zhaoqi'].map(openIdOf) },
    ]);
  });

  it('goes into calls of a thousand at most', async () => {
    const setup = await openApp();
    const ids = Array.from({ length: 1001 }, (_, index) => `woInvented${index}`);
    expect(await Promise.all(ids.map((id) => setup.app.identify(id)))).toEqual(ids);
    expect(lookUps(setup)).toMatchObject([
      { open_userid_list: { length: 1000 } },
      { open_userid_list: [ids[1000]] },
    ]);
  });

  it('nobody knows is itself, and is asked for again after an hour', async () => {
    const setup = await openApp({ platform: { visible: ['wangfang'] } });
    for (let count = 0; count < 3; count++) expect(await setup.app.identify(li)).toBe(li);
    expect(lookUps(setup)).toHaveLength(1);
    setup.clock.advance(HOUR);
    expect(await setup.app.identify(li)).toBe(li);
    expect(lookUps(setup)).toHaveLength(2);
  });

  it.each([{ kind: 'errcode', errcode: 48002 }, { kind: 'html' }, { kind: 'reset' }] as const)(
    'is itself for a minute when WeCom cannot be asked: $kind',
    async (fault) => {
      const setup = await openApp();
      setup.platform.failNext(1, fault, 'app');
      expect(await setup.app.identify(li)).toBe(li);
      expect(await setup.app.identify(li)).toBe(li);
      setup.clock.advance(MINUTE);
      expect(await setup.app.identify(li)).toBe('LiMing');
      expect(lookUps(setup)).toHaveLength(2);
    },
  );

  it('differs from another by upper and lower case', async () => {
    const setup = await openApp();
    const swapped = li.slice(0, 2) + li.slice(2).replace(/[a-z]/, (letter) => letter.toUpperCase());
    expect(swapped).not.toBe(li);
    expect(await setup.app.identify(swapped)).toBe(swapped);
    expect(await setup.app.identify(li)).toBe('LiMing');
  });
});

describe('an account in the clear', () => {
  it('is itself, and WeCom is not asked', async () => {
    const setup = await openApp();
    expect(await setup.app.identify('LiMing')).toBe('LiMing');
    expect(await setup.app.identify('zhang.san-1@county')).toBe('zhang.san-1@county');
    expect(lookUps(setup)).toEqual([]);
  });
});
