import { afterEach, beforeEach, expect } from 'vitest';
import { type Platform, startPlatform } from '../../../src/simulator/platform.ts';
import { MovableClock } from '../../../src/time/clock.ts';
import { stream } from '../echo-bot.ts';
import { NOW, TEAM } from '../stage.ts';
import { ConnectedBot, CREDENTIALS } from './connected-bot.ts';

export const OK = { errcode: 0, errmsg: 'ok' };
export const markdown = (content: string) => ({ msgtype: 'markdown', markdown: { content } });
/** Addressed to the group. */
export const toTeam = (message: object, chat_type = 2) => ({ chatid: TEAM, chat_type, ...message });
/** A card to tap. */
export const card = (task_id: string, title = '签到') => ({
  msgtype: 'template_card',
  template_card: {
    card_type: 'button_interaction',
    main_title: { title },
    task_id,
    button_list: [{ text: '签到', style: 1, key: '/签到' }],
  },
});

interface Stage {
  readonly clock: MovableClock;
  readonly platform: Platform;
  readonly bot: ConnectedBot;
}

/** Before each test: a platform, a group of two and a bot that is connected. After it: nobody got what nobody took. */
export function useConnection(answerWithinMs = 20_000): () => Stage {
  let stage: Stage | undefined;
  const current = (): Stage => {
    if (!stage) throw new Error('there is a stage only while a test runs');
    return stage;
  };
  beforeEach(async () => {
    const clock = new MovableClock(NOW);
    const platform = await startPlatform({
      clock,
      bot: { name: 'Echo Bot', connection: CREDENTIALS },
      people: [
        { userid: 'LiMing', name: '李明' },
        { userid: 'wangfang', name: '王芳' },
      ],
      groups: [{ id: TEAM, name: '一组', members: ['LiMing', 'wangfang'] }],
      answerWithinMs,
    });
    const bot = await ConnectedBot.connect(platform.connectionUrl);
    expect(await bot.subscribe()).toMatchObject(OK);
    bot.answer = (told) =>
      told.cmd === 'aibot_msg_callback' && bot.respond(told, stream(`您说：${told.body.text?.content}`));
    stage = { clock, platform, bot };
  });
  afterEach(async () => {
    await current().platform.close();
    current().platform.assertNothingUnexpected();
  });
  return current;
}
