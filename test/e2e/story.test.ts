import { describe, expect, it } from 'vitest';
import { essayText, type GroupName, openCounty, PIXEL } from '../support/county.ts';

describe('the notice of Xianju, as a county lives through it', () => {
  it('from binding the groups to the Friday digest', async () => {
    const county = await openCounty();

    // Monday: a group that is not bound says how to bind it, and only those in charge may.
    expect(await county.says('zhaolei', 'education1', '/签到')).toContain('/绑定');
    expect(await county.says('zhaolei', 'education1', '/绑定 县教育局/机关第一支部')).toContain('需要由');
    expect(await county.says('zhoumin', 'education1', '/绑定')).toMatch(
      /已绑定到 \*\*县教育局\/机关第一支部\*\*（7人）/,
    );
    for (const group of ['education2', 'retired', 'office'] as const satisfies GroupName[])
      await county.bind(group);

    // Tuesday: a day of study.
    await county.until('2014-03-04', '09:00');
    expect(await county.says('zhoumin', 'education1', '/开会 集中学习 全天 全员轮学')).toContain(
      '已登记 **集中学习**',
    );
    expect(await county.says('zhaolei', 'education1', '签到')).toMatch(/赵磊 已签到.*到会1\/7人/);
    expect(await county.says('sunxiaoyan', 'education1', '／签到　线上')).toMatch(
      /孙晓燕 已签到.*（线上）.*到会2\/7人/,
    );
    expect(await county.says('zhaolei', 'education1', '/qd')).toContain('不用再签');
    expect(await county.says('qianyongkang', 'education1', '/请假 下乡')).toContain('已请假');
    expect(await county.says('zhoumin', 'education1', '/未签')).toMatch(
      /还没有签到：陈建国、周敏、刘志强、王丽华\n.*请假：钱永康/s,
    );
    expect(await county.says('zhoumin', 'education1', '/checkin')).toContain('到会3/7人');
    county.minutesPass(360);
    const closed = await county.says('zhoumin', 'education1', '/结束');
    expect(closed).toContain('时长6小时，到会3/7人');
    expect(closed).toContain('未到：陈建国、刘志强、王丽华');
    expect(closed).toContain('请假：钱永康');
    expect(closed).toContain('集中学习讨论不少于3天：已1/3天，还差2天（4月16日前，本县定）');
    expect(await county.says('zhoumin', 'education1', '/补签 陈建国、王丽华')).toContain(
      '已补签 **集中学习**',
    );

    // Thursday: a discussion that is too short does not count, and says why.
    await county.until('2014-03-06', '14:00');
    await county.says('liguodong', 'education2', '/开会 讨论 三思三观');
    await county.says('liguodong', 'education2', '/签到');
    county.minutesPass(120);
    const short = await county.says('liguodong', 'education2', '/结束');
    expect(short).toContain('只有2小时，不足3小时，没有计入');
    expect(short).toContain('集中学习讨论不少于3天：已0.3/3天');

    // Friday: another one, half a day, and the essays after it.
    await county.until('2014-03-07', '08:30');
    await county.says('zhoumin', 'education1', '/开会 讨论 三思三观 半天');
    await county.says('chenjianguo', 'education1', '/签到');
    await county.says('zhaolei', 'education1', '/签到');
    expect(await county.says('zhaolei', 'education1', `/体会 三思三观 ${essayText(2)}`)).toMatch(
      /文章由支部保存.*还不计入/s,
    );
    county.minutesPass(185);
    expect(await county.says('zhoumin', 'education1', '/结束')).toContain(
      '“三思三观”集中讨论1次，不少于半天：本支部已完成',
    );
    const leaders = await county.says('chenjianguo', 'education1', `/体会 三思三观 ${essayText(1)}`);
    expect(leaders).toContain('同时报送活动办');
    const photo = await county.says('zhoumin', 'education1', '/材料 照片', { images: [PIXEL] });
    expect(photo).toContain('还缺：记录、信息');
    expect(await county.says('zhoumin', 'education1', '/材料 记录 大家谈了入户的体会。')).toContain(
      '还缺：信息',
    );
    expect(await county.says('zhoumin', 'education1', '/材料 信息 县教育局第一支部开展讨论。')).toContain(
      '要报的材料齐了',
    );

    const upward = county.posted('office').map(({ content }) => content.type);
    expect(upward).toEqual(['markdown', 'markdown', 'image', 'markdown', 'markdown']);

    // Friday 17:00: what is met and what is not, without ranking anyone.
    await county.until('2014-03-07', '17:00');
    const [digest, ...more] = county.digests('office');
    expect(more).toEqual([]);
    expect(digest).toContain('第10周周报');
    expect(digest).toMatch(/体会文章1篇 \| 2人 \| 5人，54人暂不用做 \|/);
    expect(digest).toMatch(/班子成员体会文章.*收到1篇/);
    county.nothingElse();
  });

  it('reminds the secretary of what is missing, then of what is overdue, and is silent once it is done', async () => {
    const county = await openCounty({ at: ['2014-03-03', '09:00'], bound: ['library', 'office'] });
    await county.until('2014-03-21', '08:59');
    county.ignorePosts();

    // 1 April is the deadline of the discussion: seven workdays before it is 21 March.
    await county.until('2014-03-21', '09:00');
    const [first, ...none] = county.posted('library');
    expect(none).toEqual([]);
    expect(first?.mentions).toContain('douwenjing');
    expect(first && 'text' in first.content ? first.content.text : '').toMatch(/“三思三观”集中讨论.*4月1日/s);

    // The discussion is held; nothing more is said about it.
    await county.until('2014-03-24', '08:30');
    county.ignorePosts();
    await county.says('douwenjing', 'library', '/开会 讨论 三思三观 半天');
    await county.says('douwenjing', 'library', '/签到');
    county.minutesPass(200);
    await county.says('douwenjing', 'library', '/结束');
    await county.until('2014-03-28', '16:00');
    expect(county.postedTexts('library').filter((text) => text.includes('集中讨论1次'))).toEqual([]);

    // The essays are due on 11 April: reminders name who is missing, and only them.
    await county.says('suzhigang', 'library', `/体会 三思三观 ${essayText(3)}`);
    await county.until('2014-04-09', '10:00');
    const texts = county.postedTexts('library');
    expect(texts.at(-1)).toContain('潘晓慧');
    expect(texts.at(-1)).not.toContain('苏志刚');
    county.ignorePosts();
  });
});
