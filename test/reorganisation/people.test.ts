import { describe, expect, it } from 'vitest';
import { openWithOpinions } from '../opinions/support.ts';
import { openCounty } from '../support/county.ts';
import { advised, imports } from './support.ts';

/** Of a branch this part has to come, where the sample is content with one person. */
const quorum = (part: string) => (text: string) => text.replace('quorum: 1人', `quorum: ${part}`);

const newAccount = (sheet: string) => sheet.replace('赵磊,zhaolei,', '赵磊,zhao.lei2014,');

describe('an account that changed', () => {
  it('is asked about, and its owner keeps all they have done', async () => {
    const county = await openCounty({ bound: ['education1'] });
    await county.says('zhoumin', 'education1', '/开会 集中学习 全天');
    await county.says('zhaolei', 'education1', '/签到');
    const mine = await county.whispers('zhaolei', '/我的');

    const refused = await imports(county, newAccount);
    expect(refused).toMatchObject({ code: 1, text: expect.stringContaining('两个账号的姓名都是“赵磊”') });
    expect(advised(refused)).toEqual(['--account', 'zhaolei=zhao.lei2014']);
    const taken = await imports(county, newAccount, ...advised(refused));
    expect(taken.text).toContain('换账号 1：赵磊：zhaolei → zhao.lei2014');

    county.stage.platform.world.addPerson({ userid: 'zhao.lei2014', name: '赵磊' });
    expect(await county.whispers('zhao.lei2014', '/我的')).toBe(mine);
    expect(await county.says('zhao.lei2014', 'education1', '/签到')).toContain('不用再签');
    // Who now speaks from the former account is a stranger, not 赵磊.
    expect(await county.whispers('zhaolei', '/我的')).toContain('名册');
    expect(await county.whispers('zhaolei', '/我的')).not.toContain('集中学习');
    county.ignorePosts();
  });

  it('is the one that reminders call', async () => {
    const county = await openCounty({ bound: ['education1'], at: ['2014-04-10', '10:00'] });
    const secretarys = (sheet: string) => sheet.replace('周敏,zhoumin,', '周敏,zhou.min2014,');
    county.stage.platform.world.addPerson({ userid: 'zhou.min2014', name: '周敏' });
    county.stage.platform.world.join('wr-县教育局/机关第一支部', 'zhou.min2014');
    expect((await imports(county, secretarys, '--account', 'zhoumin=zhou.min2014')).code).toBe(0);
    county.ignorePosts();
    await county.until('2014-04-11', '09:30');
    expect(county.postedTexts('education1').join('\n')).toContain('<@zhou.min2014>');
    county.ignorePosts();
  });

  it('may be somebody else’s, when the clerk says so', async () => {
    const county = await openCounty({ bound: ['education1'] });
    await county.says('zhoumin', 'education1', '/开会 集中学习 全天');
    await county.says('zhaolei', 'education1', '/签到');
    expect((await imports(county, newAccount, '--as-new')).text).toMatch(/新来 1：赵磊.*\n离开 1：赵磊/);
    county.stage.platform.world.addPerson({ userid: 'zhao.lei2014', name: '赵磊' });
    expect(await county.says('zhao.lei2014', 'education1', '/签到')).toContain('赵磊 已签到');
    county.ignorePosts();
  });
});

describe('who is transferred', () => {
  it('keeps what they have finished, and the old branch keeps the meeting', async () => {
    const county = await openCounty({ bound: ['education1', 'education2'] });
    await county.says('zhoumin', 'education1', '/开会 讨论 三思三观 半天');
    await county.says('zhaolei', 'education1', '/签到');
    county.minutesPass(200);
    await county.says('zhoumin', 'education1', '/结束');
    county.minutesPass(5);
    await county.says(
      'zhaolei',
      'education1',
      '/体会 三思三观 这次讨论让我想得最多的是和群众的距离，入户要多坐一会儿。',
    );
    const transferred = (sheet: string) =>
      sheet.replace(/(赵磊,zhaolei,县教育局,,,)机关第一支部/, '$1机关第二支部');
    expect((await imports(county, transferred)).code).toBe(0);
    expect(await county.whispers('zhaolei', '/我的')).toMatch(/✅.*体会文章/);
    expect(await county.says('zhoumin', 'education1', '/进度')).toMatch(/✅.*集中讨论1次/);
    expect(await county.says('liguodong', 'education2', '/进度')).not.toMatch(/✅.*集中讨论1次/);
    county.ignorePosts();
  });
});

describe('who was at a meeting and is entered after a change', () => {
  const transferred = (sheet: string) =>
    sheet.replace(/(赵磊,zhaolei,县教育局,,,)机关第一支部/, '$1机关第二支部');

  const held = async () => {
    const county = await openCounty({ bound: ['education1', 'education2'], campaign: quorum('1/2') });
    await county.says('zhoumin', 'education1', '/开会 讨论 三思三观 半天');
    for (const who of ['zhoumin', 'chenjianguo', 'liuzhiqiang'])
      await county.says(who, 'education1', '/签到');
    county.minutesPass(200);
    await county.says('zhoumin', 'education1', '/结束');
    expect(await county.says('zhoumin', 'education1', '/进度')).not.toMatch(/✅.*集中讨论1次/);
    return county;
  };

  it('counts with the branch they had on that day, and by the hand of its secretary', async () => {
    const county = await held();
    expect((await imports(county, transferred)).code).toBe(0);
    const refused = await county.says('liguodong', 'education2', '/补签 今天 赵磊');
    expect(refused).not.toContain('✅');
    expect(await county.says('zhoumin', 'education1', '/补签 赵磊')).toMatch(/✅ 已补签.*赵磊/);
    expect(await county.says('zhoumin', 'education1', '/进度')).toMatch(/✅.*集中讨论1次/);
    expect(await county.says('liguodong', 'education2', '/进度')).not.toMatch(/✅.*集中讨论1次/);
    expect(await county.says('zhoumin', 'education1', '/撤销 赵磊 补错了')).toContain('✅');
    expect(await county.says('zhoumin', 'education1', '/进度')).not.toMatch(/✅.*集中讨论1次/);
    county.ignorePosts();
  });

  it('is entered also when they have left the county', async () => {
    const county = await held();
    expect((await imports(county, (sheet) => sheet.replace(/.*赵磊,zhaolei.*\r\n/, ''))).code).toBe(0);
    expect(await county.says('zhoumin', 'education1', '/补签 赵磊')).toMatch(/✅ 已补签.*赵磊/);
    expect(await county.says('zhoumin', 'education1', '/进度')).toMatch(/✅.*集中讨论1次/);
    expect(await county.says('zhoumin', 'education1', '/撤销 赵磊 补错了')).toContain('✅');
    county.ignorePosts();
  });

  it('is not entered at a meeting of units above by the branch that came by them later', async () => {
    const county = await openCounty({ bound: ['education1', 'education2', 'office'] });
    await county.says('wanglihua', 'office', '/开会 报告会');
    county.minutesPass(5);
    expect((await imports(county, transferred)).code).toBe(0);
    expect(await county.says('liguodong', 'education2', '/补签 赵磊')).toMatch(
      /赵磊还在县教育局\/机关第一支部.*没有处理/,
    );
    expect(await county.says('zhoumin', 'education1', '/补签 赵磊')).toContain('已补签 **报告会**');
    county.ignorePosts();
  });

  it('counts with the merged branch as with the one that held it', async () => {
    const county = await held();
    const merged = (sheet: string) =>
      sheet
        .replaceAll(/(机关第二支部[^\r]*,)https[^\r]*/g, '$1')
        .replaceAll(/机关第[一二]支部/g, '机关联合支部');
    const merge = '县教育局/机关第一支部,县教育局/机关第二支部=县教育局/机关联合支部';
    const told = await imports(county, merged, '--merge', merge);
    expect(told.code, told.text).toBe(0);
    expect(await county.says('zhoumin', 'education1', '/补签 赵磊')).toMatch(/✅ 已补签.*赵磊/);
    expect(await county.says('zhoumin', 'education1', '/进度')).toMatch(/✅.*集中讨论1次/);
    county.ignorePosts();
  });
});

describe('an opinion that a unit has claimed', () => {
  const claimed = async () => {
    const county = await openWithOpinions();
    const filed = await county.whispers('zhaolei', '/意见 图书馆周末不开门，学生没有地方去');
    const number = /\d{4}/.exec(filed)?.[0] ?? '';
    await county.whispers('wanglihua', `/意见 转 ${number} 县图书馆`);
    await county.whispers('shuiqingyang', `/认领 ${number}`);
    county.ignorePosts();
    return { county, number };
  };

  it('is the successor’s to deal with', async () => {
    const { county, number } = await claimed();
    const merged = (sheet: string) =>
      sheet.replaceAll('县图书馆', '县文化馆').replace('水清扬,shuiqingyang', '闻新馆,wenxinguan');
    await imports(county, merged, '--rename', '县图书馆=县文化馆', '--yes');
    county.stage.platform.world.addPerson({ userid: 'wenxinguan', name: '闻新馆' });
    expect(await county.whispers('wenxinguan', `/整改 ${number} 窦文静 3月20日 周末开放`)).toContain('✅');
    county.ignorePosts();
  });

  it('goes back to the office, loudly, where nobody took the place of the unit', async () => {
    const { county, number } = await claimed();
    const closed = (sheet: string) =>
      sheet.replaceAll(/.*县图书馆.*\r\n/g, (line) =>
        line.includes('督导') ? line.replace('；县图书馆', '') : '',
      );
    const told = await imports(county, closed, '--yes');
    expect(told).toMatchObject({ code: 0 });
    expect(await county.whispers('wanglihua', '/意见')).toMatch(
      new RegExp(`${number}［待转办］.*原由县图书馆承办，该单位已撤销`),
    );
    await county.until('2014-03-04', '09:30');
    expect(county.postedTexts('office').join('\n')).toMatch(
      new RegExp(`已撤销、没有单位承接，退回活动办重新转办.*${number}`),
    );
    await county.whispers('wanglihua', `/意见 转 ${number} 县教育局`);
    expect(await county.whispers('chenjianguo', `/认领 ${number}`)).toContain('✅');
    county.ignorePosts();
  });
});

describe('a group whose unit is gone', () => {
  it('can be bound again by whoever is in charge now', async () => {
    const county = await openCounty({ bound: ['library'] });
    const dissolved = (sheet: string) =>
      sheet
        .replace(/^,,县图书馆.*\r\n/m, '')
        .replaceAll(/县图书馆(,,,)图书馆支部/g, '县教育局$1文化支部')
        .replace('；县图书馆', '');
    expect((await imports(county, dissolved, '--as-new')).code).toBe(0);
    expect(await county.says('suzhigang', 'library', '/进度')).toContain('/绑定');
    expect(await county.says('suzhigang', 'library', '/绑定')).toContain('需要由');
    expect(await county.says('douwenjing', 'library', '/绑定')).toContain('已绑定到 **县教育局/文化支部**');
    county.ignorePosts();
  });
});

describe('a unit without people', () => {
  it('is asked nothing, and named at the import', async () => {
    const county = await openCounty({ bound: ['office'] });
    const left = (sheet: string) =>
      sheet.replaceAll(/.*河东村支部.*\r\n/g, '').replace(/\r\n$/, '\r\n,,清源镇,,,河东村支部,,,,,,,\r\n');
    const told = await imports(county, left);
    expect(told.text).toContain('“清源镇/河东村支部”没有人，不布置任何要求');
    const { progress } = county.stage.app.outlook();
    const empty = progress.roster.units.find(({ title }) => title === '清源镇/河东村支部');
    if (!empty) throw new Error('the branch is not there');
    for (const requirement of progress.campaign.requirements)
      expect(progress.asksUnit(requirement, empty)).toBe(false);
    county.ignorePosts();
  });
});

describe('before a roster is taken', () => {
  it('whoever gets rights over more than their own branch is shown', async () => {
    const county = await openCounty();
    const risen = (sheet: string) => sheet.replace('人事科科长,,', '人事科科长,活动办,');
    const { text } = await imports(county, risen);
    expect(text).toMatch(/权限超出本支部的人，请核对：\n {2}活动办：赵磊（全县，新增）；王丽华（全县）/);
    expect(text).toMatch(/督导：.*郑海涛（县卫生局、清源镇）/);
    expect(text).toMatch(/主要负责人：.*陈建国（县教育局）/);
    expect(text.indexOf('请核对')).toBeLessThan(text.indexOf('名册第 2 版'));
    county.ignorePosts();
  });
});
