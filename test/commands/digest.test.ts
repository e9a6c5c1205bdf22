import { describe, expect, it } from 'vitest';
import { attachmentsOf } from '../../src/simulator/chat.ts';
import { openCounty } from '../support/county.ts';
import { talk } from './talk.ts';

describe('周报', () => {
  it.each(['/周报', '/周报 预览', '/zb', '周报预览'])('%s shows it and posts nothing', async (text) => {
    const county = await talk(['office']);
    expect(await county.whispers('wanglihua', text)).toMatch(/第10周周报.*一、各项要求/s);
    county.county.nothingElse();
  });

  it.each(['/周报 发送', '/周报发送', '周报　发'])('%s posts it once', async (text) => {
    const county = await talk(['office']);
    expect(await county.says('wanglihua', 'office', text)).toContain(
      '、一图看进度和台账表格马上发到 云溪县活动办 的群',
    );
    const [posted, ...more] = county.county.postedTexts('office');
    expect(posted).toContain('第10周周报');
    expect(more).toEqual(['[图片]', '[文件] 云溪县活动办台账2014-03-03.xlsx']);
  });

  it('says in a preview that a picture comes with it, and sends it where it can be sent alone', async () => {
    const county = await talk(['office']);
    expect(await county.whispers('wanglihua', '/周报')).toMatch(/发到群里时，后面跟着一张图。$/);
    expect(await county.says('wanglihua', 'office', '/周报')).toMatch(/后面跟着一张图。$/);
    county.county.nothingElse();
    const reachable = await talk(['office'], { setUp: 'AC' });
    expect(await reachable.whispers('wanglihua', '/周报')).toMatch(/图随后单独发给您；发到群里时也跟着图。$/);
    const sent = reachable.county.stage.platform.takeMessages({ app: 'wanglihua' });
    expect(sent.map(({ content }) => content.type)).toEqual(['image']);
    reachable.county.nothingElse();
  });

  it('shows who answers for a branch or a unit their own part, and has nothing sent by them', async () => {
    const county = await talk(['education1', 'health']);
    const branch = await county.says('zhoumin', 'education1', '/周报');
    expect(branch).toContain('第10周周报**（县教育局 机关第一支部）');
    expect(branch).not.toContain('第二支部');
    expect(await county.whispers('zhoumin', '/周报')).toBe(branch);
    const unit = await county.whispers('chenjianguo', '/周报');
    expect(unit).toContain('第10周周报**（县教育局）');
    expect(unit).not.toMatch(/班子成员体会文章|县卫生局/);
    for (const who of ['zhoumin', 'chenjianguo'])
      expect(await county.whispers(who, '/周报 发送')).toContain('需要由 云溪县活动办 的工作人员来发');
    expect(await county.says('zhoumin', 'health', '/周报')).toContain('需要由');
    county.county.nothingElse();
  });

  it('is not for members, and does nothing it has not understood', async () => {
    const county = await talk(['education1', 'office']);
    expect(await county.says('zhaolei', 'education1', '/周报')).toContain(
      '需要由 云溪县活动办 的工作人员来发',
    );
    expect(await county.whispers('wanglihua', '/周报 发一下')).toMatch(
      /没有看懂“发一下”，没有发出去.*\/周报 发送/,
    );
  });

  it('says what is missing when the office has no webhook', async () => {
    const county = await talk([], {
      roster: (data) => ({
        ...data,
        units: data.units.map((unit) => (unit.parent === null ? { ...unit, webhook: null } : unit)),
      }),
    });
    expect(await county.whispers('wanglihua', '/周报 发送')).toContain('把地址填进名册后再发');
  });
});

it('is followed on Friday by a picture and a workbook that are really made', async () => {
  const county = await openCounty({ at: ['2014-03-07', '16:59'], bound: ['office'], drawn: true });
  await county.until('2014-03-07', '17:00');
  const files = county.posted('office').flatMap(({ content }) => attachmentsOf(content));
  const beginnings = files.map(({ bytes }) => Buffer.from(bytes.subarray(0, 4)).toString('latin1'));
  expect(beginnings).toEqual(['\x89PNG', 'PK\x03\x04']);
  expect(files.every(({ bytes }) => bytes.length > 5_000)).toBe(true);
});
