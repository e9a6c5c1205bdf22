import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { attachmentsOf } from '../../../src/simulator/chat.ts';
import { type County, type CountyOptions, essayText, openCounty } from '../../support/county.ts';
import { PLAN } from '../../support/papers.ts';
import { Word } from '../support/word.ts';

const SUMMARY = 'test/support/campaigns/summary.yaml';

const open = (options: CountyOptions = {}): Promise<County> =>
  openCounty({ campaignFile: SUMMARY, setUp: 'AC', bound: ['library', 'office'], ...options });

/** The library's first weeks: some of everything, and not all that is asked. */
async function firstWeeks(county: County): Promise<void> {
  const library = (who: string, text: string) => county.says(who, 'library', text);
  await library('douwenjing', `/报送 方案 ${PLAN}`);
  await county.whispers('jinxin', '/审阅 1 同意');
  await library('douwenjing', '/开会 动员大会 1小时');
  for (const who of ['shuiqingyang', 'suzhigang', 'panxiaohui']) await library(who, '/签到');
  county.minutesPass(60);
  await library('douwenjing', '/结束');
  await county.until('2014-03-05', '09:00');
  await library('douwenjing', '/开会 集中学习 6小时');
  for (const who of ['shuiqingyang', 'suzhigang', 'gejunjie']) await library(who, '/签到');
  await library('panxiaohui', '/签到 线上');
  county.minutesPass(360);
  await library('douwenjing', '/结束');
  await library('douwenjing', '/补签 彭秀兰 送学上门');
  await county.whispers('suzhigang', `/体会 三思三观 ${essayText(1)}`);
  await county.whispers('panxiaohui', `/体会 三思三观 ${essayText(2)}`);
  await county.whispers('zhangliqun', '/联系点 县教育局');
  await library('douwenjing', '/立行立改 门口台阶太高 苏志刚 3月20日');
  await library('douwenjing', '/立行立改 1 公示');
  await library('douwenjing', '/立行立改 借书要跑两层楼 苏志刚 4月20日');
  await library('douwenjing', '/意见 座谈会 老同志 问怨 开放时间太短');
  await county.whispers('gejunjie', '/意见 匿名 县图书馆 报刊总不在架上');
  county.ignorePosts();
}

const drafts = (county: County, who: string): { name: string; bytes: Uint8Array }[] =>
  county.stage.platform
    .takeMessages({ app: who })
    .flatMap(({ content }) => attachmentsOf(content))
    .map(({ name, bytes }) => ({ name, bytes }));

async function draftFor(county: County, who: string): Promise<Word> {
  await county.whispers(who, '/总结稿');
  const [draft] = drafts(county, who);
  if (!draft) throw new Error('nothing was sent');
  return Word.open(draft.bytes);
}

describe('总结稿', () => {
  it('goes from the draft to the finished summary, and that to whoever reviews it', async () => {
    const county = await open();
    await firstWeeks(county);
    const reply = await county.whispers('douwenjing', '/总结稿');
    console.log(
      reply,
      county.log
        .filter((l) => l.includes('could not'))
        .join('')
        .slice(0, 1500),
    );
    const [draft, ...more] = drafts(county, 'douwenjing');
    if (process.env.KEEP) await writeFile(process.env.KEEP, draft?.bytes ?? '');
    console.log(
      (await Word.open(draft?.bytes ?? new Uint8Array())).paragraphs.join('\n'),
      [...(await Word.open(draft?.bytes ?? new Uint8Array())).notes.values()].join('\n'),
    );
    expect(more).toEqual([]);
    const received = await county.sendsFile(
      'douwenjing',
      draft?.name ?? '',
      draft?.bytes ?? new Uint8Array(),
    );
    console.log(received, county.cardIn('private:douwenjing'));
    console.log(await county.taps('douwenjing', 'private:douwenjing', '阶段总结'));
    console.log(await county.whispers('jinxin', '/审阅 2'));
    console.log(await county.whispers('jinxin', '/审阅 2 同意'));
    county.ignorePosts();
  });
});
