import { describe, expect, it, onTestFinished } from 'vitest';
import { app } from '../../src/doctor/checks/app.ts';
import type { AppOptions } from '../../src/simulator/app/options.ts';
import { type Platform, startPlatform } from '../../src/simulator/platform.ts';
import { MovableClock } from '../../src/time/clock.ts';
import type { AppConfig } from '../../src/wecom-config.ts';
import { NOON, serve } from '../wecom/support.ts';
import { APP, BOT, clinic, line } from './support/clinic.ts';
import { deserted, wecom } from './support/servers.ts';

const { corpId, agentId, secret } = APP;

async function platformWith(options: Partial<AppOptions> = {}): Promise<Platform> {
  const platform = await startPlatform({
    clock: new MovableClock(NOON),
    bot: { name: '群学助手', callbackUrl: () => '', ...BOT },
    app: { corpId, agentId, secret, ...options },
  });
  onTestFinished(() => platform.close());
  return platform;
}

/** What the doctor says of these settings at that WeCom. */
async function saysOf(apiBase: string, change: Partial<AppConfig> = {}): Promise<string> {
  const { premises } = await clinic({ wecom: { apiBase, app: { ...APP, ...change } }, roster: null });
  return line(app(premises));
}

describe('the doctor on the self-built app', () => {
  it('gets a token, calls with it, and tells what WeCom knows', async () => {
    const platform = await platformWith({ visible: ['zhaolei', 'zhoumin'] });
    expect(await saysOf(platform.url)).toBe(
      '✓ 自建应用：正常（“群学”，Secret 和 AgentId 正确，出口 IP 受信任，可见范围里有 2 个人）',
    );
    expect(platform.outbound.map(({ api }) => api)).toEqual(['gettoken', 'agent/get']);
    const whole = await platformWith({ name: '学习\u001b[31m助手' });
    expect(await saysOf(whole.url)).toMatch(/^✓ 自建应用：正常（“学习 \[31m助手”.*可见范围里有 1 个部门）$/);
  });

  it('is not asked for where there is none', async () => {
    const { premises } = await clinic({ roster: null });
    expect(await line(app(premises))).toBe('– 自建应用：没有配置');
  });

  it('tells which variable is wrong', async () => {
    const { url } = await platformWith();
    expect(await saysOf(url, { secret: 'the-secret-of-yesterday' })).toMatch(
      /^✗ 自建应用：Secret 不对或已重置（40001） → .*WECOM_APP_SECRET（企业微信管理后台 → 应用管理 → 自建应用 → 这个应用）$/,
    );
    expect(await saysOf(url, { corpId: 'ww-another' })).toMatch(
      /^✗ 自建应用：企业 ID 不对（40013） → .*WECOM_CORP_ID（企业微信管理后台 → 我的企业/,
    );
    expect(await saysOf(url, { agentId: 1000003 })).toMatch(
      /^✗ 自建应用：AgentId 和 Secret 不是同一个应用的（301002） → .*WECOM_APP_AGENT_ID 和 WECOM_APP_SECRET/,
    );
  });

  it('names the address WeCom does not trust, and where to add it', async () => {
    const { url } = await platformWith({ trustedIps: ['203.0.113.7'] });
    expect(await saysOf(url)).toMatch(
      /^✗ 自建应用：企业微信不信任出口 IP 127\.0\.0\.1（60020） → 把 127\.0\.0\.1 加进.*（企业微信管理后台 → 应用管理 → 自建应用 → 这个应用 → 企业可信IP），约一分钟后生效/,
    );
    const platform = await platformWith();
    platform.failNext(1, { kind: 'errcode', errcode: 60020, errmsg: 'not allow to access' }, 'app');
    expect(await saysOf(platform.url)).toMatch(/不信任这台服务器的出口 IP（60020） → 把它加进/);
  });

  it('sees an app that is switched off, or that nobody sees', async () => {
    const closed = await platformWith({ closed: true });
    expect(await saysOf(closed.url)).toMatch(/^✗ 自建应用：“群学”已停用 → 重新启用它（企业微信管理后台/);
    const hidden = await platformWith({ visible: [] });
    expect(await saysOf(hidden.url)).toMatch(/^✗ 自建应用：“群学”的可见范围是空的.* → .*→ 可见范围）$/);
  });

  it('does not complain of a range WeCom says nothing about', async () => {
    const { url } = await wecom({
      gettoken: { errcode: 0, errmsg: 'ok', access_token: 'not-a-real-token', expires_in: 7200 },
      'agent/get': { errcode: 0, errmsg: 'ok', allow_userinfos: null },
    });
    expect(await saysOf(url)).toBe('✓ 自建应用：正常（这个应用，Secret 和 AgentId 正确，出口 IP 受信任）');
  });

  it.each([
    [45009, /^⚠ 自建应用：企业微信繁忙，或这台服务器问得太多（45009） → 过一会儿/],
    [48002, /^✗ 自建应用：企业微信没有给自建应用这项权限.*（48002） → 核对/],
    [99999, /^✗ 自建应用：企业微信不接受这个应用的请求（99999） → 核对 \.env 里自建应用的三项/],
  ])('explains %i', async (errcode, expected) => {
    const platform = await platformWith();
    platform.failNext(1, { kind: 'errcode', errcode }, 'app');
    expect(await saysOf(platform.url)).toMatch(expected);
  });

  it('leaves what is wrong with the way to the check of the way', async () => {
    expect(await saysOf(await deserted())).toMatch(/^✗ 自建应用：没有得到企业微信的答复 → 先处理“接口地址”/);
    const platform = await platformWith();
    platform.failNext(1, { kind: 'status', status: 502 }, 'app');
    expect(await saysOf(platform.url)).toMatch(/^✗ 自建应用：企业微信的接口答复 HTTP 502 → 先处理/);
    platform.failNext(1, { kind: 'reset' }, 'app');
    expect(await saysOf(platform.url)).toMatch(/没有得到企业微信的答复/);
    expect(await saysOf(await serve((_, response) => response.end('<html>')))).toMatch(/^✗ /);
  });
});
