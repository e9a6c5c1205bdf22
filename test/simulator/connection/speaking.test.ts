import { describe, expect, it } from 'vitest';
import { textOf } from '../../../src/simulator/chat.ts';
import { stream } from '../echo-bot.ts';
import { TEAM, team } from '../stage.ts';
import { card, markdown, toTeam, useConnection } from './stage.ts';

describe('speaking to a bot over its connection', () => {
  const stage = useConnection();
  const say = (text = '在吗') => stage().platform.say({ from: 'LiMing', chat: team, text });

  it('is told and answered as over a callback', async () => {
    const { bot, platform } = stage();
    expect(await say('/签到')).toMatchObject({
      text: '您说：@Echo Bot /签到',
      delivered: true,
      answered: true,
      streamed: false,
    });
    expect(bot.heard).toMatchObject([
      {
        cmd: 'aibot_msg_callback',
        body: { chattype: 'group', chatid: TEAM, from: { userid: 'LiMing' }, msgtype: 'text' },
      },
    ]);
    expect(platform.world.messagesIn(team).map(({ author }) => author.kind)).toEqual(['person', 'bot']);
    expect(platform.outbound).toContainEqual(expect.objectContaining({ api: 'callback', finished: true }));
  });

  it('does not tell the bot what does not mention it', async () => {
    const { bot, platform } = stage();
    const answer = await platform.say({ from: 'LiMing', chat: team, text: '吃了吗', mention: false });
    expect(answer.delivered).toBe(false);
    expect(bot.heard).toEqual([]);
  });

  it('cannot be done while the bot is away', async () => {
    stage().platform.connection.drop();
    await expect(say()).rejects.toMatchObject({ code: 'unreachable' });
  });

  it('follows a stream until it is finished', async () => {
    const { bot, platform } = stage();
    bot.answer = async (told) => {
      await bot.respond(told, stream('', false));
      await bot.respond(told, stream('正在数', false));
      await bot.respond(told, stream('数完了'));
    };
    const seen: string[] = [];
    platform.world.watch(({ content }) => content.type === 'stream' && seen.push(content.text));
    expect(await say()).toMatchObject({ text: '数完了', streamed: true, refreshes: 2 });
    expect(seen).toEqual(['', '正在数', '数完了']);
  });

  it('takes words, files, pictures and cards as an answer', async () => {
    const { bot, platform } = stage();
    bot.answer = (told) => bot.respond(told, markdown('**好**'));
    expect(await say()).toMatchObject({ text: '**好**', answered: true });
    bot.answer = (told) => bot.respond(told, card('t-1'));
    expect((await say()).card?.content).toMatchObject({ card: { taskId: 't-1' } });
    expect(platform.takeMessages()).toEqual([]);
  });

  it('shows one answer to one message, however often it is told', async () => {
    const { bot, platform } = stage();
    const { msgid } = await say('一');
    expect(await platform.repeat(msgid)).toMatchObject({ text: '您说：@Echo Bot 一' });
    await platform.say({ from: 'LiMing', chat: 'private', text: '二' });
    expect(bot.heard.map(({ body }) => body.msgid)).toEqual([msgid, msgid, expect.any(String)]);
    expect(new Set(bot.heard.map(({ headers }) => headers.req_id)).size).toBe(3);
    expect(platform.world.messagesIn(team)).toHaveLength(2);
    await expect(platform.repeat('never')).rejects.toMatchObject({ code: 'rule' });
  });

  it('greets who enters', async () => {
    const { bot, platform } = stage();
    bot.answer = (told) =>
      bot.call(
        'aibot_respond_welcome_msg',
        { msgtype: 'text', text: { content: '欢迎' } },
        told.headers.req_id,
      );
    expect(await platform.enterChat('LiMing')).toMatchObject({ text: '欢迎', message: null });
    expect(bot.heard).toMatchObject([
      { cmd: 'aibot_event_callback', body: { event: { eventtype: 'enter_chat' } } },
    ]);
  });

  it('tells of a tap, and changes the card or not', async () => {
    const { bot, platform } = stage();
    await say();
    await bot.call('aibot_send_msg', toTeam(card('t-1')));
    const [message] = platform.takeMessages(team);
    const tapping = { from: 'wangfang', message: message?.id ?? '', button: '签到' };
    const update = (title: string, task = 't-1') => ({
      response_type: 'update_template_card',
      template_card: card(task, title).template_card,
    });
    let errcodes: number[] = [];
    bot.answer = async ({ headers }) => {
      const wrong = await bot.call('aibot_respond_update_msg', update('已签', 't-2'), headers.req_id);
      const right = await bot.call('aibot_respond_update_msg', update('已签'), headers.req_id);
      const again = await bot.call('aibot_respond_update_msg', update('又签'), headers.req_id);
      errcodes = [wrong, right, again].map(({ errcode }) => errcode);
    };
    const tapped = await platform.tap(tapping);
    expect(tapped.card?.content).toMatchObject({ card: { title: '已签' } });
    await expect.poll(() => errcodes).toEqual([40058, 0, 846605]);
    bot.answer = () => bot.call('aibot_send_msg', toTeam(markdown('您已签过')));
    expect(await platform.tap(tapping)).toMatchObject({ card: null });
    expect(platform.takeMessages(team).map(({ content }) => textOf(content))).toEqual(['您已签过']);
    expect(bot.heard.at(-1)?.body.event).toMatchObject({
      template_card_event: { event_key: '/签到', task_id: 't-1' },
    });
  });

  it('has no callback address to verify', async () => {
    await expect(stage().platform.verifyUrl()).rejects.toMatchObject({ code: 'rule' });
  });
});

describe('a bot that does not answer over its connection', () => {
  const stage = useConnection(20);

  it('is not waited for for ever', async () => {
    const { bot, platform } = stage();
    bot.answer = () => undefined;
    const said = await platform.say({ from: 'LiMing', chat: team, text: '在吗' });
    expect(said).toMatchObject({ delivered: true, answered: false, text: '' });
  });
});
