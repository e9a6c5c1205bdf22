import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { SET_UPS, type SetUp } from '../../../src/demo/set-up.ts';
import { openStage, type Stage } from '../../../src/demo/stage.ts';
import { createLogger } from '../../../src/log.ts';
import { MovableClock } from '../../../src/time/clock.ts';
import { groupId, instant, PIXEL, sampleCampaign, sampleRoster } from '../../support/county.ts';

const Got = z.object({ head: z.string(), body: z.string() });
const Rows = z.array(
  z.object({
    title: z.string(),
    chat: z.string().nullable(),
    began: z.enum(['bot', 'platform']),
    bot: z.array(Got),
    platform: z.array(Got),
    errcode: z.number().nullable(),
    problem: z.string().nullable(),
  }),
);

const NAMES = Object.keys(SET_UPS).filter((name): name is SetUp => name in SET_UPS);
const education = `group:${groupId('education1')}`;

async function stageOf(setUp: SetUp): Promise<Stage> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'qunxue-wire-test-'));
  const stage = await openStage({
    clock: new MovableClock(instant('2014-03-07', '08:30')),
    log: createLogger('silent'),
    campaign: await sampleCampaign(),
    roster: await sampleRoster(),
    dataFolder,
    setUp,
    page: { now: () => '', controls: [] },
  });
  onTestFinished(async () => {
    await stage.close();
    await rm(dataFolder, { recursive: true, force: true });
  });
  return stage;
}

async function wireOf({ platform }: Stage, chat?: string): Promise<z.infer<typeof Rows>> {
  const query = chat === undefined ? '' : `?${new URLSearchParams({ chat })}`;
  return Rows.parse(await (await fetch(`${platform.url}/page/wire${query}`)).json());
}

/** Everything in the settings that opens something. */
function secretsOf({ config: { wecom } }: Stage): string[] {
  const { bot, app } = wecom;
  const ofBot = bot?.mode === 'connection' ? [bot.secret] : [bot?.token, bot?.aesKey];
  const robots = ['demo-yunxi-jiaoyuju-1', 'demo-yunxi-huodongban-1'];
  const ofApp = [app?.secret, app?.callback?.token, app?.callback?.aesKey];
  return [...ofBot, ...ofApp, ...robots].filter((secret) => secret !== undefined);
}

it.each(NAMES)(
  'on set-up %s, a callback stands beside its answer, and no secret stands anywhere',
  async (setUp) => {
    const stage = await stageOf(setUp);
    const { platform } = stage;
    const chat = { group: groupId('education1') };
    await platform.say({ from: 'zhoumin', chat, text: '/绑定' });
    await platform.say({ from: 'zhoumin', chat, text: '/帮助 demo-yunxi-jiaoyuju-1', images: [PIXEL] });
    const [newest, oldest, ...none] = (await wireOf(stage, education)).filter(
      ({ began }) => began === 'platform',
    );
    expect(none).toEqual([]);
    expect(newest?.title).toBe('回调 mixed');
    expect(oldest).toMatchObject({ title: '回调 text', chat: education, problem: null });
    const [told] = oldest?.bot ?? [];
    expect(told?.head).toMatch(
      SET_UPS[setUp].bot === 'callback' ? /^POST http.*\/wecom\/callback$/ : /^aibot_msg_callback$/,
    );
    expect(JSON.parse(told?.body ?? '')).toMatchObject({ chattype: 'group', from: { userid: 'zhoumin' } });
    expect(oldest?.platform.map(({ body }) => body).join()).toContain('已绑定到');

    if (SET_UPS[setUp].app) {
      await platform.sayToApp({ from: 'zhoumin', text: '/我的' });
      const [row] = (await wireOf(stage, 'app:zhoumin')).filter(({ title }) => title === '回调 text');
      expect(row?.bot[0]?.body).toMatch(/^<xml>.*<Content><!\[CDATA\[\/我的\]\]><\/Content>/s);
    }
    const everything = JSON.stringify(await wireOf(stage));
    for (const secret of secretsOf(stage)) expect(everything).not.toContain(secret);
    expect(everything).not.toMatch(/response_code=[^•]/);
    platform.takeMessages();
  },
);

it('shows an errcode beside the call it answers, and why a callback failed', async () => {
  const stage = await stageOf('A');
  const { platform } = stage;
  await fetch(`${platform.webhookUrl(groupId('education1'))}x`, {
    method: 'POST',
    body: '{"msgtype":"text"}',
  });
  expect((await wireOf(stage))[0]).toMatchObject({
    title: 'webhook/send',
    began: 'bot',
    errcode: 93000,
    problem: 'invalid webhook url',
    platform: [{ head: 'POST /cgi-bin/webhook/send?key=••••••' }],
  });
  await stage.app.close();
  const said = platform.say({ from: 'zhoumin', chat: 'private', text: '/帮助' });
  await expect(said).rejects.toMatchObject({ code: 'unreachable' });
  expect((await wireOf(stage))[0]).toMatchObject({
    chat: 'private:zhoumin',
    platform: [],
    problem: 'the bot cannot be reached',
  });
});
