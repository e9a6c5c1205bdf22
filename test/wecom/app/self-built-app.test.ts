import { describe, expect, it } from 'vitest';
import { MovableClock } from '../../../src/time/clock.ts';
import { SelfBuiltApp } from '../../../src/wecom/app/self-built-app.ts';
import { MemoryFiles, NOON, readableLog } from '../support.ts';
import { APP, APP_CALLBACK, expectDiscreet, openApp, PICTURE, stored, tell, toLi } from './support.ts';

describe('a self-built app', () => {
  it('does all it does in one afternoon, and its log gives nothing away', async () => {
    const setup = await openApp();
    const { app, platform, listener } = setup;
    listener.says = async () => '已收到您的体会文章';
    await platform.enterApp('LiMing');
    await platform.sayToApp({ from: 'LiMing', text: '我的心里话' });
    await platform.sayToApp({ from: 'LiMing', file: { name: '心里话.docx', bytes: PICTURE } });
    await tell(setup, '悄悄话');
    const file = await stored(setup, PICTURE, '心里话.png', 'image/png');
    await app.channel.send(toLi, { type: 'image', file }, false);
    platform.app.dropToken();
    platform.failNext(1, { kind: 'errcode', errcode: 50003 }, 'app');
    await tell(setup, '悄悄话');
    platform.failNext(1, { kind: 'html' }, 'app');
    await tell(setup, '悄悄话');
    await app.identify('woNobody');
    await app.fetchMedia('nobody-has-this');
    expect(setup.lines.length).toBeGreaterThan(0);
    expectDiscreet(setup, '心里话', '悄悄话', '体会文章', 'woNobody', 'nobody-has-this');
  });

  it('will not be made with a callback key that is none, and does not show it', () => {
    const { log } = readableLog();
    const make = (aesKey: string) => () =>
      new SelfBuiltApp({
        config: { ...APP, callback: { ...APP_CALLBACK, aesKey } },
        apiBase: 'http://127.0.0.1:1',
        files: new MemoryFiles(),
        log,
        clock: new MovableClock(NOON),
        chatOf: () => undefined,
      }).callback({ answer: async () => ({ text: '', card: null }), greet: async () => '' });
    expect(make(APP_CALLBACK.aesKey)).not.toThrow();
    expect(make('short')).toThrow(RangeError);
    expect(make('short')).not.toThrow('short');
  });

  it('is named as the office knows it, and well when nothing is wrong', async () => {
    const { app } = await openApp();
    expect(app.channel.name).toBe('自建应用');
    expect(app.health()).toEqual({ name: '自建应用', ok: true, detail: '' });
  });
});
