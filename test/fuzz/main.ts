import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { fuzz } from './fuzz.ts';
import { replay } from './replay.ts';
import { saveFailures, summaryOf } from './report.ts';

const USAGE = `用法：npm run fuzz [-- --bodies 120000 --seed 种子]
　　　npm run fuzz -- --replay 文件　　重放存下的一个问题`;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

interface Args {
  readonly bodies: number;
  readonly seed: string;
  readonly replay: string | undefined;
}

function readArgs(): Args | undefined {
  try {
    const { values } = parseArgs({
      options: {
        bodies: { type: 'string', default: '120000' },
        seed: { type: 'string', default: randomBytes(4).toString('hex') },
        replay: { type: 'string' },
      },
    });
    const isRight = /^[1-9]\d{1,8}$/.test(values.bodies) && /^[\w-]{1,32}$/.test(values.seed);
    return isRight ? { bodies: Number(values.bodies), seed: values.seed, replay: values.replay } : undefined;
  } catch {
    return undefined;
  }
}

async function run({ bodies, seed }: Args): Promise<void> {
  const outcome = await fuzz({ bodies, seed }, (sent) => {
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${sent}/${bodies}`);
  });
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  const summary = summaryOf({ seed }, outcome);
  say(summary);
  const { failures } = outcome;
  if (failures.length === 0) return;
  process.exitCode = 1;
  for (const { problem, shots } of failures)
    say(`✗ ${shots.length === 1 ? `${shots[0]?.name ?? ''}　` : ''}${problem}`);
  const folder = await saveFailures(seed, summary, failures);
  say(`请求存在 ${folder}`);
  say(`重放一个：npm run fuzz -- --replay ${folder}/failure-1.json`);
  say(`从头再来：npm run fuzz -- --bodies ${bodies} --seed ${seed}`);
}

async function repeat(file: string): Promise<void> {
  const again = await replay(file);
  if (!again) {
    process.stderr.write(`读不出 ${file}，应为 npm run fuzz 存下的文件\n`);
    process.exitCode = 2;
    return;
  }
  const { before, now } = again;
  say(`当时：${before}`);
  if (now.length === 0) return say('现在：没有问题。也可能要先有别的请求，请用原来的种子从头再来');
  process.exitCode = 1;
  for (const problem of now) say(`现在：${problem}`);
}

process.once('SIGINT', () => process.exit(130));

const args = readArgs();
if (!args) {
  process.stderr.write(`${USAGE}\n`);
  process.exitCode = 2;
} else if (args.replay === undefined) await run(args);
else await repeat(args.replay);
