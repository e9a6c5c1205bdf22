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
      wecom: { receiveId: '', apiBase: 'https://qyapi.weixin.qq.com', botNames: ['群学助手', '群学 助手'] },
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
      expect(problem).toBe('没有填写');
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
    ['LOG_LEVEL', 'verbose'],
    ['WECOM_TOKEN', '   '],
  ])('refuses %s=%s', (variable, value) => {
    expect(problemsOf({ [variable]: value }).map((problem) => problem.variable)).toEqual([variable]);
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
      'LOG_LEVEL',
      ...Object.keys(COMPLETE),
    ])
      expect(example).toMatch(new RegExp(`^${variable}=`, 'm'));
  });
});
