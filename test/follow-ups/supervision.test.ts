import { describe, expect, it } from 'vitest';
import { textOf } from '../../src/simulator/chat.ts';
import type { Talk } from '../commands/talk.ts';
import { recordsOf } from '../e2e/support/books.ts';
import { county, TEXT } from './support.ts';

const told = (talk: Talk, unit: string): readonly string[] =>
  talk.county.stage.platform.takeMessages({ group: `wr-${unit}` }).map(({ content }) => textOf(content));

describe('督导', () => {
  it('lists the supervisor’s own units in the roster’s order, with what is missing, whatever the figures', async () => {
    const talk = await county();
    const before = await talk.whispers('jinxin', '/督导');
    expect(before).toMatch(/- 县教育局：还差 .*；看点0\/5\n- 县图书馆：还差 .*；看点0\/5\n/);
    expect(before).not.toContain('清源镇');
    await talk.says('douwenjing', 'library', '/回头看 1是2是3是4是');
    const after = await talk.whispers('jinxin', '/督导');
    expect(after).toMatch(/- 县教育局：.*回头看.*\n- 县图书馆：(?!.*回头看)/);
    expect(await talk.whispers('wanglihua', '/督导')).toMatch(/县教育局.*县卫生局.*县图书馆.*清源镇/s);
  });

  it('is a private matter of supervisors and the office', async () => {
    const talk = await county();
    expect(await talk.whispers('jinxin', '/督导 清源镇')).toContain('需要由 清源镇 的负责人');
    expect(await talk.whispers('chenjianguo', '/督导 县教育局')).toContain('需要由');
    expect(await talk.whispers('chenjianguo', '/督导')).toContain('没有督导的单位');
    expect(await talk.says('wanglihua', 'office', '/督导')).toContain('私聊');
  });

  it('notes look-points as the supervisor’s own record, seen by the office and not by the unit', async () => {
    const talk = await county();
    const reply = await talk.whispers('jinxin', '/督导 县图书馆 2 征求意见面还不够宽');
    expect(reply).toContain('对 县图书馆 的看点“听取意见是否充分”');
    expect(reply).toContain('还没有记的看点：学习教育是否扎实、边学边查边改、领导带头、开门搞活动');
    expect(await talk.whispers('jinxin', '/督导 县图书馆')).toMatch(
      /看点2\. 听取意见是否充分：3月3日 征求意见面还不够宽/,
    );
    expect(await talk.whispers('wanglihua', '/督导 县图书馆')).toContain('征求意见面还不够宽');
    expect(await talk.says('douwenjing', 'library', '/进度')).not.toContain('不够宽');
    // It stands in the ledger of the supervisor's home.
    const [look] = await recordsOf(talk.county, 'look.noted');
    expect(look).toMatchObject({ unit: expect.stringContaining('卫生局'), about: '县图书馆' });
    expect(await talk.whispers('wanglihua', '/督导 县图书馆 2 我也看看')).toContain('活动办只看，没有登记');
    expect(await talk.whispers('jinxin', '/撤销 督导')).toContain('对县图书馆看点“听取意见是否充分”的记录');
    expect(await talk.whispers('jinxin', '/督导 县图书馆')).toContain('看点2. 听取意见是否充分：还没有记录');
  });

  it.each(['/督导 县图书馆 9 情况', '/督导 县图书馆 情况不错', '/督导 县图书馆 2'])(
    'asks for the point and what was seen: %s',
    async (text) => {
      expect(await (await county()).whispers('jinxin', text)).toContain('没有登记。请写明第几个看点');
    },
  );

  it('shows what the look-points add up to, as urged and never nagged about', async () => {
    const talk = await county();
    for (const point of ['1', '２', '第3', '领导带头', '5、']) {
      await talk.whispers('jinxin', `/督导 县图书馆 ${point} 看过了，扎实`);
      talk.later();
    }
    expect(await talk.says('douwenjing', 'library', '/进度')).toContain('✅ 五个看点都有督导记录：已完成');
  });
});

describe('催办', () => {
  it('tells the unit’s group what is missing, by which clause, once a week', async () => {
    const talk = await county();
    const reply = await talk.whispers('jinxin', '/催办 县图书馆');
    expect(reply).toContain('已提醒 县图书馆，共3项');
    const [text, ...more] = told(talk, '县图书馆');
    expect(more).toEqual([]);
    expect(text).toMatch(
      /\*\*督导组提醒 县图书馆\*\*.*“回头看”四条都做到：还差4条（4月1日前，本县定）\n> 依据：第二部分/s,
    );
    expect(text).not.toContain('建章立制');
    expect(await talk.whispers('jinxin', '/催办 县图书馆')).toContain('本周已经催过1次');
    // Nor may the office add to it, nor may it be got round by naming the branch.
    expect(await talk.whispers('wanglihua', '/催办 县图书馆/图书馆支部')).toContain('本周已经催过1次');
    await talk.until('2014-03-10', '09:30');
    expect(await talk.whispers('wanglihua', '/催办 县图书馆 回头看')).toContain('已提醒 县图书馆，共1项');
    expect(told(talk, '县图书馆')[0]).toMatch(/\*\*云溪县活动办提醒 县图书馆\*\*[^查]*$/);
  });

  it('goes as often as the campaign says', async () => {
    const twice = await county(['library', 'office'], {
      campaign: () => TEXT.replace('weekly: 1', 'weekly: 2'),
    });
    expect(await twice.whispers('jinxin', '/催办 县图书馆')).toContain('本周还可以再催1次');
    twice.later();
    await twice.whispers('jinxin', '/催办 县图书馆');
    expect(told(twice, '县图书馆')).toHaveLength(2);
    expect(await twice.whispers('jinxin', '/催办 县图书馆')).toContain('本周已经催过2次');
  });

  it('never goes out at night, to a unit of others, or to one that lacks nothing', async () => {
    const talk = await county();
    expect(await talk.whispers('jinxin', '/催办 清源镇')).toContain('需要由 清源镇');
    expect(await talk.whispers('ludayong', '/催办 清源镇')).toContain('需要由 清源镇');
    expect(await talk.whispers('jinxin', '/催办')).toContain('请写明催办哪个单位');
    expect(await talk.whispers('jinxin', '/催办 县图书馆 体会')).toMatch(
      /没有还差的“体会”，没有发。还差的是：\n- “回头看”/,
    );
    await talk.until('2014-03-03', '21:30');
    expect(await talk.whispers('jinxin', '/催办 县图书馆')).toContain('现在是休息时间');
    await talk.until('2014-03-04', '09:30');
    await talk.says('douwenjing', 'library', '/回头看 1是2是3是4是');
    await talk.says('douwenjing', 'library', '/查漏补缺 1已部署2已部署3已部署');
    await talk.says('douwenjing', 'library', '/立行立改 灯不亮 苏志刚 3月20日');
    talk.later();
    await talk.says('douwenjing', 'library', '/立行立改 1 公示');
    expect(await talk.whispers('jinxin', '/催办 县图书馆')).toContain('目前没有要催的');
    expect(told(talk, '县图书馆')).toEqual([]);
  });

  it('writes nothing into the unit’s ledger', async () => {
    const talk = await county();
    await talk.whispers('jinxin', '/催办 县图书馆');
    talk.county.ignorePosts();
    const nudges = await recordsOf(talk.county, 'unit.nudged');
    expect(nudges).toHaveLength(1);
    expect(nudges[0]?.unit).not.toContain('图书馆');
  });
});
