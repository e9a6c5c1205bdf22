import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { startCommand } from '../../src/cli/start.ts';
import { type Platform, startPlatform } from '../../src/simulator/platform.ts';
import { systemClock } from '../../src/time/clock.ts';
import { command } from './support/command.ts';
import { type Install, install, SECRETS } from './support/install.ts';
import { type Ended, type Program, program } from './support/program.ts';

type Change = Readonly<Record<string, string>>;

/** The bot in a process of its own. */
const start = ({ env, folder }: Install, change: Change = {}): Program =>
  program(['start'], { ...env, ...change }, folder);

const ADDRESS = /http:\/\/[\d.]+:\d+(?=\/wecom)/;

/** The bot in this process, where it starts at once: its address, and what ends it. */
async function startHere({
  env,
}: Install): Promise<{ said: string; address: string; end(): Promise<number> }> {
  const stop = Promise.withResolvers<NodeJS.Signals>();
  const started = Promise.withResolvers<string>();
  const io = { out: (line: string) => started.resolve(line), err: (line: string) => started.reject(line) };
  const code = startCommand(io, { ...env, LOG_LEVEL: 'silent' }, stop.promise);
  const end = (): Promise<number> => {
    stop.resolve('SIGTERM');
    return code;
  };
  onTestFinished(async () => void (await end()));
  const said = await started.promise;
  const [address = ''] = ADDRESS.exec(said) ?? [];
  return { said, address, end };
}

/** The bot and a stand-in WeCom that talks to it. */
async function startWithPlatform(): Promise<{ readonly bot: Program; readonly platform: Platform }> {
  let url = '';
  const platform = await startPlatform({
    clock: systemClock,
    people: [{ userid: 'zhaolei', name: '赵磊' }],
    bot: { name: '群学助手', callbackUrl: () => `${url}/wecom/callback`, receiveId: '', ...SECRETS },
  });
  onTestFinished(() => platform.close());
  const bot = start(await install(), { WECOM_API_BASE: platform.url });
  url = await bot.prints(ADDRESS);
  return { bot, platform };
}

/** What a person reads who starts it in vain: words, no stack of calls, no secret. */
function refusal({ code, out, err }: Ended): string {
  expect({ code, out: out.trim() }).toEqual({ code: 1, out: '' });
  expect(err).not.toMatch(/^\s+at /m);
  for (const secret of Object.values(SECRETS)) expect(err).not.toContain(secret);
  return err;
}

/** The same, of a start in this process. */
const refused = async ({ env }: Pick<Install, 'env'>, change: Change = {}): Promise<string> =>
  refusal(await command((io) => startCommand(io, { ...env, ...change }, new Promise(() => {}))));

describe('npm start', () => {
  it('runs on Node 24, whichever Node brought it here', () => {
    expect(process.versions.node.split('.')[0]).toBe('24');
  });

  it('lists every missing variable at once, with what it is for', async () => {
    const text = await refused({ env: {} });
    for (const variable of ['CAMPAIGN', 'WECOM_TOKEN', 'WECOM_AES_KEY', 'WECOM_BOT_NAME'])
      expect(text).toMatch(new RegExp(`${variable}：没有填写.*。用途：\\S+`));
    expect(text).not.toMatch(/PORT|HOST|DATA_DIR|WECOM_RECEIVE_ID/);
    expect(text).toContain('.env.example');
  });

  it('lists every malformed variable at once and repeats no value', async () => {
    const text = await refused(await install(), {
      PORT: '65536',
      TZ_NAME: 'Asia/Xianju',
      WECOM_AES_KEY: `${SECRETS.aesKey}=`,
      WECOM_API_BASE: 'ftp://secret-host',
      LOG_LEVEL: 'loud',
    });
    for (const variable of ['PORT', 'TZ_NAME', 'WECOM_AES_KEY', 'WECOM_API_BASE', 'LOG_LEVEL'])
      expect(text).toMatch(new RegExp(`${variable}：应|${variable}：不认识`));
    expect(text).not.toMatch(/secret-host|Xianju/);
  });

  it('reads its settings from the file .env, and refuses a damaged ledger, with file and line', async () => {
    const { folder, dataFolder, env } = await install();
    const lines = Object.entries(env).map(([name, value]) => `${name}=${value}`);
    await writeFile(join(folder, '.env'), lines.join('\n'));
    await mkdir(join(dataFolder, 'journal'), { recursive: true });
    const file = join(dataFolder, 'journal', '000001.jsonl');
    await writeFile(file, '{"v":1,"hal\n{"v":1}\n');
    const text = refusal(await program(['start'], {}, folder).ended());
    expect(text).toContain(`${file}:1`);
    expect(text).toContain('从备份恢复');
  });

  it('says how to import a roster when there is none', async () => {
    expect(await refused(await install({ roster: false }))).toContain('npm run roster -- import');
  });

  it('names a campaign file that cannot be read, and the lines of one that is wrong', async () => {
    const place = await install();
    expect(await refused(place, { CAMPAIGN: 'nowhere.yaml' })).toContain('nowhere.yaml');
    const wrong = join(place.folder, 'wrong.yaml');
    await writeFile(wrong, 'id: x\ntitle: 活动\nstart: 2014-02-30\n');
    expect(await refused(place, { CAMPAIGN: wrong })).toMatch(/wrong\.yaml:3\s/);
  });

  it.each([
    ['an address that is not this machine’s', { HOST: '203.0.113.7' }, 'HOST'],
    ['a host that does not exist', { HOST: 'no-such-host.invalid' }, 'HOST'],
  ])('explains %s', async (_, change, word) => {
    expect(await refused(await install(), change)).toContain(word);
  });

  it('explains a data folder that is a file', async () => {
    const place = await install({ roster: false });
    await writeFile(join(place.folder, 'taken'), '');
    expect(await refused(place, { DATA_DIR: join(place.folder, 'taken') })).toContain('DATA_DIR');
  });

  it('says before all else that the campaign is over, and what to change', async () => {
    const { said, end } = await startHere(await install());
    expect(said).toMatch(/^请先看这里：这个活动已经结束：.*start.*by.*\n群学已启动/);
    expect(await end()).toBe(0);
  });

  it('explains a port that is taken, and lets the data folder go', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const place = await install();
    expect(await refused(place, { PORT: String(port) })).toMatch(/端口已被占用.*PORT/);
    const { address, end } = await startHere(place);
    expect(address).toMatch(/^http/);
    expect(await end()).toBe(0);
  });

  it('refuses a second instance on the same data folder, in words', async () => {
    const place = await install();
    const first = start(place);
    await first.prints(ADDRESS);
    const text = await refused(place);
    expect(text).toContain(`数据目录 ${place.dataFolder} 正由另一个群学进程使用`);
    expect(text).toContain(`进程号 ${first.child.pid}`);
  });

  it('cuts off a torn last line and tells of it in /healthz', async () => {
    const place = await install();
    await mkdir(join(place.dataFolder, 'journal'), { recursive: true });
    await writeFile(join(place.dataFolder, 'journal', '000001.jsonl'), '{"v":2,"n":1,"cause":"县图书');
    const { address } = await startHere(place);
    const health = await fetch(`${address}/healthz`);
    expect(health.status).toBe(200);
    expect(await health.json()).toMatchObject({
      ok: true,
      store: 'writable',
      ticking: true,
      backlog: 0,
      repairs: [
        expect.stringContaining('000001.jsonl 最后一行没有写完'),
        expect.stringContaining('head.json'),
      ],
    });
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'proves its address to WeCom, answers, and on %s finishes the request in hand, then ends with 0',
    async (signal) => {
      const { bot, platform } = await startWithPlatform();
      await platform.verifyUrl();
      expect((await platform.say({ from: 'zhaolei', chat: 'private', text: '/帮助' })).text).toContain(
        '/签到',
      );
      expect((await platform.enterChat('zhaolei')).text).toContain('赵磊');
      // The file drips in, so the request is in hand when the signal comes.
      platform.failNext(1, { kind: 'slow', ms: 400 }, 'media');
      const file = { name: '心得.txt', bytes: Buffer.from('一篇体会文章'.repeat(40)) };
      const answer = platform.say({ from: 'zhaolei', chat: 'private', file });
      await vi.waitUntil(() => platform.outbound.some(({ api }) => api === 'media'), 5000);
      bot.child.kill(signal);
      await bot.prints(/stopping/);
      expect((await answer).text).toContain('先替您存着');
      const { code, err } = await bot.ended();
      expect({ code, err }).toEqual({ code: 0, err: '' });
    },
  );
});
