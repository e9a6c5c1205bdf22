import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { SaxesParser } from 'saxes';
import { describe, expect, it, onTestFinished } from 'vitest';
import { archiveCommand } from '../../src/cli/archive.ts';
import { type Disk, nodeDisk } from '../../src/journal/disk.ts';
import { MovableClock } from '../../src/time/clock.ts';
import { WatchedDisk } from '../journal/watched-disk.ts';
import { receiptIn, withOpinions } from '../opinions/support.ts';
import { openWorkbook } from '../report/support/opened.ts';
import { type County, essayText, instant, openCounty, PIXEL } from '../support/county.ts';
import { commitsOf } from './support/books.ts';
import { program } from './support/program.ts';

const BRANCH_ESSAY = '青石桥边那户人家的屋顶';
const SENT_UP = '局里的文件少发一半';
const BRANCH_FILE = '水库移民那几年的账';
const LEAVE = '陪老母亲住院';
const ANONYMOUS = '填表太多，走过场';
const NAMED = '食堂的发票应当公开贴出来';
const HOSTILE = '=HYPERLINK("http://x","<script>alert(1)</script>")';

/** A county that has said all of this, and is still running. */
async function story(): Promise<{
  readonly county: County;
  readonly root: string;
  readonly receipt: string;
}> {
  const county = await openCounty({ campaign: withOpinions, bound: ['education1', 'office', 'library'] });
  await county.says('zhoumin', 'education1', '/开会 讨论 三思三观 半天');
  await county.says('zhaolei', 'education1', '/签到');
  await county.says('sunxiaoyan', 'education1', `/请假 ${LEAVE}`);
  await county.says('zhoumin', 'education1', `/材料 记录 ${HOSTILE}`);
  await county.sendsPicture('zhoumin', PIXEL);
  await county.whispers('zhoumin', '/材料 照片');
  await county.whispers('zhaolei', `/体会 三思三观 ${BRANCH_ESSAY}${essayText(1)}`);
  await county.whispers('chenjianguo', `/体会 三思三观 ${SENT_UP}${essayText(2)}`);
  await county.sendsFile('sunxiaoyan', `${BRANCH_FILE}.txt`, Buffer.from(`${BRANCH_FILE}${essayText(3)}`));
  await county.whispers('sunxiaoyan', '/体会 三思三观');
  await county.whispers('zhaolei', `/意见 ${NAMED}`);
  const answer = await county.whispers('suzhigang', `/意见 匿名 ${ANONYMOUS}`);
  await county.until('2014-03-04', '09:00');
  const { opinions } = county.stage.app.books.state;
  for (const { number } of opinions.all()) await county.whispers('wanglihua', `/意见 转 ${number} 县教育局`);
  await county.says('zhoumin', 'education1', '/材料 信息 已经写好');
  county.ignorePosts();
  const root = await mkdtemp(join(tmpdir(), 'qunxue-archive-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  await writeFile(
    join(root, 'ours.yaml'),
    withOpinions(await readFile('test/support/campaigns/study.yaml', 'utf8')),
  );
  return { county, root, receipt: receiptIn(answer) };
}

const envOf = (county: County, root: string) => ({
  DATA_DIR: county.folder,
  CAMPAIGN: join(root, 'ours.yaml'),
});

/** The command without a process of its own, on a given day. */
async function archive(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  day = '2014-03-05',
  disk: Disk = nodeDisk,
) {
  const out: string[] = [];
  const err: string[] = [];
  const io = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line) };
  const code = await archiveCommand(args, io, env, new MovableClock(instant(day, '12:00')), disk);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

/** All but the note of how far the journal goes, which the bot writes when it has the time. */
async function snapshot(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((each) => each.isFile() && each.name !== 'head.json');
  const sums = files.map(
    async ({ parentPath, name }) => `${join(parentPath, name)} ${await sum(join(parentPath, name))}`,
  );
  return (await Promise.all(sums)).sort();
}

const sum = async (path: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex');

/** Every file of an archive by its path. */
async function filesOf(folder: string): Promise<ReadonlyMap<string, Buffer>> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
  return new Map(
    await Promise.all(
      files.sort().map(async (path) => [path.slice(folder.length + 1), await readFile(path)] as const),
    ),
  );
}

/** Everything there is to read in an archive, the workbook's cells as well. */
async function textOf(files: ReadonlyMap<string, Buffer>): Promise<string> {
  const workbook = files.get('台账汇总.xlsx') ?? Buffer.alloc(0);
  return [...files.keys(), ...files.values(), (await openWorkbook(workbook)).text].join('\n');
}

const UNIT = '县教育局档案';
const TABLE = '台账/县教育局 机关第一支部.csv';

describe('npm run archive', () => {
  it('packs what may be kept while the bot is running, and touches nothing of its own', async () => {
    const { county, root, receipt } = await story();
    const before = await snapshot(county.folder);
    const args = ['archive', '县教育局', '--to', join(root, 'out')];
    const ended = await program(args, envOf(county, root), process.cwd()).ended();
    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(ended.out).toContain('目录.html');
    expect(await snapshot(county.folder)).toEqual(before);
    expect(await readdir(join(root, 'out'))).toEqual([UNIT]);

    const folder = join(root, 'out', UNIT);
    const files = await filesOf(folder);
    const checked = execFileSync('sha256sum', ['--strict', '-c', 'SHA256SUMS'], { cwd: folder }).toString();
    expect(checked.trim().split('\n')).toHaveLength(files.size - 1);

    const text = await textOf(files);
    for (const kept of [SENT_UP, ANONYMOUS, NAMED]) expect(text).toContain(kept);
    for (const secret of [BRANCH_ESSAY, BRANCH_FILE, LEAVE, receipt, 'suzhigang', 'webhook/send'])
      expect(text).not.toContain(secret);
    const boxed = [...county.stage.app.books.state.opinions.boxed.values()];
    expect(boxed).toHaveLength(1);
    for (const { salt, receipt: hash } of boxed) expect(text).not.toMatch(new RegExp(`${salt}|${hash}`));
    expect([...files.keys()]).toContainEqual(expect.stringMatching(/^文件\/.*\.png$/));

    const rows: string[][] = parse(files.get(TABLE) ?? '', { bom: true });
    const commits = await commitsOf(county);
    const records = commits
      .flatMap((commit) => commit.records)
      .filter(({ unit }) => unit === '县教育局/机关第一支部');
    expect(rows).toHaveLength(records.length + 1);
    const ids = new Set(rows.map((row) => row[5]));
    for (const { id, kind } of records) expect(ids.has(id), kind).toBe(kind !== 'opinion.filed');
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@]/);

    for (const [path, content] of files)
      if (path.endsWith('.html')) {
        const page = content.toString();
        expect(page, path).not.toContain('<script');
        expect(() => new SaxesParser().write(page).close(), path).not.toThrow();
        for (const [, link = ''] of page.matchAll(/href="([^"]*)"/g)) {
          const target = new URL(link, `file:///a/${encodeURI(path)}`).pathname.slice('/a/'.length);
          expect([...files.keys()], path).toContain(decodeURIComponent(target));
        }
      }
    const raw = files.get('台账/县教育局 机关第一支部.jsonl')?.toString().trim().split('\n') ?? [];
    const originals = new Set(records.map((record) => JSON.stringify(record)));
    const whole = raw.map((line) => JSON.parse(line)).filter((line) => !('withheld' in line));
    expect(whole).not.toHaveLength(0);
    for (const line of whole)
      for (const record of line.records) expect(originals.has(JSON.stringify(record))).toBe(true);
    expect(raw.filter((line) => line.includes(NAMED))).toEqual([]);
  });

  it('makes the same bytes of the same ledger, but for the line with the day, and never overwrites', async () => {
    const { county, root } = await story();
    const env = envOf(county, root);
    const one = await archive(['县教育局', '--to', join(root, 'one')], env);
    expect(one).toMatchObject({ code: 0, err: '' });
    await archive(['县教育局', '--to', join(root, 'two')], env, '2015-01-09');
    const [first, second] = [await filesOf(join(root, 'one', UNIT)), await filesOf(join(root, 'two', UNIT))];
    expect([...first.keys()]).toEqual([...second.keys()]);
    const differing = [...first].filter(([path, bytes]) => !second.get(path)?.equals(bytes));
    expect(differing.map(([path]) => path)).toEqual(['SHA256SUMS']);
    const sums = [first, second].map((files) => files.get('SHA256SUMS')?.toString().split('\n') ?? []);
    expect(sums.map(([day]) => day)).toEqual(['# 装订日期：2014-03-05', '# 装订日期：2015-01-09']);
    expect(sums[0]?.slice(1)).toEqual(sums[1]?.slice(1));

    const again = await archive(['县教育局', '--to', join(root, 'one')], env);
    expect(again.code).toBe(1);
    expect(again.err).toContain('已经有了，没有覆盖');
    expect(await readdir(join(root, 'one'))).toEqual([UNIT]);

    const whole = await archive(['云溪县活动办', '--to', join(root, 'one')], env);
    expect(whole).toMatchObject({ code: 0, err: '' });
    const all = await textOf(await filesOf(join(root, 'one', '云溪县活动办档案')));
    expect(all).toContain(SENT_UP);
    for (const secret of [BRANCH_ESSAY, BRANCH_FILE, LEAVE]) expect(all).not.toContain(secret);
  });

  it('says what is wrong and what to do, and leaves nothing half-made', async () => {
    const { county, root } = await story();
    const env = envOf(county, root);
    const out = join(root, 'out');
    expect(await archive([], env)).toMatchObject({ code: 2, err: expect.stringContaining('用法') });
    const unknown = await archive(['县教育', '--to', out], env);
    expect(unknown).toMatchObject({ code: 1, err: expect.stringContaining('是不是“县教育局”？') });
    const empty = await archive(['县教育局', '--to', out, '--data-dir', join(root, 'none')], env);
    expect(empty).toMatchObject({ code: 1, err: expect.stringContaining('没有名册') });
    await writeFile(join(root, 'plain'), '');
    const onFile = await archive(['县教育局', '--to', join(root, 'plain')], env);
    expect(onFile).toMatchObject({ code: 1, err: expect.stringContaining('--to') });

    const full = new WatchedDisk();
    full.fail('datasync', 'ENOSPC');
    const noRoom = await archive(['县教育局', '--to', out], env, '2014-03-05', full);
    expect(noRoom).toMatchObject({ code: 1, err: expect.stringContaining('磁盘满了，没有装订') });
    const interrupting: Disk = {
      ...nodeDisk,
      open: (path, mode) => {
        process.emit('SIGINT');
        return nodeDisk.open(path, mode);
      },
    };
    const stopped = await archive(['县教育局', '--to', out], env, '2014-03-05', interrupting);
    expect(stopped).toMatchObject({ code: 1, err: expect.stringContaining('已停下，没有装订') });
    expect(await readdir(out)).toEqual([]);

    // A line that is still being written is no damage and no record.
    const journal = join(county.folder, 'journal', '000001.jsonl');
    const whole = await readFile(journal);
    await appendFile(journal, '{"v":2,"n":99,"cause":"县教');
    expect(await archive(['县教育局', '--to', join(root, 'torn')], env)).toMatchObject({ code: 0 });
    await writeFile(journal, Buffer.concat([Buffer.from('{"v":2}\n'), whole]));
    const damaged = await archive(['县教育局', '--to', out], env);
    expect(damaged).toMatchObject({ code: 1, err: expect.stringMatching(/台账文件损坏.*:1:/) });
    await writeFile(journal, whole);

    const hash = createHash('sha256').update(PIXEL).digest('hex');
    const path = join(county.folder, 'files', hash.slice(0, 2), hash);
    await writeFile(path, 'changed');
    expect((await archive(['县教育局', '--to', out], env)).err).toContain(
      `files/${hash.slice(0, 2)}/${hash}`,
    );
    await rm(path);
    const missing = await archive(['县教育局', '--to', out], env);
    expect(missing).toMatchObject({ code: 1, err: expect.stringContaining('从备份恢复') });
    expect(await readdir(out)).toEqual([]);
  });
});
