import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { explainProblems, readConfig } from '../src/config.ts';

const COMPLETE = {
  CAMPAIGN: 'templates/campaigns/xianju.yaml',
  WECOM_TOKEN: 'not-a-real-token',
  WECOM_AES_KEY: 'a'.repeat(43),
  WECOM_BOT_NAME: '群学助手，@群学 助手',
};

function problemsOf(change: Readonly<Record<string, string | undefined>>) {
  const read = readConfig({ ...COMPLETE, ...change });
  return read.ok ? [] : read.problems;
}

describe('the configuration', () => {
  it('needs only what has no sensible default', () => {
    const read = readConfig(COMPLETE);
    expect(read.ok && read.config).toMatchObject({
      host: '127.0.0.1',
      port: 8080,
      dataFolder: './data',
      zone: 'Asia/Shanghai',
      logLevel: 'info',
      wecom: {
        bot: { mode: 'callback', receiveId: '' },
        app: null,
        apiBase: 'https://qyapi.weixin.qq.com',
        botNames: ['群学助手', '群学 助手'],
      },
    });
  });

  it('names every missing variable at once, and what it is for', () => {
    const read = readConfig({});
    const problems = read.ok ? [] : read.problems;
    expect(problems.map(({ variable }) => variable)).toEqual([
      'CAMPAIGN',
      'WECOM_TOKEN',
      'WECOM_AES_KEY',
      'WECOM_BOT_NAME',
    ]);
    for (const { purpose, problem } of problems) {
      expect(problem).toMatch(/^没有填写/);
      expect(purpose).not.toBe('');
    }
  });

  it.each([
    ['PORT', '80a'],
    ['PORT', '70000'],
    ['TZ_NAME', 'Asia/Xianju'],
    ['WECOM_AES_KEY', 'a'.repeat(42)],
    ['WECOM_AES_KEY', `${'a'.repeat(42)}=`],
    ['WECOM_API_BASE', 'qyapi.weixin.qq.com'],
    ['WECOM_PUBLIC_URL', 'bot.example.gov.cn'],
    ['LOG_LEVEL', 'verbose'],
    ['WECOM_TOKEN', '   '],
  ])('refuses %s=%s', (variable, value) => {
    expect(problemsOf({ [variable]: value }).map((problem) => problem.variable)).toEqual([variable]);
  });

  it('takes a long connection instead of a callback, and an app beside either', () => {
    const { WECOM_TOKEN: _token, WECOM_AES_KEY: _key, ...others } = COMPLETE;
    const connected = { ...others, WECOM_BOT_ID: 'aib-1', WECOM_BOT_SECRET: 'not-a-real-secret' };
    const app = { WECOM_CORP_ID: 'ww1', WECOM_APP_AGENT_ID: '1000002', WECOM_APP_SECRET: 'not-a-real-one' };
    const bot = { mode: 'connection', botId: 'aib-1', url: 'wss://openws.work.weixin.qq.com' };
    const wecom = (env: Readonly<Record<string, string>>) => {
      const read = readConfig(env);
      return read.ok ? read.config.wecom : read.problems;
    };
    expect(wecom(connected)).toMatchObject({ bot, app: null });
    expect(wecom({ ...connected, ...app })).toMatchObject({ bot, app: { agentId: 1000002, callback: null } });
    const calls = { WECOM_APP_TOKEN: 'not-a-real-token', WECOM_APP_AES_KEY: 'b'.repeat(43) };
    expect(wecom({ ...COMPLETE, ...app, ...calls })).toMatchObject({
      bot: { mode: 'callback' },
      app: { corpId: 'ww1', callback: { token: 'not-a-real-token' } },
    });
  });

  it('takes a public address when there is one, without the slash at its end', () => {
    const publicUrl = (url: string) => {
      const read = readConfig({ ...COMPLETE, WECOM_PUBLIC_URL: url });
      return read.ok ? read.config.publicUrl : read.problems;
    };
    expect(publicUrl('https://bot.example.gov.cn/')).toBe('https://bot.example.gov.cn');
    expect(publicUrl('')).toBeUndefined();
  });

  it.each([
    [{ WECOM_AES_KEY: undefined }, ['WECOM_AES_KEY']],
    [{ WECOM_BOT_ID: 'aib-1', WECOM_BOT_SECRET: 'not-a-real-secret' }, ['WECOM_BOT_ID']],
    [{ WECOM_TOKEN: undefined, WECOM_AES_KEY: undefined, WECOM_BOT_ID: 'aib-1' }, ['WECOM_BOT_SECRET']],
    [{ WECOM_CORP_ID: 'ww1', WECOM_APP_SECRET: 'not-a-real-one' }, ['WECOM_APP_AGENT_ID']],
    [
      { WECOM_CORP_ID: 'ww1', WECOM_APP_AGENT_ID: 'two', WECOM_APP_SECRET: 'not-a-real-one' },
      ['WECOM_APP_AGENT_ID'],
    ],
    [
      { WECOM_APP_TOKEN: 'not-a-real-token' },
      ['WECOM_CORP_ID', 'WECOM_APP_AGENT_ID', 'WECOM_APP_SECRET', 'WECOM_APP_AES_KEY'],
    ],
    [{ WECOM_WS_URL: 'https://openws.work.weixin.qq.com' }, ['WECOM_WS_URL']],
  ])('refuses half a way to WeCom, or two where one is possible: %o', (change, variables) => {
    expect(problemsOf(change).map(({ variable }) => variable)).toEqual(variables);
  });

  it('never repeats a value, which may be a secret', () => {
    const text = explainProblems(problemsOf({ WECOM_AES_KEY: 'my-very-secret-key', PORT: 'x' }));
    expect(text).toContain('WECOM_AES_KEY');
    expect(text).not.toContain('my-very-secret-key');
  });

  it('is explained whole in .env.example', () => {
    const example = readFileSync('.env.example', 'utf8');
    for (const variable of [
      'PORT',
      'HOST',
      'DATA_DIR',
      'TZ_NAME',
      'WECOM_RECEIVE_ID',
      'WECOM_API_BASE',
      'WECOM_PUBLIC_URL',
      'WECOM_BOT_ID',
      'WECOM_BOT_SECRET',
      'WECOM_WS_URL',
      'WECOM_CORP_ID',
      'WECOM_APP_AGENT_ID',
      'WECOM_APP_SECRET',
      'WECOM_APP_TOKEN',
      'WECOM_APP_AES_KEY',
      'LOG_LEVEL',
      ...Object.keys(COMPLETE),
    ])
      expect(example).toMatch(new RegExp(`^${variable}=`, 'm'));
  });
});
