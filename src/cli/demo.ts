import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDemo } from '../demo/demo.ts';
import { SET_UPS, type SetUp } from '../demo/set-up.ts';
import type { CommandIo } from './io.ts';
import { misunderstood, understood } from './order.ts';

const PORT = 8800;
const USAGE = `用法：npm run demo [-- 端口] [-- --set-up ${Object.keys(SET_UPS).join('|')}]
  A 智能机器人（URL 回调）＋群机器人　B 智能机器人（长连接）　AC、BC 再加自建应用`;

/** Runs the bot and a stand-in WeCom with an invented county until stopped. Nothing is kept afterwards. */
export async function demoCommand(args: readonly string[], io: CommandIo): Promise<number> {
  const wanted = readArgs(args);
  if (!wanted) return misunderstood([USAGE], io);
  const stopping = new AbortController();
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => stopping.abort());
  const { signal } = stopping;
  const folder = await mkdtemp(join(tmpdir(), 'qunxue-demo-'));
  try {
    io.out('正在准备演示……');
    const { port, setUp } = wanted;
    const demo = await startDemo({ folder, port, setUp, signal });
    if (demo.moved) io.out(`${port} 端口已被占用（也许演示已经开着），这次换用别的端口。`);
    const seconds = (performance.now() / 1000).toFixed(1);
    io.out(`演示已就绪（用时 ${seconds} 秒），请用浏览器打开：${demo.url}`);
    io.out(`演示里现在是 ${demo.time}，可以在页面上往后调。`);
    io.out('按 Ctrl+C 结束；演示数据不会保留。');
    await aborted(signal);
    await demo.close();
    return 0;
  } catch (error) {
    if (signal.aborted) return 0;
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function readArgs(args: readonly string[]): { readonly port: number; readonly setUp: SetUp } | undefined {
  const typed = understood({
    args: [...args],
    options: { 'set-up': { type: 'string', default: 'A' } },
    allowPositionals: true,
  });
  const setUp = typed?.values['set-up'].toUpperCase() ?? '';
  return typed && isSetUp(setUp) ? { port: readPort(typed.positionals[0]), setUp } : undefined;
}

const isSetUp = (name: string): name is SetUp => name in SET_UPS;

function readPort(given: string | undefined): number {
  const port = Number(given ?? process.env['PORT'] ?? PORT);
  return Number.isInteger(port) && port >= 0 && port <= 65535 ? port : PORT;
}
