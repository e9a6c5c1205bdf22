import { describe, expect, it } from 'vitest';
import { stream } from './echo-bot.ts';
import { PICTURE, TEAM, team, useStage } from './stage.ts';

describe('speaking to the bot', () => {
  const stage = useStage();

  it('delivers words of a group with the mention in front and shows the answer there', async () => {
    const { platform, bot } = stage();
    const answer = await platform.say({ from: 'LiMing', chat: team, text: '/签到' });
    expect(answer).toMatchObject({
      text: '您说：@Echo Bot /签到',
      delivered: true,
      answered: true,
      streamed: false,
    });
    expect(bot.heard).toMatchObject([
      { chattype: 'group', chatid: TEAM, from: { userid: 'LiMing' }, msgtype: 'text' },
    ]);
    expect(platform.world.messagesIn(team).map(({ author }) => author.kind)).toEqual(['person', 'bot']);
  });

  it('delivers private words as they are, without a chatid', async () => {
    const { platform, bot } = stage();
    await platform.say({ from: 'wangfang', chat: 'private', text: '你好', msgid: 'm-7' });
    expect(bot.heard[0]).toMatchObject({ msgid: 'm-7', chattype: 'single', text: { content: '你好' } });
    expect(bot.heard[0]?.chatid).toBeUndefined();
  });

  it('keeps each private chat to itself', async () => {
    const { platform } = stage();
    await platform.say({ from: 'wangfang', chat: 'private', text: '你好' });
    expect(platform.world.messagesIn({ private: 'LiMing' })).toEqual([]);
    expect(platform.world.messagesIn({ private: 'WangFang' })).toHaveLength(2);
  });

  it('knows people by userid whatever its case', async () => {
    const { platform, bot } = stage();
    platform.addGroup({ id: 'team-2', name: '二组', members: ['LIMING'] });
    await platform.say({ from: 'liming', chat: { group: 'team-2' }, text: '在' });
    expect(platform.world.group('team-2').members).toEqual(['LiMing']);
    expect(bot.heard[0]?.from.userid).toBe('LiMing');
  });

  it('does not tell the bot what is said in a group without a mention', async () => {
    const { platform, bot } = stage();
    const answer = await platform.say({ from: 'LiMing', chat: team, text: '吃了吗', mention: false });
    expect(answer).toMatchObject({ delivered: false, answered: false });
    expect(bot.heard).toEqual([]);
  });

  it('does not tell the bot about a bare picture or file in a group, only when it is quoted', async () => {
    const { platform, bot } = stage();
    const file = { name: '体会.docx', bytes: Buffer.from('words') };
    const posted = await platform.say({ from: 'LiMing', chat: team, file });
    await platform.say({ from: 'LiMing', chat: team, image: PICTURE });
    expect(bot.heard).toEqual([]);
    await platform.say({ from: 'LiMing', chat: team, text: '/体会', quote: posted.message?.id ?? '' });
    expect(bot.heard).toMatchObject([{ msgtype: 'text', quote: { msgtype: 'file' } }]);
  });

  it('delivers words with pictures as mixed, in a group too', async () => {
    const { platform, bot } = stage();
    await platform.say({ from: 'LiMing', chat: team, text: '现场', images: [PICTURE, PICTURE] });
    expect(bot.heard[0]?.mixed?.msg_item.map(({ msgtype }) => msgtype)).toEqual(['text', 'image', 'image']);
  });

  it('quotes words without naming their author or their id', async () => {
    const { platform, bot } = stage();
    const first = await platform.say({ from: 'wangfang', chat: team, text: '我的体会', mention: false });
    await platform.say({ from: 'LiMing', chat: team, text: '看看', quote: first.message?.id ?? '' });
    expect(bot.heard[0]?.quote).toEqual({ msgtype: 'text', text: { content: '我的体会' } });
  });

  it('refuses a stranger in a group and a quote from another chat', async () => {
    const { platform } = stage();
    const stranger = platform.say({ from: 'zhaoqi', chat: team, text: '在吗' });
    await expect(stranger).rejects.toMatchObject({ code: 'rule' });
    const { message } = await platform.say({ from: 'LiMing', chat: 'private', text: '悄悄话' });
    const quoting = platform.say({ from: 'LiMing', chat: team, text: '?', quote: message?.id ?? '' });
    await expect(quoting).rejects.toMatchObject({ code: 'rule' });
  });

  it('delivers the same message again under the same msgid and shows one answer', async () => {
    const { platform, bot } = stage();
    const { msgid } = await platform.say({ from: 'LiMing', chat: team, text: '一' });
    const again = await Promise.all([platform.repeat(msgid), platform.repeat(msgid)]);
    expect(again.map(({ text }) => text)).toEqual(Array(2).fill('您说：@Echo Bot 一'));
    expect(new Set(bot.heard.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(platform.world.messagesIn(team)).toHaveLength(2);
  });

  it('shows the answer that came only when the message was delivered again', async () => {
    const { platform, bot } = stage();
    const echo = bot.answer;
    bot.answer = () => 'nonsense';
    const first = platform.say({ from: 'LiMing', chat: team, text: '一', msgid: 'm-1' });
    await expect(first).rejects.toMatchObject({ code: 'shape' });
    bot.answer = echo;
    expect(await platform.repeat('m-1')).toMatchObject({ text: '您说：@Echo Bot 一' });
    expect(platform.world.messagesIn(team)).toHaveLength(2);
    await expect(platform.repeat('m-2')).rejects.toMatchObject({ code: 'rule' });
  });

  it('is greeted on entering the private chat', async () => {
    const { platform, bot } = stage();
    expect(await platform.enterChat('liming')).toMatchObject({ text: '欢迎', message: null });
    expect(bot.heard[0]).toMatchObject({ event: { eventtype: 'enter_chat' }, from: { userid: 'LiMing' } });
  });

  it('accepts a bot that has nothing to say, as an empty body or as an empty object', async () => {
    const { platform, bot } = stage();
    for (const nothing of [undefined, {}]) {
      bot.answer = () => nothing;
      const answer = await platform.say({ from: 'LiMing', chat: team, text: '嗯' });
      expect(answer).toMatchObject({ delivered: true, answered: false, text: '' });
    }
  });

  it('writes every answer into the journal', async () => {
    const { platform } = stage();
    const { msgid } = await platform.say({ from: 'LiMing', chat: 'private', text: '一' });
    expect(platform.outbound).toMatchObject([{ api: 'callback', msgid, text: '您说：一', finished: true }]);
  });
});

describe('a stream', () => {
  const stage = useStage();

  it('is asked for again, each time with its own msgid, until it is finished', async () => {
    const { platform, bot } = stage();
    const states = [stream('', false), stream('正在', false), stream('正在数，数完了', true)];
    bot.answer = () => states.shift();
    const seen: string[] = [];
    platform.world.watch(({ content }) => content.type === 'stream' && seen.push(content.text));
    const answer = await platform.say({ from: 'LiMing', chat: team, text: '数一数' });
    expect(answer).toMatchObject({ text: '正在数，数完了', streamed: true, refreshes: 2 });
    expect(seen).toEqual(['', '正在', '正在数，数完了']);
    expect(bot.heard.map(({ msgtype }) => msgtype)).toEqual(['text', 'stream', 'stream']);
    expect(bot.heard.slice(1).map((each) => each.stream?.id)).toEqual(['s1', 's1']);
    expect(new Set(bot.heard.map(({ msgid }) => msgid)).size).toBe(3);
  });

  it('must not change its id', async () => {
    const { platform, bot } = stage();
    const states = [stream('', false), stream('好', true, 's2')];
    bot.answer = () => states.shift();
    const said = platform.say({ from: 'LiMing', chat: team, text: '?' });
    await expect(said).rejects.toMatchObject({ code: 'stream' });
  });

  it('is given up when the bot stops answering', async () => {
    const { platform, bot } = stage();
    const states = [stream('', false)];
    bot.answer = () => states.shift();
    const said = platform.say({ from: 'LiMing', chat: team, text: '?' });
    await expect(said).rejects.toMatchObject({ code: 'stream' });
  });

  it('is given up six minutes after the message', async () => {
    const { platform, bot, clock } = stage();
    bot.answer = () => {
      clock.advance(60_000);
      return stream('还在数', false);
    };
    const said = platform.say({ from: 'LiMing', chat: team, text: '?' });
    await expect(said).rejects.toThrow('6 minutes');
    expect(bot.heard).toHaveLength(7);
  });

  it('may end with a picture', async () => {
    const { platform, bot } = stage();
    const item = { msgtype: 'image', image: { base64: PICTURE.toString('base64'), md5: 'unused' } };
    bot.answer = () => ({
      msgtype: 'stream',
      stream: { id: 's', finish: true, content: '图', msg_item: [item] },
    });
    const { images } = await platform.say({ from: 'LiMing', chat: team, text: '图' });
    expect(images[0]?.bytes).toEqual(PICTURE);
  });
});
