import { describe, expect, it } from 'vitest';
import { allVote, ballots, CADRES, MASSES, OPENING, opened, SERVED } from '../appraisal/support.ts';
import { HOSTILE } from './talk.ts';

const RESULT = '/评议 结果 县卫生局';

describe('评议', () => {
  it('is opened by the supervisor: who may vote is fixed, by group', async () => {
    const county = await ballots();
    const reply = await county.whispers('zhenghaitao', OPENING);
    expect(reply).toMatch(/县卫生局民主评议开始：评领导班子和3位领导/);
    expect(reply).toContain('机关党员干部15人、基层单位3人、服务对象3人、群众代表3人');
    expect(reply).toContain('3月3日（周一）12:00以后才能收票');
    expect(reply).toContain('满5票才计票');
    expect(await county.whispers('zhenghaitao', '/评议 开始 县卫生局')).toContain('正在评议，0/24人投过');
  });

  it('is cast in private, on the leadership and on each leader, once each', async () => {
    const county = await opened();
    const before = await county.whispers('yanming', '/评议');
    expect(before).toContain('还没有投的：领导班子、张伟民、施红霞、孔祥林');
    expect(await county.whispers('yanming', '/评议 县卫生局 好')).toMatch(
      /领导班子：好\n还没有投的：张伟民、施红霞/,
    );
    const more = await county.whispers('yanming', '/py 张伟民 较好，施红霞一般 官僚主义：较差 意见 会议太多');
    expect(more).toMatch(/张伟民：较好\n施红霞：一般（官僚主义差）\n意见已原话投进票箱/);
    expect(await county.whispers('yanming', '/评议 差')).toContain('您已经对领导班子投过票了');
    expect(await county.whispers('yanming', '/评议 孔祥林 好 班子 差')).toContain('您已经对领导班子投过票了');
    expect(await county.whispers('yanming', '/评议')).toContain('还没有投的：孔祥林');
    expect(await county.whispers('yanming', '/评议 县卫生局 孔祥林 好')).not.toContain('还没有投的');
    expect(await county.whispers('yanming', '/评议')).toContain('您都投过了');
  });

  it('refuses whole what it does not understand, for a vote cannot be taken back', async () => {
    const county = await opened();
    for (const [text, answer] of [
      ['县卫生局', '请写出评价（好、较好、一般、差）'],
      ['县卫生局 很好', '没有看懂“很好”'],
      ['张伟明 好', '您要写的是不是“张伟民”'],
      ['好 张伟民', '“张伟民”后面没有写评价'],
      ['好 官僚主义', '“官僚主义”后面没有写评价'],
      ['官僚主义 形式主义 好', '“官僚主义”后面没有写评价'],
      ['好 差', '“领导班子”写了两次评价'],
      ['意见 会议太多', '“领导班子”后面没有写评价'],
      ['县教育局 好', '县教育局现在没有正在进行的评议'],
    ] as const)
      expect(await county.whispers('yanming', `/评议 ${text}`), text).toContain(answer);
    expect(await county.whispers('yanming', '/评议')).toContain('还没有投的：领导班子、张伟民');
    expect(await county.whispers('zhaolei', '/评议 县卫生局 好')).toContain('人员名单里没有您');
    expect(await county.whispers('zhaolei', '/评议 好')).toContain('没有等您投的票');
  });

  it('refuses a vote in a group, which has seen it', async () => {
    const county = await ballots(['health']);
    await county.whispers('zhenghaitao', OPENING);
    const [invitation] = county.county.postedTexts('health');
    expect(invitation).toMatch(/县卫生局领导班子民主评议.*开始了.*\n.*私聊我/);
    expect(await county.says('yanming', 'health', '/评议 县卫生局 好')).toMatch(/没有投票.*\n请先撤回/);
    expect(await county.says('yanming', 'health', '/评议')).toContain('私聊我发');
    expect(await county.whispers('yanming', '/评议')).toContain('还没有投的：领导班子');
  });

  it('is opened and closed by the level above alone, never by the unit itself', async () => {
    const county = await opened();
    await allVote(county, CADRES, '好');
    for (const who of ['zhangweimin', 'shihongxia', 'jinxin', 'yanming'])
      expect(await county.whispers(who, '/评议 结束 县卫生局')).toContain('需要由 县卫生局 的负责人来发');
    // He works at the office, but his home is the unit that is appraised.
    expect(await county.whispers('caoxiaodong', '/评议 结束 县卫生局')).toContain('是您自己的单位');
    expect(await county.whispers('wanglihua', '/评议 结束 县卫生局')).toContain('评议结束：5/24人投了票');
  });

  it('says nothing before the end but how many have voted, and that to those who hold it', async () => {
    const county = await opened();
    await allVote(county, CADRES, '差');
    expect(await county.whispers('zhenghaitao', '/评议')).toContain('**县卫生局**正在评议：5/24人投过');
    expect(await county.whispers('wanglihua', '/评议')).toContain('5/24人投过');
    expect(await county.whispers('zhangweimin', '/评议')).not.toContain('5/24');
    for (const who of ['zhenghaitao', 'wanglihua', 'zhangweimin'])
      expect(await county.whispers(who, RESULT)).toContain('还没有计过票');
    expect(await county.whispers('yanming', RESULT)).toContain('需要由');
  });

  it('is not closed before people had the form for half a day, nor with too few ballots', async () => {
    const county = await ballots();
    await county.whispers('zhenghaitao', OPENING);
    await allVote(county, CADRES, '好');
    expect(await county.whispers('zhenghaitao', '/评议 结束 县卫生局')).toContain(
      '3月3日（周一）12:00以后才能收票',
    );
    const other = await opened();
    await allVote(other, CADRES.slice(0, 4), '好');
    expect(await other.whispers('zhenghaitao', '/评议 结束 县卫生局')).toMatch(
      /4\/24人投过.*不满5张，不计票/,
    );
    await allVote(other, CADRES.slice(4), '差');
    expect(await other.whispers('zhenghaitao', '/评议 结束 县卫生局')).toContain('已计票，单张选票已销毁');
    expect(await other.whispers('huachunmei', '/评议 好')).toContain('没有等您投的票');
  });

  it('counts by subject and group, in the roster’s order and not by how people came out', async () => {
    const county = await opened();
    await allVote(county, CADRES, '好 张伟民 差 施红霞 好 形式主义 一般');
    await allVote(county, SERVED, '较好 施红霞 较好');
    await allVote(county, MASSES, '一般 意见 窗口开得太晚');
    await county.whispers('zhenghaitao', '/评议 结束 县卫生局');
    const result = await county.whispers('zhenghaitao', RESULT);
    expect(result).toContain('机关党员干部5/15人、基层单位0/3人、服务对象3/3人、群众代表3/3人');
    expect(result).toMatch(
      /领导班子：好5、较好3、一般3、差0\n张伟民：好0、较好0、一般0、差5\n施红霞：好5、较好3、一般0、差0\n孔祥林：不满5票，没有计票/,
    );
    const whole = await county.whispers('zhangweimin', `${RESULT} 班子`);
    expect(whole).toMatch(
      /机关党员干部：好5、.*\n服务对象：好0、较好3、.*\n群众代表：好0、较好0、一般3、差0/,
    );
    expect(await county.whispers('wanglihua', `${RESULT} 施红霞`)).toContain(
      '形式主义：好0、较好0、一般5、差0',
    );
    expect(await county.whispers('zhenghaitao', `${RESULT} 意见`)).toMatch(
      /意见.*（3条.*\n领导班子：窗口开得太晚/,
    );
    expect(await county.whispers('zhangweimin', `${RESULT} 意见`)).toContain('没有打开');
    expect(await county.whispers('jinxin', RESULT)).toContain('需要由');
  });

  it('counts a group with too few ballots together with another, and says so', async () => {
    const county = await opened();
    await allVote(county, CADRES, '好');
    await allVote(county, SERVED, '较好');
    await allVote(county, MASSES.slice(0, 1), '差');
    await county.whispers('zhenghaitao', '/评议 结束 县卫生局');
    const result = await county.whispers('zhenghaitao', `${RESULT} 班子`);
    expect(result).toContain(
      '机关党员干部：好5、较好0、一般0、差0\n服务对象和群众代表（票少，合并计）：好0、较好3、一般0、差1',
    );
    const few = await ballots();
    const reply = await few.whispers('zhenghaitao', '/评议 开始 县卫生局 服务对象 范思远 群众 唐满仓');
    expect(reply).toMatch(/服务对象和群众代表.*人少，合在一起计票/);
  });

  it('asks for what is wrong with the names when it is opened', async () => {
    const county = await ballots();
    for (const [text, answer] of [
      ['', '请写明单位'],
      ['县卫生局 范思远', '先写哪一类评议人员'],
      ['县卫生局 服务对象 范思近', '您要找的是不是“范思远”'],
      ['县图书官', '您要找的是不是“县图书馆”'],
    ] as const)
      expect(await county.whispers('zhenghaitao', `/评议 开始 ${text}`), text).toContain(answer);
    expect(await county.whispers('jinxin', '/评议 开始 县卫生局')).toContain('需要由');
    const named = await county.whispers('zhenghaitao', '/评议 开始 县卫生局 评议对象：邹国庆');
    expect(named).toContain('和4位领导');
    expect(named).toContain('服务对象、群众代表没有人');
  });

  it('is called off with a reason, and then nothing of it is kept', async () => {
    const county = await opened();
    await allVote(county, CADRES, '好 意见 会议太多');
    expect(await county.whispers('zhenghaitao', '/评议 作废 县卫生局')).toContain('请写明作废的原因');
    expect(await county.whispers('zhenghaitao', '/评议 作废 县卫生局 名单有误')).toContain('5人的票没有计');
    expect(county.county.stage.app.books.state.appraisals.open()).toEqual([]);
    expect(await county.whispers('yanming', '/评议 好')).toContain('没有等您投的票');
    expect(await county.whispers('zhenghaitao', OPENING)).toContain('民主评议开始');
    expect(await county.whispers('yanming', '/评议 好')).toContain('已投票');
  });

  it('can be taken back while nobody has voted; a vote never can, nor what was said before it', async () => {
    const county = await ballots(['health']);
    await county.whispers('zhenghaitao', OPENING);
    county.later();
    expect(await county.whispers('zhenghaitao', '/撤销 评议')).toContain('已撤销您的县卫生局民主评议的发起');
    county.later();
    await county.whispers('zhenghaitao', OPENING);
    await county.whispers('yanming', '/请假 3月20日');
    county.later();
    await county.whispers('yanming', '/评议 好');
    for (const text of ['/撤销', '/撤销 评议'])
      expect(await county.whispers('yanming', text)).toContain('不能撤销，没有改动');
    expect(await county.whispers('zhenghaitao', '/撤销')).toContain('已经有人投票，不能撤销');
    expect(await county.whispers('yanming', '/撤销 请假')).toContain('已撤销');
    county.county.ignorePosts();
  });

  it('keeps what was written word for word, whole, and harmless', async () => {
    const county = await opened();
    const long = '窗口的同志中午也要轮流值班，'.repeat(20);
    await allVote(county, CADRES.slice(0, 2), `好 意见：${HOSTILE}`);
    await allVote(county, CADRES.slice(2), `班子 好 意见 ${long}`);
    await county.whispers('zhenghaitao', '/评议 结束 县卫生局');
    const pages = await Promise.all(
      [1, 2, 3, 4, 5].map((page) => county.whispers('zhenghaitao', `${RESULT} 意见 ${page}`)),
    );
    const all = pages.join('\n');
    expect(all.split(`领导班子：${long}`)).toHaveLength(4);
    expect(all.split('领导班子：＜@all＞')).toHaveLength(3);
  });

  it('has nothing to say where the campaign wants no ballot', async () => {
    const county = await ballots([], { campaign: (text) => text });
    expect(await county.whispers('yanming', '/评议')).toContain('没有安排民主评议');
    expect(await county.whispers('yanming', '/帮助')).not.toContain('评议');
  });
});
