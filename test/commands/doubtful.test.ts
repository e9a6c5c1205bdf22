import { describe, expect, it } from 'vitest';
import { recordsOf } from '../e2e/support/books.ts';
import { Writer } from '../likeness/texts.ts';
import { essayText, type GroupName } from '../support/county.ts';
import { HOSTILE, type Talk, talk } from './talk.ts';

const writer = new Writer(31);
const essay = writer.essay(500, 0.2);

const GROUPS = ['education1', 'education2', 'health', 'library', 'office'] as const;
const NONE = '✅ 目前没有需要再核对的登记。';
const [SECRETARY, SUPERVISOR, OFFICE] = ['zhoumin', 'jinxin', 'wanglihua'];

/** On Friday 7 March the first branch of the education bureau settles a whole day and then some. */
async function longDay(): Promise<Talk> {
  const county = await talk(GROUPS);
  await county.says('zhoumin', 'education1', '/开会 集中学习 全天');
  await county.says('zhaolei', 'education1', '/签到');
  county.later(500);
  await county.says('zhoumin', 'education1', '/结束');
  return county;
}

const handsIn = (county: Talk, who: string, group: GroupName, text: string): Promise<string> =>
  county.says(who, group, `/体会 三思三观 ${text}`);

/** Two colleagues of the first branch and one of another unit hand in the same words. */
async function alike(): Promise<Talk> {
  const county = await talk(GROUPS);
  await handsIn(county, 'zhaolei', 'education1', essay);
  county.later();
  await handsIn(county, 'sunxiaoyan', 'education1', writer.edited(essay, 0.02));
  county.later();
  await handsIn(county, 'yanming', 'health', writer.edited(essay, 0.02));
  return county;
}

describe('存疑 tells what deserves a second look, and why', () => {
  it('when a day of study is too long', async () => {
    const county = await longDay();
    const reply = await county.whispers(SECRETARY, '/存疑');
    expect(reply).toMatch(/^有1处登记请再看一眼。多半事出有因，核对前后都照常计入：/);
    expect(reply).toContain(
      '**1.** 县教育局/机关第一支部 3月3日登记的学习共8小时20分钟，比一个学习日（6小时）长：集中学习',
    );
    expect(reply).toContain('发 /存疑 1 已核实 加一句说明；确实登记错了，发 /撤销 姓名 原因');
  });

  it('when people check in faster than they can walk in', async () => {
    const crowd = Array.from({ length: 12 }, (_, index) => `kegong${index}`);
    const county = await talk(['education1'], {
      roster: (data) => {
        const [model] = data.people.filter(({ id }) => id === 'zhaolei');
        if (!model) throw new Error('nobody to model on');
        const more = crowd.map((id, index) => ({
          ...model,
          id: id as typeof model.id,
          account: id,
          name: `客工${index}`,
        }));
        return { ...data, people: [...data.people, ...more] };
      },
    });
    await county.says('zhoumin', 'education1', '/开会 集中学习 半天');
    for (const who of crowd) await county.says(who, 'education1', '/签到');
    expect(await county.whispers(SECRETARY, '/存疑')).toContain(
      '**1.** 县教育局/机关第一支部 3月3日“集中学习”有12人在很短时间里签到\n> 也许是',
    );
  });

  it('when an essay comes minutes after its session', async () => {
    const county = await talk(GROUPS);
    await county.says('zhoumin', 'education1', '/开会 讨论 三思三观 半天');
    await county.says('zhaolei', 'education1', '/签到');
    county.later(200);
    await county.says('zhoumin', 'education1', '/结束');
    county.later(2);
    await handsIn(county, 'zhaolei', 'education1', essayText(1));
    expect(await county.whispers(SECRETARY, '/存疑')).toMatch(
      /\*\*1\.\*\* 赵磊 的体会（三思三观）在3月3日“.*”散会后3分钟内交来/,
    );
  });

  it('when an essay is nearly the same as a colleague’s', async () => {
    const county = await alike();
    expect(await county.whispers(SECRETARY, '/存疑')).toMatch(
      /\*\*1\.\*\* 孙晓燕 3月3日交的体会（三思三观）和 赵磊 3月3日交的约有[89]成文字相同\n> 也许是一起讨论写的/,
    );
  });

  it('when an essay is nearly the same as one’s own on another topic', async () => {
    const county = await talk(GROUPS, {
      campaign: (text) => text.replace('topics:\n', 'topics:\n  - 作风建设\n'),
    });
    await handsIn(county, 'zhaolei', 'education1', essay);
    county.later();
    await county.says('zhaolei', 'education1', `/体会 作风建设 ${essay}`);
    expect(await county.whispers(SECRETARY, '/存疑')).toContain(
      '赵磊 3月3日交的体会（作风建设）和本人3月3日交的（三思三观）文字相同',
    );
  });

  it('when an essay is one of the campaign’s texts', async () => {
    const county = await talk(GROUPS, {
      campaign: (text) =>
        text.replace(
          '\nreminders:\n',
          `\ntexts:\n  - title: 县委书记动员讲话\n    text: ${essay.replaceAll('\n', '')}\n\nreminders:\n`,
        ),
    });
    await handsIn(county, 'zhaolei', 'education1', essay);
    expect(await county.whispers(SECRETARY, '/存疑')).toContain(
      '赵磊 3月3日交的体会（三思三观）文字都在“县委书记动员讲话”里\n> 也许是发成了学习材料',
    );
  });

  it('when a requirement was met by the records of its last day alone', async () => {
    const county = await talk(['library', 'office']);
    await county.until('2014-04-01', '09:30');
    await county.says('douwenjing', 'library', '/开会 讨论 三思三观 半天');
    await county.says('douwenjing', 'library', '/签到');
    county.later(200);
    await county.says('douwenjing', 'library', '/结束');
    expect(await county.whispers('douwenjing', '/存疑')).toMatch(
      /县图书馆\/图书馆支部“.*集中讨论.*”的登记都是截止日4月1日当天补上的/,
    );
  });

  it('and is glad when there is nothing', async () => {
    const county = await talk(GROUPS);
    expect(await county.whispers(SECRETARY, '/存疑')).toBe(NONE);
  });
});

describe('存疑 is seen', () => {
  it('by the secretary of the branch and the supervisor of the unit', async () => {
    const county = await longDay();
    expect(await county.whispers(SECRETARY, '/存疑')).toContain('机关第一支部 3月3日');
    const supervisor = await county.whispers(SUPERVISOR, '/存疑');
    expect(supervisor).toContain('机关第一支部 3月3日');
    expect(supervisor).toContain('请提醒所在支部的书记核对；督导只看，不代记。');
    expect(supervisor).not.toContain('/撤销');
  });

  it.each([
    ['a member', 'zhaolei'],
    ['a leader', 'chenjianguo'],
    ['the office', OFFICE],
  ])('not by %s', async (_, who) => {
    const county = await longDay();
    for (const text of ['/存疑', '/存疑 1', '/存疑 县教育局', '/存疑 1 已核实']) {
      const reply = await county.whispers(who, text);
      expect(reply).toContain('“存疑”');
      expect(reply).not.toContain('3月3日');
    }
    expect(await county.whispers(who, '/帮助')).not.toContain('存疑');
  });

  it.each([
    ['the secretary of another branch of the unit', 'liguodong'],
    ['the secretary of another unit', 'shihongxia'],
    ['the supervisor of other units', 'zhenghaitao'],
  ])('empty by %s', async (_, who) => {
    const county = await longDay();
    expect(await county.whispers(who, '/存疑')).toBe(NONE);
    expect(await county.whispers(who, '/存疑 1 已核实')).toContain('没有第1处');
    expect(await county.whispers(who, '/存疑 机关第一支部')).not.toContain('3月3日');
  });

  it('never in a group', async () => {
    const county = await longDay();
    const reply = await county.says('zhoumin', 'education1', '/存疑');
    expect(reply).toContain('私聊');
    expect(reply).not.toContain('3月3日');
  });

  it('by the office as a number in the digest, settled ones left out', async () => {
    const county = await alike();
    expect(await county.whispers(OFFICE, '/周报')).toContain('另有2处记录');
    await county.whispers(SECRETARY, '/存疑 1 已核实 两人一起讨论写的');
    await county.county.until('2014-03-07', '17:00');
    const digest = county.county.digests('office').at(-1) ?? '';
    expect(digest).toContain('另有1处记录');
    expect(digest).not.toMatch(/孙晓燕|赵磊|严明|一起讨论/);
    county.county.ignorePosts();
  });

  it('without the name of somebody of a unit that is none of one’s business', async () => {
    const county = await alike();
    const reply = await county.whispers('shihongxia', '/存疑');
    expect(reply).toContain('严明 3月3日交的体会（三思三观）和别的单位一位同志3月3日交的约有');
    expect(reply).not.toMatch(/赵磊|孙晓燕/);
  });

  it('without a word of the essays', async () => {
    const county = await alike();
    const replies = [
      await county.whispers(SECRETARY, '/存疑'),
      await county.whispers(SUPERVISOR, '/存疑 1'),
      await county.whispers(SECRETARY, '/存疑 1 已核实 问过了'),
    ].join('\n');
    for (let at = 0; at + 6 <= essay.length; at += 3) expect(replies).not.toContain(essay.slice(at, at + 6));
    expect(await county.whispers(SUPERVISOR, '/调阅 孙晓燕')).not.toContain(essay.slice(0, 6));
  });

  it('unit by unit, when a supervisor asks for one', async () => {
    const county = await longDay();
    expect(await county.whispers(SUPERVISOR, '/存疑 县教育局')).toContain('**1.**');
    expect(await county.whispers(SUPERVISOR, '/存疑 县图书馆')).toBe(NONE);
    expect(await county.whispers(SUPERVISOR, '/存疑 清源镇')).toContain('“存疑”');
  });
});

describe('a verdict', () => {
  it('by the secretary is put on record, and the doubt is listed no more', async () => {
    const county = await longDay();
    const reply = await county.whispers(SECRETARY, '/存疑 1 已核实 当天确实学到晚上');
    expect(reply).toMatch(
      /^✅ 记下了，不再列出：县教育局\/机关第一支部 3月3日.*\n核对结果：已核实 当天确实学到晚上/,
    );
    expect(reply).toContain('都看过了，谢谢。');
    expect(await county.whispers(SECRETARY, '/存疑')).toBe(NONE);
    expect(await county.whispers(SUPERVISOR, '/存疑')).toBe(NONE);
    expect(await county.whispers(SUPERVISOR, '/存疑 1')).toContain('周敏 已核对：已核实 当天确实学到晚上');
  });

  it('does not change what counts', async () => {
    const county = await longDay();
    const before = await county.whispers(SECRETARY, '/进度');
    await county.whispers(SECRETARY, '/存疑 1 已核实');
    expect(await county.whispers(SECRETARY, '/进度')).toBe(before);
  });

  it.each(['/存疑 １ 已核实', '/存疑1已核实', '/cy 1. 已核实', '／存疑　1　已核实', '存疑 1、已核实'])(
    'is understood as %s',
    async (text) => {
      const county = await longDay();
      expect(await county.whispers(SECRETARY, text)).toContain('核对结果：已核实');
    },
  );

  it('is not taken from the supervisor', async () => {
    const county = await longDay();
    const reply = await county.whispers(SUPERVISOR, '/存疑 1 已核实');
    expect(reply).toContain('核对结果由 县教育局/机关第一支部 的书记记；督导只看，不代记。');
    expect(await county.whispers(SECRETARY, '/存疑')).toContain('有1处');
  });

  it('leaves the other numbers as they were', async () => {
    const county = await alike();
    await handsIn(county, 'qianyongkang', 'education1', writer.edited(essay, 0.02));
    expect(await county.whispers(SECRETARY, '/存疑')).toMatch(/\*\*1\.\*\* 孙晓燕.*\*\*2\.\*\* 钱永康/s);
    expect(await county.whispers(SECRETARY, '/存疑 1 已核实')).toContain('还有1处');
    expect(await county.whispers(SECRETARY, '/存疑')).toMatch(/有1处.*\*\*2\.\*\* 钱永康/s);
    expect(await county.whispers(SECRETARY, '/存疑 2 已核实')).toContain('不再列出：钱永康');
  });

  it('is not wanted twice, and can be taken back', async () => {
    const county = await longDay();
    await county.whispers(SECRETARY, '/存疑 1 已核实 学到晚上');
    expect(await county.whispers(SECRETARY, '/存疑 1 又看了一遍')).toContain('周敏 已核对：已核实 学到晚上');
    expect(await county.whispers(SECRETARY, '/存疑 1 重看')).toContain('已重新列出');
    expect(await county.whispers(SECRETARY, '/存疑')).toContain('**1.**');
    expect(await county.whispers(SECRETARY, '/存疑 1 重看')).not.toContain('已重新列出');
  });

  it('is not made by a number alone, which only shows the one', async () => {
    const county = await longDay();
    expect(await county.whispers(SECRETARY, '/存疑 1')).toMatch(/^\*\*1\.\*\* 县教育局.*\n> 请看看日期/);
    expect(await county.whispers(SECRETARY, '/存疑')).toContain('有1处');
    expect(await county.whispers(SECRETARY, '/存疑 9 已核实')).toBe('没有第9处。发 /存疑 看现在有哪些。');
  });

  it('may say anything without doing harm', async () => {
    const county = await longDay();
    expect(await county.whispers(SECRETARY, `/存疑 1 ${HOSTILE}`)).toContain('＜@all＞');
  });

  it('is not needed when the record was wrong and is taken back', async () => {
    const county = await alike();
    county.later();
    await county.whispers(SECRETARY, '/撤销 孙晓燕 发错了一篇');
    expect(await county.whispers(SECRETARY, '/存疑')).toBe(NONE);
  });

  it('is kept in the ledger, word for word', async () => {
    const county = await longDay();
    await county.whispers(SECRETARY, '/存疑 1 已核实 学到晚上');
    const settled = await recordsOf(county.county, 'doubt.settled');
    expect(settled.map(({ note }) => note)).toEqual(['已核实 学到晚上']);
  });
});
