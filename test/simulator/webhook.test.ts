import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { attachmentsOf, textOf } from '../../src/simulator/chat.ts';
import { PICTURE, post, TEAM, team, useStage } from './stage.ts';

const MEGABYTE = 1024 * 1024;

const md5 = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex');
const text = (content: string) => ({ msgtype: 'text', text: { content } });
const markdown = (content: string) => ({ msgtype: 'markdown', markdown: { content } });
const image = (bytes: Buffer, sum = md5(bytes)) => ({
  msgtype: 'image',
  image: { base64: bytes.toString('base64'), md5: sum },
});

function upload(bytes: Uint8Array, name = '名单.xlsx'): FormData {
  const form = new FormData();
  form.append('media', new Blob([new Uint8Array(bytes)]), name);
  return form;
}

describe('a webhook robot', () => {
  const stage = useStage();
  const send = (body: unknown) => post(stage().platform.webhookUrl(TEAM), body);
  const uploadUrl = (type = 'file') =>
    `${stage().platform.webhookUrl(TEAM).replace('/send', '/upload_media')}&type=${type}`;

  it('posts words, markdown of both kinds, pictures and news into its group', async () => {
    const { platform } = stage();
    const news = { msgtype: 'news', news: { articles: [{ title: '周报', url: 'https://example.com/' }] } };
    const v2 = { msgtype: 'markdown_v2', markdown_v2: { content: '| 表 |' } };
    for (const body of [text('一'), markdown('**二**'), v2, image(PICTURE), news])
      expect(await send(body)).toEqual({ errcode: 0, errmsg: 'ok' });
    const messages = platform.takeMessages(team);
    expect(messages.map(({ content }) => content.type)).toEqual([
      'text',
      'markdown',
      'markdown_v2',
      'image',
      'news',
    ]);
    expect(messages.every(({ author }) => author.kind === 'robot')).toBe(true);
  });

  it('mentions by list and inside the text, and not in markdown_v2', async () => {
    await send({
      msgtype: 'text',
      text: { content: '<@LiMing> 请看', mentioned_list: ['wangfang', '@all'] },
    });
    await send(markdown('请 <@wangfang> 看 <@all>'));
    await send({ msgtype: 'markdown_v2', markdown_v2: { content: '<@wangfang>' } });
    const mentions = stage()
      .platform.takeMessages()
      .map((message) => message.mentions);
    expect(mentions).toEqual([['LiMing', 'wangfang', '@all'], ['wangfang', '@all'], []]);
  });

  const limits: [string, number, () => unknown][] = [
    ['words of 2048 bytes', 0, () => text('a'.repeat(2048))],
    ['words of 2049 bytes', 40058, () => text('a'.repeat(2049))],
    ['words that are too long only in bytes', 40058, () => text('学'.repeat(683))],
    ['no words', 44004, () => text('')],
    ['markdown of 4096 bytes', 0, () => markdown('a'.repeat(4096))],
    ['markdown of 4097 bytes', 40058, () => markdown('a'.repeat(4097))],
    ['empty markdown', 44004, () => markdown('')],
    ['an unknown msgtype', 40008, () => ({ msgtype: 'telegram' })],
    ['a misspelt msgtype', 40008, () => ({ msg_type: 'text', text: { content: '一' } })],
    ['a msgtype without its body', 40058, () => ({ msgtype: 'text' })],
    [
      'a picture of 2 MB',
      0,
      () => image(Buffer.concat([PICTURE, Buffer.alloc(2 * MEGABYTE - PICTURE.length)])),
    ],
    ['a picture of more', 40009, () => image(Buffer.concat([PICTURE, Buffer.alloc(2 * MEGABYTE)]))],
    ['the md5 of the base64', 301019, () => image(PICTURE, md5(Buffer.from(PICTURE.toString('base64'))))],
    ['something that is no picture', 40004, () => image(Buffer.from('words'))],
    [
      'news that lead to a script',
      40058,
      () => ({
        msgtype: 'news',
        news: { articles: [{ title: '看', url: 'javascript:alert(1)' }] },
      }),
    ],
    ['a file nobody uploaded', 40007, () => ({ msgtype: 'file', file: { media_id: 'none' } })],
  ];
  it.each(limits)('answers %s with %i', async (_what, errcode, body) => {
    expect((await send(body())).errcode).toBe(errcode);
    expect(stage().platform.takeMessages()).toHaveLength(errcode === 0 ? 1 : 0);
  });

  it('answers what is not JSON with 47001', async () => {
    const response = await fetch(stage().platform.webhookUrl(TEAM), { method: 'POST', body: '{' });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ errcode: 47001 });
  });

  it('says 45009 to the 21st message of a minute and works again when the minute is over', async () => {
    const { platform, clock } = stage();
    for (let count = 0; count < 20; count++) {
      expect((await send(text(`${count}`))).errcode).toBe(0);
      clock.advance(1000);
    }
    expect((await send(text('21'))).errcode).toBe(45009);
    clock.advance(39_999);
    expect((await send(text('21'))).errcode).toBe(45009);
    clock.advance(1);
    expect((await send(text('21'))).errcode).toBe(0);
    expect(platform.takeMessages().map(({ content }) => textOf(content))).toEqual([
      ...Array.from({ length: 20 }, (_, index) => `${index}`),
      '21',
    ]);
  });

  it('counts each webhook for itself', async () => {
    const { platform } = stage();
    platform.addGroup({ id: 'team-2', name: '二组', members: ['zhaoqi'] });
    for (let count = 0; count < 20; count++) await send(text('一'));
    expect((await post(platform.webhookUrl('team-2'), text('二'))).errcode).toBe(0);
    expect(platform.takeMessages()).toHaveLength(21);
  });

  it('answers an unknown key, and one whose robot was removed, with 93000', async () => {
    const { platform } = stage();
    expect(await post(`${platform.url}/cgi-bin/webhook/send?key=none`, text('一'))).toMatchObject({
      errcode: 93000,
    });
    const url = platform.webhookUrl(TEAM);
    platform.removeRobot(TEAM);
    expect(await post(url, text('一'))).toMatchObject({ errcode: 93000 });
  });

  it('posts an uploaded file under its Chinese name', async () => {
    const { media_id, created_at } = await post(uploadUrl(), upload(Buffer.from('six bytes')));
    expect(created_at).toBe('1393981200');
    expect(await send({ msgtype: 'file', file: { media_id } })).toMatchObject({ errcode: 0 });
    const [message] = stage().platform.takeMessages(team);
    const [file] = message ? attachmentsOf(message.content) : [];
    expect(file?.name).toBe('名单.xlsx');
    expect(Buffer.from(file?.bytes ?? []).toString()).toBe('six bytes');
  });

  it('keeps an uploaded file for three days, for its own webhook', async () => {
    const { platform, clock } = stage();
    platform.addGroup({ id: 'team-2', name: '二组', members: ['zhaoqi'] });
    const { media_id } = await post(uploadUrl(), upload(Buffer.from('six bytes')));
    const file = { msgtype: 'file', file: { media_id } };
    expect((await post(platform.webhookUrl('team-2'), file)).errcode).toBe(40007);
    clock.advance(3 * 24 * 3_600_000);
    expect((await send(file)).errcode).toBe(0);
    clock.advance(1);
    expect((await send(file)).errcode).toBe(40007);
    expect(platform.takeMessages()).toHaveLength(1);
  });

  const sizes: [string, number, number][] = [
    ['of 5 bytes', 5, 40006],
    ['of 6 bytes', 6, 0],
    ['of 20 MB', 20 * MEGABYTE, 0],
    ['of more', 20 * MEGABYTE + 1, 40006],
  ];
  it.each(sizes)('answers the upload of a file %s', async (_what, size, errcode) => {
    expect((await post(uploadUrl(), upload(new Uint8Array(size)))).errcode).toBe(errcode);
  });

  it('refuses an upload without a file, of another type, or with an unknown key', async () => {
    expect((await post(uploadUrl(), new FormData())).errcode).toBe(44001);
    expect((await post(uploadUrl('image'), upload(PICTURE))).errcode).toBe(40005);
    expect((await post(uploadUrl().replace(/key=[^&]+/, 'key=none'), upload(PICTURE))).errcode).toBe(93000);
  });

  it('keeps a journal of calls that names the group and never the key', async () => {
    const { platform } = stage();
    await send(text('一'));
    await send(text(''));
    await post(uploadUrl(), upload(PICTURE));
    expect(platform.outbound).toMatchObject([
      { api: 'webhook/send', group: TEAM, request: text('一'), answer: { errcode: 0 } },
      { api: 'webhook/send', group: TEAM, answer: { errcode: 44004 } },
      { api: 'webhook/upload_media', group: TEAM, request: { name: '名单.xlsx', bytes: PICTURE.length } },
    ]);
    const key = new URL(platform.webhookUrl(TEAM)).searchParams.get('key') ?? '';
    expect(JSON.stringify(platform.outbound)).not.toContain(key);
    platform.takeMessages();
  });
});

describe('the one later answer to a callback', () => {
  const stage = useStage();
  const ask = async () => {
    await stage().platform.say({ from: 'LiMing', chat: team, text: '慢慢想' });
    return stage().bot.heard.at(-1)?.response_url ?? '';
  };

  it('is posted once, quoting the question in a group', async () => {
    const { platform } = stage();
    const url = await ask();
    expect((await post(url, markdown('想好了'))).errcode).toBe(0);
    expect((await post(url, markdown('又想好了'))).errcode).not.toBe(0);
    const [message, ...others] = platform.takeMessages(team);
    expect(others).toEqual([]);
    expect(platform.world.message(message?.quote ?? '')?.content).toMatchObject({ text: '@Echo Bot 慢慢想' });
  });

  it('is too late after an hour', async () => {
    const url = await ask();
    stage().clock.advance(3_600_001);
    expect((await post(url, markdown('想好了'))).errcode).not.toBe(0);
  });

  it('must be markdown that fits', async () => {
    const url = await ask();
    expect((await post(url, text('想好了'))).errcode).toBe(40008);
    expect((await post(url, markdown('a'.repeat(20_481)))).errcode).toBe(45002);
    expect((await post(url, markdown('a'.repeat(20_480)))).errcode).toBe(0);
    stage().platform.takeMessages();
  });
});
