import { createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { attachmentsOf } from '../../../src/simulator/chat.ts';
import { DAY, MINUTE } from '../../../src/time/clock.ts';
import { PICTURE, team } from '../stage.ts';
import { OK, toTeam, useConnection } from './stage.ts';

describe('uploading over a connection', () => {
  const stage = useConnection();
  const call = (step: string, body: object) => stage().bot.call(`aibot_upload_media_${step}`, body);
  const md5 = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex');

  interface Attempt {
    readonly type?: string;
    readonly pieces?: readonly Uint8Array[];
    readonly order?: readonly number[];
    readonly init?: object;
  }

  /** Uploads the pieces in the order told; the acknowledgement of the last step. */
  async function upload({ type = 'file', pieces = [Buffer.from('some words')], order, init }: Attempt) {
    const whole = Buffer.concat(pieces);
    const opened = await call('init', {
      type,
      filename: '名单.xlsx',
      total_size: whole.length,
      total_chunks: pieces.length,
      md5: md5(whole),
      ...init,
    });
    const upload_id = opened.body?.upload_id;
    if (upload_id === undefined) return opened;
    for (const chunk_index of order ?? pieces.keys()) {
      const base64_data = Buffer.from(pieces[chunk_index] ?? []).toString('base64');
      const sent = await call('chunk', { upload_id, chunk_index, base64_data });
      if (sent.errcode !== 0) return sent;
    }
    return call('finish', { upload_id });
  }

  const send = (type: string, media_id: string | undefined) =>
    stage().bot.call('aibot_send_msg', toTeam({ msgtype: type, [type]: { media_id } }));
  beforeEach(() => stage().platform.say({ from: 'LiMing', chat: team, text: '你好' }));

  it('puts the pieces together, in whatever order and however often they come', async () => {
    const pieces = [randomBytes(512 * 1024), randomBytes(512 * 1024), Buffer.from('end')];
    const { body } = await upload({ pieces, order: [2, 0, 0, 1] });
    expect(await send('file', body?.media_id)).toMatchObject(OK);
    const [message] = stage().platform.takeMessages(team);
    const [file] = message ? attachmentsOf(message.content) : [];
    expect(file?.name).toBe('名单.xlsx');
    expect(Buffer.from(file?.bytes ?? []).equals(Buffer.concat(pieces))).toBe(true);
  });

  it('answers with a media_id that is good for three days, for one kind of message', async () => {
    const { clock, platform } = stage();
    const { body } = await upload({ type: 'image', pieces: [PICTURE] });
    expect(body).toMatchObject({ type: 'image', created_at: '1393981200' });
    expect(await send('file', body?.media_id)).toMatchObject({ errcode: 40007 });
    clock.advance(3 * DAY);
    expect(await send('image', body?.media_id)).toMatchObject(OK);
    clock.advance(1);
    expect(await send('image', body?.media_id)).toMatchObject({ errcode: 40007 });
    expect(platform.takeMessages(team).map(({ content }) => content.type)).toEqual(['image']);
  });

  it.each<[string, Attempt, number]>([
    ['a piece of more than 512 KB', { pieces: [Buffer.alloc(512 * 1024 + 1)] }, 40058],
    ['more than a hundred pieces', { pieces: Array(101).fill(Buffer.from('x')) }, 40058],
    ['a piece that was not announced', { pieces: [Buffer.from('some words')], order: [1] }, 40058],
    [
      'an end before all pieces are there',
      { pieces: [Buffer.from('some'), Buffer.from('words')], order: [1] },
      40058,
    ],
    ['another size than announced', { init: { total_size: 11 } }, 40006],
    ['another md5 than announced', { init: { md5: '0'.repeat(32) } }, 301019],
    ['a file of 5 bytes', { pieces: [Buffer.from('words')] }, 40006],
    ['a file of more than 20 MB', { init: { total_size: 20 * 1024 * 1024 + 1 } }, 40006],
    ['a picture of more than 10 MB', { type: 'image', init: { total_size: 10 * 1024 * 1024 + 1 } }, 40009],
    ['a picture that is none', { type: 'image' }, 40004],
    ['a kind that is not known here', { type: 'video' }, 40058],
    ['a name of more than 256 bytes', { init: { filename: '学'.repeat(86) } }, 40058],
  ])('answers %s with %i', async (_what, attempt, errcode) => {
    expect(await upload(attempt)).toMatchObject({ errcode });
  });

  it('is over after half an hour', async () => {
    const opened = await call('init', { type: 'file', filename: 'a', total_size: 10, total_chunks: 1 });
    const upload_id = opened.body?.upload_id;
    stage().clock.advance(30 * MINUTE + 1);
    const chunk = { upload_id, chunk_index: 0, base64_data: 'c29tZSB3b3Jkcw==' };
    expect(await call('chunk', chunk)).toMatchObject({ errcode: 40058 });
  });

  it('is possible thirty times a minute', async () => {
    for (let count = 0; count < 30; count++) expect((await upload({})).errcode).toBe(0);
    expect(await upload({})).toMatchObject({ errcode: 45009 });
  });

  it('is in the journal with its sizes, not with its bytes', async () => {
    await upload({ pieces: [Buffer.from('some words')] });
    const { outbound } = stage().platform;
    expect(outbound).toContainEqual(
      expect.objectContaining({
        api: 'aibot_upload_media_chunk',
        request: { upload_id: expect.any(String), chunk_index: 0, bytes: 10 },
      }),
    );
    expect(JSON.stringify(outbound)).not.toContain(Buffer.from('some words').toString('base64'));
  });
});

describe('a file for a bot that holds a connection', () => {
  const stage = useConnection();

  it('is encrypted with a key of its own, which comes with its link', async () => {
    const { bot, platform } = stage();
    const bytes = Buffer.from('hello wecom file\n');
    for (const name of ['a.txt', 'b.txt'])
      await platform.say({ from: 'LiMing', chat: 'private', file: { name, bytes } });
    const links = bot.heard.flatMap(({ body }) => body.file ?? []);
    expect(new Set(links.map(({ aeskey }) => aeskey)).size).toBe(2);
    for (const { url, aeskey } of links) {
      const key = Buffer.from(aeskey, 'base64');
      const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
      const body = Buffer.from(await (await fetch(url)).arrayBuffer());
      const opened = Buffer.concat([decipher.update(body), decipher.final()]);
      expect(opened.subarray(0, bytes.length)).toEqual(bytes);
    }
  });
});
