import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../src/time/clock.ts';
import { type AppSetup, expectDiscreet, openApp, tell, toLi } from './support.ts';

const tokens = ({ calls }: AppSetup): number => calls('gettoken').length;

/** So many sends at once. */
const together = (setup: AppSetup, count: number) =>
  Promise.all(Array.from({ length: count }, (_, index) => tell(setup, `第${index}条`)));

/** Fifty calls at once. */
const fifty = ({ app }: AppSetup) =>
  Promise.all(Array.from({ length: 50 }, (_, index) => app.fetchMedia(`nobody-has-this-${index}`)));

describe('an access_token', () => {
  it('is fetched once for fifty callers, who all go on with it', async () => {
    const setup = await openApp();
    expect(await fifty(setup)).toEqual(Array(50).fill('expired'));
    expect([tokens(setup), setup.calls('media/get').length]).toEqual([1, 50]);
  });

  it('is kept until five minutes before its end', async () => {
    const setup = await openApp();
    await tell(setup, '一');
    setup.clock.advance(2 * HOUR - 5 * MINUTE - SECOND);
    await tell(setup, '二');
    expect(tokens(setup)).toBe(1);
    setup.clock.advance(SECOND);
    await tell(setup, '三');
    expect(tokens(setup)).toBe(2);
  });

  it('that WeCom gives again with what is left of its life is not asked for at every call', async () => {
    const setup = await openApp();
    await tell(setup, '一');
    setup.clock.advance(2 * HOUR - 5 * MINUTE);
    for (let second = 0; second < 5 * 60; second += 10) {
      expect(await tell(setup, `${second}`)).toEqual({ status: 'sent' });
      setup.clock.advance(10 * SECOND);
    }
    expect(tokens(setup)).toBeLessThanOrEqual(8);
    expect(await tell(setup, '新的')).toEqual({ status: 'sent' });
  });

  it('is used to its end while no new one is to be had', async () => {
    const setup = await openApp();
    await tell(setup, '一');
    setup.clock.advance(2 * HOUR - MINUTE);
    setup.platform.failNext(2, { kind: 'reset' }, 'gettoken');
    expect(await tell(setup, '二')).toEqual({ status: 'sent' });
    setup.clock.advance(2 * MINUTE);
    expect(await tell(setup, '三')).toMatchObject({ status: 'retry' });
    expect(await tell(setup, '三')).toEqual({ status: 'sent' });
    expect(setup.written()).toEqual(['一', '二', '三']);
  });

  it('outlives a clock that is set back, because WeCom then says that it has ended', async () => {
    const setup = await openApp();
    await tell(setup, '一');
    setup.platform.app.dropToken();
    setup.clock.advance(-3 * HOUR);
    expect(await tell(setup, '二')).toEqual({ status: 'sent' });
    expect(tokens(setup)).toBe(2);
  });
});

describe('a token that WeCom does not take any more', () => {
  it('before its time (40014) is fetched anew once for fifty callers, and each call is made once more', async () => {
    const setup = await openApp();
    await tell(setup, '一');
    setup.platform.app.dropToken();
    expect(await fifty(setup)).toEqual(Array(50).fill('expired'));
    expect([tokens(setup), setup.calls('media/get').length]).toEqual([2, 100]);
  });

  it('as out of date (42001) is fetched anew once, and the message arrives once', async () => {
    const setup = await openApp();
    setup.platform.failNext(1, { kind: 'errcode', errcode: 42001 }, 'app');
    expect(await tell(setup)).toEqual({ status: 'sent' });
    expect([tokens(setup), setup.calls('message/send').length]).toEqual([2, 2]);
    expect(setup.written()).toEqual(['记得交体会文章']);
  });

  it('even when it is new is not tried a third time, and the message is tried later', async () => {
    const setup = await openApp();
    setup.platform.failNext(2, { kind: 'errcode', errcode: 40014 }, 'app');
    expect(await tell(setup)).toMatchObject({ status: 'retry', detail: expect.stringContaining('40014') });
    expect([tokens(setup), setup.calls('message/send').length]).toEqual([2, 2]);
  });

  it('again and again makes at most one more fetch in half a minute', async () => {
    const setup = await openApp();
    setup.platform.failNext(1000, { kind: 'errcode', errcode: 40014 }, 'app');
    for (let count = 0; count < 25; count++) await tell(setup, `${count}`);
    expect(tokens(setup)).toBe(2);
    setup.clock.advance(30 * SECOND);
    await tell(setup);
    expect(tokens(setup)).toBe(3);
  });
});

describe('a secret that WeCom refuses (40001)', () => {
  const wrong = { secret: 'another-secret-0123456789' };

  it('is not asked with in a loop: everything fails at once, with the reason, for ten minutes', async () => {
    const setup = await openApp(wrong);
    const results = [...(await together(setup, 20)), await tell(setup)];
    for (const result of results)
      expect(result).toEqual({ status: 'closed', detail: expect.stringMatching(/WECOM_APP_SECRET.*40001/) });
    expect(await setup.app.fetchMedia('m')).toBe('unreadable');
    expect(await setup.app.identify('woSomebody')).toBe('woSomebody');
    setup.clock.advance(10 * MINUTE - 1);
    await tell(setup);
    expect(tokens(setup)).toBe(1);
    expect(setup.calls('message/send')).toHaveLength(0);
    expectDiscreet(setup, wrong.secret, '体会文章');
  });

  it('is tried again after ever longer pauses, up to two hours', async () => {
    const setup = await openApp(wrong);
    const tried: number[] = [];
    for (let minute = 0; minute < 12 * 60; minute++) {
      const before = tokens(setup);
      await tell(setup);
      if (tokens(setup) > before) tried.push(minute);
      setup.clock.advance(MINUTE);
    }
    expect(tried).toEqual([0, 10, 30, 70, 150, 270, 390, 510, 630]);
  });

  it('makes the way to people one that is down, and the health say what to do', async () => {
    const setup = await openApp(wrong);
    const { app, clock } = setup;
    const lane = () => app.channel.lane(toLi);
    expect([lane()?.down, app.health()]).toEqual([false, { name: '自建应用', ok: true, detail: '' }]);
    await tell(setup);
    expect(lane()?.down).toBe(true);
    expect(app.health()).toMatchObject({ ok: false, detail: expect.stringContaining('WECOM_APP_SECRET') });
    clock.advance(10 * MINUTE);
    expect(lane()?.down).toBe(false);
    expect(app.health().ok).toBe(false);
  });

  it('is forgotten when a token is given after all', async () => {
    const setup = await openApp();
    setup.platform.failNext(1, { kind: 'errcode', errcode: 40001 }, 'gettoken');
    expect((await tell(setup)).status).toBe('closed');
    setup.clock.advance(10 * MINUTE);
    expect(await tell(setup)).toEqual({ status: 'sent' });
    expect(setup.app.health()).toEqual({ name: '自建应用', ok: true, detail: '' });
    setup.platform.app.dropToken();
    setup.platform.failNext(1, { kind: 'errcode', errcode: 40001 }, 'gettoken');
    expect((await tell(setup)).status).toBe('closed');
    setup.clock.advance(10 * MINUTE);
    expect(await tell(setup)).toEqual({ status: 'sent' });
  });

  it('is not taken for a pause without end when the clock is set back', async () => {
    const setup = await openApp();
    setup.platform.failNext(1, { kind: 'errcode', errcode: 40001 }, 'gettoken');
    await tell(setup);
    setup.clock.advance(-2 * HOUR);
    expect(await tell(setup)).toEqual({ status: 'sent' });
  });
});

describe('other troubles with the token', () => {
  it.each([
    ['a wrong company', 40013, /WECOM_CORP_ID/],
    ['a machine that is shut out for asking too often', 45009, /停用一小时/],
    ['a code nobody knows', 49999, /WECOM_CORP_ID 和 WECOM_APP_SECRET（49999）/],
  ])('%s (%i) is explained and pauses', async (_what, errcode, advice) => {
    const setup = await openApp();
    setup.platform.failNext(1, { kind: 'errcode', errcode }, 'gettoken');
    expect(await tell(setup)).toEqual({ status: 'closed', detail: expect.stringMatching(advice) });
    expect((await tell(setup)).status).toBe('closed');
    expect(tokens(setup)).toBe(1);
  });

  it.each([
    { kind: 'errcode', errcode: -1 },
    { kind: 'status', status: 500 },
    { kind: 'html' },
    { kind: 'reset' },
  ] as const)('$kind is a reason to try later, for nothing has been sent', async (fault) => {
    const setup = await openApp();
    setup.platform.failNext(1, fault, 'gettoken');
    expect(await tell(setup)).toMatchObject({ status: 'retry', after: 2 * SECOND });
    expect(setup.calls('message/send')).toHaveLength(0);
    expect(await tell(setup)).toEqual({ status: 'sent' });
    expect(setup.app.health().ok).toBe(true);
  });

  it('a machine without a network as well', async () => {
    const setup = await openApp({ apiBase: `http://${'a'.repeat(64)}.invalid` });
    expect(await tell(setup)).toMatchObject({ status: 'retry', detail: expect.stringContaining('网络') });
  });
});
