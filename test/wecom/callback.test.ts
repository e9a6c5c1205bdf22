import { encrypt } from '@wecom/crypto';
import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../src/time/clock.ts';
import { bytesOf } from '../../src/wecom/limits.ts';
import { eventually, SECRETS, startCallback } from './support.ts';

const said = (content: string, msgid = 'M1'): object => ({
  msgid,
  aibotid: 'B1',
  chatid: 'C1',
  chattype: 'group',
  from: { userid: 'zhangsan' },
  msgtype: 'text',
  text: { content },
});
const never = new Promise<string>(() => undefined);

describe('verification of the address', () => {
  it('answers the bare plaintext', async () => {
    const { platform } = await startCallback();
    const echo = encrypt(SECRETS.aesKey, '1616140317555161061', '');
    const query = platform.query(echo);
    query.set('echostr', echo);
    const response = await fetch(`${platform.url}?${query}`);
    expect([response.status, await response.text()]).toEqual([200, '1616140317555161061']);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  });

  it('repairs a plus sign that was not escaped', async () => {
    const { platform } = await startCallback();
    let echo = '';
    while (!echo.includes('+')) echo = encrypt(SECRETS.aesKey, 'echo', '');
    const response = await fetch(`${platform.url}?${platform.query(echo)}&echostr=${echo}`);
    expect(await response.text()).toBe('echo');
  });

  it('refuses what is not signed, is signed wrongly, or has two echoes', async () => {
    const { platform, lines } = await startCallback();
    const echo = encrypt(SECRETS.aesKey, 'echo', '');
    const query = platform.query(echo);
    const get = async (tail: string): Promise<number> => (await fetch(`${platform.url}${tail}`)).status;
    const escaped = encodeURIComponent(echo);
    expect(await get('')).toBe(403);
    expect(await get(`?${query}`)).toBe(403);
    expect(await get(`?${query}&echostr=${encodeURIComponent(`${echo}A`)}`)).toBe(403);
    expect(await get(`?${query}&echostr=${escaped}&echostr=${escaped}`)).toBe(403);
    expect(await get(`?${query}&nonce=n0nce&echostr=${escaped}`)).toBe(403);
    expect(lines).toHaveLength(5);
    expect(lines.join('')).not.toContain(echo.slice(0, 20));
  });

  it('takes nothing but GET and POST', async () => {
    const { platform } = await startCallback();
    const response = await fetch(platform.url, { method: 'PUT', body: '{}' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST']);
  });
});

describe('a message', () => {
  it('is answered at once by a finished stream, signed with its own nonce', async () => {
    const { platform, listener, clock } = await startCallback();
    const answer = await platform.say(said('@群学 /签到'), 'another-nonce');
    expect(answer).toMatchObject({
      msgtype: 'stream',
      stream: { finish: true, content: '收到：@群学 /签到' },
    });
    expect(listener.heard).toEqual([
      {
        id: 'M1',
        from: 'zhangsan',
        chat: { kind: 'group', id: 'C1' },
        text: '@群学 /签到',
        quote: null,
        tapped: null,
        files: [],
        at: clock.now(),
      },
    ]);
  });

  it('brings its files and those of its quote along', async () => {
    const { platform, listener, fetched } = await startCallback();
    const msg_item = [
      { msgtype: 'text', text: { content: '@群学 /材料' } },
      { msgtype: 'image', image: { url: 'https://a/1' } },
    ];
    const quote = { msgtype: 'file', file: { url: 'https://a/2' } };
    await platform.say({ ...said(''), msgtype: 'mixed', mixed: { msg_item }, quote });
    const expired = { ok: false, why: 'expired' };
    expect(listener.heard).toMatchObject([{ files: [expired], quote: { text: '', files: [expired] } }]);
    expect(fetched).toEqual(['https://a/1', 'https://a/2']);
  });

  it('of a kind that is not taken is answered politely', async () => {
    const { platform, listener } = await startCallback();
    const video = { ...said(''), msgtype: 'video', video: { url: 'https://a/1' } };
    expect(await platform.stream(video)).toMatchObject({
      finish: true,
      content: expect.stringMatching(/^抱歉，暂时看不懂/),
    });
    expect(listener.heard).toHaveLength(0);
  });

  it('from the system or from a group without an id has an empty answer', async () => {
    const { platform, listener } = await startCallback();
    const empty = { status: 200, body: '' };
    expect(await platform.post({ ...said('x'), from: { userid: 'sys' } })).toEqual(empty);
    expect(await platform.post({ ...said('x'), chatid: undefined })).toEqual(empty);
    expect(await platform.post({ ...said('x'), msgtype: 'event', event: { eventtype: 'new' } })).toEqual(
      empty,
    );
    expect(listener.heard).toHaveLength(0);
  });

  it('has its answer shortened to what WeCom takes', async () => {
    const { platform, listener } = await startCallback();
    listener.says = async () => `${'学习笔记'.repeat(5)}\n`.repeat(1000);
    const { content } = await platform.stream(said('名单'));
    expect(bytesOf(content)).toBeLessThanOrEqual(20_480);
    expect(content).toMatch(/习笔记\n…（内容较长，已截断）$/);
  });

  it('is answered honestly when the work fails, and nothing of it is in the log', async () => {
    const { platform, listener, lines } = await startCallback();
    listener.says = async () => {
      throw new Error('私密内容');
    };
    expect(await platform.stream(said('私密内容'))).toMatchObject({
      finish: true,
      content: expect.stringMatching(/^系统出错/),
    });
    expect(lines).toHaveLength(1);
    expect(lines.join('')).not.toContain('私密');
  });
});

describe('a slow answer', () => {
  it('becomes a stream that the refresh callbacks finish', async () => {
    const { platform, listener, hand } = await startCallback();
    const work = Promise.withResolvers<string>();
    listener.says = () => work.promise;
    const first = platform.stream(said('周报'));
    await hand.ring();
    const { id, ...state } = await first;
    expect(state).toEqual({ finish: false, content: '正在处理，请稍候…' });
    expect(await platform.refresh(id)).toEqual({ id, ...state });
    work.resolve('周报在此');
    expect(await platform.refresh(id)).toEqual({ id, finish: true, content: '周报在此' });
    expect(await platform.refresh(id)).toEqual({ id, finish: true, content: '周报在此' });
  });

  it('that is slow only to fetch its files is a stream as well', async () => {
    const file = Promise.withResolvers<{ ok: false; why: 'too-large' }>();
    const { platform, listener, hand } = await startCallback({}, () => file.promise);
    const first = platform.stream({ ...said(''), chattype: 'single', msgtype: 'file', file: { url: 'u' } });
    await hand.ring();
    expect(await first).toMatchObject({ finish: false });
    expect(listener.heard).toHaveLength(0);
    file.resolve({ ok: false, why: 'too-large' });
    await eventually(() => listener.heard).toHaveLength(1);
  });

  it('is given up honestly after five and a half minutes', async () => {
    const { platform, listener, hand, clock } = await startCallback();
    listener.says = () => never;
    const first = platform.stream(said('周报'));
    await hand.ring();
    const { id } = await first;
    clock.advance(5.5 * MINUTE - SECOND);
    expect(await platform.refresh(id)).toMatchObject({ finish: false });
    clock.advance(SECOND);
    expect(await platform.refresh(id)).toMatchObject({
      finish: true,
      content: expect.stringMatching(/^处理时间过长/),
    });
  });

  it('is kept for ten minutes after WeCom last asks, and then forgotten', async () => {
    const { platform, listener, hand, clock } = await startCallback();
    const work = Promise.withResolvers<string>();
    listener.says = () => work.promise;
    const first = platform.stream(said('周报'));
    await hand.ring();
    const { id } = await first;
    work.resolve('周报在此');
    listener.says = async () => '好';
    clock.advance(16 * MINUTE);
    await platform.say(said('x', 'M2'));
    expect(await platform.refresh(id)).toMatchObject({ content: '周报在此' });
    clock.advance(SECOND);
    await platform.say(said('x', 'M3'));
    expect(await platform.refresh(id)).toMatchObject({ content: expect.stringMatching(/^系统刚刚重新启动/) });
  });
});

describe('hazard 2: repeats', () => {
  it('the same message three times at once is worked on once and answered three times', async () => {
    const { platform, listener, hand } = await startCallback();
    const work = Promise.withResolvers<string>();
    listener.says = () => work.promise;
    const answers = ['a', 'b', 'c'].map((nonce) => platform.say(said('签到'), nonce));
    await eventually(() => hand.waiting).toBe(3);
    work.resolve('已签到');
    const [first, ...others] = await Promise.all(answers);
    expect(first).toMatchObject({ stream: { finish: true, content: '已签到' } });
    expect(others).toEqual([first, first]);
    expect(listener.heard).toHaveLength(1);
  });

  it('a repeat while the first still runs joins its stream', async () => {
    const { platform, listener, hand } = await startCallback();
    const work = Promise.withResolvers<string>();
    listener.says = () => work.promise;
    const first = platform.stream(said('签到'));
    await hand.ring();
    const { id } = await first;
    const second = platform.stream(said('签到，另一种说法'));
    await hand.ring();
    expect(await second).toEqual({ id, finish: false, content: '正在处理，请稍候…' });
    expect(listener.heard).toHaveLength(1);
    work.resolve('已签到');
    expect(await platform.refresh(id)).toEqual({ id, finish: true, content: '已签到' });
  });

  it('a repeat that comes after a slow answer leaves its stream to be fetched', async () => {
    const { platform, listener, hand } = await startCallback();
    const work = Promise.withResolvers<string>();
    listener.says = () => work.promise;
    const first = platform.stream(said('签到'));
    await hand.ring();
    const { id } = await first;
    work.resolve('已签到');
    expect(await platform.stream(said('签到'))).toEqual({ id, finish: true, content: '已签到' });
    expect(await platform.refresh(id)).toEqual({ id, finish: true, content: '已签到' });
  });

  it('a later repeat asks the domain again and keeps the stream, so a first try that failed may succeed', async () => {
    const { platform, listener } = await startCallback();
    listener.says = async () => {
      throw new Error('disk full');
    };
    const first = await platform.stream(said('签到'));
    listener.says = async () => '已签到';
    expect(await platform.stream(said('签到'))).toEqual({ id: first.id, finish: true, content: '已签到' });
    expect(listener.heard.map((message) => message.id)).toEqual(['M1', 'M1']);
  });

  it('after a restart the same message has the same stream, and an unknown stream ends with what to do', async () => {
    const before = await startCallback();
    const { id } = await before.platform.stream(said('签到'));
    const after = await startCallback();
    expect(await after.platform.refresh(id)).toMatchObject({
      id,
      finish: true,
      content: expect.stringMatching(/再发送一次/),
    });
    expect(await after.platform.stream(said('签到'))).toMatchObject({ id, content: '收到：签到' });
  });
});

describe('a welcome', () => {
  const enter = { ...said(''), chattype: 'single', msgtype: 'event', event: { eventtype: 'enter_chat' } };

  it('is a text', async () => {
    const { platform, listener } = await startCallback();
    expect(await platform.say(enter)).toEqual({ msgtype: 'text', text: { content: '您好，我是群学。' } });
    expect(listener.greeted).toEqual(['zhangsan']);
  });

  it('is left out when it fails or comes too late', async () => {
    const { platform, listener, hand } = await startCallback();
    listener.greets = async () => {
      throw new Error('broken');
    };
    expect(await platform.post(enter)).toEqual({ status: 200, body: '' });
    listener.greets = () => never;
    const answer = platform.post(enter);
    await hand.ring();
    expect(await answer).toEqual({ status: 200, body: '' });
  });
});
