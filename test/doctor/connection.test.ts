import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocketServer } from 'ws';
import { botConnection } from '../../src/doctor/checks/bot-connection.ts';
import { lockFolder } from '../../src/journal/folder-lock.ts';
import { type Platform, startPlatform } from '../../src/simulator/platform.ts';
import { MovableClock } from '../../src/time/clock.ts';
import { eventually, NOON, serve } from '../wecom/support.ts';
import { certificate } from './support/certificate.ts';
import { CONNECTION, clinic, line } from './support/clinic.ts';
import { deserted, serveTls } from './support/servers.ts';

const { botId, secret } = CONNECTION;

async function platform(): Promise<Platform> {
  const started = await startPlatform({
    clock: new MovableClock(NOON),
    bot: { name: '群学助手', connection: { botId, secret } },
    answerWithinMs: 20,
  });
  onTestFinished(() => started.close());
  return started;
}

/** What the doctor says of a bot with these settings, none running here. */
async function saysOf(url: string, change: Partial<typeof CONNECTION> = {}): Promise<string> {
  const { premises } = await clinic({ wecom: { bot: { ...CONNECTION, url, ...change } }, roster: null });
  return line(botConnection(premises));
}

const toWs = (url: string): string => url.replace(/^http/, 'ws');

describe('the doctor on the long connection', () => {
  it('subscribes for real and leaves again', async () => {
    const { connectionUrl, outbound, enterChat, addPerson } = await platform();
    expect(await saysOf(connectionUrl)).toBe(
      '✓ 智能机器人长连接：正常（连得上，Bot ID 和 Secret 正确；检查完已断开。别处若有程序用着这个机器人，刚才会被挤下线）',
    );
    expect(outbound.map(({ api }) => api)).toEqual(['aibot_subscribe']);
    addPerson({ userid: 'zhaolei', name: '赵磊' });
    await eventually(() => enterChat('zhaolei').catch(({ code }) => code)).toBe('unreachable');
  });

  it('is not asked for where WeCom calls the bot', async () => {
    const { premises } = await clinic({ roster: null });
    expect(await line(botConnection(premises))).toBe('– 智能机器人长连接：没有配置（用的是 URL 回调）');
  });

  it('tells which variable is wrong', async () => {
    const { connectionUrl } = await platform();
    const wrongSecret = { secret: 'the-secret-of-yesterday' };
    expect(await saysOf(connectionUrl, wrongSecret)).toMatch(
      /^✗ 智能机器人长连接：Secret 不对（853000） → .*WECOM_BOT_SECRET（企业微信管理后台 → .*使用长连接）$/,
    );
    const wrongId = { botId: 'aibAnother' };
    expect(await saysOf(connectionUrl, wrongId)).toMatch(
      /^✗ 智能机器人长连接：Bot ID 不对（93019） → .*WECOM_BOT_ID（/,
    );
  });

  it('does not blame the settings when WeCom is busy, and does not guess at other refusals', async () => {
    const { connectionUrl, failNext } = await platform();
    failNext(1, { kind: 'errcode', errcode: 45009 }, 'subscribe');
    expect(await saysOf(connectionUrl)).toMatch(
      /^⚠ 智能机器人长连接：企业微信要求稍后再连（45009） → 过几分钟/,
    );
    failNext(1, { kind: 'errcode', errcode: 48002 }, 'subscribe');
    expect(await saysOf(connectionUrl)).toMatch(
      /^✗ 智能机器人长连接：企业微信不接受这个连接（48002） → 核对 WECOM_BOT_ID 和 WECOM_BOT_SECRET/,
    );
  });

  it('explains why there is no connection', async () => {
    expect(await saysOf(toWs(await deserted()))).toMatch(
      /^✗ 智能机器人长连接：连不上 ws:\/\/127\.0\.0\.1:\d+：连接被拒绝 → 检查服务器能不能上外网/,
    );
    expect(await saysOf('ws://openws.invalid')).toMatch(/：域名解析不出来 → 检查服务器的 DNS/);
    expect(await saysOf(toWs(await serveTls(certificate({ host: '127.0.0.1' }))))).toMatch(
      /：证书是自签的，不受信任 → 多半是单位的安全设备/,
    );
    expect(await saysOf(toWs(await serve((_, response) => response.writeHead(403).end())))).toMatch(
      /有应答（HTTP 403），但长连接建立不起来 → .*WebSocket/,
    );
  });

  it('gives up on a server that takes the connection and says nothing', async () => {
    const silent = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    onTestFinished(() => {
      for (const client of silent.clients) client.terminate();
      silent.close();
    });
    await once(silent, 'listening');
    const address = silent.address();
    if (typeof address !== 'object' || address === null) throw new Error('no port');
    const url = `ws://127.0.0.1:${address.port}`;
    const { premises } = await clinic({ wecom: { bot: { ...CONNECTION, url } }, roster: null });
    const said = await line({ ...botConnection(premises), limit: 200 });
    expect(said).toMatch(/^✗ 智能机器人长连接：0\.2 秒内没有查完/);
    await eventually(() => silent.clients.size).toBe(0);
  });
});

describe('while the bot runs', () => {
  /** A running bot that holds the data folder and answers so when it is asked how it is. */
  async function saysAmid(health: object | undefined): Promise<string> {
    const url = await serve((request, response) => {
      if (request.url !== '/healthz' || !health) response.statusCode = 404;
      response.end(JSON.stringify(health ?? {}));
    });
    const started = await platform();
    const { premises, dataFolder } = await clinic({
      config: { port: Number(new URL(url).port) },
      wecom: { bot: { ...CONNECTION, url: started.connectionUrl } },
      roster: null,
    });
    await mkdir(dataFolder, { recursive: true });
    const lock = await lockFolder(dataFolder);
    onTestFinished(() => lock.release());
    const said = await line(botConnection(premises));
    expect(started.outbound).toEqual([]);
    return said;
  }
  const way = { name: '智能机器人长连接', ok: true, detail: '' };

  it('the doctor asks the bot instead of putting it out', async () => {
    const others = { name: '自建应用', ok: false, detail: '' };
    expect(await saysAmid({ ok: false, ways: [others, way] })).toBe(
      '✓ 智能机器人长连接：正常（正在运行的机器人连着；怕把它挤下线，没有另外去连）',
    );
  });

  it('it passes on what the bot knows to be wrong', async () => {
    expect(await saysAmid({ ways: [{ ...way, ok: false, detail: '正在连接企业微信' }] })).toBe(
      '✗ 智能机器人长连接：正在运行的机器人没有连上 → 正在连接企业微信',
    );
  });

  it('it does not guess when the bot says nothing of it', async () => {
    const expected = /^⚠ 智能机器人长连接：机器人正在运行，但 http:\/\/127\.0\.0\.1:\d+\/healthz 没有说/;
    expect(await saysAmid({ ways: [] })).toMatch(expected);
    expect(await saysAmid(undefined)).toMatch(expected);
  });
});
