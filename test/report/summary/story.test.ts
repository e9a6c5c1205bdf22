import { describe, expect, it } from 'vitest';
import type { RosterData } from '../../../src/roster/roster.ts';
import { type GroupOf, sampleRoster } from '../../support/county.ts';
import { Word } from '../support/word.ts';
import { filesFor, openSummaries } from './support/weeks.ts';

const LONG = `县${'国有林场和森林病虫害防治检疫'.repeat(3)}管理总站`;

/** The sample county, its library under a name as long as names of units get. */
const renamed = async (): Promise<RosterData> =>
  JSON.parse(JSON.stringify(await sampleRoster()).replaceAll('县图书馆', LONG));

describe('a draft of the summary', () => {
  it('comes as a file, whatever the unit is called, goes back finished, and on to whoever reviews it', async () => {
    const roster = await renamed();
    const branch: GroupOf = `${LONG}/图书馆支部`;
    const county = await openSummaries({ roster: () => roster, bound: [branch, 'office'] });
    const reply = await county.whispers('douwenjing', '/总结稿');
    expect(reply).toContain(`${LONG}** 的阶段总结草稿做好了`);
    expect(reply).toContain('还有 **14** 处【】');
    const [draft, ...more] = filesFor(county, 'douwenjing');
    expect(more).toEqual([]);
    if (!draft) throw new Error('nothing was sent');
    expect(draft.name).toBe(`${LONG}阶段总结（草稿20140303）.docx`);
    const word = await Word.open(draft.bytes);
    expect(word.text.match(/【请补充：/g)).toHaveLength(14);
    expect([word.paragraphs[1], word.paragraphs.at(-2)]).toEqual([LONG, LONG]);

    expect(await county.sendsFile('douwenjing', draft.name, draft.bytes)).toContain('先替您存着');
    expect(county.cardIn('private:douwenjing').buttons).toContain('阶段总结');
    expect(await county.taps('douwenjing', 'private:douwenjing', '阶段总结')).toContain('等金鑫审阅');
    expect(await county.whispers('jinxin', '/审阅 1 同意')).toContain('接下来由王丽华、曹晓东审阅');
    expect(await county.whispers('wanglihua', '/审阅 1 同意')).toContain(
      `已同意：第1号　**${LONG}**　阶段总结`,
    );
    const { progress } = county.stage.app.outlook();
    const statuses = progress.roster.units.map(({ id }) => progress.facts.documentOf(id, '阶段总结')?.status);
    expect(statuses).toContain('approved');
    county.ignorePosts();
  });

  it('is for those who send one up and the office, alone, and in words where no file can be handed over', async () => {
    const county = await openSummaries({ setUp: 'A' });
    for (const who of ['suzhigang', 'jinxin'])
      expect(await county.whispers(who, '/总结稿')).toContain('这里没有处理');
    for (const who of ['zhoumin', 'suzhigang', 'jinxin'])
      expect(await county.whispers(who, '/总结稿 县图书馆')).toContain('这里没有处理');
    expect(await county.whispers('shuiqingyang', '/总结稿 县教育局')).toContain('这里没有处理');
    const before = await county.says('douwenjing', 'library', '/总结稿');
    expect(before).toContain('私聊');
    expect(before).not.toContain('【请补充');

    const own = await county.whispers('douwenjing', '/总结稿');
    expect(own).toContain('这种接法不能私发文件');
    expect(own).toContain('一、组织领导');
    expect(own).toContain('【请补充：下一步的重点工作和保障措施。】');
    expect(await county.whispers('shuiqingyang', '/小结稿')).toContain('县图书馆自2014年3月3日起');
    const office = await county.whispers('wanglihua', '/总结稿');
    expect(office).toContain('云溪县活动办组织各单位自2014年3月3日起');
    county.ignorePosts();
  });
});
