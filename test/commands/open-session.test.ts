import { describe, expect, it } from 'vitest';
import { type Talk, talk } from './talk.ts';

const opens = (county: Talk, rest: string) => county.says('zhoumin', 'education1', `/开会${rest}`);

describe('开会', () => {
  it.each([
    [' 讨论 三思三观 半天', '**三思三观讨论**：3月3日（周一）09:00，预计3小时'],
    ['，讨论，三思，1.5小时', '**三思三观讨论**：3月3日（周一）09:00，预计1小时30分钟'],
    ['讨论 “三思三观” 3小时', '**三思三观讨论**'],
    [' 学习 全员轮学', '**集中学习**：3月3日（周一）09:00，全员轮学'],
    [' 集中学习 明天上午 3小时', '3月4日（周二）09:00，预计3小时'],
    [' 集中学习 明天 下午２点半', '3月4日（周二）14:30'],
    [' 集中学习 周五下午两点', '3月7日（周五）14:00'],
    [' 集中学习 3月12日14:30 半天', '3月12日（周三）14:30，预计3小时'],
    [' 党课 今天 晚上', '3月3日（周一）19:00，预计3小时'],
    [' 集中学习 十八大精神', '**十八大精神集中学习**'],
  ])('understands “/开会%s”', async (rest, told) => {
    expect(await opens(await talk(['education1']), rest)).toContain(told);
  });

  it('says what is asked of everybody next', async () => {
    const county = await talk(['education1']);
    expect(await opens(county, ' 集中学习')).toMatch(/发 \/签到，不能参加的发 \/请假。散会后请发 \/结束/);
  });

  it('warns at once when the length will not be enough', async () => {
    expect(await opens(await talk(['education1']), ' 讨论 三思三观 2小时')).toContain('不足3小时');
  });

  it('refuses what it does not understand, says what to write, and opens nothing', async () => {
    const county = await talk(['education1']);
    const refusals: [rest: string, told: RegExp][] = [
      ['', /请写明是什么活动.*可以写：集中学习、讨论/s],
      [' 讨轮 三思三观', /您要找的是不是“讨论”/],
      ['讨论三思三观半天', /您要找的是不是“讨论”？词和词之间请空一格/],
      [' 集中学习 明早八点', /没有看懂“明早八点”，所以没有登记/],
      [' 集中学习 3刻钟4点70分', /没有看懂/],
      [' 集中学习 2月3日', /只能补登最近7天的会议，没有登记/],
      [' 集中学习 6月3日', /最多提前60天预告，没有登记/],
      [` 集中学习 ${'很'.repeat(31)}`, /名称太长，没有登记/],
      [' 集中学习 联合', /请在“联合”后面写明是哪个单位/],
      [' 集中学习 联合 县图书管', /您要找的是不是“县图书馆”/],
    ];
    for (const [rest, told] of refusals) expect(await opens(county, rest), rest).toMatch(told);
    expect(await county.says('zhoumin', 'education1', '/结束')).toContain('没有进行中的会议');
  });

  it('asks which unit is meant when a name is shared', async () => {
    const county = await talk(['education1'], {
      roster: (data) => ({
        ...data,
        units: data.units.map((unit) =>
          unit.id === '县图书馆/图书馆支部' ? { ...unit, name: '机关支部' } : unit,
        ),
      }),
    });
    expect(await opens(county, ' 集中学习 联合 机关支部')).toMatch(/不止一个.*- 县卫生局\/机关支部/s);
  });

  it('may be said by the secretary for the own branch only', async () => {
    const county = await talk(['education1', 'education2']);
    expect(await county.says('zhaolei', 'education1', '/开会 讨论')).toContain('发 /帮助 看您能用哪些指令');
    expect(await county.says('zhoumin', 'education2', '/开会 讨论')).toContain('或私聊我发 /开会');
    expect(await county.says('wanglihua', 'education1', '/开会 讨论')).toContain(
      '需要由 机关第一支部 的负责人',
    );
  });

  it('announces or starts another session while one is open, and says what is still to be ended', async () => {
    const county = await talk(['education1']);
    await opens(county, ' 集中学习');
    expect(await opens(county, ' 讨论 明天上午')).toMatch(
      /已登记.*09:00 的“集中学习”还没有结束登记，散会后请发 \/结束 集中学习/s,
    );
    county.later(90);
    expect(await opens(county, ' 党课')).toMatch(/已登记.*\/结束 集中学习/s);
    county.later(30);
    const which = await county.says('zhoumin', 'education1', '/结束');
    expect(which).toMatch(/不止一场.*- \/结束 集中学习（3月3日（周一）09:00）\n- \/结束 党课/s);
    expect(await county.says('zhoumin', 'education1', '/结束 集中学习 1小时')).toMatch(
      /\*\*集中学习\*\* 已结束.*时长1小时/,
    );
    expect(await county.says('zhoumin', 'education1', '/结束 集中学习')).toMatch(
      /没有找到您说的那一场.*“党课”/,
    );
    expect(await county.says('zhoumin', 'education1', '/结束')).toContain('**党课** 已结束');
  });

  it('tells two open sessions of one kind apart by their day', async () => {
    const county = await talk(['education1']);
    await opens(county, ' 集中学习');
    await county.until('2014-03-04', '10:00');
    expect(await opens(county, ' 集中学习')).toMatch(/\/结束 3月3日 集中学习 加时长/);
    expect(await county.says('zhoumin', 'education1', '/结束 3小时')).toContain('/结束 3月3日 集中学习');
    expect(await county.says('zhoumin', 'education1', '/结束 3月3日 集中学习 3小时')).toContain(
      '已结束：3月3日',
    );
  });

  it('asks whether a session like one that is on record already is really another one', async () => {
    const county = await talk(['education1', 'education2']);
    await opens(county, ' 集中学习 周四下午3点');
    const asked = await opens(county, ' 集中学习 周四下午3点半');
    expect(asked).toMatch(/3月6日（周四）15:00 的“集中学习”已经登记过，没有再登记一场.*\/改期.*“另开”/s);
    expect(await county.says('liguodong', 'education2', '/开会 集中学习 周四下午3点')).toContain('已登记');
    expect(await opens(county, ' 讨论 周四下午3点')).toContain('已登记');
    expect(await opens(county, ' 集中学习 周四下午5点')).toContain('已登记');
    expect(await opens(county, ' 集中学习 周四下午3点半 另开')).toContain(
      '**集中学习**：3月6日（周四）15:30',
    );
  });

  it('opens one session where two people say it at once', async () => {
    const county = await talk(['office']);
    const said = await Promise.all(
      ['wanglihua', 'caoxiaodong'].map((who) => county.says(who, 'office', '/开会 集中学习 半天')),
    );
    expect(said.filter((reply) => reply.includes('✅'))).toHaveLength(1);
    expect(said.filter((reply) => reply.includes('没有再登记一场'))).toHaveLength(1);
  });

  it('enters a session of the days before, step by step', async () => {
    const county = await talk(['education1'], { at: ['2014-03-05', '10:00'] });
    await opens(county, ' 讨论 三思三观 3月4日');
    expect(await county.says('zhoumin', 'education1', '/结束 3小时')).toContain('还没有人签到');
    county.later();
    const opened = await opens(county, ' 集中学习 3月3日');
    expect(opened).toMatch(/补登以前的会议.*1\. 发 \/补签.*2\. 再发 \/结束 加时长/s);
    expect(await county.says('zhoumin', 'education1', '/补签 赵磊、孙晓燕')).toContain(
      '3月3日（周一）现场：赵磊、孙晓燕',
    );
    expect(await county.says('zhoumin', 'education1', '/结束')).toContain('请写明开了多久');
    const closed = await county.says('zhoumin', 'education1', '/结束 半天');
    expect(closed).toMatch(/3月3日（周一），时长3小时，到会2\/7人/);
    expect(closed).toContain('漏签的发 /补签 3月3日 姓名');
    expect(await county.says('zhoumin', 'education1', '/补签 3月3日 钱永康')).toContain(
      '**集中学习** 3月3日',
    );
  });

  it('knows in January that 31 December was last year', async () => {
    const county = await talk(['education1'], { at: ['2015-01-02', '10:00'] });
    expect(await opens(county, ' 集中学习 12月31日 半天')).toContain('12月31日（周三）');
  });

  it('is announced in the groups of the units that join, whose people check in at home', async () => {
    const county = await talk(['education1', 'education2', 'health', 'library']);
    const opened = await opens(
      county,
      ' 集中学习 群组共学 联合 县卫生局和机关第二支部、县图书馆/图书馆支部 3小时',
    );
    expect(opened).toContain('联合：县卫生局、县教育局/机关第二支部、县图书馆/图书馆支部');
    expect(opened).toContain('预计3小时，群组共学');
    expect(county.county.postedTexts('education2')).toEqual([
      expect.stringMatching(/\*\*县教育局\/机关第一支部\*\* 组织 \*\*集中学习\*\*.*发 \/签到/s),
    ]);
    expect(county.county.postedTexts('library')).toHaveLength(1);
    county.county.ignorePosts();

    expect(await county.says('yanming', 'health', '/签到')).toContain('**集中学习**');
    county.later(180);
    expect(await county.says('zhoumin', 'education1', '/结束')).toContain('到会1/');
    expect(await county.says('shihongxia', 'health', '/进度')).toContain('集中学习讨论不少于3天：已0.5/3天');
    expect(await county.says('douwenjing', 'library', '/进度')).toContain('没有本单位的人签到');
    expect(await county.says('shihongxia', 'health', '/未签')).toContain('（县教育局/机关第一支部 组织）');
    expect(await county.says('shihongxia', 'health', '/补签 华春梅')).toContain('已补签 **集中学习**');
    // Each side is told how it came out for itself.
    county.county.ignorePosts();
  });

  it('says whose group cannot be told, and tells those who were told when it is off', async () => {
    const county = await talk(['education1', 'health'], {
      roster: (data) => ({
        ...data,
        units: data.units.map((unit) =>
          unit.id === '县图书馆/图书馆支部' ? { ...unit, webhook: null } : unit,
        ),
      }),
    });
    const opened = await opens(county, ' 集中学习 联合 县卫生局/机关支部、县图书馆/图书馆支部');
    expect(opened).toContain('县图书馆/图书馆支部 的群还没有推送地址，收不到通知，请另行告知');
    county.county.ignorePosts();
    county.later();
    await county.says('zhoumin', 'education1', '/撤销 开会');
    expect(county.county.postedTexts('health')).toEqual([
      expect.stringMatching(/会议取消：\*\*县教育局\/机关第一支部\*\* 3月3日 09:00 的“集中学习”/),
    ]);
  });

  it('lets nothing in a title act as syntax', async () => {
    const county = await talk(['education1', 'health']);
    await opens(county, ' 集中学习 <@all>[x](http://a.b) 联合 县卫生局/机关支部');
    expect(county.county.postedTexts('health')[0]).toContain('＜@all＞［x］(http：//a.b)集中学习');
  });
});
