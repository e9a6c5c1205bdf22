import { randomBytes } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import type { Content } from '../../../src/journal/outgoing.ts';
import type { StoredFile } from '../../../src/records/records.ts';
import { attachmentsOf } from '../../../src/simulator/chat.ts';
import { DAY, SECOND } from '../../../src/time/clock.ts';
import { REAL } from '../../../src/wecom/connection/timings.ts';
import type { Attachment } from '../../../src/wecom/inbound.ts';
import { Media } from '../../../src/wecom/media.ts';
import { eventually, MemoryFiles, readableLog } from '../support.ts';
import { holdSdkTimers } from './fake-timers.ts';
import { type ConnectionSetup, frames, group, openConnected, toGroup, toLi } from './support.ts';

const KILOBYTE = 1024;
const MEGABYTE = 1024 * KILOBYTE;
const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

/** A connection to a platform on which the group and 李明 have spoken to the bot. */
async function spoken(): Promise<ConnectionSetup> {
  const setup = await openConnected();
  await setup.platform.say({ from: 'LiMing', chat: group, text: '绑定' });
  await setup.platform.say({ from: 'LiMing', chat: 'private', text: '你好' });
  return setup;
}

const put = ({ files }: ConnectionSetup, content: Uint8Array, name: string): Promise<StoredFile> =>
  files.put(content, name);

const send = ({ connection }: ConnectionSetup, content: Content) =>
  connection.channel.send(toGroup, content, false);

/** The files and pictures that have arrived, each with what kind of message it came as. */
const arrived = ({ platform }: ConnectionSetup) =>
  platform.takeMessages().map(({ content }) => {
    const [file] = attachmentsOf(content);
    return { type: content.type, name: file?.name, bytes: Buffer.from(file?.bytes ?? []) };
  });

const chunks = ({ platform }: ConnectionSetup) => frames(platform, 'aibot_upload_media_chunk');

describe('a file sent over the connection', () => {
  it('of 5 MB arrives as it was, in pieces sent one after the other', async () => {
    const setup = await spoken();
    const bytes = randomBytes(5 * MEGABYTE + 1);
    const file = await put(setup, bytes, '学习"计划".docx');
    expect(await send(setup, { type: 'file', file })).toEqual({ status: 'sent' });
    const [received] = arrived(setup);
    expect(received).toMatchObject({ type: 'file', name: '学习"计划".docx' });
    expect(received?.bytes.equals(bytes)).toBe(true);
    expect(chunks(setup).map(({ request }) => request)).toMatchObject(
      Array.from({ length: 21 }, (_, chunk_index) => ({
        chunk_index,
        bytes: chunk_index < 20 ? 256 * KILOBYTE : 1,
      })),
    );
  });

  it('a picture up to 10 MB is shown, a larger one and any other file are sent as files', async () => {
    const setup = await spoken();
    const small = await put(setup, Buffer.concat([PNG, randomBytes(100)]), '进度.png');
    const large = await put(setup, Buffer.concat([PNG, Buffer.alloc(10 * MEGABYTE)]), '大图.png');
    const other = await put(setup, Buffer.from('some words'), '说明.txt');
    for (const [file, type] of [
      [small, 'image/png'],
      [large, 'image/png'],
      [other, 'text/plain'],
    ] as const)
      expect(await send(setup, { type: 'image', file: { ...file, type } })).toEqual({ status: 'sent' });
    expect(arrived(setup).map(({ type }) => type)).toEqual(['image', 'file', 'file']);
  });

  it('is uploaded once, however many it is for, and anew after two days', async () => {
    const setup = await spoken();
    const file = await put(setup, Buffer.from('some words'), '周报.pdf');
    const content: Content = { type: 'file', file };
    const results = await Promise.all([
      send(setup, content),
      setup.connection.channel.send(toLi, content, false),
      send(setup, content),
    ]);
    expect(results).toEqual(Array(3).fill({ status: 'sent' }));
    expect(frames(setup.platform, 'aibot_upload_media_finish')).toHaveLength(1);
    setup.time.clock.advance(2 * DAY);
    await send(setup, content);
    await eventually(() => frames(setup.platform, 'aibot_upload_media_finish')).toHaveLength(2);
    expect(arrived(setup)).toHaveLength(4);
  });

  it('40007: that WeCom does not know any more is uploaded anew the next time', async () => {
    const setup = await spoken();
    const file = await put(setup, Buffer.from('some words'), '周报.pdf');
    await send(setup, { type: 'file', file });
    setup.platform.failNext(1, { kind: 'errcode', errcode: 40007 }, 'connection');
    expect(await send(setup, { type: 'file', file })).toMatchObject({ status: 'refused' });
    expect(await send(setup, { type: 'file', file })).toEqual({ status: 'sent' });
    await eventually(() => frames(setup.platform, 'aibot_upload_media_finish')).toHaveLength(2);
    arrived(setup);
  });

  it('with a name that is too long keeps its extension', async () => {
    const setup = await spoken();
    const file = await put(setup, Buffer.from('some words'), `${'学'.repeat(120)}.docx`);
    await send(setup, { type: 'file', file });
    const [received] = arrived(setup);
    expect(received?.name).toMatch(/^学+\.docx$/);
    expect(Buffer.byteLength(received?.name ?? '')).toBeLessThanOrEqual(256);
  });

  it('that is too small, too large or not there is refused without asking WeCom', async () => {
    const setup = await spoken();
    const small = await put(setup, Buffer.alloc(5), 'a.txt');
    const large = await put(setup, Buffer.alloc(20 * MEGABYTE + 1), 'b.zip');
    const lost = await put(setup, Buffer.alloc(9), 'c.txt');
    setup.files.stored.delete(lost.hash);
    for (const file of [small, large, lost])
      expect(await send(setup, { type: 'file', file })).toMatchObject({ status: 'refused' });
    expect(frames(setup.platform, 'aibot_upload_media_init')).toEqual([]);
  });
});

describe('hazard 6: an upload that WeCom does not take at once', () => {
  /** Sends 600 KB after the first frame, which opens the upload, has gone well. */
  async function uploading(
    setup: ConnectionSetup,
    fault: Parameters<ConnectionSetup['platform']['failNext']>[1],
    content: Uint8Array = randomBytes(600 * KILOBYTE),
  ) {
    const file = await put(setup, content, 'a.zip');
    setup.platform.failNext(1, { kind: 'slow', ms: 1 }, 'connection');
    setup.platform.failNext(1, fault, 'connection');
    return send(setup, { type: 'file', file });
  }

  it('a piece that WeCom was too busy for is sent again', async () => {
    const setup = await spoken();
    const result = uploading(setup, { kind: 'errcode', errcode: -1 });
    await eventually(() => setup.time.waitingFor(REAL.busy)).toBe(1);
    setup.time.pass(REAL.busy);
    expect(await result).toEqual({ status: 'sent' });
    expect(arrived(setup)[0]?.bytes).toHaveLength(600 * KILOBYTE);
  });

  it('a piece that is not acknowledged is sent again, and counts once', async () => {
    holdSdkTimers();
    const setup = await spoken();
    const result = uploading(setup, { kind: 'answer-lost' });
    await eventually(() => chunks(setup)).toHaveLength(1);
    vi.advanceTimersByTime(REAL.ack);
    expect(await result).toEqual({ status: 'sent' });
    expect(chunks(setup).map(({ request }) => request)).toMatchObject(
      [0, 0, 1, 2].map((chunk_index) => ({ chunk_index })),
    );
    expect(arrived(setup)[0]?.bytes).toHaveLength(600 * KILOBYTE);
  });

  it('a break in the middle: is begun anew later, for nobody has seen it', async () => {
    const setup = await spoken();
    const broken = randomBytes(600 * KILOBYTE);
    expect(await uploading(setup, { kind: 'reset' }, broken)).toMatchObject({
      status: 'retry',
      after: 2 * SECOND,
      detail: expect.stringContaining('上传没有完成'),
    });
    await eventually(() => setup.time.waitingFor(REAL.reconnect)).toBe(1);
    setup.time.pass(REAL.reconnect);
    await eventually(() => setup.connection.health()).toMatchObject({ ok: true });
    const file = await put(setup, broken, 'a.zip');
    expect(await send(setup, { type: 'file', file })).toEqual({ status: 'sent' });
    expect(arrived(setup)[0]?.bytes.equals(broken)).toBe(true);
  });

  it.each([
    [40006, 'refused'],
    [45009, 'retry'],
  ])('%i: is %s', async (errcode, status) => {
    const setup = await spoken();
    const file = await put(setup, Buffer.from('some words'), 'a.txt');
    setup.platform.failNext(1, { kind: 'errcode', errcode }, 'connection');
    expect(await send(setup, { type: 'file', file })).toMatchObject({ status });
  });
});

describe('a file that people send over the connection', () => {
  /** What the bot is told of a file, and somebody who fetches it. */
  async function told() {
    const links: Attachment[] = [];
    const setup = await openConnected({
      receive: async (attachment) => {
        links.push(attachment);
        return { ok: false, why: 'expired' };
      },
    });
    const file = { name: '体会.docx', bytes: randomBytes(100_000) };
    await setup.platform.say({ from: 'LiMing', chat: 'private', file });
    const [link] = links;
    if (link?.kind !== 'link') throw new Error('no link');
    const files = new MemoryFiles();
    const media = new Media({
      aesKey: null,
      files,
      read: async () => ({ kind: 'unread', why: 'not-a-document' }),
      fetchMedia: null,
      apiBase: setup.platform.url,
      log: readableLog().log,
    });
    return { ...setup, file, link, files, media };
  }

  it('is decrypted with the key that came with it', async () => {
    const { media, link, file, files } = await told();
    const received = await media.receive(link);
    expect(received).toMatchObject({ ok: true, file: { name: '体会.docx' } });
    const content = received.ok && (await files.get(received.file.hash));
    expect(Buffer.from(content || []).equals(file.bytes)).toBe(true);
  });

  it('is unreadable with the key of another, or without one', async () => {
    const { media, link } = await told();
    const other = { ...link, aesKey: randomBytes(32).toString('base64') };
    for (const wrong of [other, { ...link, aesKey: null }, { ...link, aesKey: 'short' }])
      expect(await media.receive(wrong)).toMatchObject({ ok: false, why: 'unreadable' });
  });

  it('each has a key of its own', async () => {
    const keys = [await told(), await told()].map(({ link }) => link.aesKey);
    expect(new Set(keys).size).toBe(2);
    expect(keys.every((key) => Buffer.from(key ?? '', 'base64').length === 32)).toBe(true);
  });
});
