import { mkdir } from 'node:fs/promises';
import Koa from 'koa';
import { describe, expect, it, onTestFinished } from 'vitest';
import { appCallback } from '../../src/doctor/checks/app-callback.ts';
import { botCallback } from '../../src/doctor/checks/bot-callback.ts';
import { lockFolder } from '../../src/journal/folder-lock.ts';
import { MovableClock } from '../../src/time/clock.ts';
import { CallbackCrypto, type CallbackSecrets } from '../../src/wecom/callback/crypto.ts';
import { callbackDoor } from '../../src/wecom/callback/door.ts';
import { NOON, readableLog, serve } from '../wecom/support.ts';
import { certificate } from './support/certificate.ts';
import { APP, BOT, type Clinic, CONNECTION, clinic, line } from './support/clinic.ts';
import { deserted, serveTls, trust } from './support/servers.ts';

const APP_SECRETS = { ...APP.callback, receiveId: APP.corpId };

/** The door of a running bot behind whatever stands before it. */
function bot(secrets: CallbackSecrets = BOT, before?: Koa.Middleware): Koa {
  const koa = new Koa();
  if (before) koa.use(before);
  koa.use(
    callbackDoor({
      crypto: new CallbackCrypto(secrets, new MovableClock(NOON)),
      log: readableLog().log,
      bodyTime: undefined,
      encryptedIn: () => undefined,
      type: 'json',
      answer: async () => '',
    }),
  );
  return koa;
}

const bare = { roster: null } as const;
const at = (publicUrl: string, wecom = {}): Promise<Clinic> =>
  clinic({ ...bare, config: { publicUrl }, wecom });

/** A clinic whose data folder a bot has at this moment. */
async function running(set: Promise<Clinic>): Promise<Clinic> {
  const { dataFolder } = await set;
  await mkdir(dataFolder, { recursive: true });
  const lock = await lockFolder(dataFolder);
  onTestFinished(() => lock.release());
  return set;
}

/** What the doctor says of a public address at which this answers. */
async function saysOf(answer: Koa.Middleware): Promise<string> {
  const url = await serve(new Koa().use(answer).callback());
  return line(botCallback((await running(at(url))).premises));
}

describe('the doctor at the callback of the bot', () => {
  it('proves the public address as WeCom does, and that nobody else is let in', async () => {
    const knocks: [path: string, status: number][] = [];
    const note: Koa.Middleware = async (ctx, next) => {
      await next();
      knocks.push([ctx.path, ctx.status]);
    };
    const url = await serve(bot(BOT, note).callback());
    expect(await line(botCallback((await at(url)).premises))).toBe(
      `✓ 智能机器人 URL 回调：正常（${url}/wecom/callback 能应答，用时 0 毫秒）`,
    );
    expect(knocks).toEqual([
      ['/wecom/callback', 200],
      ['/wecom/callback', 403],
    ]);
  });

  it('is not asked for where the bot holds a connection', async () => {
    const { premises } = await clinic({ ...bare, wecom: { bot: CONNECTION } });
    expect(await line(botCallback(premises))).toBe('– 智能机器人 URL 回调：没有配置（用的是长连接）');
  });

  it('warns of an answer that is right but comes too late for WeCom', async () => {
    const set = at(
      await serve(
        bot(BOT, async (_, next) => {
          (await set).pass(1001);
          await next();
        }).callback(),
      ),
    );
    expect(await line(botCallback((await set).premises))).toMatch(
      /^⚠ 智能机器人 URL 回调：.* 能应答，但用了 1\.0 秒，企业微信只等 1 秒 → 检查服务器和反向代理的负载/,
    );
  });

  it('sees that the running bot has another Token', async () => {
    const url = await serve(bot({ ...BOT, token: 'the-token-of-yesterday' }).callback());
    expect(await line(botCallback((await running(at(url))).premises))).toMatch(
      /不认按 \.env 里的 Token 做的签名（HTTP 403） → 核对 \.env 里的 WECOM_TOKEN .*（企业微信管理后台 → .*使用 URL 回调）.*重新启动/,
    );
  });

  it('sees that the running bot has another key', async () => {
    const url = await serve(bot({ ...BOT, aesKey: 'b'.repeat(43) }).callback());
    expect(await line(botCallback((await running(at(url))).premises))).toMatch(
      /^✗ .*解不开按 \.env 加密的内容（HTTP 400） → 核对 \.env 里的 WECOM_AES_KEY /,
    );
  });

  it('sees that something on the way changes the answer', async () => {
    const quotes: Koa.Middleware = async (ctx, next) => {
      await next();
      if (ctx.status === 200) ctx.body = JSON.stringify(ctx.body);
    };
    const url = await serve(bot(BOT, quotes).callback());
    expect(await line(botCallback((await running(at(url))).premises))).toMatch(
      /^✗ .*答复里多了别的字符（引号、换行等） → 不要让反向代理改动答复内容/,
    );
  });

  it('sees that something on the way lets everybody in', async () => {
    let proof = '';
    const remembers: Koa.Middleware = async (ctx, next) => {
      await next();
      if (ctx.status === 200) proof = String(ctx.body);
      ctx.status = 200;
      ctx.body = proof;
    };
    const url = await serve(bot(BOT, remembers).callback());
    expect(await line(botCallback((await at(url)).premises))).toMatch(
      /^✗ 智能机器人 URL 回调：签名不对的请求也被放行，别人能冒充企业微信 → 不要让反向代理缓存/,
    );
  });

  it('wonders at a refusal that is not the bot’s own', async () => {
    const disguises: Koa.Middleware = async (ctx, next) => {
      await next();
      if (ctx.status === 403) ctx.status = 404;
    };
    const url = await serve(bot(BOT, disguises).callback());
    expect(await line(botCallback((await at(url)).premises))).toMatch(
      /^⚠ .*签名不对的请求得到 HTTP 404，应为 403/,
    );
  });

  it.each([
    [200, /答复的不是群学 → 让反向代理把 \/wecom\/callback 转到本机端口 8080/],
    [301, /转到了别的地址（HTTP 301），企业微信不会跟着走 → 把 WECOM_PUBLIC_URL/],
    [404, /没有这个回调（HTTP 404） → 让反向代理把 \/wecom\/callback 转到本机端口 8080，路径不要改/],
    [418, /答复 HTTP 418 → 让反向代理/],
    [502, /后面没有机器人应答（HTTP 502） → 确认机器人在运行/],
  ])('explains an answer %i of a reverse proxy', async (status, expected) => {
    const said = await saysOf((ctx) => {
      ctx.status = status;
      if (status === 200) ctx.body = 'Welcome to nginx!';
    });
    expect(said).toMatch(/^✗ 智能机器人 URL 回调：/);
    expect(said).toMatch(expected);
  });

  it('has the bot started first when none runs here', async () => {
    const url = await serve((_, response) => response.writeHead(502).end());
    expect(await line(botCallback((await at(url)).premises))).toMatch(
      / → 机器人没有运行，先运行 npm start 再检查一次；还不行的话，确认机器人在运行/,
    );
  });

  it('explains what is wrong with the certificate', async () => {
    const day = 86_400_000;
    const past = { from: new Date(Date.now() - 2 * day), until: new Date(Date.now() - day) };
    const expired = certificate({ host: '127.0.0.1', ...past });
    trust(expired);
    const other = certificate({ host: 'www.example.cn' });
    trust(other);
    const said = async (of: ReturnType<typeof certificate>): Promise<string> =>
      line(botCallback((await running(at(await serveTls(of)))).premises));
    expect(await said(certificate({ host: '127.0.0.1' }))).toMatch(
      /^✗ .*：证书是自签的，不受信任 → .*企业微信不认自签证书/,
    );
    expect(await said(expired)).toMatch(/^✗ .*：证书已过期 → 在反向代理上换新的证书/);
    expect(await said(other)).toMatch(/^✗ .*：证书不是这个域名的 → .*包含这个域名的证书/);
  });

  it('explains an address that nobody answers at', async () => {
    const { premises } = await running(at(await deserted()));
    expect(await line(botCallback(premises))).toMatch(
      /^✗ .*：连接被拒绝 → 检查反向代理在不在运行.*转到本机端口 8080.*手机流量/,
    );
    const named = await running(at('https://bot.invalid'));
    expect(await line(botCallback(named.premises))).toMatch(
      /：域名解析不出来 → 检查域名解析，以及 \.env 里的 WECOM_PUBLIC_URL/,
    );
  });
});

describe('without a public address', () => {
  const portOf = (url: string): number => Number(new URL(url).port);

  it('the doctor knocks at the bot that runs here, and says what it has not seen', async () => {
    const port = portOf(await serve(bot().callback()));
    const { premises } = await running(clinic({ ...bare, config: { host: '0.0.0.0', port } }));
    expect(await line(botCallback(premises))).toBe(
      `✓ 智能机器人 URL 回调：正常（http://127.0.0.1:${port}/wecom/callback 能应答，用时 0 毫秒。` +
        '公网地址没有检查，在 .env 里填上 WECOM_PUBLIC_URL 就能检查）',
    );
  });

  it('it says that no bot runs', async () => {
    const { premises } = await clinic(bare);
    expect(await line(botCallback(premises))).toMatch(
      /^⚠ 智能机器人 URL 回调：机器人没有运行，没有检查 → 先运行 npm start/,
    );
  });

  it('it says that the bot that runs is somewhere else', async () => {
    const port = portOf(await deserted());
    const { premises } = await running(clinic({ ...bare, config: { port } }));
    expect(await line(botCallback(premises))).toMatch(
      /^✗ .*：连接被拒绝 → 检查 \.env 里的 HOST 和 PORT；刚改过的要重新启动机器人/,
    );
  });

  it('it does not guess the port', async () => {
    const { premises } = await running(clinic({ ...bare, config: { port: 0 } }));
    expect(await line(botCallback(premises))).toMatch(/^⚠ .*PORT 是 0.* → 在 \.env 里把 PORT 改成/);
  });
});

describe('the doctor at the callback of the app', () => {
  it('proves it with the corp id as receiver', async () => {
    const url = await serve(bot(APP_SECRETS).callback());
    const { premises } = await at(url, { app: APP });
    expect(await line(appCallback(premises))).toBe(
      `✓ 自建应用接收消息：正常（${url}/wecom/app 能应答，用时 0 毫秒）`,
    );
  });

  it('sees that the running bot has another corp id', async () => {
    const url = await serve(bot({ ...APP_SECRETS, receiveId: 'ww-another' }).callback());
    const { premises } = await running(at(url, { app: APP }));
    expect(await line(appCallback(premises))).toMatch(
      /（HTTP 400） → 核对 \.env 里的 WECOM_APP_AES_KEY 和 WECOM_CORP_ID .*（企业微信管理后台 → 应用管理 → .*接收消息/,
    );
  });

  it('is not asked for where there is no app, or one that only sends', async () => {
    const none = await clinic(bare);
    expect(await line(appCallback(none.premises))).toBe('– 自建应用接收消息：没有配置');
    const sends = await clinic({ ...bare, wecom: { app: { ...APP, callback: null } } });
    expect(await line(appCallback(sends.premises))).toBe('– 自建应用接收消息：没有配置（只发不收）');
  });
});
