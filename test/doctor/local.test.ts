import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { campaign } from '../../src/doctor/checks/campaign.ts';
import { dataFolder } from '../../src/doctor/checks/data-folder.ts';
import { ended } from '../../src/doctor/checks/ended.ts';
import { extraction } from '../../src/doctor/checks/extraction.ts';
import { holidays } from '../../src/doctor/checks/holidays.ts';
import { checksOf } from '../../src/doctor/checks/index.ts';
import { integrity } from '../../src/doctor/checks/integrity.ts';
import { nodeVersion } from '../../src/doctor/checks/node-version.ts';
import { roster } from '../../src/doctor/checks/roster.ts';
import { settings } from '../../src/doctor/checks/settings.ts';
import { wording } from '../../src/doctor/checks/wording.ts';
import { openFileBox } from '../../src/journal/box/file-box.ts';
import { lockFolder } from '../../src/journal/folder-lock.ts';
import type { RosterData } from '../../src/roster/roster.ts';
import { openRosterStore } from '../../src/roster/store.ts';
import { instant, sampleRoster } from '../support/county.ts';
import { NOON } from '../wecom/support.ts';
import { APP, type Clinic, CONNECTION, clinic, line, reading } from './support/clinic.ts';

const MEGABYTE = 1024 * 1024;

/** A clinic with a campaign file of its own. */
async function withCampaign(text: string): Promise<Clinic> {
  const { folder } = await clinic({ roster: null });
  const campaignFile = join(folder, 'ours.yaml');
  await writeFile(campaignFile, text);
  return clinic({ config: { campaignFile }, roster: null });
}

/** The sample campaign at another time, its own holidays replaced. */
async function campaignOf(start: string, end: string, own = '  rest: []\n  work: []\n'): Promise<Clinic> {
  const sample = await readFile('test/support/campaigns/study.yaml', 'utf8');
  return withCampaign(
    sample
      .replace('start: 2014-03-03', `start: ${start}`)
      .replace('end: day 75', `end: ${end}`)
      .replace('  rest: []\n  work: []\n', own),
  );
}

describe('the doctor on the machine itself', () => {
  it('names the Node that runs and the one that is needed', async () => {
    expect(await line(nodeVersion())).toBe(`✓ Node 版本：正常（Node ${process.versions.node}）`);
    expect(await line(nodeVersion('22.19.0'))).toMatch(
      /^✗ Node 版本：现在是 Node 22\.19\.0，要用 Node 24 → .*npm ci/,
    );
  });

  it('names everything in the data folder that is not as it was written', async () => {
    const { premises, dataFolder: folder } = await clinic();
    const whole = '✓ 数据完整：正常（台账 0 次提交、0 个文件，校验全部相符）';
    expect(await line(integrity(premises))).toBe(whole);
    await openFileBox(folder, true);
    expect(await line(integrity(premises))).toBe(whole);
    await writeFile(join(folder, 'box', 'opinions.json'), '');
    expect(await line(integrity(premises))).toMatch(
      /^✗ 数据完整：box\/opinions\.json：不完整：.* → 请从备份恢复这个文件/,
    );
  });

  it('says how the county is connected', async () => {
    const { premises } = await clinic({ wecom: { app: APP } });
    expect(await line(settings(premises))).toBe(
      '✓ 配置：正常（智能机器人（URL 回调）和群机器人，加自建应用）',
    );
    const connected = await clinic({ wecom: { bot: CONNECTION } });
    expect(await line(settings(connected.premises))).toBe('✓ 配置：正常（智能机器人（长连接））');
  });

  it('finds the version and the size of the roster, or says how to import one', async () => {
    const { premises } = await clinic();
    expect(await line(roster(premises))).toMatch(/^✓ 名册：正常（第 1 版，\d+ 个单位、\d+ 个支部、\d+ 人）$/);
    const bare = await clinic({ roster: null });
    expect(await line(roster(bare.premises))).toBe(
      '✗ 名册：还没有名册 → 运行 npm run roster -- import 名册.xlsx',
    );
  });

  it('names a damaged roster file', async () => {
    const { premises, dataFolder: folder } = await clinic({ roster: null });
    await mkdir(join(folder, 'roster'), { recursive: true });
    await writeFile(join(folder, 'roster', '0001.json'), '{"half');
    expect(await line(roster(premises))).toMatch(/^✗ 名册：名册文件损坏：.*0001\.json：.* → 从备份恢复/);
  });

  it('names an earlier roster that is damaged, without calling the one in force wrong', async () => {
    const { premises, dataFolder: folder } = await clinic();
    const oneFewer = (data: RosterData): RosterData => ({ ...data, people: data.people.slice(1) });
    await openRosterStore(folder).import(await sampleRoster(oneFewer), NOON);
    await writeFile(join(folder, 'roster', '0001.json'), '{"half');
    const [inForce, earlier] = await reading(roster(premises));
    expect(inForce).toMatch(/^✓ 名册：正常（第 2 版/);
    expect(earlier).toMatch(/以前的名册文件损坏：.*0001\.json：.* → 现在的名册不受影响/);
  });

  it('finds the message templates, or names the one that somebody has broken', async () => {
    expect(await line(wording())).toMatch(/^✓ 话术：正常（\d{3} 条）$/);
    const { folder } = await clinic({ roster: null });
    await writeFile(join(folder, 'help.yaml'), 'greeting: 您好 {{#name}}');
    expect(await line(wording(folder))).toMatch(
      /^✗ 话术：templates\/messages\/help\.yaml: “greeting”的花括号没有配对 → 改好这个文件/,
    );
  });

  it('reads a Word file in a worker, or says that essays will not be read', async () => {
    expect(await line(extraction())).toBe('✓ 读文件：正常（Word 文件里的文字读得出来）');
    const { folder } = await clinic({ roster: null });
    const broken = join(folder, 'broken.docx');
    await writeFile(broken, 'PK\u0003\u0004 and nothing more');
    expect(await line(extraction(pathToFileURL(broken)))).toMatch(
      /^✗ 读文件：读不出 Word 文件里的文字（damaged）.* → 检查服务器内存/,
    );
  });
});

describe('the doctor on the campaign file', () => {
  it('tells what it is about', async () => {
    const { premises } = await clinic({ roster: null });
    expect(await line(campaign(premises))).toMatch(/^✓ 活动文件：正常（.+，2014-03-03 至 .+，\d+ 条要求）$/);
    expect(await line(holidays(premises))).toBe('✓ 假日：正常（2014 年的节假日都有）');
  });

  it('lists every mistake with its line', async () => {
    const { premises } = await withCampaign('id: x\ntitle: 活动\nstart: 2014-02-30\n');
    const [first, ...lines] = await reading(campaign(premises));
    expect(first).toMatch(/^✗ 活动文件：有 \d+ 处要改 → 按下面各行修改/);
    expect(lines).toContainEqual(expect.stringMatching(/^ {4}\S+ours\.yaml:3 {2}.*可填：/));
    expect(await line(holidays(premises))).toBe('⚠ 假日：活动文件读不出来，没有检查');
  });

  it('says when there is no such file', async () => {
    const { premises } = await clinic({ config: { campaignFile: 'nowhere.yaml' }, roster: null });
    expect(await line(campaign(premises))).toBe('✗ 活动文件：读不到 nowhere.yaml → 检查 .env 里的 CAMPAIGN');
  });

  it('warns, first of all, of a campaign whose dates are past, and says nothing while they are not', async () => {
    const over = await campaignOf('2014-03-03', '2014-05-16');
    over.clock.set(instant('2014-05-16', '23:00'));
    expect(await reading(ended(over.premises))).toEqual([]);
    over.clock.set(instant('2014-05-17', '00:01'));
    expect(await line(ended(over.premises))).toMatch(
      /^⚠ 活动时间：这个活动已经结束：最后的日期是 2014-05-16.* → .*start.*by/,
    );
    expect(checksOf(over.premises)[0]?.name).toBe('活动时间');
  });

  it('warns of every year whose holidays nobody has told it', async () => {
    const { premises } = await campaignOf('2026-12-01', '2028-01-31');
    expect(await line(holidays(premises))).toMatch(/^⚠ 假日：没有 2027、2028 年的节假日数据.* → .*workdays/);
  });

  it('believes the holidays of the campaign file, but not its make-up days alone', async () => {
    const told = await campaignOf('2026-12-01', '2027-02-28', '  rest: [2027-01-01]\n');
    expect(await line(holidays(told.premises))).toBe('✓ 假日：正常（2026、2027 年的节假日都有）');
    const half = await campaignOf('2026-12-01', '2027-02-28', '  work: [2027-01-03]\n');
    expect(await line(holidays(half.premises))).toMatch(/^⚠ 假日：没有 2027 年/);
  });
});

describe('the doctor on the data folder', () => {
  const plenty = async (): Promise<number> => 3 * 1024 * MEGABYTE;

  it('writes there for real and leaves nothing behind', async () => {
    const { premises, dataFolder: folder } = await clinic();
    const before = await readdir(folder);
    expect(await line(dataFolder(premises, plenty))).toBe(`✓ 数据目录：正常（${folder}，能写，剩余 3.0 GB）`);
    expect(await readdir(folder)).toEqual(before);
  });

  it('asks the disk how much room there is', async () => {
    const { premises } = await clinic();
    expect(await line(dataFolder(premises))).toMatch(/^[✓⚠✗] 数据目录：.*\d+(\.\d)? [GM]B/);
  });

  it('tries the place of a folder that is not there yet without making it', async () => {
    const { premises, folder, dataFolder: wanted } = await clinic({ roster: null });
    expect(await line(dataFolder(premises, plenty))).toContain('还没有，启动时会建');
    expect(await readdir(folder)).toEqual([]);
    expect(wanted.startsWith(folder)).toBe(true);
  });

  it.each([
    [1023 * MEGABYTE, /^⚠ 数据目录：磁盘只剩 1023 MB（.*能写） → 腾出空间/],
    [99 * MEGABYTE, /^✗ 数据目录：磁盘只剩 99 MB，随时会写满.* → 马上腾出空间.*DATA_DIR/],
  ])('speaks up when %i bytes are left', async (bytes, expected) => {
    const { premises } = await clinic();
    expect(await line(dataFolder(premises, async () => bytes))).toMatch(expected);
  });

  it.each([
    ['EACCES', /不能写，没有权限 → 让运行机器人的用户能读写/],
    ['EROFS', /这个磁盘是只读的 → .*DATA_DIR/],
    ['ENOSPC', /写不进去，磁盘满了 → 腾出空间/],
    ['EIO', /不能用（EIO） → 检查 .env 里的 DATA_DIR/],
  ])('explains what the disk answers: %s', async (code, expected) => {
    const { premises } = await clinic();
    const refuses = () => Promise.reject(Object.assign(new Error('no'), { code }));
    const said = await line(dataFolder(premises, refuses));
    expect(said).toMatch(/^✗ 数据目录：/);
    expect(said).toMatch(expected);
  });

  it('says so when the place is taken by a file', async () => {
    const { premises, dataFolder: folder } = await clinic({ roster: null });
    await writeFile(folder, '');
    expect(await line(dataFolder(premises))).toMatch(/^✗ 数据目录：.*这个位置上是一个文件.* → .*DATA_DIR/);
  });

  it('recognises a bot that runs there and does not disturb it', async () => {
    const { premises, dataFolder: folder } = await clinic();
    const lock = await lockFolder(folder);
    const before = await readdir(folder);
    const said = await line(dataFolder(premises, plenty));
    expect(said).toMatch(/^✓/);
    expect(said).toMatch(new RegExp(`机器人正在运行，进程号 ${process.pid}，主机 .* 启动`));
    expect(await readdir(folder)).toEqual(before);
    await expect(lockFolder(folder)).rejects.toThrow('正由另一个群学进程使用');
    await lock.release();
  });

  it('is not misled by what a bot that was killed has left behind', async () => {
    const { premises, dataFolder: folder } = await clinic();
    await writeFile(join(folder, 'lock.json'), '{"pid":1,"host":"this","since":0}');
    await writeFile(join(folder, 'lock.sqlite'), '');
    expect(await line(dataFolder(premises, plenty))).not.toContain('正在运行');
  });
});
