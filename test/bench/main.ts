import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ProgressBar } from '../../src/cli/progress-bar.ts';
import { benchCheckIns } from './check-ins.ts';
import { benchCommits } from './commits.ts';
import { benchCounty } from './county.ts';
import { benchEssayFiles } from './essay-files.ts';
import { benchLikeness } from './likeness.ts';
import { benchNotices } from './notices.ts';
import { type Report, type Row, tableOf } from './rows.ts';

const FULL = {
  checkIns: { county: { branches: 48, people: 2400 }, atOnce: [1, 64], rounds: 7 },
  essays: { county: { branches: 1200, people: 26_000 }, bytes: 5_000_000, rounds: 15 },
  commits: { lines: { large: 100_000, small: 1000 }, turns: 300, count: 5000, rounds: 5 },
  county: { branches: 1200, people: 26_000, rounds: 3 },
  likeness: { essays: 26_000, lookUps: 500, compared: 10, rounds: 5 },
};
const QUICK = {
  checkIns: { county: { branches: 48, people: 720 }, atOnce: [1, 64], rounds: 3 },
  essays: { county: { branches: 120, people: 2600 }, bytes: 5_000_000, rounds: 5 },
  commits: { lines: { large: 100_000, small: 1000 }, turns: 70, count: 1500, rounds: 3 },
  county: { branches: 120, people: 2600, rounds: 2 },
  likeness: { essays: 2600, lookUps: 100, compared: 10, rounds: 3 },
};
type Sizes = typeof FULL;

const NOTICES = fileURLToPath(new URL('../../templates/campaigns/', import.meta.url));

const PARTS: Readonly<Record<string, (sizes: Sizes, report: Report) => Promise<Row[]>>> = {
  'check-ins': ({ checkIns }, report) => benchCheckIns(checkIns, report),
  essays: ({ essays }, report) => benchEssayFiles(essays, report),
  commits: ({ commits }, report) => benchCommits(commits, report),
  county: ({ county }, report) => benchCounty(county, report),
  notices: ({ county }, report) => benchNotices(county, NOTICES, report),
  likeness: ({ likeness }, report) => benchLikeness(likeness, report),
};

const USAGE = `用法：npm run bench [-- ${Object.keys(PARTS).join('|')} … --quick]`;

const NOTE = [
  '对照与群学在同一次运行里交替测得；数字随机器而变，只有比值可以比较。群学、对照、比值都是各轮的中位，比值逐轮相除；没有对照的，最小–最大是群学自己的。',
  '签到 A：各支部在自己的群里，经加密回调。回声只做验签、解密、回声、加密（Koa + @wecom/crypto），什么也不存。朴素机器人多做一件事：同样的签到记进 node:sqlite（WAL，synchronous=FULL，一条消息一个事务），用 SQL 数到会人数。',
  '签到 B：长连接，每人在自己的单聊里，一人一条答复；企业微信限每个会话每分钟 30 条，群里人多时机器人把答复合在一起发，不在此测。对照是官方 @wecom/aibot-node-sdk 的回声机器人，没有加解密，什么也不存。',
  '体会文件：URL 回调，单聊里发一份带图片的 docx，答复后接着发“/体会”，到文章入账为止。对照单独一个进程，不看内容。',
  '各通知要求的对照是内存里的 SQLite：同样的事实，建好索引，答同样的问题。',
].join('\n');

interface Options {
  readonly quick: boolean;
  readonly parts: readonly string[];
}

function readArgs(): Options | undefined {
  try {
    const { values, positionals } = parseArgs({
      options: { quick: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const parts = positionals.length > 0 ? positionals : Object.keys(PARTS);
    return parts.every((part) => part in PARTS) ? { quick: values.quick, parts } : undefined;
  } catch {
    return undefined;
  }
}

async function run({ quick, parts }: Options): Promise<void> {
  const bar = new ProgressBar();
  const rows: Row[] = [];
  for (const [done, part] of parts.entries()) {
    try {
      const measured = await PARTS[part]?.(quick ? QUICK : FULL, (step) =>
        bar.show(step, done, parts.length),
      );
      rows.push(...(measured ?? []));
    } catch (error) {
      process.exitCode = 1;
      bar.clear();
      process.stderr.write(`${part} 没有测成：${error instanceof Error ? error.message : String(error)}\n`);
    }
  }
  bar.clear();
  const machine = `Node ${process.version}，${availableParallelism()} 核，${quick ? '快测' : '全测'}`;
  process.stdout.write(`${[machine, '', ...tableOf(rows), '', NOTE].join('\n')}\n`);
}

process.once('SIGINT', () => process.exit(130));

const options = readArgs();
if (options) await run(options);
else {
  process.stderr.write(`${USAGE}\n`);
  process.exitCode = 2;
}
