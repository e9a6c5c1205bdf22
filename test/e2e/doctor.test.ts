import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { doctorCommand } from '../../src/cli/doctor.ts';
import { countyGroups, countyPeople } from '../../src/demo/county.ts';
import { BOT_NAME, Secrets, type SetUp } from '../../src/demo/set-up.ts';
import { Roster } from '../../src/roster/roster.ts';
import { type Platform, startPlatform } from '../../src/simulator/platform.ts';
import { type Clock, MINUTE, systemClock } from '../../src/time/clock.ts';
import type { WecomConfig } from '../../src/wecom-config.ts';
import { sampleRoster } from '../support/county.ts';
import { command } from './support/command.ts';
import { freePort } from './support/free-port.ts';
import { type Install, install } from './support/install.ts';
import { type Program, program } from './support/program.ts';

/** An installation and the stand-in WeCom it is connected to. */
interface Site {
  readonly platform: Platform;
  readonly place: Install;
  readonly env: Readonly<Record<string, string>>;
  /** What nobody may read in what the doctor prints. */
  readonly secrets: readonly string[];
}

async function site(setUp: SetUp, clock: Clock = systemClock): Promise<Site> {
  const port = await freePort();
  const botUrl = (): string => `http://127.0.0.1:${port}`;
  const secrets = new Secrets(setUp);
  const roster = new Roster({ ...(await sampleRoster()), former: [] });
  const app = secrets.platformApp(botUrl);
  const platform = await startPlatform({
    clock,
    people: countyPeople(roster),
    bot: secrets.platformBot(botUrl),
    ...(app ? { app } : {}),
  });
  onTestFinished(() => platform.close());
  const groups = countyGroups(roster);
  for (const { group, key } of groups) platform.addGroup(group, key);
  const place = await install();
  const wecom = secrets.config(platform);
  const env = { ...place.env, PORT: String(port), ...variablesOf(wecom) };
  return { platform, place, env, secrets: [...secretsOf(wecom), ...groups.map(({ key }) => key)] };
}

/** What `.env` would say of it. */
function variablesOf({ bot, app, apiBase }: WecomConfig): Record<string, string> {
  return {
    WECOM_TOKEN: bot.mode === 'callback' ? bot.token : '',
    WECOM_AES_KEY: bot.mode === 'callback' ? bot.aesKey : '',
    WECOM_BOT_ID: bot.mode === 'connection' ? bot.botId : '',
    WECOM_BOT_SECRET: bot.mode === 'connection' ? bot.secret : '',
    WECOM_WS_URL: bot.mode === 'connection' ? bot.url : '',
    WECOM_CORP_ID: app?.corpId ?? '',
    WECOM_APP_AGENT_ID: app ? String(app.agentId) : '',
    WECOM_APP_SECRET: app?.secret ?? '',
    WECOM_APP_TOKEN: app?.callback?.token ?? '',
    WECOM_APP_AES_KEY: app?.callback?.aesKey ?? '',
    WECOM_BOT_NAME: BOT_NAME,
    WECOM_API_BASE: apiBase,
  };
}

const secretsOf = ({ bot, app }: WecomConfig): string[] => [
  ...(bot.mode === 'callback' ? [bot.token, bot.aesKey] : [bot.secret]),
  ...(app ? [app.secret] : []),
  ...(app?.callback ? [app.callback.token, app.callback.aesKey] : []),
];

/** The bot of the site, running and connected. */
async function running({ place, env }: Site): Promise<Program> {
  const bot = program(['start'], env, place.folder);
  await bot.prints(/群学已启动/);
  const healthy = async (): Promise<boolean> => (await fetch(`http://127.0.0.1:${env['PORT']}/healthz`)).ok;
  await expect.poll(healthy, { timeout: 20_000, interval: 20 }).toBe(true);
  return bot;
}

/** The doctor's visit: what it printed, which holds neither a secret nor a character that steers a terminal. */
async function visit({ env, secrets }: Site, change: Readonly<Record<string, string>> = {}) {
  const { code, out, err } = await command((io) => doctorCommand(io, { ...env, ...change }));
  for (const secret of secrets) expect(out + err).not.toContain(secret);
  expect(out + err).not.toMatch(/access_token|^\s+at /m);
  expect(out + err).not.toMatch(/[^\P{Cc}\n]/u);
  return { code, err, out, lines: out.split('\n') };
}

describe('npm run doctor', () => {
  it('is content with a bot in URL mode that runs, and lets it run', async () => {
    const here = await site('A');
    const bot = await running(here);
    const before = await readdir(here.place.dataFolder);
    const { code, err, out, lines } = await visit(here, {
      WECOM_PUBLIC_URL: `http://127.0.0.1:${here.env['PORT']}`,
    });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(lines).toContain('✓ 配置：正常（智能机器人（URL 回调）和群机器人）');
    expect(out).toMatch(new RegExp(`^✓ 数据目录：.*机器人正在运行，进程号 ${bot.child.pid}`, 'm'));
    expect(out).toMatch(/^✓ 接口地址：正常/m);
    expect(out).toMatch(/^✓ 时区与时钟：正常（Asia\/Shanghai/m);
    expect(out).toMatch(/^✓ 群机器人：正常（\d+ 个推送地址有效；没有往群里发任何消息）/m);
    expect(out).toMatch(/^[✓⚠] 智能机器人 URL 回调：.*能应答/m);
    expect(out).toMatch(/^– 智能机器人长连接：没有配置/m);
    expect(out).toMatch(/^结果：\d+ 项正常，0 项要处理，\d+ 项请留意。$/m);
    expect(out).toMatch(/^接法：智能机器人（URL 回调）和群机器人\n {4}不能主动给个人发私信/m);

    expect(await readdir(here.place.dataFolder)).toEqual(before);
    here.platform.assertNothingUnexpected();
    expect((await here.platform.say({ from: 'zhaolei', chat: 'private', text: '/帮助' })).text).toContain(
      '/签到',
    );
  });

  it('is content with a connected bot and an app, and does not put the bot out', async () => {
    const here = await site('BC');
    await running(here);
    const { code, out } = await visit(here);
    expect(out).toMatch(/^✓ 智能机器人长连接：正常（正在运行的机器人连着/m);
    expect(out).toMatch(/^✓ 自建应用：正常（“群学”/m);
    expect(out).toMatch(/^[✓⚠] 自建应用接收消息：.*能应答/m);
    expect(code).toBe(0);
    expect(here.platform.outbound.filter(({ api }) => api === 'aibot_subscribe')).toHaveLength(1);
    expect((await here.platform.say({ from: 'zhaolei', chat: 'private', text: '/帮助' })).text).toContain(
      '/签到',
    );
  });

  it('tries the connection itself while no bot runs, and warns of what it cannot see', async () => {
    const here = await site('BC');
    const { code, out } = await visit(here);
    expect(out).toMatch(/^✓ 智能机器人长连接：正常（连得上，Bot ID 和 Secret 正确/m);
    expect(out).toMatch(/^⚠ 自建应用接收消息：机器人没有运行，没有检查 → 先运行 npm start/m);
    expect(code).toBe(0);
    const bot = await running(here);
    bot.child.kill('SIGTERM');
    expect((await bot.ended()).code).toBe(0);
  });

  it('goes through everything on the worst of days, ends with 1 and leaves nothing behind', async () => {
    const here = await site('AC');
    const gone = `http://127.0.0.1:${await freePort()}`;
    const { code, err, out } = await visit(here, {
      DATA_DIR: join(here.place.folder, 'nowhere'),
      CAMPAIGN: 'nowhere.yaml',
      WECOM_API_BASE: gone,
      WECOM_PUBLIC_URL: 'https://bot.invalid',
    });
    expect({ code, err }).toEqual({ code: 1, err: '' });
    for (const name of [
      '名册',
      '活动文件',
      '接口地址',
      '智能机器人 URL 回调',
      '自建应用',
      '自建应用接收消息',
    ])
      expect(out).toMatch(new RegExp(`^✗ ${name}：.+ → .+$`, 'm'));
    expect(out).toMatch(/^结果：\d+ 项正常，6 项要处理，\d+ 项请留意。请按/m);
    expect(await readdir(here.place.folder)).toEqual(['data']);
  });

  it('tells which secret is wrong and shows neither the right one nor the wrong', async () => {
    const here = await site('BC');
    const wrong = ['the-bot-secret-of-yesterday', 'the-app-secret-of-yesterday'] as const;
    const { code, out } = await visit(
      { ...here, secrets: [...here.secrets, ...wrong] },
      { WECOM_BOT_SECRET: wrong[0], WECOM_APP_SECRET: wrong[1] },
    );
    expect(code).toBe(1);
    expect(out).toMatch(/^✗ 智能机器人长连接：Secret 不对（853000） → .*WECOM_BOT_SECRET/m);
    expect(out).toMatch(/^✗ 自建应用：Secret 不对或已重置（40001） → .*WECOM_APP_SECRET/m);
  });

  it('sees that the clock is wrong', async () => {
    const here = await site('A', { now: () => Date.now() + 10 * MINUTE });
    const { code, out } = await visit(here);
    expect(code).toBe(1);
    expect(out).toMatch(/^✗ 时区与时钟：这台服务器比企业微信慢 \d+ 秒/m);
  });

  it('stops at settings that are incomplete, as npm start does', async () => {
    const here = await site('A');
    const { code, out, err } = await visit(here, { WECOM_AES_KEY: '', WECOM_PUBLIC_URL: 'bot.example.cn' });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/WECOM_AES_KEY：没有填写.*。用途：/);
    expect(err).toMatch(/WECOM_PUBLIC_URL：应为 http\(s\) 网址。用途：公网地址.*不填就没有网页/);
  });

  it('reads its settings from the file .env, and is told of in the usage', async () => {
    const { folder, env } = await install();
    await writeFile(join(folder, '.env'), 'CAMPAIGN=nowhere.yaml\nWECOM_TOKEN=x\n');
    const { code, err } = await program(['doctor'], {}, folder).ended();
    expect([code, err]).toEqual([1, expect.stringContaining('WECOM_AES_KEY：没有填写')]);
    const { err: usage } = await program([], env, folder).ended();
    expect(usage).toContain('npm run doctor');
  });
});
