import { describe, expect, it } from 'vitest';
import type { County } from '../support/county.ts';
import { numberIn, openWithOpinions, receiptIn } from './support.ts';

/** People take a minute over what they type. */
function says(county: County, userid: string, text: string): Promise<string> {
  county.minutesPass(1);
  return county.whispers(userid, text);
}

/** An opinion about the library, claimed; the library's secretary is 窦文静, its principal 水清扬, its supervisor 金鑫. */
async function claimed(county: County, text = '借书要填三张表，走过场'): Promise<string> {
  const number = numberIn(await says(county, 'suzhigang', `/意见 ${text}`));
  await says(county, 'wanglihua', `/意见 转 ${number} 县图书馆`);
  await says(county, 'shuiqingyang', `/认领 ${number}`);
  return number;
}

async function answeredOne(county: County, number: string): Promise<string> {
  await says(county, 'shuiqingyang', `/整改 ${number} 潘晓慧 3月20日 合并为一张表`);
  await says(county, 'shuiqingyang', `/整改 ${number} 完成 已合并为一张表`);
  await says(county, 'jinxin', `/核实 ${number} 通过`);
  return says(county, 'shuiqingyang', `/反馈 ${number} 现在只填一张表`);
}

describe('an opinion by name', () => {
  it('goes from filing to closing, each reply saying what to type next', async () => {
    const county = await openWithOpinions();
    const filed = await says(county, 'suzhigang', '/意见 借书要填三张表，  走过场');
    expect(filed).toContain('只有活动办和承办单位的书记看得到是您提的');
    const number = numberIn(filed);

    const mine = await says(county, 'wanglihua', '/意见');
    expect(mine).toContain(`${number}［待转办］`);
    expect(await says(county, 'wanglihua', `/意见 ${number}`)).toMatch(
      /类别：建议“形式主义”.*接下来：\/意见 转 /s,
    );
    expect(await says(county, 'wanglihua', `/意见 转 ${number} 县图书馆`)).toContain('请在3月6日前认领');
    expect(await says(county, 'shuiqingyang', '/认领')).toContain(`${number}［待认领］`);
    expect(await says(county, 'shuiqingyang', `/认领 ${number}`)).toMatch(/已认领.*3月18日前答复.*\/整改/s);
    expect(await says(county, 'shuiqingyang', `/整改 ${number} 合并表格`)).toMatch(/四定还缺：责任人.*时限/);
    expect(
      await says(
        county,
        'shuiqingyang',
        `/整改 ${number} 责任人：潘晓慧，时限：3月20日前 措施：合并为一张表`,
      ),
    ).toContain('潘晓慧负责，3月3日至3月20日，合并为一张表');
    expect(await says(county, 'shuiqingyang', `/整改 ${number} 进展 新表已印`)).toContain('已记下');
    expect(await says(county, 'shuiqingyang', `/反馈 ${number} 办好了`)).toMatch(
      /“整改中”，不能“反馈”.*接下来：\/整改 \d+ 完成.*四定：\/整改 \d+ 责任人/s,
    );
    expect(await says(county, 'shuiqingyang', `/整改 ${number} 完成 已合并`)).toContain('请督导组核实');
    expect(await says(county, 'wanglihua', `/核实 ${number} 通过`)).toContain('由督导组核实（金鑫）');
    expect(await says(county, 'wanglihua', '/意见')).not.toContain('等您处理');
    expect(await says(county, 'jinxin', '/意见')).toMatch(/等您处理的意见.*［待核实］/s);
    expect(await says(county, 'jinxin', `/核实 ${number} 不通过 旧表还在用`)).toContain('退回重新整改');
    expect(await says(county, 'shuiqingyang', `/意见 ${number}`)).toContain('核实不通过：旧表还在用');
    await says(county, 'shuiqingyang', `/整改 ${number} 完成 旧表已收回`);
    await says(county, 'jinxin', `/核实 ${number} 通过`);
    expect(await says(county, 'shuiqingyang', `/销号 ${number}`)).toContain('“待反馈”，不能“销号”');
    expect(await says(county, 'shuiqingyang', `/反馈 ${number} 现在只填一张表`)).toContain('已答复');
    expect(await says(county, 'shuiqingyang', `/销号 ${number}`)).toContain('待评价');
    expect(await says(county, 'panxiaohui', `/意见 评价 ${number} 满意`)).toContain('只能由提意见的人');
    expect(await says(county, 'suzhigang', '/意见')).toContain(`${number}［待评价］`);
    expect(await says(county, 'suzhigang', `/意见 ${number}`)).toMatch(
      /答复：现在只填一张表.*评价 \d+ 满意/s,
    );
    expect(await says(county, 'suzhigang', `/意见 评价 ${number} 满意 谢谢`)).toContain('可以销号');
    expect(await says(county, 'shuiqingyang', `/销号 ${number}`)).toContain('已销号');
    expect(await says(county, 'wanglihua', '/意见 列表')).toContain('0条在办');
  });

  it('is kept and shown word for word, odd spaces, emoji and all', async () => {
    const county = await openWithOpinions();
    const text = '群众 反映：路灯　不亮😠，\n  打了三次电话都没人管';
    const number = numberIn(await says(county, 'suzhigang', `/意见 ${text}`));
    expect(county.stage.app.books.state.opinions.find(number)?.text).toBe(text);
  });

  it('is opened again when the answer is rated badly, and has to go the whole way once more', async () => {
    const county = await openWithOpinions();
    const number = await claimed(county);
    await answeredOne(county, number);
    expect(await says(county, 'suzhigang', '/我的')).toContain(`您的意见 ${number} 有了答复`);
    expect(await says(county, 'suzhigang', `/意见 评价 ${number} 不满意 还是两张`)).toContain(
      '复号（第1次）',
    );
    expect(await says(county, 'shuiqingyang', `/意见 ${number}`)).toMatch(
      /复号，待重新四定.*评价：不满意：还是两张/s,
    );
    expect(await says(county, 'shuiqingyang', `/销号 ${number}`)).toContain('没有登记');
    await answeredOne(county, number);
    await says(county, 'suzhigang', `/意见 评价 ${number} 满意`);
    expect(await says(county, 'shuiqingyang', `/销号 ${number}`)).toContain('已销号');
  });

  it('is opened again when its limit passes', async () => {
    const county = await openWithOpinions();
    const number = await claimed(county);
    await says(county, 'shuiqingyang', `/整改 ${number} 潘晓慧 3月10日 合并为一张表`);
    county.clock.advance(8 * 86_400_000);
    expect(await says(county, 'shuiqingyang', '/意见')).toContain('超期复号');
    expect(await says(county, 'shuiqingyang', `/整改 ${number} 潘晓慧 3月5日 合并`)).toContain('已过去');
    expect(await says(county, 'shuiqingyang', `/整改 ${number} 潘晓慧 3月25日 合并`)).toContain('至3月25日');
  });

  it('can be closed with a dated plan when it cannot be solved now, until that day', async () => {
    const county = await openWithOpinions();
    const number = await claimed(county);
    expect(await says(county, 'shuiqingyang', `/销号 ${number} 计划 装电梯`)).toContain('哪天前');
    expect(await says(county, 'shuiqingyang', `/销号 ${number} 计划 6月30日 列入年度改造`)).toContain(
      '6月30日',
    );
    expect(await says(county, 'suzhigang', `/意见 ${number}`)).toContain('计划：6月30日前，列入年度改造');
    expect(await says(county, 'shuiqingyang', '/进度')).toMatch(/✅ 意见全部答复/);
    county.clock.advance(125 * 86_400_000);
    expect(await says(county, 'shuiqingyang', `/意见 ${number}`)).toContain('计划到期复号');
    expect(await says(county, 'shuiqingyang', '/进度')).toContain('意见全部答复');
    expect(await says(county, 'shuiqingyang', '/进度')).not.toMatch(/✅ 意见全部答复/);
  });

  it('needs a new plan once the day has passed on which it was to be solved, whatever was planned before', async () => {
    const county = await openWithOpinions();
    const number = await claimed(county);
    await says(county, 'shuiqingyang', `/整改 ${number} 潘晓慧 3月20日 合并为一张表`);
    await says(county, 'shuiqingyang', `/销号 ${number} 计划 3月10日 等新系统`);
    county.clock.advance(8 * 86_400_000);
    expect(await says(county, 'shuiqingyang', `/整改 ${number} 完成 已合并`)).toContain('不能“整改完成”');
    await says(county, 'shuiqingyang', `/整改 ${number} 潘晓慧 3月20日 合并为一张表`);
    expect(await says(county, 'shuiqingyang', `/整改 ${number} 完成 已合并`)).toContain('请督导组核实');
  });

  it('waits for the level above again once the day has passed by which that was to solve it', async () => {
    const county = await openWithOpinions();
    const number = numberIn(await says(county, 'suzhigang', '/意见 供电公司停电不通知'));
    await says(county, 'wanglihua', `/意见 上报 ${number}`);
    await says(county, 'wanglihua', `/销号 ${number} 计划 3月10日 供电公司装预告屏`);
    county.clock.advance(8 * 86_400_000);
    expect(await says(county, 'wanglihua', `/意见 ${number}`)).toContain('已上报');
    expect(await says(county, 'wanglihua', `/反馈 ${number} 预告屏已装好`)).toContain('已答复');
    expect(await says(county, 'suzhigang', `/意见 评价 ${number} 满意`)).toContain('可以销号');
  });

  it('is opened again when its raiser is no longer satisfied after it was closed', async () => {
    const county = await openWithOpinions();
    const number = await claimed(county);
    await answeredOne(county, number);
    await says(county, 'suzhigang', `/意见 评价 ${number} 满意`);
    await says(county, 'shuiqingyang', `/销号 ${number}`);
    expect(await says(county, 'suzhigang', `/意见 评价 ${number} 不满意 又要填三张`)).toContain(
      '复号（第1次）',
    );
    expect(await says(county, 'shuiqingyang', `/意见 ${number}`)).toContain('复号，待重新四定');
  });

  it('is with the level above until its unit gets it back', async () => {
    const county = await openWithOpinions();
    const number = await claimed(county);
    await says(county, 'wanglihua', `/意见 上报 ${number}`);
    expect(await says(county, 'wanglihua', `/意见 转 ${number} 县图书馆`)).toContain('已转 县图书馆');
    expect(await says(county, 'wanglihua', `/意见 转 ${number} 县图书馆`)).toContain('不用再转');
  });

  it('can be taken back, step by step', async () => {
    const county = await openWithOpinions();
    const number = await claimed(county);
    expect(await says(county, 'shuiqingyang', '/撤销 认领')).toContain(`意见 ${number} 的认领`);
    expect(await says(county, 'shuiqingyang', `/意见 ${number}`)).toContain('待认领');
    expect(await says(county, 'suzhigang', '/撤销 意见')).toContain(`意见 ${number} 的登记`);
    expect(await says(county, 'wanglihua', `/意见 ${number}`)).toContain('没有找到');
  });

  it('is put once, however often the message comes', async () => {
    const county = await openWithOpinions();
    const say = () =>
      county.stage.platform.say({
        from: 'suzhigang',
        chat: 'private',
        text: '/意见 书架太高',
        msgid: 'twice',
      });
    const first = (await say()).text;
    expect((await say()).text).toBe(first);
    expect(county.stage.app.books.state.opinions.all()).toHaveLength(1);
  });

  it('goes up when it is a matter of the level above, and an answer from there can be passed on', async () => {
    const county = await openWithOpinions();
    const number = numberIn(await says(county, 'suzhigang', '/意见 供电公司停电不通知'));
    expect(await says(county, 'wanglihua', `/意见 ${number}`)).toContain('是否上报市活动办');
    expect(await says(county, 'wanglihua', `/意见 上报 ${number}`)).toContain('已登记上报市活动办');
    expect(await says(county, 'wanglihua', `/反馈 ${number} 今后提前三天贴通知`)).toContain('已答复');
    expect(await says(county, 'suzhigang', `/意见 评价 ${number} 满意`)).toContain('满意');
    expect(await says(county, 'wanglihua', `/销号 ${number}`)).toContain('已销号');
  });
});

describe('opinions that were gathered', () => {
  it('say where, from whom and to which question, and can be filed in a group', async () => {
    const county = await openWithOpinions();
    const reply = await says(county, 'douwenjing', '/意见 座谈会 离退休老同志 问怨 转县卫生局 窗口态度不好');
    expect(reply).toMatch(/座谈会　老同志　问怨　系统建议类别：官僚主义/);
    expect(reply).toContain('已转 县卫生局');
    await county.bind('library');
    expect(await county.says('douwenjing', 'library', '/意见 走访 问策 多开夜场')).toContain('已按原话登记');
    expect(await county.says('douwenjing', 'library', '/意见 食堂太贵了')).toContain('请私聊');
    expect(await county.says('douwenjing', 'library', '/意见')).toContain('请私聊');
    expect(county.stage.app.books.state.opinions.all()).toHaveLength(2);
  });

  it('are laid before the supervisors, who read them word for word', async () => {
    const county = await openWithOpinions();
    await says(county, 'douwenjing', '/意见 座谈会 服务对象 问症 书太旧了');
    expect(await says(county, 'shuiqingyang', '/意见 报送')).toMatch(/1条.*（金鑫）/);
    expect(await says(county, 'shuiqingyang', '/意见 报送')).toContain('没有要报送');
    await says(county, 'suzhigang', '/意见 门口车太多');
    expect(await says(county, 'shuiqingyang', '/意见 报送')).toContain('没有要报送');
    expect(await says(county, 'jinxin', '/意见 列表')).toContain('书太旧了');
    expect(await says(county, 'zhenghaitao', '/意见 列表')).not.toContain('书太旧了');
  });

  it('are rated by whoever gathered them and asked', async () => {
    const county = await openWithOpinions();
    const number = numberIn(await says(county, 'douwenjing', '/意见 座谈会 问怨 转县图书馆 书太旧了'));
    // She has gathered it, and answers for the library as well.
    expect(await says(county, 'douwenjing', '/意见')).toMatch(/等您处理的意见.*［待认领］/s);
    await says(county, 'shuiqingyang', `/认领 ${number}`);
    expect(await answeredOne(county, number)).toContain('请收集的人把答复转告群众');
    expect(await says(county, 'douwenjing', `/意见 评价 ${number} 满意`)).toContain('可以销号');
  });

  it('are braided by likeness without losing a word', async () => {
    const county = await openWithOpinions();
    const texts = ['借书要填三张表太麻烦', '停车位太少', '填三张表才能借书，太麻烦了'];
    for (const text of texts) await says(county, 'douwenjing', `/意见 座谈会 问怨 转县图书馆 ${text}`);
    const reply = await says(county, 'wanglihua', '/意见 梳辫子 县图书馆');
    expect(reply).toContain('相近的2条');
    for (const text of texts) expect(reply).toContain(text);
  });

  it('are put under a topic and a problem of the list by a person', async () => {
    const county = await openWithOpinions();
    const number = numberIn(await says(county, 'douwenjing', '/意见 座谈会 问怨 转县教育局 找谁都推诿'));
    expect(await says(county, 'chenjianguo', `/意见 定 ${number} 官僚`)).toContain('官僚主义');
    expect(await says(county, 'chenjianguo', `/意见 定 ${number} 官僚主义`)).toContain('2. 推诿扯皮');
    expect(await says(county, 'chenjianguo', `/意见 定 ${number} 官僚主义 9`)).toContain('没有这一项');
    expect(await says(county, 'chenjianguo', `/意见 定 ${number} 官僚主义 2`)).toContain(
      '对照问题清单：推诿扯皮',
    );
    expect(await says(county, 'panxiaohui', `/意见 定 ${number} 工作`)).toContain('没有找到');
  });
});

describe('who learns what', () => {
  it('only the office and the secretary of the handling unit learn who raised it', async () => {
    const county = await openWithOpinions();
    const number = numberIn(await says(county, 'suzhigang', '/意见 转县卫生局/疾控支部 打疫苗排队太久'));
    expect(await says(county, 'wanglihua', `/意见 ${number}`)).toContain('苏志刚');
    expect(await says(county, 'taoyongping', `/意见 ${number}`)).toContain('苏志刚');
    const principal = await says(county, 'zhangweimin', `/意见 ${number}`);
    expect(principal).toContain('打疫苗排队太久');
    expect(principal).not.toContain('苏志刚');
    expect(await says(county, 'zhenghaitao', `/意见 ${number}`)).not.toContain('苏志刚');
    expect(await says(county, 'douwenjing', `/意见 ${number}`)).toContain('没有找到');
    expect(await says(county, 'panxiaohui', `/意见 ${number}`)).toContain('没有找到');
  });

  it('nobody handles what is given to another unit', async () => {
    const county = await openWithOpinions();
    const number = numberIn(await says(county, 'suzhigang', '/意见 转县卫生局 打疫苗排队太久'));
    expect(await says(county, 'shuiqingyang', `/认领 ${number}`)).toContain('没有找到');
    expect(await says(county, 'wanglihua', `/认领 ${number}`)).toContain('由 县卫生局 的负责人办');
    expect(await says(county, 'zhenghaitao', `/认领 ${number}`)).toContain('由 县卫生局 的负责人办');
    expect(await says(county, 'zhangweimin', `/意见 转 ${number} 县图书馆`)).toContain('由活动办操作');
  });

  it('the secretary of one branch of several does not handle what is given to the unit', async () => {
    const county = await openWithOpinions();
    const number = numberIn(await says(county, 'taoyongping', '/意见 座谈会 问怨 转县卫生局 打疫苗排队太久'));
    expect(await says(county, 'taoyongping', `/认领 ${number}`)).toContain('由 县卫生局 的负责人办');
  });

  it('an anonymous opinion is handled by its number and followed by its receipt word', async () => {
    const county = await openWithOpinions();
    const receipt = receiptIn(await says(county, 'suzhigang', '/意见 匿名 转县图书馆 借书要填三张表'));
    expect(await says(county, 'wanglihua', '/意见 列表')).toContain('目前没有');
    county.clock.advance(86_400_000);
    const number = /(\d{4})［待转办］/.exec(await says(county, 'wanglihua', '/意见'))?.[1] ?? '';
    expect(await says(county, 'wanglihua', `/意见 ${number}`)).toMatch(/匿名.*说涉及：县图书馆/s);
    expect(await says(county, 'wanglihua', `/意见 转 ${number}`)).toContain('已转 县图书馆');
    await says(county, 'shuiqingyang', `/认领 ${number}`);
    expect(await answeredOne(county, number)).toContain('凭回执词');
    const followed = await says(county, 'suzhigang', `/意见 查询 ${receipt}`);
    expect(followed).toMatch(/借书要填三张表.*答复：现在只填一张表/s);
    expect(followed).not.toContain(number);
    expect(await says(county, 'suzhigang', `/意见 评价 ${receipt} 不满意 还是两张`)).toContain(
      '复号（第1次）',
    );
    await answeredOne(county, number);
    expect(await says(county, 'suzhigang', `/意见 评价 ${receipt.replaceAll('-', ' ')} 满意`)).toContain(
      '满意',
    );
    expect(await says(county, 'shuiqingyang', `/销号 ${number}`)).toContain('已销号');
  });
});
