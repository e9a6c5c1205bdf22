import { describe, expect, it } from 'vitest';
import type { County } from '../support/county.ts';
import { openDeeds } from './county.ts';

/** Each requirement, somebody or some unit it is laid on, and the unit whose group hears of it. */
const UNMET = [
  ['研读必读书目', '第一部分', 'chenjianguo', '县教育局/机关第一支部'],
  ['党政主要负责人走遍村和困难户', '第四部分', 'ludayong', '清源镇/镇机关支部'],
  ['驻村干部走遍所驻村农户', '第四部分', 'fangzhiming', '清源镇/镇机关支部'],
  ['为基层讲1次党课', '第二部分', 'zhangliqun', '县图书馆/图书馆支部'],
  ['走访慰问回头看', '第五部分', 'zhangweimin', '县卫生局'],
  ['到联系点听取意见', '第六部分', 'machangqing', '清源镇/镇机关支部'],
  ['每人2至3个联系点', '第六部分', 'zhangliqun', '县图书馆/图书馆支部'],
  ['到联系点学习一次', '第六部分', 'chenjianguo', '县教育局/机关第一支部'],
  ['个别谈话覆盖名单', '第三部分', 'jinxin', '县卫生局/机关支部'],
  ['联系1至2家企业', '第七部分', 'zhangliqun', '县图书馆/图书馆支部'],
] as const;

const GROUPS = ['education1', 'education2', 'health', 'disease', 'library', 'town', 'office'] as const;

/** What the groups have been reminded of, by unit. */
function remindersOf(county: County): ReadonlyMap<string, string> {
  const sent = [...county.stage.app.books.state.outbox.all()].flatMap(({ message: { key, to, content } }) =>
    key.startsWith('remind/') && to.kind === 'group' && content.type === 'markdown'
      ? [[to.unit, content.text] as const]
      : [],
  );
  return new Map(sent);
}

describe('whatever is not done', () => {
  it('is named with its clause and day in 进度, in a reminder and in the digest', async () => {
    const county = await openDeeds({ bound: GROUPS, at: ['2014-04-08', '08:00'] });
    for (const [title, part, who] of UNMET) {
      const report = await county.whispers(who, '/进度');
      expect(report).toContain(title);
      expect(report).toContain(`依据：云组办〔2014〕1号 ${part}`);
      expect(report).toContain('4月11日前');
    }
    await county.until('2014-04-08', '09:30');
    const reminders = remindersOf(county);
    for (const [title, part, , told] of UNMET) {
      const texts = reminders.get(told) ?? '';
      expect(texts).toContain(title);
      expect(texts).toContain('4月11日（周五）截止');
      expect(texts).toContain(part);
    }
    expect([...reminders.values()].join('\n')).not.toContain('每人结对农户');
    county.ignorePosts();
    await county.until('2014-04-11', '17:30');
    const digest = county.postedTexts('office').join('\n');
    for (const [title, part] of UNMET) {
      expect(digest).toContain(title);
      expect(digest).toContain(part);
    }
    expect(digest).toContain('每人结对农户（倡导）');
    county.ignorePosts();
  });

  it('is told in a reminder how to log it, every command once', async () => {
    const county = await openDeeds({ bound: GROUPS, at: ['2014-04-08', '08:00'] });
    await county.until('2014-04-08', '09:30');
    const [text = ''] = county.postedTexts('town');
    expect(text.match(/登记走访：/g)).toHaveLength(1);
    expect(text).toContain('登记联系点：');
    county.ignorePosts();
  });

  it('is not nagged about once it is done, or where somebody has more than the maximum', async () => {
    const county = await openDeeds({ bound: GROUPS, at: ['2014-04-08', '08:00'] });
    for (const text of ['县图书馆、县教育局、清源镇', '县卫生局'])
      await county.whispers('zhangliqun', `/联系点 ${text}`);
    await county.whispers('zhangliqun', '/联系企业 清源竹业');
    await county.whispers('zhangliqun', '/党课 走好群众路线');
    await county.until('2014-04-08', '09:30');
    const texts = county.postedTexts('library').join('\n');
    expect(texts).toContain('窦文静');
    expect(texts).not.toContain('章立群');
    county.ignorePosts();
  });
});
