import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { AppOptions } from '../../src/simulator/app/options.ts';
import { writeXml } from '../../src/simulator/app/xml.ts';
import { textOf } from '../../src/simulator/chat.ts';
import { openIdOf } from '../../src/simulator/world.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/time/clock.ts';
import { PICTURE, TEAM, useStage } from './stage.ts';
import { type Envelope, startXmlBot, type XmlBot } from './xml-bot.ts';

const MEGABYTE = 1024 * 1024;
const APP = { corpId: 'ww1', agentId: 1_000_002, secret: 'the-secret' } as const;
const li = { app: 'LiMing' };

const Answer = z.looseObject({ errcode: z.number(), errmsg: z.string() });

/** The API as a program would call it. */
function caller(stage: ReturnType<typeof useStage>) {
  const url = (path: string, query: Record<string, string>): string =>
    `${stage().platform.url}/cgi-bin/${path}?${new URLSearchParams(query)}`;
  const read = async (response: Response) => Answer.parse(await response.json());
  const token = async (secret: string = APP.secret, corpid: string = APP.corpId) =>
    read(await fetch(url('gettoken', { corpid, corpsecret: secret })));
  const access_token = async (): Promise<string> => String((await token())['access_token']);
  const get = async (
    path: string,
    query: Record<string, string> = {},
    headers: Record<string, string> = {},
  ) => fetch(url(path, { ...query, access_token: await access_token() }), { headers });
  const post = async (path: string, body: unknown, query: Record<string, string> = {}) => {
    const form = body instanceof FormData;
    const given = { access_token: await access_token(), ...query };
    return read(await fetch(url(path, given), { method: 'POST', body: form ? body : JSON.stringify(body) }));
  };
  const send = (message: object, touser = 'LiMing') =>
    post('message/send', { touser, agentid: APP.agentId, ...message });
  return { token, get, post, send, read };
}

const text = (content: string) => ({ msgtype: 'text', text: { content } });
const cardOf = (task_id: string, keys = ['yes', 'no']) => ({
  msgtype: 'template_card',
  template_card: {
    card_type: 'button_interaction',
    main_title: { title: '请审阅' },
    task_id,
    button_list: keys.map((key) => ({ text: key, key })),
  },
});

function upload(bytes: Uint8Array, name: string): FormData {
  const form = new FormData();
  form.append('media', new Blob([new Uint8Array(bytes)]), name);
  return form;
}

describe('the token of a self-built app', () => {
  const stage = useStage({ app: APP });
  const { token, post, send } = caller(stage);

  it('is the same for two hours, and then another', async () => {
    const first = await token();
    expect(first).toMatchObject({ errcode: 0, expires_in: 7200 });
    stage().clock.advance(2 * HOUR - SECOND);
    expect(await token()).toMatchObject({ access_token: first['access_token'], expires_in: 1 });
    stage().clock.advance(SECOND);
    expect((await token())['access_token']).not.toBe(first['access_token']);
  });

  it('is refused to another secret (40001) and another company (40013)', async () => {
    expect((await token('wrong')).errcode).toBe(40001);
    expect((await token(APP.secret, 'ww2')).errcode).toBe(40013);
  });

  it('is asked for (41001), known (40014) and not too old (42001)', async () => {
    const { access_token } = await token();
    const body = { touser: 'LiMing', agentid: APP.agentId, ...text('一') };
    const errcode = async (given: string) =>
      (await post('message/send', body, { access_token: given })).errcode;
    expect([await errcode(''), await errcode('invented'), await errcode(String(access_token))]).toEqual([
      41001, 40014, 0,
    ]);
    stage().platform.app.dropToken();
    expect(await errcode(String(access_token))).toBe(40014);
    const next = String((await token())['access_token']);
    stage().clock.advance(2 * HOUR);
    const response = await fetch(`${stage().platform.url}/cgi-bin/message/send?access_token=${next}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    expect(await response.json()).toMatchObject({ errcode: 42001 });
    stage().platform.takeMessages();
  });

  it('does not help from an address that is not trusted', async () => {
    stage().platform.app.trust(['203.0.113.7']);
    expect((await token()).errcode).toBe(0);
    expect(await send(text('一'))).toMatchObject({
      errcode: 60020,
      errmsg: expect.stringContaining('from ip: 127.0.0.1,'),
    });
    stage().platform.app.trust();
    expect((await send(text('一'))).errcode).toBe(0);
    stage().platform.takeMessages();
  });

  it('and the secret are in no journal', async () => {
    const { access_token } = await token();
    await send(text('一'));
    const journal = JSON.stringify(stage().platform.outbound);
    expect(journal).not.toContain(APP.secret);
    expect(journal).not.toContain(String(access_token));
    expect(stage().platform.outbound.map(({ api }) => api)).toEqual(['gettoken', 'gettoken', 'message/send']);
    stage().platform.takeMessages();
  });
});

describe('message/send', () => {
  const stage = useStage({ app: { ...APP, visible: ['LiMing', 'wangfang'], unlicensed: ['wangfang'] } });
  const { send, post } = caller(stage);
  const errcode = async (message: object, touser?: string) => (await send(message, touser)).errcode;
  const taken = (chat: { app: string } = li) =>
    stage()
      .platform.takeMessages(chat)
      .map(({ content }) => textOf(content));

  it('writes to who is visible and licensed, and lists the others in lower case', async () => {
    expect(await send(text('一'), 'LiMing|WangFang|ZhaoQi|nobody')).toMatchObject({
      errcode: 0,
      invaliduser: 'zhaoqi|nobody',
      unlicenseduser: 'wangfang',
    });
    expect(taken()).toEqual(['一']);
  });

  it('says 81013 when nobody is left, and 82001 when nobody is named', async () => {
    expect(await errcode(text('一'), 'zhaoqi|nobody')).toBe(81013);
    expect(await errcode(text('一'), '')).toBe(82001);
    expect(await errcode(text('一'), Array.from({ length: 1001 }, (_, n) => `u${n}`).join('|'))).toBe(40032);
  });

  it('writes to all who are visible by @all', async () => {
    expect((await send(text('一'), '@all')).errcode).toBe(0);
    expect(taken()).toEqual(['一']);
  });

  const refusals: [string, number, object][] = [
    ['empty words', 44004, text('')],
    ['markdown that is too long', 40058, { msgtype: 'markdown', markdown: { content: 'a'.repeat(2049) } }],
    ['a type nobody knows', 40008, { msgtype: 'telegram' }],
    ['a body of another shape', 40058, { msgtype: 'text', text: { words: '一' } }],
    ['a file nobody uploaded', 40007, { msgtype: 'file', file: { media_id: 'none' } }],
    ['a card an app without a callback could not hear', 43012, cardOf('t1')],
    [
      'a notice that leads nowhere',
      42045,
      {
        msgtype: 'template_card',
        template_card: {
          card_type: 'text_notice',
          main_title: { title: '一' },
          task_id: 't',
          card_action: { type: 0 },
        },
      },
    ],
  ];
  it.each(refusals)('refuses %s with %i', async (_what, code, message) => {
    expect(await errcode(message)).toBe(code);
  });

  it('refuses another agent (301002), and none (41011)', async () => {
    expect((await post('message/send', { touser: 'LiMing', agentid: 7, ...text('一') })).errcode).toBe(
      301002,
    );
    expect((await post('message/send', { touser: 'LiMing', ...text('一') })).errcode).toBe(41011);
  });

  it('cuts words after 2048 bytes, without a word', async () => {
    expect(await errcode(text(`${'学'.repeat(682)}习习`))).toBe(0);
    expect(taken()).toEqual(['学'.repeat(682)]);
  });

  it('drops what is over thirty a minute, without a word', async () => {
    for (let count = 0; count < 32; count++) expect(await errcode(text(`${count}`))).toBe(0);
    stage().clock.advance(MINUTE);
    expect(await errcode(text('下一分钟'))).toBe(0);
    expect(taken()).toEqual([...Array.from({ length: 30 }, (_, index) => `${index}`), '下一分钟']);
  });

  it('drops the same JSON within the interval, if told to check', async () => {
    const checked = { ...text('一'), enable_duplicate_check: 1, duplicate_check_interval: 600 };
    for (const message of [checked, checked, text('一'), { ...checked, ...text('二') }])
      expect(await errcode(message)).toBe(0);
    expect(taken()).toEqual(['一', '一', '二']);
    stage().clock.advance(10 * MINUTE);
    expect(await errcode(checked)).toBe(0);
    expect(taken()).toEqual(['一']);
    expect(await errcode({ ...checked, duplicate_check_interval: 4 * 3600 + 1 })).toBe(40058);
  });

  it('does what a fault says, for calls and for tokens apart', async () => {
    const { platform } = stage();
    platform.failNext(1, { kind: 'errcode', errcode: -1 }, 'app');
    platform.failNext(1, { kind: 'errcode', errcode: 45009 }, 'gettoken');
    const { token } = caller(stage);
    expect((await token()).errcode).toBe(45009);
    expect(await errcode(text('一'))).toBe(-1);
    platform.failNext(1, { kind: 'answer-lost' }, 'app');
    await expect(send(text('二'))).rejects.toThrow();
    expect(taken()).toEqual(['二']);
  });
});

describe('files of the app', () => {
  const stage = useStage({ app: APP });
  const { get, post, read, send } = caller(stage);
  const kept = async (bytes: Uint8Array, name = '名单.csv', type = 'file') =>
    String((await post('media/upload', upload(bytes, name), { type }))['media_id']);

  it.each([
    ['file', 5, 40006],
    ['file', 6, 0],
    ['file', 20 * MEGABYTE + 1, 40006],
    ['image', 10 * MEGABYTE + 1, 40009],
    ['image', 100, 40004],
    ['voice', 100, 40005],
  ])('%s of %i bytes is answered %i', async (type, size, errcode) => {
    expect((await post('media/upload', upload(new Uint8Array(size), 'a'), { type })).errcode).toBe(errcode);
  });

  it('are shown for three days, as what they were uploaded for', async () => {
    const image = await kept(PICTURE, 'a.png', 'image');
    const file = await kept(PICTURE);
    expect((await send({ msgtype: 'image', image: { media_id: image } })).errcode).toBe(0);
    expect((await send({ msgtype: 'image', image: { media_id: file } })).errcode).toBe(40007);
    stage().clock.advance(3 * DAY + 1);
    expect((await send({ msgtype: 'image', image: { media_id: image } })).errcode).toBe(40007);
    expect(stage().platform.takeMessages(li)).toHaveLength(1);
  });

  it('are given back whole or in parts', async () => {
    const media_id = await kept(Buffer.from('0123456789'));
    const whole = await get('media/get', { media_id });
    expect([whole.status, await whole.text()]).toEqual([200, '0123456789']);
    expect(whole.headers.get('content-disposition')).toContain("filename*=UTF-8''%E5%90%8D%E5%8D%95.csv");
    const part = await get('media/get', { media_id }, { range: 'bytes=2-4' });
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
      206,
      'bytes 2-4/10',
      '234',
    ]);
    expect(await read(await get('media/get', { media_id: 'none' }))).toMatchObject({ errcode: 40007 });
  });
});

describe('groups of the app', () => {
  const stage = useStage({ app: APP });
  const { get, post, read } = caller(stage);
  const create = (more: object = {}) =>
    post('appchat/create', { name: '支部', owner: 'LiMing', userlist: ['LiMing', 'wangfang'], ...more });

  it('are made of members, and can be looked at and written to', async () => {
    const { chatid } = await create({ chatid: 'branch1' });
    expect(chatid).toBe('branch1');
    expect(await read(await get('appchat/get', { chatid: 'branch1' }))).toMatchObject({
      chat_info: { name: '支部', owner: 'LiMing', userlist: ['LiMing', 'wangfang'] },
    });
    const message = { msgtype: 'text', text: { content: '周报', mentioned_list: ['liming'] } };
    expect((await post('appchat/send', { chatid, ...message })).errcode).toBe(0);
    expect(stage().platform.takeMessages({ group: 'branch1' })).toMatchObject([
      { author: { kind: 'app' }, content: { text: '周报' }, mentions: ['liming'] },
    ]);
  });

  it('are not those of others, and take no cards', async () => {
    expect((await post('appchat/send', { chatid: TEAM, ...text('一') })).errcode).toBe(86008);
    expect((await post('appchat/send', { chatid: 'none', ...text('一') })).errcode).toBe(86001);
    const { chatid } = await create();
    expect((await post('appchat/send', { chatid, ...cardOf('t1') })).errcode).toBe(40008);
  });

  it.each([
    [{ userlist: ['LiMing'] }, 40058],
    [{ userlist: ['LiMing', 'nobody'] }, 40031],
    [{ owner: 'zhaoqi' }, 86216],
    [{ chatid: 'with space' }, 40058],
    [{ chatid: 'a'.repeat(33) }, 40058],
    [{ name: '学'.repeat(51) }, 40058],
  ])('are not made with %j', async (more, errcode) => {
    expect((await create(more)).errcode).toBe(errcode);
  });
});

describe('what the app is told', () => {
  let bot: XmlBot | undefined;
  const callback: NonNullable<AppOptions['callback']> = {
    token: 'hJqcu3uJ9Tn2gXPmxx2w9kkCkCE2EPYo',
    aesKey: '6qkdMrq68nTKduznJYO1A37W2oEgpkMUvkttRToqhUt',
    url: () => bot?.url ?? '',
  };
  const stage = useStage({ app: { ...APP, callback }, answerWithinMs: 1000 });
  const { get, send, post, read } = caller(stage);
  const started = async (): Promise<XmlBot> => {
    bot = await startXmlBot({ ...callback, corpId: APP.corpId });
    return bot;
  };

  it('is encrypted XML for its company, with an id of 64 bits', async () => {
    const { heard } = await started();
    const { platform } = stage();
    const {
      msgid,
      answered,
      text: answer,
    } = await platform.sayToApp({ from: 'LiMing', text: '签到 <b>]]>' });
    expect([answered, answer]).toEqual([true, '您说：签到 <b>]]>']);
    expect(heard).toEqual([
      {
        ToUserName: 'ww1',
        FromUserName: 'LiMing',
        CreateTime: '1393981200',
        MsgType: 'text',
        Content: '签到 <b>]]>',
        MsgId: msgid,
        AgentID: '1000002',
      },
    ]);
    expect(BigInt(msgid)).toBeLessThan(2n ** 63n);
    expect(platform.world.messagesIn(li).map(({ author }) => author.kind)).toEqual(['person', 'app']);
  });

  it('is who came in, and what was sent, by the id it is fetched with', async () => {
    const { heard } = await started();
    const { platform } = stage();
    await platform.enterApp('LiMing');
    await platform.sayToApp({ from: 'LiMing', file: { name: '体会.docx', bytes: Buffer.from('体会') } });
    await platform.sayToApp({ from: 'LiMing', image: PICTURE });
    expect(heard).toMatchObject([
      { MsgType: 'event', Event: 'enter_agent' },
      { MsgType: 'file', FileName: '体会.docx', MediaId: expect.any(String) },
      { MsgType: 'image', MediaId: expect.any(String), PicUrl: expect.any(String) },
    ]);
    expect(heard[0]).not.toHaveProperty('MsgId');
  });

  it('may be a file so large that it is fetched in parts', async () => {
    const { heard } = await started();
    const bytes = new Uint8Array(20 * MEGABYTE + 1);
    await stage().platform.sayToApp({ from: 'LiMing', file: { name: '大.zip', bytes } });
    const media_id = heard[0]?.['MediaId'] ?? '';
    expect(await read(await get('media/get', { media_id }))).toMatchObject({ errcode: 830002 });
    const all = await get('media/get', { media_id }, { range: `bytes=0-${bytes.length - 1}` });
    expect(await read(all)).toMatchObject({ errcode: 830002 });
    const part = await get('media/get', { media_id }, { range: `bytes=${20 * MEGABYTE}-${bytes.length}` });
    expect([part.status, (await part.bytes()).length]).toEqual([206, 1]);
  });

  it('can be told again, word for word, and is shown one answer', async () => {
    const { heard } = await started();
    const { platform } = stage();
    const { msgid } = await platform.sayToApp({ from: 'LiMing', text: '签到', msgid: '7' });
    await platform.repeatApp(msgid);
    expect(heard[1]).toEqual(heard[0]);
    expect(platform.world.messagesIn(li)).toHaveLength(2);
  });

  it('is a tap, with a code that changes the card once within three days', async () => {
    const { heard } = await started();
    const { platform, clock } = stage();
    await send(cardOf('t1'));
    const [message] = platform.takeMessages(li);
    await platform.tap({ from: 'LiMing', message: message?.id ?? '', button: 'yes' });
    expect(heard[0]).toMatchObject({
      MsgType: 'event',
      Event: 'template_card_event',
      EventKey: 'yes',
      TaskId: 't1',
      ResponseCode: expect.any(String),
    });
    const update = (more: object) =>
      post('message/update_template_card', {
        userids: ['liming'],
        agentid: APP.agentId,
        response_code: heard[0]?.['ResponseCode'],
        ...more,
      });
    const button = { replace_name: '已审阅' };
    expect((await update({})).errcode).toBe(40058);
    expect((await update({ button, response_code: 'invented' })).errcode).toBe(60140);
    clock.advance(72 * HOUR + 1);
    expect((await update({ button })).errcode).toBe(60140);
    clock.advance(-SECOND);
    expect((await update({ button, userids: ['liming', 'zhaoqi'] }))['invaliduser']).toEqual(['zhaoqi']);
    expect(platform.world.message(message?.id ?? '')?.content).toMatchObject({
      card: { title: '请审阅', buttons: [], replacedBy: '已审阅' },
    });
    expect((await update({ button })).errcode).toBe(60140);
  });

  it('lets a card be changed as a whole, by the code it was sent with', async () => {
    await started();
    const { platform } = stage();
    const { response_code } = await send(cardOf('t1'));
    const { template_card } = cardOf('t1', ['undo']);
    const { task_id: _, ...card } = { ...template_card, main_title: { title: '已审阅' } };
    const update = { agentid: APP.agentId, atall: 1, response_code, template_card: card };
    expect((await post('message/update_template_card', update)).errcode).toBe(0);
    const [message] = platform.takeMessages(li);
    expect(platform.world.message(message?.id ?? '')?.content).toMatchObject({
      card: { taskId: 't1', title: '已审阅', buttons: [{ text: 'undo' }] },
    });
    expect((await send(cardOf('t1'))).errcode).toBe(42014);
  });

  it('is a tap of nobody but who has got the card', async () => {
    await started();
    const { platform } = stage();
    await send(cardOf('t1'));
    const message = platform.takeMessages(li)[0]?.id ?? '';
    await expect(platform.tap({ from: 'wangfang', message, button: 'yes' })).rejects.toMatchObject({
      code: 'rule',
    });
  });

  const spoiled: [string, string, (envelope: Envelope) => unknown][] = [
    ['a wrong signature', 'signature', (envelope) => ({ ...envelope, MsgSignature: '0'.repeat(40) })],
    ['a time that is none', 'timestamp', (envelope) => ({ ...envelope, TimeStamp: 'soon' })],
    ['a field nobody knows', 'envelope', (envelope) => ({ ...envelope, Extra: '1' })],
    ['a text that is no ciphertext', 'signature', (envelope) => ({ ...envelope, Encrypt: 'AAAA' })],
  ];
  it.each(spoiled)('must not be answered with %s', async (_what, code, spoil) => {
    (await started()).spoil = spoil;
    await expect(stage().platform.sayToApp({ from: 'LiMing', text: '一' })).rejects.toMatchObject({ code });
  });

  const reply = { ToUserName: 'LiMing', FromUserName: 'ww1', CreateTime: 1, MsgType: 'text', Content: '好' };
  const misshapen: [string, string, string][] = [
    ['JSON', 'shape', '{}'],
    ['words for somebody else', 'shape', writeXml({ ...reply, ToUserName: 'wangfang' })],
    ['words of another company', 'shape', writeXml({ ...reply, FromUserName: 'ww2' })],
    ['a picture', 'shape', writeXml({ ...reply, MsgType: 'image' })],
    ['more than 2048 bytes', 'too-long', writeXml({ ...reply, Content: '学'.repeat(683) })],
    ['no words', 'too-long', writeXml({ ...reply, Content: '' })],
  ];
  it.each(misshapen)('must not be answered with %s', async (_what, code, plain) => {
    (await started()).answer = () => plain;
    await expect(stage().platform.sayToApp({ from: 'LiMing', text: '一' })).rejects.toMatchObject({ code });
  });

  it('must be answered for its company', async () => {
    (await started()).receiveId = '';
    await expect(stage().platform.sayToApp({ from: 'LiMing', text: '一' })).rejects.toMatchObject({
      code: 'receiveid',
    });
  });

  it('may be answered with nothing, and the address is verified by the bare text that comes back', async () => {
    (await started()).answer = () => undefined;
    expect((await stage().platform.sayToApp({ from: 'LiMing', text: '一' })).answered).toBe(false);
    await stage().platform.app.verifyUrl();
  });
});

describe('encrypted ids', () => {
  const stage = useStage({ app: { ...APP, visible: ['LiMing'] } });
  const { post, get, read } = caller(stage);

  it('are what the bot is told once they are hidden, and the app can look up whom it sees', async () => {
    const { platform, bot } = stage();
    await platform.say({ from: 'LiMing', chat: 'private', text: '一' });
    platform.hideUserids();
    await platform.say({ from: 'LiMing', chat: 'private', text: '二' });
    await platform.enterChat('LiMing');
    const id = openIdOf('LiMing');
    expect(bot.heard.map(({ from }) => from.userid)).toEqual(['LiMing', id, id]);
    expect(id).toMatch(/^wo[\w-]{30}$/);
    const open_userid_list = [id, openIdOf('wangfang'), 'LiMing'];
    expect(await post('batch/openuserid_to_userid', { open_userid_list })).toEqual({
      errcode: 0,
      errmsg: 'ok',
      userid_list: [{ open_userid: id, userid: 'LiMing' }],
      invalid_open_userid_list: [openIdOf('wangfang'), 'LiMing'],
    });
  });

  it('are looked up a thousand at a time', async () => {
    const ids = Array.from({ length: 1001 }, (_, index) => `wo${index}`);
    expect((await post('batch/openuserid_to_userid', { open_userid_list: ids })).errcode).toBe(40058);
  });

  it('have nothing to do with where WeCom calls from', async () => {
    expect(await read(await get('getcallbackip'))).toMatchObject({ ip_list: ['127.0.0.1'] });
  });
});

describe('a platform without an app', () => {
  const stage = useStage();

  it('knows none of it', async () => {
    const { platform } = stage();
    expect((await fetch(`${platform.url}/cgi-bin/gettoken?corpid=ww1&corpsecret=x`)).status).toBe(404);
    expect(() => platform.app).toThrow('there is no self-built app');
    await expect(platform.sayToApp({ from: 'LiMing', text: '一' })).rejects.toMatchObject({ code: 'rule' });
  });
});
