import { afterEach, beforeEach } from 'vitest';
import { z } from 'zod';
import { type Platform, type PlatformOptions, startPlatform } from '../../src/simulator/platform.ts';
import { MovableClock } from '../../src/time/clock.ts';
import { AES_KEY, type EchoBot, startEchoBot, TOKEN } from './echo-bot.ts';

export const NOW = Date.parse('2014-03-05T09:00:00+08:00');
export const TEAM = 'team-1';
export const team = { group: TEAM };

/** The smallest picture there is. */
export const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

export interface Stage {
  readonly clock: MovableClock;
  readonly bot: EchoBot;
  readonly platform: Platform;
}

/** Before each test: an echo bot, a platform and a group with two people. After it: nobody got what nobody took. */
export function useStage(more: Partial<PlatformOptions> = {}): () => Stage {
  let stage: Stage | undefined;
  const current = (): Stage => {
    if (!stage) throw new Error('there is a stage only while a test runs');
    return stage;
  };
  beforeEach(async () => {
    const bot = await startEchoBot();
    const clock = new MovableClock(NOW);
    const platform = await startPlatform({
      clock,
      bot: {
        name: 'Echo Bot',
        callbackUrl: () => bot.url,
        token: TOKEN,
        aesKey: AES_KEY,
        receiveId: '',
      },
      people: [
        { userid: 'LiMing', name: '李明' },
        { userid: 'wangfang', name: '王芳' },
        { userid: 'zhaoqi', name: '赵琦' },
      ],
      groups: [{ id: TEAM, name: '一组', members: ['LiMing', 'wangfang'] }],
      refreshEveryMs: 1,
      answerWithinMs: 2000,
      ...more,
    });
    stage = { bot, clock, platform };
  });
  afterEach(async () => {
    const { platform, bot } = current();
    try {
      platform.assertNothingUnexpected();
    } finally {
      await platform.close();
      await bot.close();
    }
  });
  return current;
}

const ApiAnswer = z.object({
  errcode: z.number(),
  errmsg: z.string(),
  media_id: z.string().optional(),
  created_at: z.string().optional(),
});

/** Posts JSON, or a form, to an address of the API and reads the answer. */
export async function post(url: string, body: unknown): Promise<z.infer<typeof ApiAnswer>> {
  const form = body instanceof FormData;
  const response = await fetch(url, {
    method: 'POST',
    ...(form ? { body } : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  if (response.status !== 200) throw new Error(`HTTP ${response.status}`);
  return ApiAnswer.parse(await response.json());
}
