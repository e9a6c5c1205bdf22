import { describe, expect, it } from 'vitest';
import { openCounty } from '../support/county.ts';
import { openPapers, STUDY_PLAN } from '../support/papers.ts';
import { imports } from './support.ts';

describe('after a unit was renamed', () => {
  it('nothing that is said calls it by its former name', async () => {
    const county = await openCounty({ bound: ['education1', 'education2', 'office'] });
    await county.says('zhoumin', 'education1', '/开会 讨论 三思三观 半天 联合 县教育局/机关第二支部');
    await county.says('zhaolei', 'education1', '/签到');
    county.minutesPass(200);
    await county.says('zhoumin', 'education1', '/结束');
    await county.says('chenjianguo', 'education1', '/体会 三思三观 这次讨论让我想得最多的是和群众的距离。');
    await county.whispers('wanglihua', '/延期 县教育局/机关第一支部 体会 5月30日 防汛值班');
    const renamed = (sheet: string) =>
      sheet.replaceAll('县教育局', '县教体局').replaceAll('机关第一支部', '机关党支部');
    const told = ['--rename', '县教育局=县教体局', '--rename', '县教育局/机关第一支部=县教体局/机关党支部'];
    expect((await imports(county, renamed, ...told)).code).toBe(0);
    county.ignorePosts();
    const heard = [
      await county.says('zhoumin', 'education1', '/绑定'),
      await county.says('zhoumin', 'education1', '/进度'),
      await county.says('zhoumin', 'education1', '/名单'),
      await county.says('zhoumin', 'education1', '/未签'),
      await county.says('liguodong', 'education2', '/签到'),
      await county.whispers('wanglihua', '/进度'),
      await county.whispers('wanglihua', '/进度 县教体局'),
      await county.whispers('wanglihua', '/名单 县教体局/机关党支部'),
      await county.whispers('wanglihua', '/周报'),
      await county.whispers('zhaolei', '/我的'),
      await county.whispers('zhoumin', '/总结稿'),
      await county.whispers('jinxin', '/进度 县教体局'),
      await county.whispers('zhoumin', '/存疑'),
      await county.whispers('wanglihua', '/免除 县教体局/机关党支部 体会 在外执勤'),
      await county.whispers('wanglihua', '/免除 县教体局 看不懂的事 在外执勤'),
      await county.whispers('wanglihua', '/补签 县教体局/机关党支部 孙晓燕'),
      await county.whispers('wanglihua', '/补签 县教体局/机关党支部 孙晓燕 原因 当时没带手机'),
      await county.says('zhoumin', 'education1', '/开会 集中学习 2小时 联合 县教体局/机关第二支部'),
      await county.says('zhaolei', 'education1', '/签到'),
    ];
    await county.until('2014-03-07', '18:00');
    heard.push(
      ...county.postedTexts('office'),
      ...county.postedTexts('education1'),
      ...county.postedTexts('education2'),
    );
    const all = heard.join('\n');
    expect(all).toContain('县教体局');
    expect(all).not.toMatch(/县教育局|机关第一支部/);
    county.ignorePosts();
  });
});

describe('a document under review', () => {
  it('is still there to be decided when its unit has been renamed, and counts for it', async () => {
    const county = await openPapers();
    await county.says('douwenjing', 'library', `/报送 学习计划 ${STUDY_PLAN}`);
    const renamed = (sheet: string) => sheet.replaceAll('县图书馆', '县文化中心');
    expect((await imports(county, renamed, '--rename', '县图书馆=县文化中心')).code).toBe(0);
    const queue = await county.whispers('jinxin', '/审阅');
    const number = /第\*\*(\d+)\*\*号　县文化中心　学习计划/.exec(queue)?.[1] ?? '';
    expect(await county.whispers('jinxin', `/审阅 ${number} 同意`)).toContain('已同意');
    expect(await county.says('douwenjing', 'library', '/进度')).toMatch(/✅ 学习计划/);
    county.ignorePosts();
  });

  it('goes with the unit that took the place of its own', async () => {
    const county = await openPapers();
    await county.says('douwenjing', 'library', `/报送 学习计划 ${STUDY_PLAN}`);
    const merged = (sheet: string) =>
      sheet
        .replace(/^,,县图书馆.*\r\n/m, '')
        .replaceAll(/县图书馆(,,,)图书馆支部/g, '县文化馆$1文化支部')
        .replaceAll('；县图书馆', '；县文化馆')
        .replace(/\r\n$/, '\r\n,,县文化馆,云溪县活动办,事业单位,,,,,\r\n');
    const told = ['--merge', '县图书馆=县文化馆', '--merge', '县图书馆/图书馆支部=县文化馆/文化支部'];
    const taken = await imports(county, merged, ...told);
    expect(taken.text).toContain('单位承接');
    const number = /第\*\*(\d+)\*\*号/.exec(await county.whispers('jinxin', '/审阅'))?.[1] ?? '';
    expect(await county.whispers('jinxin', `/审阅 ${number} 同意`)).toContain('已同意');
    expect(await county.says('douwenjing', 'library', '/进度')).toMatch(/✅ 学习计划/);
    county.ignorePosts();
  });
});
