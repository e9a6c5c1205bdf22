import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rosterCommand } from '../../src/cli/roster.ts';
import { openRosterStore } from '../../src/roster/store.ts';
import { MovableClock } from '../../src/time/clock.ts';

const SAMPLE = 'templates/campaigns/roster-sample.csv';
const clock = new MovableClock(Date.parse('2014-03-10T01:30:00Z'));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'roster-command-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function run(...args: readonly string[]) {
  const lines: string[] = [];
  const say = (line: string) => void lines.push(line);
  const code = await rosterCommand(args, { out: say, err: say }, { DATA_DIR: folder }, clock);
  return { code, text: lines.join('\n') };
}

/** The sample with some of its text changed. */
async function edited(edit: (text: string) => string): Promise<string> {
  const file = join(folder, 'edited.csv');
  await writeFile(file, edit(await readFile(SAMPLE, 'utf8')));
  return file;
}

const version = () => openRosterStore(folder).currentVersion();

describe('npm run roster -- import', () => {
  it('imports the sample, counts its units and says what to do next', async () => {
    const { code, text } = await run('import', SAMPLE);
    expect(code).toBe(0);
    expect(text).toMatch(/^云溪县活动办 +机关 +64 +63 +— +已填$/m);
    expect(text).toMatch(/^ {4}疾控支部 +机关 +7 +7 +陶永平 +已填$/m);
    expect(text).toContain('名册第 1 版：4 个单位、9 个支部、64 人');
    expect(text).toContain('下一步：npm start');
    expect(await version()).toBe(1);
  });

  it('never prints a webhook key, whatever happens', async () => {
    await run('import', SAMPLE);
    const file = await edited((text) => text.replaceAll('demo-yunxi', 'changed-key').replace('陶永平', ''));
    const other = await edited((text) => text.replaceAll('demo-yunxi', 'changed-key'));
    const told = [await run('import', file), await run('import', other), await run('show')];
    expect(told.map(({ text }) => text).join()).not.toMatch(/demo-yunxi|changed-key|key=/);
  });

  it('shows every mistake in a table and imports nothing', async () => {
    const file = await edited((text) => text.replace('taoyongping', 'tao yongping').replace('流动', '流懂'));
    const { code, text } = await run('import', file);
    expect(code).toBe(1);
    expect(text).toContain('名册里有 2 处要改，一行也没有导入');
    expect(text).toMatch(/^行 +列 +问题 +可填$/m);
    expect(text).toMatch(/^33 +账号 +账号“tao yongping”不合规/m);
    expect(text).toMatch(/^35 +标记 +不认识的标记“流懂” +您要填的是不是“流动”？/m);
    expect(await version()).toBe(0);
  });

  it('shows what a later import changes', async () => {
    await run('import', SAMPLE);
    const file = await edited((text) =>
      text
        .replace('严明,yanming,县卫生局,,,机关支部', '严明,yanming,县卫生局,,,疾控支部')
        .replace('柏玉兰,baiyulan', '云新来,yunxinlai')
        .replace('邹国庆,', '邹国清,'),
    );
    const { code, text } = await run('import', file);
    expect(code).toBe(0);
    expect(text).toContain('新来 1：云新来（县卫生局/疾控支部）');
    expect(text).toContain('离开 1：柏玉兰（县卫生局/疾控支部）');
    expect(text).toContain('调动 1：严明：县卫生局/机关支部 → 县卫生局/疾控支部');
    expect(text).toContain('改名 1：邹国庆 → 邹国清');
    expect(text).toContain('不用重启');
  });

  it('says so when nothing changed', async () => {
    await run('import', SAMPLE);
    const { text } = await run('import', SAMPLE);
    expect(text).toContain('与上一版相比没有变化');
    expect(text).toContain('没有存新的一版');
    expect(await version()).toBe(1);
  });

  it('passes on what deserves a look', async () => {
    const file = await edited((text) => text.replace('疾控科科长,书记', '疾控科科长,党员'));
    expect((await run('import', file)).text).toContain('请留意：“县卫生局/疾控支部”还没有书记');
  });

  it('only checks with --dry-run', async () => {
    const { code, text } = await run('import', SAMPLE, '--dry-run');
    expect(code).toBe(0);
    expect(text).toContain('只检查，没有写入');
    expect(await version()).toBe(0);
  });

  it('refuses a file from which many people are missing, unless told --yes', async () => {
    await run('import', SAMPLE);
    const file = await edited((text) => text.replaceAll(/.*(退休支部|河东村支部).*\r\n/g, ''));
    const refused = await run('import', file);
    expect(refused.code).toBe(1);
    expect(refused.text).toContain('现有 64 人中有 13 人不在这个文件里');
    expect(refused.text).toContain('--yes');
    expect(await version()).toBe(1);
    expect((await run('import', file, '--yes')).code).toBe(0);
    expect(await version()).toBe(2);
  });

  it('tells what is wrong with a file or a folder in plain words', async () => {
    expect(await run('import', join(folder, 'nowhere.xlsx'))).toMatchObject({
      code: 1,
      text: expect.stringContaining('找不到或打不开文件'),
    });
    const file = await edited((text) => text);
    expect(await run('import', SAMPLE, '--data-dir', file)).toMatchObject({
      code: 1,
      text: expect.stringContaining('数据目录的位置上是一个文件'),
    });
    await run('import', SAMPLE);
    await writeFile(join(folder, 'roster', '0001.json'), '');
    for (const order of [['show'], ['import', SAMPLE]])
      expect(await run(...order)).toMatchObject({
        code: 1,
        text: expect.stringMatching(/0001\.json：.*下一步：从备份恢复.*再导入一次名册/),
      });
  });
});

describe('npm run roster -- show', () => {
  it('shows the roster in force and when it was imported, in the zone’s time', async () => {
    await run('import', SAMPLE);
    const { code, text } = await run('show');
    expect(code).toBe(0);
    expect(text).toContain('名册第 1 版，2014-03-10 09:30 导入：4 个单位、9 个支部、64 人');
  });

  it('looks into the folder it is given', async () => {
    await run('import', SAMPLE, '--data-dir', join(folder, 'other'));
    expect((await run('show')).text).toContain('还没有名册');
    expect((await run('show', '--data-dir', join(folder, 'other'))).code).toBe(0);
  });
});

it.each([
  [[]],
  [['import']],
  [['show', 'x']],
  [['import', 'a', 'b']],
  [['delete']],
  [['import', 'a', '--force']],
])('explains itself when asked %j', async (args) => {
  expect(await run(...args)).toMatchObject({ code: 2, text: expect.stringContaining('用法') });
});
