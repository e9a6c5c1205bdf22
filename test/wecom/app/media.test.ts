import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DAY } from '../../../src/time/clock.ts';
import { AppApi } from '../../../src/wecom/app/app-api.ts';
import { AppMedia } from '../../../src/wecom/app/media.ts';
import { serve } from '../support.ts';
import { APP, type AppSetup, openApp, PICTURE } from './support.ts';

const MEGABYTE = 1024 * 1024;

/** The media_id of what 李明 has sent to the app, which has fetched it already. */
async function sentToApp({ platform, calls }: AppSetup, name: string, bytes: Uint8Array): Promise<string> {
  await platform.sayToApp({ from: 'LiMing', file: { name, bytes } });
  return z.object({ media_id: z.string() }).parse(calls('media/get').at(-1)?.request).media_id;
}

/** What a WeCom answers that gives tokens and, to the n-th other call, this. */
async function mediaOf(
  ...answers: readonly { status?: number; headers: Record<string, string>; body: string | Uint8Array }[]
) {
  const ranges: (string | undefined)[] = [];
  const apiBase = await serve((request, response) => {
    if (request.url?.includes('gettoken'))
      return void response.end(
        JSON.stringify({ errcode: 0, errmsg: 'ok', access_token: 'T', expires_in: 7200 }),
      );
    const answer = answers[Math.min(ranges.length, answers.length - 1)];
    ranges.push(request.headers.range);
    response.writeHead(answer?.status ?? 200, answer?.headers);
    return void response.end(answer?.body);
  });
  const { clock, hand } = await openApp();
  const api = new AppApi({ config: APP, apiBase, clock });
  return { media: new AppMedia({ api, timer: hand.timer }), ranges, hand };
}

const file = {
  'content-type': 'application/octet-stream',
  'content-disposition': 'attachment; filename="a.docx"',
};
const json = { 'content-type': 'application/json; charset=UTF-8' };

describe('what somebody sends to the app', () => {
  it('is fetched under its own name', async () => {
    const setup = await openApp();
    const id = await sentToApp(setup, '体会文章.docx', Buffer.from('体会'));
    expect(await setup.app.fetchMedia(id)).toEqual({ name: '体会文章.docx', content: Buffer.from('体会') });
  });

  it('is expired after three days, as is an id nobody knows', async () => {
    const setup = await openApp();
    const id = await sentToApp(setup, 'a.txt', PICTURE);
    setup.clock.advance(3 * DAY + 1);
    expect(await setup.app.fetchMedia(id)).toBe('expired');
    expect(await setup.app.fetchMedia('nobody-has-this')).toBe('expired');
  });

  it('is taken up to 20 MB', async () => {
    const setup = await openApp();
    const most = await sentToApp(setup, '大.zip', Buffer.alloc(20 * MEGABYTE, 7));
    const fetched = await setup.app.fetchMedia(most);
    expect(typeof fetched !== 'string' && fetched.content.byteLength).toBe(20 * MEGABYTE);
    const more = await sentToApp(setup, '太大.zip', Buffer.alloc(20 * MEGABYTE + 1));
    expect(await setup.app.fetchMedia(more)).toBe('too-large');
  });

  it('that happens to be JSON is a file, and an error is not', async () => {
    const body = JSON.stringify({ errcode: 40007, errmsg: 'invalid media_id' });
    const asFile = await mediaOf({ headers: { ...file, ...json }, body });
    expect(await asFile.media.fetch('m')).toMatchObject({ name: 'a.docx', content: Buffer.from(body) });
    const asError = await mediaOf({ headers: json, body });
    expect(await asError.media.fetch('m')).toBe('expired');
    const asText = await mediaOf({ headers: { 'content-type': 'text/plain' }, body });
    expect(await asText.media.fetch('m')).toBe('expired');
  });

  it('is unreadable when a page, another error or nothing comes instead', async () => {
    for (const answer of [
      { headers: { 'content-type': 'text/html' }, body: '<html></html>' },
      { headers: json, body: '{"errcode":48002,"errmsg":"no"}' },
      { headers: json, body: '' },
      { status: 502, headers: file, body: 'x' },
    ]) {
      const { media, ranges } = await mediaOf(answer);
      expect(await media.fetch('m')).toBe('unreadable');
      expect(ranges).toHaveLength(1);
    }
  });

  it('that somebody else fetches just now (45033) is tried three times with pauses', async () => {
    const busy = { headers: json, body: '{"errcode":45033,"errmsg":"concurrent"}' };
    const { media, ranges, hand } = await mediaOf(busy, busy, { headers: file, body: '好' });
    const fetched = media.fetch('m');
    await hand.ring();
    await hand.ring();
    expect(await fetched).toMatchObject({ content: Buffer.from('好') });
    expect(ranges).toHaveLength(3);
    const never = await mediaOf(busy);
    const given = never.media.fetch('m');
    await never.hand.ring();
    await never.hand.ring();
    expect(await given).toBe('unreadable');
    expect(never.ranges).toHaveLength(3);
  });
});

describe('a file too large for one answer (830002)', () => {
  const tooLarge = { headers: json, body: '{"errcode":830002,"errmsg":"too large"}' };
  const piece = (start: number, bytes: number, total: number) => ({
    status: 206,
    headers: { ...file, 'content-range': `bytes ${start}-${start + bytes - 1}/${total}` },
    body: Buffer.alloc(bytes, start === 0 ? 1 : 2),
  });

  it('is read in pieces that are put together', async () => {
    const { media, ranges } = await mediaOf(
      tooLarge,
      piece(0, 10 * MEGABYTE, 12 * MEGABYTE),
      piece(10 * MEGABYTE, 2 * MEGABYTE, 12 * MEGABYTE),
    );
    const fetched = await media.fetch('m');
    if (typeof fetched === 'string') throw new Error(fetched);
    expect([fetched.name, fetched.content.byteLength]).toEqual(['a.docx', 12 * MEGABYTE]);
    expect([fetched.content[10 * MEGABYTE - 1], fetched.content[10 * MEGABYTE]]).toEqual([1, 2]);
    expect(ranges).toEqual([undefined, 'bytes=0-10485759', 'bytes=10485760-20971519']);
  });

  it('is given up after the first piece when it is larger than we take', async () => {
    const { media, ranges } = await mediaOf(tooLarge, piece(0, MEGABYTE, 21 * MEGABYTE));
    expect(await media.fetch('m')).toBe('too-large');
    expect(ranges).toHaveLength(2);
  });

  it.each([
    ['another part than was asked for', piece(MEGABYTE, MEGABYTE, 12 * MEGABYTE)],
    ['the whole instead of a part', { headers: file, body: Buffer.alloc(MEGABYTE) }],
    ['an error', { headers: json, body: '{"errcode":40007,"errmsg":"invalid"}' }],
    ['nothing', { ...piece(0, MEGABYTE, 12 * MEGABYTE), body: '' }],
  ])('is unreadable when %s comes', async (_what, answer) => {
    const { media } = await mediaOf(tooLarge, answer);
    expect(await media.fetch('m')).toBe('unreadable');
  });
});
