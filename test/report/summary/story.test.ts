import { describe, expect, it } from 'vitest';
import { sampleRoster } from '../../support/county.ts';
import { Word } from '../support/word.ts';
import { draftFor, filesFor, openSummaries } from './support/weeks.ts';

describe('a draft of the summary', () => {
  it('comes as a file, goes back finished, and on to whoever reviews it', async () => {
    const county = await openSummaries();
    const reply = await county.whispers('douwenjing', '/总结稿');
    expect(reply).toContain('县图书馆** 的阶段总结草稿做好了');
    expect(reply).toContain('还有 **9** 处【】');
    const [draft, ...more] = filesFor(county, 'douwenjing');
    expect(more).toEqual([]);
    if (!draft) throw new Error('nothing was sent');
    expect(draft.name).toBe('县图书馆阶段总结（草稿20140303）.docx');
    expect((await Word.open(draft.bytes)).text.match(/【请补充：/g)).toHaveLength(9);

    expect(await county.sendsFile('douwenjing', draft.name, draft.bytes)).toContain('先替您存着');
    expect(county.cardIn('private:douwenjing').buttons).toContain('阶段总结');
    expect(await county.taps('douwenjing', 'private:douwenjing', '阶段总结')).toContain('等金鑫审阅');
    expect(await county.whispers('jinxin', '/审阅 1 同意')).toContain('接下来由王丽华、曹晓东审阅');
    const approved = await county.whispers('wanglihua', '/审阅 1 同意');
    expect(approved).toContain('已同意：第1号　**县图书馆**　阶段总结');
    const { progress } = county.stage.app.outlook();
    const library = progress.roster.units.find(({ id }) => id === '县图书馆');
    expect(library && progress.facts.documentOf(library.id, '阶段总结')?.status).toBe('approved');
    county.ignorePosts();
  });

  it('is for those who send one up and the office, and for nobody else', async () => {
    const county = await openSummaries();
    const refused = { suzhigang: '', jinxin: '', zhoumin: ' 县图书馆', shuiqingyang: ' 县教育局' };
    for (const [who, unit] of Object.entries(refused)) {
      expect(await county.whispers(who, `/总结稿${unit}`)).toContain('这里没有处理');
      expect(filesFor(county, who)).toEqual([]);
    }
    expect(await county.says('douwenjing', 'library', '/总结稿')).toContain('私聊');
    expect(filesFor(county, 'douwenjing')).toEqual([]);
    const office = await draftFor(county, 'wanglihua');
    expect(office.paragraphs[1]).toBe('云溪县活动办');
    expect(office.text).toContain('云溪县活动办组织各单位自2014年3月3日起');
    expect((await draftFor(county, 'shuiqingyang', '/小结稿')).paragraphs[1]).toBe('县图书馆');
    county.ignorePosts();
  });

  it('comes in words where no file can be handed over alone', async () => {
    const county = await openSummaries({ setUp: 'A' });
    const reply = await county.whispers('douwenjing', '/总结稿');
    expect(reply).toContain('这种接法不能私发文件');
    expect(reply).toContain('一、组织领导');
    expect(reply).toContain('【请补充：下一步的重点工作和保障措施。】');
    county.ignorePosts();
  });

  it('holds the longest name of a unit whole, in its title, its file and its signature', async () => {
    const long = `县${'国有林场和森林病虫害防治检疫'.repeat(3)}管理总站`;
    const renamed = JSON.parse(JSON.stringify(await sampleRoster()).replaceAll('县图书馆', long));
    const county = await openSummaries({ roster: () => renamed, bound: [`${long}/图书馆支部`] });
    await county.whispers('douwenjing', '/总结稿');
    const [draft] = filesFor(county, 'douwenjing');
    if (!draft) throw new Error('nothing was sent');
    expect(draft.name).toBe(`${long}阶段总结（草稿20140303）.docx`);
    const word = await Word.open(draft.bytes);
    expect(word.paragraphs[1]).toBe(long);
    expect(word.paragraphs.at(-2)).toBe(long);
    county.ignorePosts();
  });
});
