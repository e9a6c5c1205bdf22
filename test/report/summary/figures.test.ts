import { describe, expect, it } from 'vitest';
import { EVERYBODY } from '../../../src/progress/turnout.ts';
import { type County, openCounty } from '../../support/county.ts';
import { STUDY_PLAN } from '../../support/papers.ts';
import type { Word } from '../support/word.ts';
import { ANONYMOUS, draftFor, firstWeeks, OPINION, openSummaries, SUMMARY } from './support/weeks.ts';

const GAP = /\{[^}]*\}/g;
const SECTIONS = [
  '一、组织领导',
  '二、学习教育',
  '三、听取意见',
  '四、立行立改',
  '五、存在问题',
  '六、下一步打算',
];

/** A sentence of the paper by how it begins, with its source. */
function told(word: Word, beginning: string): readonly [text: string, source: string] {
  const body = word.paragraphs.join('\n');
  const start = body.indexOf(beginning);
  const [, text = '', note = ''] = /^(.*?)\[(\d+)\]/s.exec(body.slice(start)) ?? [];
  if (start < 0 || note === '') throw new Error(`no ${beginning} in\n${body}`);
  return [text, word.notes.get(Number(note)) ?? ''];
}

describe('the figures of a summary', () => {
  it('are those of the ledgers, each with the ledger it is from and the clause that asks for it, and name nobody', async () => {
    const county = await openSummaries();
    await firstWeeks(county);
    const word = await draftFor(county, 'douwenjing');
    const { progress } = county.stage.app.outlook();
    const library = progress.roster.units.find(({ id }) => id === '县图书馆');
    if (!library) throw new Error('no library');
    const [mobilization, study] = progress.facts.sessionsHeldIn(library.id);
    expect(told(word, '3月3日召开')).toEqual([
      `3月3日召开动员大会1次，到会${mobilization?.turnout(EVERYBODY).present}人次。`,
      expect.stringMatching(/^据登记的动员大会1次、签到3条.*要求出自第一部分（三）。$/),
    ]);
    expect(told(word, '组织集中学习')).toEqual([
      `组织集中学习1次（3月5日），参加${study?.turnout(EVERYBODY).present}人次。`,
      expect.stringContaining('签到5条'),
    ]);
    expect(told(word, '其中线上')[0]).toBe('其中线上参加1人次，送学上门1人次，补登1人次。');
    expect(told(word, '集中学习不少于2天')[0]).toBe('集中学习不少于2天：累计1天，要求2天。');
    const essays = progress.coverage(library.id).find(({ requirement }) => requirement.id === 'essay');
    expect(told(word, '体会文章1篇：应交')).toEqual([
      `体会文章1篇：应交${essays?.asked.length}人，已交${essays?.met.length}人。`,
      expect.stringContaining('第二部分（二）'),
    ]);
    expect(told(word, '实施方案报送')).toEqual([
      '实施方案报送第1版（3月3日），已审阅同意。',
      expect.stringContaining('第1号'),
    ]);
    expect(told(word, '立行立改共')[0]).toBe('立行立改共2项，已公示1项。');
    expect(told(word, '1名同志')[0]).toBe('1名同志联系1处，到联系点1次。');
    const met = progress.forUnit(library.id).filter(({ status }) => status === 'met');
    expect(told(word, '规定动作已完成')[0]).toBe(
      `规定动作已完成${met.length}项：${met.map(({ requirement: { title } }) => title).join('；')}。`,
    );
    expectSources(word);
    expectNoTrace(county, word);
  });

  it('show an anonymous opinion to the office as one more the day after, and nothing else of it', async () => {
    const county = await openSummaries();
    await county.says('douwenjing', 'library', `/意见 座谈会 老同志 问怨 转县图书馆 ${OPINION}`);
    await county.whispers('gejunjie', `/意见 匿名 ${ANONYMOUS}`);
    county.ignorePosts();
    const before = await draftFor(county, 'wanglihua');
    expect(told(before, '全部意见')[0]).toContain('全部意见1条，已认领0条');
    await county.until('2014-03-04', '08:00');
    county.ignorePosts();
    const after = await draftFor(county, 'wanglihua');
    const [text, source] = told(after, '全部意见');
    expect(text).toContain('全部意见2条（其中不署名的1条），已认领0条');
    expect(source).toContain('当天收到的不署名意见次日起计');
    expect(told(after, '继续办理')[0]).toBe('继续办理意见2条。');
    const own = await draftFor(county, 'douwenjing');
    expect(told(own, '交由本单位办理')[0]).toContain('交由本单位办理的意见1条，已认领0条');
    for (const word of [before, after, own]) expectNoTrace(county, word);
    county.ignorePosts();
  });

  it('count the branches that have sent up their own paper, for the unit above them', async () => {
    const county = await openCounty({
      campaignFile: SUMMARY,
      campaign: (text) => text.replace('also: [计划]', 'also: [计划], each: branch'),
      bound: ['education1', 'education2'],
    });
    const none = await county.whispers('chenjianguo', '/总结稿');
    expect(none).toContain('【请补充：学习计划，台账里还没有报送。】');
    await county.says('zhoumin', 'education1', `/报送 学习计划 ${STUDY_PLAN}`);
    county.ignorePosts();
    const one = await county.whispers('chenjianguo', '/总结稿');
    expect(one).toContain('学习计划已有1个支部报送，其中1个已审阅同意或不用审阅。');
    expect(one).not.toContain('【请补充：学习计划');
  });

  it('leave out what the campaign knows nothing of: no opinions, no fixes, no papers', async () => {
    const county = await openCounty();
    const text = await county.whispers('douwenjing', '/总结稿');
    expect(text.match(/[一二三四五六七]、.+/g)).toEqual([
      '一、组织领导',
      '二、学习教育',
      '三、存在问题',
      '四、下一步打算',
    ]);
    expect(text).not.toMatch(/意见[^环]|立行立改|报送/);
  });
});

/** No figure without a source, no source that nothing refers to, no gap that is not seen. */
function expectSources(word: Word): void {
  const body = word.paragraphs.slice(4, -3).filter((line) => !/^[一二三四五六（]/.test(line));
  const sentences = body.flatMap((line) => line.replaceAll(GAP, '').match(/[^。]+。(?:\[\d+\])?/g) ?? []);
  expect(sentences.length).toBeGreaterThan(20);
  expect(sentences.filter((sentence) => /\d/.test(sentence) && !/\[\d+\]$/.test(sentence))).toEqual([]);
  const all = word.paragraphs.join('');
  expect([...all.matchAll(/\[(\d+)\]/g)].map(([, number]) => Number(number))).toEqual([...word.notes.keys()]);
  const gaps = word.paragraphs.slice(1).join('').match(GAP) ?? [];
  expect(gaps).toHaveLength(9);
  expect(gaps.filter((gap) => !/^\{【请(?:补充|核对)：.+】\}$/.test(gap))).toEqual([]);
  expect(all.replaceAll(GAP, '')).not.toContain('【');
  expect(headings(word)).toEqual(SECTIONS);
  const ahead = ['3月22日', '4月1日', '4月11日', '4月16日', '5月1日'];
  expect(all.match(/\d+月\d+日前，本县定，要完成/g)).toEqual(ahead.map((day) => `${day}前，本县定，要完成`));
}

/** In no part of the file, not even in its properties. */
function expectNoTrace(county: County, word: Word): void {
  const { people } = county.stage.app.outlook().progress.roster;
  const all = [...word.parts.values()].join('');
  expect(people.flatMap(({ id, name }) => [id, name]).filter((each) => all.includes(each))).toEqual([]);
  for (const words of [OPINION, ANONYMOUS, '匿名', '台阶', '两层楼']) expect(all).not.toContain(words);
}

const headings = (word: Word): readonly string[] =>
  word.paragraphs.filter((line) => /^[一二三四五六七]、/.test(line));
