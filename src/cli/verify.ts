import { stat } from 'node:fs/promises';
import { Integrity } from '../doctor/integrity.ts';
import { nodeDisk } from '../journal/disk.ts';
import { confirmRepairs, unseenRepairs } from '../journal/repairs.ts';
import type { CommandIo, Environment } from './io.ts';
import { dataFolderIn, misunderstood, understood } from './order.ts';
import { withBar } from './progress-bar.ts';

const USAGE = [
  '用法：npm run verify [-- --seen] [-- --data-dir 目录]',
  '  逐条校验台账、名册、意见箱和收到的文件，指出哪里被改动过、损坏或缺失；机器人可以照常运行',
  '  --seen  已经看过修复记录，以后不再提醒',
];

interface Order {
  readonly folder: string;
  readonly seen: boolean;
}

/** Checks everything in the data folder. Answers the exit code: 0 all is well, 1 something is damaged, 2 not understood. */
export async function verifyCommand(
  args: readonly string[],
  io: CommandIo,
  env: Environment,
): Promise<number> {
  const order = readOrder(args, env);
  if (!order) return misunderstood(USAGE, io);
  const { folder, seen } = order;
  if (!(await isFolder(folder))) {
    io.err(`没有数据目录 ${folder}。请检查 .env 里的 DATA_DIR，或在命令后面加 --data-dir 目录`);
    return 1;
  }
  const isWhole = await verify(folder, io);
  for (const repair of await unseenRepairs(folder, nodeDisk)) io.out(`修复过：${repair}`);
  if (seen) await confirmRepairs(folder, nodeDisk);
  return isWhole ? 0 : 1;
}

async function verify(folder: string, io: CommandIo): Promise<boolean> {
  const integrity = new Integrity(folder);
  let count = 0;
  await withBar(async (bar) => {
    const titles = { journal: '读台账', files: '校验文件' };
    for await (const { file, problem, advice } of integrity.findings((part) => bar.stage(titles[part]))) {
      bar.clear();
      count++;
      io.err(`✗ ${file}：${problem}\n  ${advice}`);
    }
  });
  const { commits, files } = integrity.extent;
  if (count > 0) io.err(`共 ${count} 处不对`);
  else io.out(`台账 ${commits} 次提交、${files} 个文件，名册和意见箱，校验全部相符`);
  return count === 0;
}

function readOrder(args: readonly string[], env: Environment): Order | undefined {
  const typed = understood({
    args: [...args],
    options: { seen: { type: 'boolean', default: false }, 'data-dir': { type: 'string' } },
  });
  return typed && { folder: typed.values['data-dir'] ?? dataFolderIn(env), seen: typed.values.seen };
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
