import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ProgressBar } from '../../src/cli/progress-bar.ts';
import { benchCheckIns, benchConnectedCheckIns } from './check-ins.ts';
import { benchCommits } from './commits.ts';
import { benchCounty } from './county.ts';
import { benchEssayFiles } from './essay-files.ts';
import { benchNotices } from './notices.ts';
import { type Report, type Row, tableOf } from './rows.ts';

const USAGE = '用法：npm run bench [-- --quick]';

const FULL = {
  checkIns: { county: { branches: 48, people: 2400 }, atOnce: [1, 64], rounds: 7 },
  commits: { lines: { large: 100_000, small: 1000 }, turns: 1500, count: 30_000 },
  county: { branches: 1200, people: 26_000 },
  essayFiles: { bytes: 5_000_000, rounds: 15 },
};
const QUICK = {
  checkIns: { county: { branches: 48, people: 720 }, atOnce: [1, 64], rounds: 3 },
  commits: { lines: { large: 100_000, small: 1000 }, turns: 200, count: 5000 },
  county: { branches: 120, people: 2600 },
  essayFiles: { bytes: 5_000_000, rounds: 5 },
};

const NOTICES = fileURLToPath(new URL('../../templates/campaigns/', import.meta.url));

const NOTE = [
  '对照与群学在同一次运行里交替测得；数字随机器而变，只有比值可以比较。',
  '签到：各支部在自己的群里，经加密回调，落盘后才答复。对照是只做验签、解密、回声、加密的 Koa + @wecom/crypto 机器人，什么也不存。',
  '长连接签到：每人在自己的单聊里，落盘后才答复，一人一条答复。企业微信限每个会话每分钟 30 条，群里人多时机器人把答复合在一起发，不在此测。对照是官方 @wecom/aibot-node-sdk 的回声机器人，没有加解密，什么也不存。',
  '体会文件：URL 回调，单聊里发一份带图片的 docx，答复后接着发“/体会”，到文章入账为止。对照单独一个进程，不看内容。',
  '各通知要求的对照是内存里的 SQLite：同样的事实，建好索引，答同样的问题。',
].join('\n');

function readArgs(): { readonly quick: boolean } | undefined {
  try {
    return parseArgs({ options: { quick: { type: 'boolean', default: false } } }).values;
  } catch {
    return undefined;
  }
}

const bar = new ProgressBar();
let done = 0;
let parts = 0;

/** What is going on now, on one line that is written over; nothing at all when nobody watches. */
const report: Report = (step) => {
  bar.show(step, done, parts);
};

async function run(quick: boolean): Promise<void> {
  const sizes = quick ? QUICK : FULL;
  const rows: Row[] = [];
  const benches = [
    () => benchCheckIns(sizes.checkIns, report),
    () => benchConnectedCheckIns(sizes.checkIns, report),
    () => benchEssayFiles({ ...sizes.essayFiles, county: sizes.county }, report),
    () => benchCommits(sizes.commits, report),
    () => benchCounty(sizes.county, report),
    () => benchNotices(sizes.county, NOTICES, report),
  ];
  parts = benches.length;
  for (const bench of benches) {
    try {
      rows.push(...(await bench()));
    } catch (error) {
      process.exitCode = 1;
      bar.clear();
      process.stderr.write(`没有测成：${error instanceof Error ? error.message : String(error)}\n`);
    }
    done++;
  }
  bar.clear();
  const machine = `Node ${process.version}，${availableParallelism()} 核，${quick ? '快测' : '全测'}`;
  process.stdout.write(`${[machine, '', ...tableOf(rows), '', NOTE].join('\n')}\n`);
}

process.once('SIGINT', () => process.exit(130));

const options = readArgs();
if (options) await run(options.quick);
else {
  process.stderr.write(`${USAGE}\n`);
  process.exitCode = 2;
}
