import { describe, expect, it } from 'vitest';
import { HOSTILE } from '../commands/talk.ts';
import { county } from './support.ts';

const CANAL = '/心愿 河东村修水渠，目标：水到地头，苏志刚，4月20日前';
const WALL = '/心愿 小学修围墙 葛俊杰 3月10日 目标：不再漏风';

describe('心愿', () => {
  it('are taken on with goal, person and date, brought to an end, and counted', async () => {
    const talk = await county();
    expect(await talk.says('douwenjing', 'library', '/进度')).toContain('➖ 认领的心愿按期办成：暂时不用办');
    const opened = await talk.says('douwenjing', 'library', CANAL);
    expect(opened).toMatch(
      /已登记心愿第1件（县图书馆）：\*\*河东村修水渠\*\*\n目标：水到地头\n苏志刚负责，4月20日（周日）前完成/,
    );
    expect(opened).toContain('依据：第四部分');
    talk.later();
    expect(await talk.says('douwenjing', 'library', WALL)).toContain('心愿第2件');
    expect(await talk.says('douwenjing', 'library', '/进度')).toMatch(
      /⬜ 认领的心愿按期办成：还差2件（4月21日前，本县定）.*心愿第2件“小学修围墙”定在3月10日前完成/s,
    );
    talk.later();
    // The person in charge of one may say it is done; nobody else without an office may.
    expect(await talk.says('suzhigang', 'library', '/心愿 2 完成')).toContain('需要由 县图书馆 的负责人');
    const done = await talk.says('suzhigang', 'library', '/心愿 1 办成 已经通水');
    expect(done).toMatch(/心愿第1件“河东村修水渠”：完成\n另外还有1件在办：第2件/);
    talk.later();
    expect(await talk.says('douwenjing', 'library', '/心愿第2件完成')).toContain('登记的都办成了');
    expect(await talk.says('douwenjing', 'library', '/进度')).toContain('✅ 认领的心愿按期办成：已完成');
  });

  it('are listed by number and shown by date, those that are late marked and nobody ranked', async () => {
    const talk = await county();
    await talk.says('douwenjing', 'library', CANAL);
    talk.later();
    await talk.says('douwenjing', 'library', WALL);
    talk.later();
    await talk.says('ludayong', 'town', '/心愿 柳树湾村装路灯 目标：亮灯 马长青 3月20日');
    await talk.until('2014-03-12', '10:00');
    const list = await talk.says('douwenjing', 'library', '/心愿');
    expect(list).toMatch(/办成0\/2件\n⬜ 1\. 河东村修水渠.*\n⬜ 2\. 小学修围墙.*3月10日前，已过期/);
    const mine = await talk.says('douwenjing', 'library', '/心愿 日历');
    expect(mine).toMatch(/⚠️ 3月10日（周一）（已过期）\n- 小学修围墙.*\n4月20日（周日）\n- 河东村修水渠/);
    expect(mine).not.toContain('柳树湾');
    const all = await talk.says('wanglihua', 'office', '/心愿 日历');
    expect(all).toMatch(/小学修围墙.*柳树湾村装路灯.*河东村修水渠/s);
    const late = await talk.says('douwenjing', 'library', '/心愿 2 完成');
    expect(late).toContain('比定的3月10日晚了，已注明');
    expect(await talk.says('douwenjing', 'library', '/心愿')).toContain('3月12日完成（晚于3月10日）');
  });

  it.each([
    ['/心愿 修水渠', '还差：目标、责任人（本单位的人，写姓名）、完成日期，没有登记'],
    ['/心愿 修水渠 目标：通水 苏志刚 昨天', '3月2日已经过去'],
    ['/心愿 9 完成', '没有第9件'],
    ['/心愿 1 快了', '可以写认领、完成'],
    ['/心愿 1 认领', '已经是“认领”'],
    ['/心愿 河东村修水渠 目标：通水 苏志刚 4月20日', '已经登记过，是第1件'],
    ['/心愿 日立', '还差'],
  ])('says what is missing or wrong, and records nothing: %s', async (text, reply) => {
    const talk = await county();
    await talk.says('douwenjing', 'library', CANAL);
    talk.later();
    expect(await talk.says('douwenjing', 'library', text)).toContain(reply);
    expect(await talk.says('douwenjing', 'library', '/撤销')).toContain('心愿“河东村修水渠”的登记');
  });

  it('can be taken back step by step; a number once told keeps its item', async () => {
    const talk = await county();
    await talk.says('douwenjing', 'library', CANAL);
    talk.later();
    await talk.says('douwenjing', 'library', WALL);
    talk.later();
    await talk.says('douwenjing', 'library', '/心愿 2 完成');
    talk.later();
    expect(await talk.says('douwenjing', 'library', '/撤销 心愿')).toContain('心愿“小学修围墙”的进展“完成”');
    expect(await talk.says('douwenjing', 'library', '/心愿')).toContain('办成0/2件');
    await talk.county.says('douwenjing', 'library', '/撤销 心愿');
    talk.later();
    expect(await talk.says('douwenjing', 'library', '/心愿 新书架 目标：装好 葛俊杰 5月5日')).toContain(
      '第3件',
    );
    expect(await talk.says('douwenjing', 'library', '/心愿')).toMatch(/⬜ 1\. .*\n⬜ 3\. /);
  });

  it('takes a village’s name in front for what the wish is about, not for who writes', async () => {
    const talk = await county();
    const reply = await talk.says(
      'douwenjing',
      'library',
      '/心愿 河东村支部 修活动室 目标：有处开会 苏志刚 4月20日',
    );
    expect(reply).toContain('心愿第1件（县图书馆）：**河东村支部 修活动室**');
    expect(await talk.says('douwenjing', 'library', '/心愿 河东村支部')).toContain(
      '需要由 河东村支部 的人来发',
    );
    expect(await talk.says('douwenjing', 'library', '/心愿 清源镇 1 完成')).toContain(
      '需要由 清源镇 的人来发',
    );
  });

  it('warns when the date is behind the one required', async () => {
    const talk = await county();
    const reply = await talk.says('douwenjing', 'library', '/心愿 大路 目标：通车 苏志刚 5月30日');
    expect(reply).toContain('要求的期限是4月21日前，本县定，这个日期晚了');
  });

  it('registers a message that the platform repeats once, with the same answer', async () => {
    const talk = await county();
    const first = await talk.says('douwenjing', 'library', CANAL, { msgid: 'again' });
    expect(await talk.says('douwenjing', 'library', CANAL, { msgid: 'again' })).toBe(first);
    expect(await talk.says('douwenjing', 'library', '/心愿')).toContain('办成0/1件');
  });

  it('makes harmless what people write', async () => {
    const talk = await county();
    await talk.says('douwenjing', 'library', `/心愿 ${HOSTILE.slice(0, 40)} 目标：通水 苏志刚 4月20日`);
    await talk.says('douwenjing', 'library', '/心愿');
    await talk.says('douwenjing', 'library', '/心愿 日历');
  });
});

describe('the other pipelines', () => {
  it('立行立改 go through all their stages, and one at least is asked for', async () => {
    const talk = await county();
    expect(await talk.says('douwenjing', 'library', '/进度')).toContain(
      '⬜ 立行立改至少一件，件件办成：还差1件',
    );
    expect(await talk.says('douwenjing', 'library', '/立行立改 3号楼漏水 苏志刚 3月20日')).toContain(
      '**3号楼漏水**',
    );
    talk.later();
    expect(await talk.says('douwenjing', 'library', '/lxlg 1 改好 已修')).toContain(
      '下一步发 /立行立改 1 公示',
    );
    expect(await talk.says('douwenjing', 'library', '/进度')).toContain('⬜ 立行立改至少一件');
    talk.later();
    await talk.says('douwenjing', 'library', '/立行立改 1 公示 贴在门口');
    expect(await talk.says('douwenjing', 'library', '/进度')).toContain(
      '✅ 立行立改至少一件，件件办成：已完成',
    );
    talk.later();
    // Another one, and it is open again.
    await talk.says('douwenjing', 'library', '/立行立改 窗口没人 苏志刚 3月20日');
    expect(await talk.says('douwenjing', 'library', '/进度')).toContain('已1/2件，还差1件');
  });

  it('建章立制 says what becomes of each rule; it is urged, and never nagged about', async () => {
    const talk = await county();
    expect(await talk.says('douwenjing', 'library', '/建章立制 公务接待制度 窦文静 4月30日')).toContain(
      '保留或废止或完善或新建',
    );
    expect(await talk.says('douwenjing', 'library', '/建章立制 修订 公务接待制度 窦文静 4月30日')).toContain(
      '（完善）',
    );
    expect(await talk.says('douwenjing', 'library', '/进度')).toMatch(
      /⬜ 建章立制：还差1件（通知没有写日期）（提倡）/,
    );
    talk.later();
    await talk.says('douwenjing', 'library', '/建章立制 1 完成');
    expect(await talk.says('douwenjing', 'library', '/建章立制')).toContain('［完善］公务接待制度');
    expect(await talk.says('douwenjing', 'library', '/进度')).toContain('✅ 建章立制：已完成');
  });

  it('of any other name are called by it, and several branches share their unit’s numbers', async () => {
    const talk = await county(['education1', 'education2']);
    expect(await talk.says('zhoumin', 'education1', '/事项 惠民实事 装路灯 赵磊 4月30日')).toContain(
      '惠民实事第1件（县教育局/机关第一支部）',
    );
    talk.later();
    expect(await talk.says('liguodong', 'education2', '/事项 惠民实事 修校门 冯雪梅 4月30日')).toContain(
      '惠民实事第2件（县教育局/机关第二支部）',
    );
    expect(await talk.says('liguodong', 'education2', '/事项 惠民实事 1 办结')).toContain(
      '需要由 机关第一支部 的负责人',
    );
    expect(await talk.whispers('chenjianguo', '/事项 惠民实事 县教育局')).toMatch(/1\. 装路灯.*2\. 修校门/s);
    expect(await talk.whispers('chenjianguo', '/事项 惠民实事 1 办结')).toContain('“装路灯”：办结');
    expect(await talk.whispers('chenjianguo', '/事项')).toContain('心愿、立行立改、建章立制、惠民实事');
  });
});
