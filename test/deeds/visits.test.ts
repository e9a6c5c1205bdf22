import { describe, expect, it } from 'vitest';
import { openDeeds } from './county.ts';

describe('/走访', () => {
  it('covers the households of one’s own list, by number, several at once', async () => {
    const county = await openDeeds({ bound: ['town'] });
    const reply = await county.says('fangzhiming', 'town', '/走访 河东村 1-3户 看了春耕，缺化肥');
    expect(reply).toContain('**河东村1-3户**');
    expect(reply).toContain('已3/6户，还差3户（4月11日前，本县定）');
    expect(reply).toContain('还没有登记的：河东村4-6户');
    expect(reply).toContain('依据：云组办〔2014〕1号 第四部分');
    expect(await county.says('fangzhiming', 'town', '/走访 河东村 4户、5户、6户')).toContain('已完成');
    expect(await county.whispers('yujiajia', '/走访')).toContain('还差4户');
  });

  it('tells a village from its households', async () => {
    const county = await openDeeds();
    await county.whispers('ludayong', '/走访 河东村');
    await county.whispers('ludayong', '/走访 柳树湾');
    const reply = await county.whispers('ludayong', '/走访 河东村困难户 1户 2户');
    expect(reply).toContain('已4/5处');
    expect(await county.whispers('ludayong', '/走访 河东村困难户3户')).toContain('走遍村和困难户：已完成');
  });

  it('refuses a household that is not on the list, and a name instead of a number', async () => {
    const county = await openDeeds();
    for (const typed of ['河东村 9户', '合东村 4户', '老李家']) {
      const reply = await county.whispers('fangzhiming', `/走访 ${typed}`);
      expect(reply).toContain('没有登记');
      expect(reply).toContain('河东村1-6户');
    }
    expect(await county.whispers('fangzhiming', '/走访 合东村 4户')).toContain('是不是“河东村”');
    expect(await county.whispers('fangzhiming', '/走访')).toContain('还差6户');
  });

  it('refuses a day that is still to come or before the beginning', async () => {
    const county = await openDeeds();
    expect(await county.whispers('fangzhiming', '/走访 河东村 1户 3月20日')).toContain(
      '/走访 计划 河东村1户 3月20日',
    );
    expect(await county.whispers('fangzhiming', '/走访 河东村 1户 3月1日')).toContain('活动3月3日开始');
    expect(await county.whispers('fangzhiming', '/走访')).toContain('还差6户');
  });

  it('lets a colleague help out without counting it', async () => {
    const county = await openDeeds();
    expect(await county.whispers('zhaolei', '/走访 河东村 2户')).toContain('不在您的名单上');
    expect(await county.whispers('ludayong', '/走访 河东村 2户')).toContain('不在您的名单上');
    expect(await county.whispers('fangzhiming', '/走访')).toContain('还差6户');
  });

  it('takes no more at one go than somebody can have visited, nor a name of any length', async () => {
    const many = (data: string): string => data.replace('河东村 1-6户', '河东村 1-60户');
    const county = await openDeeds({ campaign: many });
    expect(await county.whispers('fangzhiming', '/走访 河东村 1-60户')).toContain('写了60个，没有登记');
    expect(await county.whispers('machangqing', `/联系企业 ${'长'.repeat(41)}`)).toContain('名称太长');
  });

  it('on households helped before asks for cause, way and date, or that it is solved', async () => {
    const county = await openDeeds({ bound: ['health'] });
    const first = await county.says('yanming', 'health', '/走访 南山村 1户 未解决');
    expect(first).toContain('还要写明原因、办法、时限');
    expect(first).toContain('/走访 南山村1户 原因：…… 办法：…… 时限：……');
    const partly = await county.says('yanming', 'health', '/走访 南山村 1户 原因：缺劳力 办法：介绍务工');
    expect(partly).toContain('还要写明时限');
    expect(await county.says('yanming', 'health', '/走访 南山村 1户 时限：6月底')).toContain('已1/2户');
    expect(await county.says('taoyongping', 'health', '/走访 南山村 2户 已解决')).toContain('回头看：已完成');
    expect(await county.whispers('zhangweimin', '/进度')).toContain('✅ 走访慰问回头看：已完成');
  });

  it('takes back what one message logged, all of it and only that', async () => {
    const county = await openDeeds();
    await county.whispers('fangzhiming', '/走访 河东村 1户');
    county.minutesPass(1);
    await county.whispers('fangzhiming', '/走访 河东村 2-4户');
    county.minutesPass(1);
    await county.whispers('fangzhiming', '/结对 河东村 12户');
    expect(await county.whispers('fangzhiming', '/撤销 走访')).toContain('走访“河东村2-4户”');
    expect(await county.whispers('fangzhiming', '/走访')).toContain('已1/6户');
  });

  it('takes back one of several logged in one message when it is named', async () => {
    const county = await openDeeds();
    await county.whispers('fangzhiming', '/走访 河东村 2-4户');
    county.minutesPass(1);
    expect(await county.whispers('fangzhiming', '/撤销 走访 河东村3户')).toContain('走访“河东村3户”');
    expect(await county.whispers('fangzhiming', '/走访')).toContain('已2/6户');
  });

  it('has no place for text that acts as platform syntax', async () => {
    const county = await openDeeds();
    const reply = await county.whispers('fangzhiming', '/走访 <@all>');
    expect(reply).not.toContain('<@all>');
    expect(await county.whispers('fangzhiming', `/走访 河东村 1户 ${'很'.repeat(501)}`)).toContain(
      '说明太长',
    );
  });
});

describe('/走访 计划', () => {
  it('warns, and does not refuse, when another team goes to the same place in the same days', async () => {
    const county = await openDeeds();
    expect(await county.whispers('fangzhiming', '/走访 计划 河东村 3户 3月20日')).not.toContain('⚠️');
    const second = await county.whispers('yanming', '/走访 计划 河东村 3月22日 听意见');
    expect(second).toContain('✅ 已安排走访：**河东村** 3月22日（周六）');
    expect(second).toContain('3月20日 清源镇/镇机关支部：河东村');
    expect(second).not.toContain('方志明');
    expect(await county.whispers('zhaolei', '/走访 计划 河东村 3月26日')).not.toContain('⚠️');
    expect(await county.whispers('zhaolei', '/走访 计划 柳树湾村 3月20日')).not.toContain('⚠️');
  });

  it('does not warn of one’s own branch, nor of a plan taken back', async () => {
    const county = await openDeeds();
    await county.whispers('fangzhiming', '/走访 计划 河东村 3月20日');
    expect(await county.whispers('yujiajia', '/走访 计划 河东村 3月20日')).not.toContain('⚠️');
    await county.whispers('yujiajia', '/撤销 计划');
    expect(await county.whispers('fangzhiming', '/撤销 计划')).toContain('3月20日走访“河东村”的安排');
    expect(await county.whispers('yanming', '/走访 计划 河东村 3月20日')).not.toContain('⚠️');
  });

  it('is a calendar: one’s branch, and for those in charge their units', async () => {
    const county = await openDeeds();
    await county.whispers('yanming', '/走访 计划 河东村 3月22日');
    await county.whispers('fangzhiming', '/走访 计划 河东村 3月20日');
    expect(await county.whispers('zhaolei', '/走访 计划')).toContain('还没有安排');
    const office = await county.whispers('wanglihua', '/走访 计划');
    expect(office).toMatch(/3月20日（周四）\n- 河东村 方志明.*\n3月22日（周六）\n- 河东村 严明/);
    expect(office).toContain('别的单位也要去');
    expect(await county.whispers('zhenghaitao', '/走访 计划')).toContain('严明');
    await county.until('2014-03-21', '08:00');
    county.ignorePosts();
    expect(await county.whispers('wanglihua', '/走访 计划')).not.toContain('方志明');
  });

  it('asks for a day, refuses one gone by, and takes the same plan once', async () => {
    const county = await openDeeds();
    expect(await county.whispers('zhaolei', '/走访 计划 河东村')).toContain('请写明哪一天');
    expect(await county.whispers('zhaolei', '/走访 计划 河东村 3月2日')).toContain('已经过去');
    await county.whispers('zhaolei', '/走访 计划 河东村 明天');
    expect(await county.whispers('zhaolei', '/走访 计划 河东村 3月4日')).toContain('已经安排过');
    expect(await county.whispers('zhaolei', '/走访 计划 合东村 明天')).toContain('是不是“河东村”');
    expect(await county.whispers('zhaolei', '/结对 计划 河东村 明天')).toContain('不用预先安排');
  });
});
