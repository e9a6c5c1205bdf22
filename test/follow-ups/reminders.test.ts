import { describe, expect, it } from 'vitest';
import { textOf } from '../../src/simulator/chat.ts';
import { county } from './support.ts';

const GROUPS = ['library', 'office'] as const;
const EACH = [
  ['“回头看”四条都做到', '第二部分', '4月1日', '/回头看'],
  ['查漏补缺没有“未部署”', '第三部分', '4月11日', '/查漏补缺'],
  ['认领的心愿按期办成', '第四部分', '4月21日', '/心愿'],
  ['立行立改至少一件，件件办成', '第五部分', '4月16日', '/立行立改'],
] as const;

describe('what is not yet “yes”, and what is not yet done', () => {
  it('is named with clause and date in 进度, in reminders and in the digest, until it is', async () => {
    const talk = await county(GROUPS);
    await talk.says('douwenjing', 'library', '/回头看 1是2否3是4是');
    await talk.says('douwenjing', 'library', '/查漏补缺 1已部署2已部署3未部署');
    await talk.says('douwenjing', 'library', '/心愿 河东村修水渠 目标：水到地头 苏志刚 4月20日');
    await talk.says('douwenjing', 'library', '/立行立改 灯不亮 苏志刚 3月20日');
    const progress = await talk.says('douwenjing', 'library', '/进度');
    for (const [title, clause, due] of EACH) {
      expect(progress).toMatch(new RegExp(`⬜ ${title}：[^\n]*（${due}前，本县定）`));
      expect(progress).toContain(clause);
    }
    await talk.county.until('2014-04-25', '17:00');
    const reminders = talk.county.postedTexts('library');
    for (const [title, clause, due, command] of EACH) {
      const told = reminders.filter((text) => text.includes(title));
      expect(told.length, title).toBeGreaterThanOrEqual(1);
      expect(told[0]).toMatch(
        new RegExp(`\\*\\*${title}\\*\\*\n> ${due}（周.）截止，本县定.*依据：${clause}`, 's'),
      );
      expect(told[0]).toContain(`发“${command}`);
    }
    expect(reminders.join('')).not.toMatch(/建章立制|看点/);
    const digest = talk.county.digests('office').at(-1);
    for (const [title, clause] of EACH)
      expect(digest).toMatch(new RegExp(`\\| ${title} \\| \\d个单位 \\| \\d个单位[^\n]* \\| ${clause}`));
    talk.county.ignorePosts();
    // A single “yes”, a last stage, and peace.
    await talk.says('douwenjing', 'library', '/回头看 2 是');
    await talk.says('douwenjing', 'library', '/查漏补缺 3 正在部署');
    await talk.says('douwenjing', 'library', '/心愿 1 完成');
    await talk.says('douwenjing', 'library', '/立行立改 1 公示');
    await talk.county.until('2014-05-09', '17:00');
    expect(talk.county.postedTexts('library')).toEqual([]);
    expect(talk.county.digests('office').at(-1)).toMatch(/新完成的|县图书馆/);
    talk.county.ignorePosts();
  });

  it('is told a bureau of several branches in its own group, not to each of them', async () => {
    const talk = await county(['education1', 'education2', 'office']);
    await talk.county.until('2014-03-21', '09:30');
    const platform = talk.county.stage.platform;
    const bureau = platform.takeMessages({ group: 'wr-县教育局' }).map(({ content }) => textOf(content));
    expect(bureau.join('')).toContain('“回头看”四条都做到');
    for (const group of ['education1', 'education2'] as const)
      expect(talk.county.postedTexts(group).join('')).not.toContain('回头看');
    talk.county.ignorePosts();
  });
});
