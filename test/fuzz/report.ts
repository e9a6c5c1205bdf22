import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { parseJson } from '../../src/json.ts';
import { table } from '../../src/wording/table.ts';
import type { Order, Outcome } from './fuzz.ts';
import type { Failure } from './stage.ts';

/** How a run went, in lines for the terminal. */
export function summaryOf(
  { seed }: Pick<Order, 'seed'>,
  { sent, counts, marks, posted, seconds, failures }: Outcome,
): string {
  const kinds = counts.rows.map(([kind, count, outcomes]) => [
    kind,
    String(count),
    outcomes.map(([outcome, times]) => `${outcome}×${times}`).join('　'),
  ]);
  const lines = [
    `种子 ${seed}：${sent} 个请求，${Math.round(seconds)} 秒，机器人自己发出 ${posted} 条`,
    '',
    ...table([['类别', '个数', '回应'], ...kinds]),
    '',
  ];
  if (marks) {
    const { warm, worked, calm, end } = marks;
    const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MB`;
    lines.push(
      `内存（垃圾回收之后）：${[warm, worked, calm, end].map(({ memory }) => megabytes(memory)).join(' → ')}`,
      `记录：${[warm, worked, calm, end].map(({ records }) => records).join(' → ')}；答过 ${end.answered} 条`,
    );
  }
  lines.push(failures.length === 0 ? '没有发现问题' : `发现 ${failures.length} 个问题`);
  return lines.join('\n');
}

const saved = z.object({
  problem: z.string(),
  shots: z.array(
    z.object({
      name: z.string(),
      kind: z.string(),
      door: z.enum(['bot', 'app']),
      at: z.number(),
      line: z.enum(['http', 'cut', 'raw']),
      method: z.string(),
      path: z.string(),
      headers: z.record(z.string(), z.string()),
      expects: z.array(z.number()),
      occasion: z.enum(['message', 'refresh', 'enter_chat', 'tap', 'none', 'any']),
      nonce: z.string(),
      body: z.base64().transform((text) => Buffer.from(text, 'base64')),
    }),
  ),
});

/** Writes what failed, and the summary, into a folder of their own in the system's temporary one; the folder. */
export async function saveFailures(
  seed: string,
  summary: string,
  failures: readonly Failure[],
): Promise<string> {
  const folder = join(tmpdir(), `qunxue-fuzz-${seed}`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'report.txt'), `${summary}\n`);
  for (const [index, { problem, shots }] of failures.entries()) {
    const kept = shots.map((shot) => ({ ...shot, body: shot.body.toString('base64') }));
    await writeFile(
      join(folder, `failure-${index + 1}.json`),
      JSON.stringify({ problem, shots: kept }, null, 2),
    );
  }
  return folder;
}

/** Reads a file of {@link saveFailures} back. Undefined when it is none. */
export async function readFailure(file: string): Promise<Failure | undefined> {
  return saved.safeParse(parseJson(await readFile(file, 'utf8').catch(() => ''))).data;
}
