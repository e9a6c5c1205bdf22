import { describe, expect, it } from 'vitest';
import { numberIn, receiptIn, withOpinions } from '../opinions/support.ts';
import { type Opened, openWorkbook } from '../report/support/opened.ts';
import { type County, type CountyOptions, essayText, instant, openCounty, PIXEL } from '../support/county.ts';
import { HOSTILE, talk } from './talk.ts';

const MORE = `
  - id: plan
    title: 实施方案经审阅同意
    clause: 测试 第五部分
    each: unit
    where: { category: [机关, 事业单位] }
    measure: documents
    of: { document: [实施方案] }
    min: all
    by: day 20
`;
const DOCUMENTS = `
documents:
  - { name: 实施方案, also: [方案], review: [督导] }
`;
const CAMPAIGN: CountyOptions = { campaign: (text) => `${withOpinions(text + MORE)}${DOCUMENTS}` };

const MARK = '心里那本明白账';
const SAID = '=cmd|窗口中午没人，推诿';
const ANONYMOUS = '食堂的公款招待要管一管';
const PLAN = '一、抓好思想发动，领导带头先学一步；二、深入开展调研，听取群众呼声；三、边学边改。';

/** The workbook somebody was sent alone. */
async function sentTo(county: County, who: string, text = '/导出'): Promise<Opened> {
  county.stage.platform.takeMessages({ app: who });
  expect(await county.whispers(who, text)).toContain('马上单独发给您');
  const [message, ...more] = county.stage.platform.takeMessages({ app: who });
  expect(more).toEqual([]);
  if (message?.content.type !== 'file') throw new Error('no file was sent');
  expect(message.content.file.name).toMatch(/台账2014-03-20\.xlsx$/);
  return openWorkbook(message.content.file.bytes);
}

/** A fortnight at the bureau and the library: a study day, a discussion, essays, opinions, a plan. */
async function aFortnight(options: CountyOptions = {}): Promise<{ county: County; number: string }> {
  const county = await openCounty({
    ...CAMPAIGN,
    setUp: 'AC',
    bound: ['education1', 'education2', 'library', 'office'],
    ...options,
  });
  const says = county.says.bind(county);
  await says('zhoumin', 'education1', '/开会 集中学习 半天');
  for (const who of ['zhoumin', 'zhaolei', 'chenjianguo']) await says(who, 'education1', '/签到');
  await says('sunxiaoyan', 'education1', '/签到 线上');
  await says('qianyongkang', 'education1', '/请假');
  county.minutesPass(200);
  await says('zhoumin', 'education1', '/结束');
  await says('zhoumin', 'education1', '/补签 刘志强');
  county.clock.set(instant('2014-03-10', '09:00'));
  await says('zhoumin', 'education1', '/开会 讨论 三思三观 半天');
  for (const who of ['zhoumin', 'zhaolei']) await says(who, 'education1', '/签到');
  county.minutesPass(200);
  await says('zhoumin', 'education1', '/结束');
  await says('zhoumin', 'education1', '/材料 照片', { images: [PIXEL] });
  await county.whispers('zhaolei', `/体会 三思三观 ${MARK}。${essayText(1)}`);
  await county.whispers('chenjianguo', `/体会 三思三观 ${essayText(2)}`);
  const number = numberIn(await county.whispers('suzhigang', `/意见 ${SAID}`));
  await county.whispers('wanglihua', `/意见 转 ${number} 县图书馆`);
  await county.whispers('shuiqingyang', `/认领 ${number}`);
  await county.whispers('shuiqingyang', `/整改 ${number} 潘晓慧 4月20日 中午留人`);
  receiptIn(await county.whispers('yanming', `/意见 匿名 ${ANONYMOUS}`));
  await says('douwenjing', 'library', `/报送 方案 ${PLAN}`);
  await county.whispers('jinxin', '/审阅 1 退回 分工不具体');
  county.clock.set(instant('2014-03-20', '10:00'));
  county.ignorePosts();
  return { county, number };
}

interface Story {
  readonly file: Opened;
  readonly county: County;
  readonly number: string;
}

/** What the sheets of the office's own workbook say after the fortnight. */
const SHEETS: Readonly<Record<string, (story: Story) => void>> = {
  'has a sheet for everything': ({ file }) => {
    expect(file.names).toEqual(
      '总览 单位 支部 未完成名单 未完成人员 延期与免除 学习与出勤 个人出勤 体会文章 意见与整改 材料与审阅 未送达'.split(
        ' ',
      ),
    );
  },

  'counts as the ledger does, requirement by requirement, with due dates and clauses': ({ file, county }) => {
    const { progress } = county.stage.app.outlook();
    const rows = file.rows('总览');
    expect(rows.map((row) => row['要求'])).toEqual(progress.campaign.requirements.map(({ title }) => title));
    const essays = rows.find((row) => String(row['要求']).includes('体会文章'));
    const coverage = progress.coverage(progress.roster.root.id)[0];
    expect(essays).toMatchObject({
      应完成: coverage?.asked.length,
      已完成: 2,
      还没完成: coverage?.missing.length,
      完成率: 2 / (coverage?.asked.length ?? 0),
      按什么数: '人',
      依据: '仙群组办发〔2014〕3号 第二部分',
    });
    for (const { requirement, asked, met, missing, dues } of progress.rollup(progress.roster.root.id))
      expect(rows.find((row) => row['要求'] === requirement.title)).toMatchObject({
        应完成: asked.length,
        已完成: met.length,
        还没完成: missing.length,
        截止日期: new Date(`${dues.shared?.day}T00:00:00Z`),
        期限: expect.stringMatching(/^\d+月\d+日前，本县定$/),
      });
    expect(file.notes('总览').join('')).toMatch(/截至2014-03-20 10:00.*“还没完成”.*不等于没有做.*不排名次/);
  },

  'lists units and branches in the order of the roster, each with how far it is': ({ file, county }) => {
    const { roster } = county.stage.app.outlook().progress;
    const names = (kind: string) => roster.units.filter((unit) => unit.kind === kind).map(({ name }) => name);
    expect(file.rows('单位').map((row) => row['名称'])).toEqual(names('unit'));
    expect(file.rows('支部').map((row) => row['名称'])).toEqual(names('branch'));
    const study = file.columns('支部').find((title) => title.startsWith('集中学习讨论')) ?? '';
    const [first, second] = file.rows('支部');
    expect([first?.[study], second?.[study]]).toEqual(['做了一部分 1.1/3天', '还没完成']);
    expect(file.rows('支部').find((row) => row['上级单位'] === '清源镇')?.[study]).toBe('不要求');
    expect(file.rows('单位')[0]).toMatchObject({
      类别: '机关',
      人数: roster.headcount(roster.units[1]?.id ?? roster.root.id),
    });
  },

  'says who lacks what by when': ({ file, county }) => {
    const { progress } = county.stage.app.outlook();
    const people = file.rows('未完成人员').filter((row) => String(row['要求']).includes('体会文章'));
    const missing = progress.coverage(progress.roster.root.id)[0]?.missing ?? [];
    expect(people.map((row) => row['姓名'])).toEqual(missing.map((id) => progress.roster.nameOf(id)));
    expect(people[0]).toMatchObject({
      单位名称: '县教育局',
      支部: '机关第一支部',
      还差: 1,
      单位: '篇',
      是否过期: '没有过期',
    });
    const plan = file.rows('未完成名单').filter((row) => row['要求'] === '实施方案经审阅同意');
    expect(plan.map((row) => row['单位名称'])).toEqual(['县教育局', '县卫生局', '县图书馆']);
    expect(plan[2]?.['说明']).toContain('被退回：分工不具体');
    const study = file.rows('未完成名单').find((row) => String(row['要求']).startsWith('“三思三观”集中'));
    expect(study?.['说明']).toContain('还差的支部：机关第二支部、退休支部');
  },

  'tells who was at what, with rates': ({ file }) => {
    const [study, discussion, ...more] = file.rows('学习与出勤');
    expect(more).toEqual([]);
    expect(study).toMatchObject({
      日期: new Date('2014-03-03T00:00:00Z'),
      主办单位: '县教育局 机关第一支部',
      开始: '09:00',
      应到: 7,
      实到: 5,
      其中线上: 1,
      其中补签: 1,
      请假: 1,
      缺席: 1,
      出勤率: 5 / 7,
      登记: '已登记结束',
    });
    expect(discussion).toMatchObject({ 实到: 2, 出勤率: 2 / 7, 已交材料: '照片', 主题: '三思三观' });
    const rows = file.rows('个人出勤');
    expect(rows).toHaveLength(7);
    expect(rows.find((row) => row['姓名'] === '赵磊')).toMatchObject({ '应到（次）': 2, 实到: 2, 出勤率: 1 });
    expect(rows.find((row) => row['姓名'] === '钱永康')).toMatchObject({ 实到: 0, 请假: 1, 没有到: 1 });
  },

  'tells of essays only that they are there, but of those sent up how long and when': ({ file }) => {
    const rows = file.rows('体会文章');
    const of = (name: string) => rows.find((row) => row['姓名'] === name);
    expect(of('赵磊')).toMatchObject({ 交了没有: '已交', 字数: null, 交稿时间: null, 是否计入: '已计入' });
    expect(of('陈建国')).toMatchObject({ 交了没有: '已交', 交稿时间: new Date('2014-03-10T12:20:00Z') });
    expect(Number(of('陈建国')?.['字数'])).toBeGreaterThan(50);
    expect(of('孙晓燕')).toMatchObject({ 交了没有: '还没交', 字数: null });
    expect(file.text).not.toContain(MARK);
    expect(file.text).not.toContain('入户时多坐一会儿');
  },

  'follows opinions word for word, the anonymous without a name': ({ file, number }) => {
    const rows = file.rows('意见与整改');
    expect(rows.map((row) => row['编号'])).toEqual(rows.map((row) => row['编号']).toSorted());
    expect(rows.find((row) => row['编号'] === number)).toMatchObject({
      原话: SAID,
      到哪一步了: '整改中',
      提出或收集的人: '苏志刚',
      承办单位: '县图书馆',
      责任人: '潘晓慧',
      措施: '中午留人',
      整改期限: new Date('2014-04-20T00:00:00Z'),
    });
    expect(rows.find((row) => row['原话'] === ANONYMOUS)).toMatchObject({
      怎么来的: '匿名',
      提出或收集的人: null,
      到哪一步了: '待转办',
    });
    const ofAnonymous = JSON.stringify(rows.find((row) => row['原话'] === ANONYMOUS));
    expect(ofAnonymous).not.toMatch(/严明|yanming/);
  },

  'says how far documents are and what has not been sent, and nothing of what stands in them': ({ file }) => {
    const rows = file.rows('材料与审阅');
    expect(rows.map((row) => [row['单位名称'], row['文件'], row['到哪一步了']])).toEqual([
      ['县教育局', '实施方案', '还没有报送'],
      ['县卫生局', '实施方案', '还没有报送'],
      ['县图书馆', '实施方案', '被退回，要改'],
    ]);
    expect(rows[2]).toMatchObject({ 报送人: '窦文静', 版次: 1 });
    expect(rows[2]?.['审阅经过']).toMatch(/金鑫 退回：分工不具体$/);
    expect(file.text).not.toContain('抓好思想发动');
    expect(file.rows('未送达')).toEqual([{ ...file.rows('未送达')[0], 日期时间: '没有，消息都送到了' }]);
  },
};

describe('a workbook alone', () => {
  it('says to the office what the ledgers say, sheet by sheet', async () => {
    const { county, number } = await aFortnight();
    const file = await sentTo(county, 'wanglihua');
    for (const check of Object.values(SHEETS)) check({ file, county, number });
  });

  it('of a secretary holds the branch alone, of the principal the bureau, of a supervisor the units looked after', async () => {
    const { county, number } = await aFortnight();
    const branch = await sentTo(county, 'zhoumin');
    expect(branch.names).toEqual(
      '总览 未完成名单 未完成人员 延期与免除 学习与出勤 个人出勤 体会文章 意见与整改 材料与审阅'.split(' '),
    );
    expect(branch.rows('体会文章').find((row) => row['姓名'] === '赵磊')?.['字数']).toBeGreaterThan(50);
    expect(branch.text).not.toMatch(/机关第二支部|县卫生局|县图书馆|苏志刚|公款|分工不具体/);
    expect(branch.text).not.toContain(MARK);
    expect(branch.rows('意见与整改')[0]?.['编号']).toBe('目前没有您可以看的意见');

    const bureau = await sentTo(county, 'chenjianguo');
    expect(bureau.names).toContain('支部');
    expect(bureau.rows('支部')).toHaveLength(3);
    expect(bureau.text).not.toMatch(/县卫生局|县图书馆|苏志刚|公款/);
    // A principal reads no essays: only the own one.
    expect(
      bureau
        .rows('体会文章')
        .filter((row) => row['字数'] !== null)
        .map((row) => row['姓名']),
    ).toEqual(['陈建国']);

    const library = await sentTo(county, 'jinxin', '/导出 县图书馆');
    expect(library.rows('意见与整改')[0]).toMatchObject({ 编号: number, 提出或收集的人: null });
    expect(library.text).not.toMatch(/赵磊|公款/);
  });

  it('counts what the office has waived apart, never as met, and says why', async () => {
    const { county } = await aFortnight();
    const before = await sentTo(county, 'wanglihua');
    await county.whispers('wanglihua', '/免除 县图书馆 集中学习 搬迁');
    await county.whispers('wanglihua', '/延期 县教育局 集中学习 4月30日 防汛');
    const file = await sentTo(county, 'wanglihua');
    const study = (opened: Opened) =>
      opened.rows('总览').find((row) => row['要求'] === '集中学习讨论不少于3天');
    expect(study(file)).toMatchObject({
      已完成: study(before)?.['已完成'],
      还没完成: Number(study(before)?.['还没完成']) - 1,
      经同意免除: 1,
    });
    expect(file.rows('延期与免除')).toMatchObject([
      { 单位名称: '县图书馆', 同意: '免除', 延期到: null, 理由: '搬迁', 谁同意的: '王丽华' },
      { 单位名称: '县教育局', 同意: '延期', 理由: '防汛' },
    ]);
    expect(
      file
        .rows('未完成名单')
        .filter((row) => row['单位名称'] === '县图书馆' && /学习讨论/.test(String(row['要求']))),
    ).toEqual([]);
    expect(
      file
        .rows('未完成名单')
        .find((row) => row['单位名称'] === '县教育局' && /学习讨论/.test(String(row['要求'])))?.['期限'],
    ).toBe('4月30日前，已同意延期');
    county.ignorePosts();
  });

  it('goes to nobody who may not have it', async () => {
    const county = await openCounty({ setUp: 'AC' });
    for (const [who, text] of [
      ['zhaolei', '/导出'],
      ['zhoumin', '/导出 县教育局'],
      ['zhoumin', '/导出 县卫生局'],
      ['jinxin', '/导出 县卫生局'],
      ['chenjianguo', '/导出 云溪县活动办'],
    ] as const)
      expect(await county.whispers(who, text), `${who} ${text}`).toMatch(/“导出”需要由/);
    county.nothingElse();
  });
});

describe('a workbook in a group', () => {
  it('holds nothing that is for one pair of eyes, and only that unit', async () => {
    const { county } = await aFortnight();
    expect(await county.says('wanglihua', 'office', '/导出')).toMatch(/马上发到本群.*私聊我发 \/导出/s);
    const [message] = county.posted('office');
    if (message?.content.type !== 'file') throw new Error('no file was sent');
    const file = await openWorkbook(message.content.file.bytes);
    expect(file.names).toEqual(
      '总览 单位 支部 未完成名单 未完成人员 延期与免除 学习与出勤 体会文章 材料与审阅 未送达'.split(' '),
    );
    expect(file.text).not.toContain(SAID);
    expect(file.text).not.toMatch(/公款|中午留人|窦文静 退回|明白账|抓好思想发动/);
    expect(file.columns('体会文章')).not.toContain('字数');
    expect(file.columns('材料与审阅')).not.toContain('审阅经过');
    expect(file.notes('总览').join('')).toContain('这一份发在群里');

    expect(await county.says('zhoumin', 'education1', '/dc')).toContain('马上发到本群');
    const [branch] = county.posted('education1');
    if (branch?.content.type !== 'file') throw new Error('no file was sent');
    const own = await openWorkbook(branch.content.file.bytes);
    expect(own.names).not.toContain('未送达');
    expect(own.text).not.toMatch(/机关第二支部|县卫生局|县图书馆/);
    expect(own.rows('体会文章').find((row) => row['姓名'] === '赵磊')?.['交了没有']).toBe('已交');
    county.nothingElse();
  });

  it('is of no other unit than its own or one below, whoever asks', async () => {
    const county = await talk(['office', 'education1', 'library']);
    expect(await county.says('wanglihua', 'education1', '/导出 县图书馆')).toMatch(
      /只能导出 县教育局\/机关第一支部 和它的下级.*私聊/,
    );
    expect(await county.says('zhoumin', 'library', '/导出')).toContain('“导出”需要由');
    expect(await county.says('wanglihua', 'office', '/导出 县图书馆')).toContain('县图书馆 的台账表格');
    expect(county.county.postedTexts('office')).toEqual(['[文件] 县图书馆台账2014-03-03.xlsx']);
  });
});

describe('导出', () => {
  it('says where else to ask when no file can be sent alone', async () => {
    const county = await talk(['education1']);
    expect(await county.whispers('zhoumin', '/导出')).toMatch(/发不了文件.*机关第一支部 的群里发 \/导出/s);
    county.county.nothingElse();
    const unreachable = await talk([], {
      roster: (data) => ({ ...data, units: data.units.map((unit) => ({ ...unit, webhook: null })) }),
    });
    expect(await unreachable.whispers('zhoumin', '/导出')).toMatch(/发不了文件(?!.*群里发)/s);
  });

  it('sends each of several units its own file', async () => {
    const county = await talk([], { setUp: 'AC' });
    expect(await county.whispers('zhenghaitao', '/导出')).toContain('县卫生局、清源镇 的台账表格');
    const names = county.county.stage.platform
      .takeMessages({ app: 'zhenghaitao' })
      .map(({ content }) => (content.type === 'file' ? content.file.name : ''));
    expect(names).toEqual(['县卫生局台账2014-03-03.xlsx', '清源镇台账2014-03-03.xlsx']);
  });

  it('knows a unit when it is named, and says so when it does not', async () => {
    const county = await talk(['office'], { setUp: 'AC' });
    expect(await county.whispers('wanglihua', '/导出 县教育')).toContain('县教育局');
    expect(await county.whispers('wanglihua', `/导出 ${HOSTILE}`)).not.toContain('<@');
    county.county.nothingElse();
    expect(await county.whispers('wanglihua', '/导出表格 县教育局')).toContain('县教育局 的台账表格');
    county.county.ignorePosts();
  });
});
