import { createServer, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import type { Content, Target } from '../../src/journal/outgoing.ts';
import type { SendResult } from '../../src/outreach/channel.ts';
import { personId, type UnitId } from '../../src/roster/roster.ts';
import { MINUTE, SECOND } from '../../src/time/clock.ts';
import { WebhookChannel } from '../../src/wecom/webhook/webhook-channel.ts';
import { MemoryFiles, readableLog, serve } from './support.ts';

const KEY = '693axxx6-7aoc-4bc4-97a0-0ec2sifa5aaa';
/** Longer than a name may be, so that it is refused without asking any server. */
const NO_SUCH_HOST = `http://${'a'.repeat(64)}.invalid`;
const office = '县活动办' as UnitId;
const group: Target = { kind: 'group', unit: office };
const note: Content = { type: 'markdown', text: '# 周报', mention: [] };

interface Call {
  readonly path: string;
  readonly type: string;
  readonly body: Buffer;
}

type Answerer = (response: ServerResponse, call: Call) => void;

const json =
  (body: unknown): Answerer =>
  (response) =>
    void response.end(JSON.stringify(body));
const status =
  (code: number, body: string): Answerer =>
  (response) => {
    response.statusCode = code;
    response.end(body);
  };

/** A robot, and somebody who plays WeCom. */
async function robot(answer: Answerer, webhook: string | null = KEY) {
  const calls: Call[] = [];
  const state = { answer };
  const apiBase = await serve(async (request, response) => {
    const { url = '', headers } = request;
    const call = { path: url, type: headers['content-type'] ?? '', body: await buffer(request) };
    calls.push(call);
    state.answer(response, call);
  });
  const files = new MemoryFiles();
  const { log, lines } = readableLog();
  const channel = new WebhookChannel({ apiBase, webhookOf: () => webhook, files, log, timeout: 25 * SECOND });
  const send = (content: Content = note, again = false): Promise<SendResult> =>
    channel.send(group, content, again);
  return { apiBase, calls, channel, files, lines, send, state };
}

const ok = json({ errcode: 0, errmsg: 'ok' });
const bodyOf = (call: Call | undefined): unknown => JSON.parse(String(call?.body));

describe('a message to a group', () => {
  it('goes in the dialect with tables where it has one, also when it is sent again', async () => {
    const { calls, send } = await robot(ok);
    const tabled: Content = { type: 'markdown', text: '一', tabled: '| 一 |', mention: [] };
    await send(tabled);
    await send(tabled, true);
    expect(calls.map(bodyOf)).toEqual([
      { msgtype: 'markdown_v2', markdown_v2: { content: '| 一 |' } },
      { msgtype: 'markdown_v2', markdown_v2: { content: expect.stringMatching(/重发.*\| 一 \|$/s) } },
    ]);
  });

  it('is posted with the key of the full address, at our own base address', async () => {
    const { calls, send } = await robot(ok, `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${KEY}`);
    const content: Content = { ...note, mention: [personId('ZhangSan')] };
    expect(await send(content)).toEqual({ status: 'sent' });
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({
      path: `/cgi-bin/webhook/send?key=${KEY}`,
      type: 'application/json; charset=utf-8',
    });
    expect(bodyOf(calls[0])).toEqual({ msgtype: 'markdown', markdown: { content: '<@zhangsan>\n# 周报' } });
  });

  it('says so when it is sent again', async () => {
    const { calls, send } = await robot(ok);
    await send(note, true);
    expect(bodyOf(calls[0])).toMatchObject({ markdown: { content: '（重发，如已收到请忽略）\n# 周报' } });
  });

  it('has room for mentions and the note beside a text of the length the channel tells', async () => {
    const { channel, calls, send } = await robot(ok);
    const text = 'x'.repeat(channel.markdownBytes);
    const mention = Array.from({ length: 20 }, (_, index) => personId(`zhang-san-${index}`));
    await send({ type: 'markdown', text, mention }, true);
    const sent = JSON.stringify(bodyOf(calls[0]));
    expect(sent).toContain(text);
    expect(sent).toContain('<@zhang-san-19>');
  });
});

describe('a lane', () => {
  const lanes = (webhook: string | null): WebhookChannel =>
    new WebhookChannel({
      apiBase: 'http://127.0.0.1:1',
      webhookOf: () => webhook,
      files: new MemoryFiles(),
      log: readableLog().log,
    });
  const address = `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${KEY}`;

  it('is one for one webhook, written in full or bare, of one unit or of two', () => {
    const lane = lanes(address).lane(group);
    expect(lane).toMatchObject({ perMinute: 20, id: expect.stringMatching(/^webhook\/[0-9a-f]{16}$/) });
    expect(lanes(` ${KEY} `).lane({ kind: 'group', unit: '城关支部' as UnitId })).toEqual(lane);
    expect(lanes(`${KEY}b`).lane(group)).not.toEqual(lane);
    expect(JSON.stringify(lane)).not.toContain(KEY.slice(0, 8));
  });

  it('is none for a person, for a group without a webhook, and for an address without a key', async () => {
    expect(lanes(KEY).lane({ kind: 'person', person: personId('zhangsan') })).toBeUndefined();
    for (const webhook of [null, '', 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send', 'a b', 'k&key=x'])
      expect(lanes(webhook).lane(group)).toBeUndefined();
    expect(await lanes(null).send(group, note, false)).toMatchObject({
      status: 'closed',
      detail: expect.stringContaining('名册'),
    });
  });
});

describe('images and files', () => {
  it('shows a PNG or JPEG up to 2 MB as an image', async () => {
    const { calls, files, send } = await robot(ok);
    const file = await files.put(Buffer.from('hello'), '进度.png');
    expect(await send({ type: 'image', file: { ...file, type: 'image/png' } })).toEqual({ status: 'sent' });
    expect(bodyOf(calls[0])).toEqual({
      msgtype: 'image',
      image: { base64: 'aGVsbG8=', md5: '5d41402abc4b2a76b9719d911017c592' },
    });
  });

  const uploads: Answerer = (response, call) =>
    json(call.path.includes('upload') ? { errcode: 0, media_id: 'm-1' } : { errcode: 0 })(response, call);

  it('uploads a file under its own name and then sends it', async () => {
    const { calls, files, send } = await robot(uploads);
    const content = Buffer.from([0, 1, 2, 13, 10, 254, 255]);
    const file = await files.put(content, '学习"计划".docx');
    expect(await send({ type: 'file', file })).toEqual({ status: 'sent' });
    expect(calls.map((call) => call.path)).toEqual([
      `/cgi-bin/webhook/upload_media?key=${KEY}&type=file`,
      `/cgi-bin/webhook/send?key=${KEY}`,
    ]);
    const [upload, message] = calls;
    const form = await new Response(new Uint8Array(upload?.body ?? []), {
      headers: { 'content-type': upload?.type ?? '' },
    }).formData();
    const media = form.get('media');
    if (!(media instanceof File)) throw new Error('no file in the form');
    expect(media.name).toBe('学习"计划".docx');
    expect(Buffer.from(await media.arrayBuffer())).toEqual(content);
    expect(bodyOf(message)).toEqual({ msgtype: 'file', file: { media_id: 'm-1' } });
  });

  it('sends an image as a file when it is large or of another kind', async () => {
    const { calls, files, send } = await robot(uploads);
    const large = await files.put(Buffer.alloc(2 * 1024 * 1024 + 1), 'a.png');
    const moving = await files.put(Buffer.from('GIF89a'), 'a.gif');
    await send({ type: 'image', file: { ...large, type: 'image/png' } });
    await send({ type: 'image', file: { ...moving, type: 'image/gif' } });
    expect(calls.map((call) => call.path.includes('upload'))).toEqual([true, false, true, false]);
  });

  it('refuses a file that is too small, too large or lost, without a call', async () => {
    const { calls, files, send } = await robot(uploads);
    const small = await files.put(Buffer.alloc(5), 'a.txt');
    const large = await files.put(Buffer.alloc(20 * 1024 * 1024 + 1), 'b.zip');
    const lost = await files.put(Buffer.alloc(9), 'c.txt');
    files.stored.delete(lost.hash);
    for (const file of [small, large, lost])
      expect(await send({ type: 'file', file })).toMatchObject({ status: 'refused' });
    expect(calls).toHaveLength(0);
  });

  it('tries again after an upload of unknown outcome, for nobody has seen it', async () => {
    const { calls, files, send, state } = await robot((response) => response.destroy());
    const file = await files.put(Buffer.alloc(9), 'a.txt');
    expect(await send({ type: 'file', file })).toMatchObject({ status: 'retry' });
    state.answer = json({ errcode: 0 });
    expect(await send({ type: 'file', file })).toMatchObject({ status: 'retry' });
    state.answer = json({ errcode: 40009 });
    expect(await send({ type: 'file', file })).toMatchObject({ status: 'refused' });
    expect(calls.every((call) => call.path.includes('upload'))).toBe(true);
  });
});

describe('hazard 6: WeCom as an unreliable peer', () => {
  it('45009: waits a whole minute, for the limit is by the minute', async () => {
    const { send } = await robot(json({ errcode: 45009, errmsg: 'api freq out of limit' }));
    expect(await send()).toMatchObject({ status: 'retry', after: MINUTE });
  });

  it.each([
    ['-1', json({ errcode: -1 })],
    ['45033', json({ errcode: 45033 })],
    ['500', status(500, '<html>')],
    ['502', status(502, '')],
    ['503', status(503, 'busy')],
    ['a redirect', status(302, '')],
  ])('%s: tries again, ever more rarely, until it works', async (_name, answer) => {
    const { send, state } = await robot(answer);
    const waits: number[] = [];
    for (let i = 0; i < 12; i++) {
      const result = await send();
      if (result.status === 'retry') waits.push(result.after / SECOND);
    }
    expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300, 300]);
    state.answer = ok;
    expect(await send()).toEqual({ status: 'sent' });
    state.answer = answer;
    expect(await send()).toMatchObject({ status: 'retry', after: 2 * SECOND });
  });

  it.each([
    [93000, '重新添加群机器人'],
    [93004, '已被停用'],
    [93008, '重新添加群机器人'],
    [40001, '重新添加群机器人'],
  ])('%i: closes this way and tells the office what to do', async (errcode, advice) => {
    const { send } = await robot(json({ errcode, errmsg: `invalid webhook url, key=${KEY}` }));
    expect(await send()).toEqual({ status: 'closed', detail: expect.stringContaining(advice) });
  });

  it.each([
    [40058, '内容过长'],
    [44004, '内容为空'],
    [45002, '长度限制'],
    [40008, '消息类型'],
    [99999, '错误码 99999'],
  ])('%i: is final and tells the office what to do', async (errcode, advice) => {
    const { send } = await robot(json({ errcode, errmsg: `invalid webhook url, key=${KEY}` }));
    expect(await send()).toEqual({ status: 'refused', detail: expect.stringContaining(advice) });
  });

  it.each([
    ['an empty answer', status(200, '')],
    ['a page of HTML', status(200, '<html>登录</html>')],
    ['half an answer', status(200, '{"errcode":')],
    ['an answer without errcode', json({ errmsg: 'ok' })],
    ['an errcode that is no number', json({ errcode: '0' })],
    ['an endless answer', (response: ServerResponse) => void response.end('x'.repeat(100_000))],
    ['a reset after the message was taken', (response: ServerResponse) => void response.destroy()],
    ['a gateway that got no answer in time', status(504, '<html>')],
  ])('%s: leaves the outcome unknown', async (_name, answer) => {
    const { send, calls } = await robot(answer);
    expect(await send()).toMatchObject({ status: 'unknown' });
    expect(calls).toHaveLength(1);
  });

  it('a stall: leaves the outcome unknown when the time is over', async () => {
    const { apiBase, files } = await robot(() => undefined);
    const { log } = readableLog();
    const channel = new WebhookChannel({ apiBase, webhookOf: () => KEY, files, log, timeout: 100 });
    expect(await channel.send(group, note, false)).toMatchObject({ status: 'unknown' });
  });

  it('an answer that is not WeCom’s: 4xx is final, 429 waits', async () => {
    const { send, state } = await robot(status(403, '<html>'));
    expect(await send()).toMatchObject({ status: 'refused', detail: expect.stringContaining('403') });
    state.answer = status(429, '');
    expect(await send()).toMatchObject({ status: 'retry', after: MINUTE });
  });

  it('no connection: certainly not sent, so it tries again', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    await new Promise((resolve) => server.close(resolve));
    for (const apiBase of [`http://127.0.0.1:${port}`, `http://localhost:${port}`, NO_SUCH_HOST]) {
      const { log } = readableLog();
      const files = new MemoryFiles();
      const channel = new WebhookChannel({ apiBase, webhookOf: () => KEY, files, log });
      expect(await channel.send(group, note, false)).toMatchObject({ status: 'retry' });
    }
  });

  it('a redirect: is not followed, for the address holds the key', async () => {
    const elsewhere: string[] = [];
    const other = await serve((request, response) => {
      elsewhere.push(request.url ?? '');
      response.end('{"errcode":0}');
    });
    const { send } = await robot((response) => void response.writeHead(307, { location: other }).end());
    expect(await send()).toMatchObject({ status: 'retry' });
    expect(elsewhere).toEqual([]);
  });

  it('whatever happens, the key and the message are in no log and in no answer', async () => {
    const { lines, send, state } = await robot(ok);
    const results: SendResult[] = [];
    for (const answer of [
      json({ errcode: 93000, errmsg: KEY }),
      json({ errcode: -1, errmsg: KEY }),
      status(404, KEY),
      status(500, KEY),
      status(200, KEY),
      (response: ServerResponse) => void response.destroy(),
    ]) {
      state.answer = answer;
      results.push(await send());
    }
    expect(lines).toHaveLength(6);
    const said = lines.join('') + JSON.stringify(results);
    expect(said).not.toContain(KEY);
    expect(said).not.toContain('周报');
  });
});
