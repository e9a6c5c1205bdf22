import { describe, expect, it } from 'vitest';
import { textOf } from '../../../src/simulator/chat.ts';
import { DAY, MINUTE, SECOND } from '../../../src/time/clock.ts';
import { stream } from '../echo-bot.ts';
import { NOW, TEAM, team } from '../stage.ts';
import { ConnectedBot } from './connected-bot.ts';
import { card, markdown, OK, toTeam, useConnection } from './stage.ts';

describe('what a bot may answer over its connection', () => {
  const stage = useConnection();

  /** The errcode of an answer to a message. */
  async function errcodeOf(body: unknown): Promise<number> {
    const { bot, platform } = stage();
    const errcode = Promise.withResolvers<number>();
    bot.answer = async (told) => {
      errcode.resolve((await bot.respond(told, body)).errcode);
      bot.answer = () => undefined;
      await bot.respond(told, markdown('好'));
    };
    await platform.say({ from: 'LiMing', chat: team, text: '在吗' });
    return errcode.promise;
  }

  it.each<[string, unknown, number]>([
    ['plain text', { msgtype: 'text', text: { content: '你好' } }, 40008],
    ['a stream together with a card', { msgtype: 'stream_with_template_card', stream: {} }, 40008],
    ['a stream without an id', { msgtype: 'stream', stream: { content: '好' } }, 40058],
    [
      'a stream with pictures',
      { msgtype: 'stream', stream: { id: 's', content: '好', msg_item: [] } },
      40058,
    ],
    ['a finished stream that says nothing', stream(''), 44004],
    ['a stream of 20480 bytes', stream('a'.repeat(20_480), false), 0],
    ['a stream of more', stream('学'.repeat(6827)), 45002],
    ['markdown of more', markdown('a'.repeat(20_481)), 45002],
    ['empty markdown', markdown(''), 44004],
    ['a card that is none', { msgtype: 'template_card', template_card: {} }, 40058],
    ['a file nobody uploaded', { msgtype: 'file', file: { media_id: 'none' } }, 40007],
    ['nothing', undefined, 40008],
  ])('answers %s with %i', async (_what, body, errcode) => {
    expect(await errcodeOf(body)).toBe(errcode);
  });

  it('846605: to a req_id it does not know, of an event, of yesterday, or of an earlier connection', async () => {
    const { bot, platform, clock } = stage();
    expect(await bot.call('aibot_respond_msg', stream('好'), 'never')).toMatchObject({ errcode: 846605 });
    bot.answer = async (told) => {
      const { errcode } = await bot.respond(told, stream('好'));
      await bot.call(
        'aibot_respond_welcome_msg',
        { msgtype: 'text', text: { content: `${errcode}` } },
        told.headers.req_id,
      );
    };
    expect(await platform.enterChat('LiMing')).toMatchObject({ text: '846605' });
    bot.answer = (told) => bot.respond(told, stream('好'));
    await platform.say({ from: 'LiMing', chat: 'private', text: '你好' });
    const told = bot.heard.at(-1);
    if (!told) throw new Error('nothing was heard');
    clock.advance(DAY + 1);
    expect(await bot.respond(told, stream('好'))).toMatchObject({ errcode: 846605 });
    const other = await ConnectedBot.connect(platform.connectionUrl);
    await other.subscribe();
    clock.set(NOW);
    expect(await other.respond(told, stream('好'))).toMatchObject({ errcode: 846605 });
  });

  it('846605: to a greeting that comes after five seconds', async () => {
    const { bot, platform, clock } = stage();
    const errcode = Promise.withResolvers<number>();
    bot.answer = async ({ headers }) => {
      clock.advance(5 * SECOND + 1);
      const body = { msgtype: 'text', text: { content: '欢迎' } };
      errcode.resolve((await bot.call('aibot_respond_welcome_msg', body, headers.req_id)).errcode);
      await platform.close();
    };
    expect(await platform.enterChat('LiMing')).toMatchObject({ answered: false });
    expect(await errcode.promise).toBe(846605);
  });

  it('846608: to a stream that is older than six minutes', async () => {
    const { bot, platform, clock } = stage();
    const errcodes: number[] = [];
    bot.answer = async (told) => {
      for (const wait of [0, 6 * MINUTE, 1]) {
        clock.advance(wait);
        errcodes.push((await bot.respond(told, stream('正在数', false))).errcode);
      }
    };
    const said = platform.say({ from: 'LiMing', chat: team, text: '数一数' });
    await expect(said).rejects.toMatchObject({ code: 'stream' });
    await expect.poll(() => errcodes).toEqual([0, 0, 846608]);
  });

  it('takes the end of a stream once more, and nothing after it', async () => {
    const { bot, platform } = stage();
    bot.answer = (told) => bot.respond(told, stream('好'));
    await platform.say({ from: 'LiMing', chat: team, text: '在吗' });
    const told = bot.heard.at(-1);
    if (!told) throw new Error('nothing was heard');
    expect(await bot.respond(told, stream('好'))).toMatchObject({ errcode: 0 });
    expect(await bot.respond(told, stream('不好'))).toMatchObject({ errcode: 846608 });
    expect(await bot.respond(told, stream('好', true, 's2'))).toMatchObject({ errcode: 40058 });
  });
});

describe('what a bot says of its own accord', () => {
  const stage = useConnection();
  const send = (body: object) => stage().bot.call('aibot_send_msg', body);
  const speak = () => stage().platform.say({ from: 'LiMing', chat: team, text: '你好' });
  const arrived = () =>
    stage()
      .platform.takeMessages(team)
      .map(({ content }) => textOf(content));

  it('reaches only where somebody has spoken to it', async () => {
    expect(await send(toTeam(markdown('一')))).toMatchObject({ errcode: 93006 });
    expect(await send({ chatid: 'LiMing', ...markdown('一') })).toMatchObject({ errcode: 93006 });
    await speak();
    expect(await send(toTeam(markdown('二')))).toMatchObject(OK);
    expect(await send({ chatid: TEAM, ...markdown('三') })).toMatchObject(OK);
    expect(await send({ chatid: 'LiMing', ...markdown('四') })).toMatchObject({ errcode: 93006 });
    expect(await send({ chatid: 'nobody', ...markdown('五') })).toMatchObject({ errcode: 93006 });
    expect(arrived()).toEqual(['二', '三']);
  });

  it('reaches a person by their userid', async () => {
    await stage().platform.say({ from: 'LiMing', chat: 'private', text: '你好' });
    expect(await send({ chatid: 'liming', chat_type: 1, ...markdown('提醒') })).toMatchObject(OK);
    expect(stage().platform.takeMessages({ private: 'LiMing' })).toHaveLength(1);
  });

  it.each<[string, object, number]>([
    ['plain text', { msgtype: 'text', text: { content: '一' } }, 40008],
    ['a stream', stream('一'), 40008],
    ['a field nobody knows', { ...markdown('一'), extra: 1 }, 40058],
    ['a kind of chat that is none', { ...markdown('一'), chat_type: 3 }, 40058],
    ['a group called a person', { ...markdown('一'), chat_type: 1 }, 93006],
  ])('answers %s with %i', async (_what, body, errcode) => {
    await speak();
    expect(await send({ ...toTeam({}), ...body })).toMatchObject({ errcode });
    expect(arrived()).toEqual([]);
  });

  it('needs a new task_id for each card', async () => {
    await speak();
    expect(await send(toTeam(card('t-1')))).toMatchObject(OK);
    expect(await send(toTeam(card('t-1')))).toMatchObject({ errcode: 40058 });
    expect(arrived()).toHaveLength(1);
  });

  it('45009: counts together with answers, thirty in a minute', async () => {
    const { clock } = stage();
    for (let count = 0; count < 10; count++) await speak();
    for (let count = 0; count < 20; count++)
      expect(await send(toTeam(markdown(`${count}`)))).toMatchObject(OK);
    expect(await send(toTeam(markdown('21')))).toMatchObject({ errcode: 45009 });
    clock.advance(MINUTE);
    expect(await send(toTeam(markdown('22')))).toMatchObject(OK);
    expect(arrived()).toHaveLength(21);
  });

  it('45009: a thousand in an hour', async () => {
    const { clock } = stage();
    await speak();
    let sent = 1;
    for (let minute = 0; minute < 40; minute++) {
      for (let count = 0; count < 25; count++) if ((await send(toTeam(markdown('一')))).errcode === 0) sent++;
      clock.advance(MINUTE);
    }
    expect(sent).toBe(1000);
    expect(arrived()).toHaveLength(999);
  });
});
