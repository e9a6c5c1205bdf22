import { describe, expect, it } from 'vitest';
import { recordsOf } from '../e2e/support/books.ts';
import { openCounty, PIXEL } from '../support/county.ts';
import { openPapers, PLAN, STUDY_PLAN } from '../support/papers.ts';

describe('a document on its way up', () => {
  it('is asked for point by point, read by the supervisor alone, returned with a reason, and approved in its next version', async () => {
    const county = await openPapers();
    const first = await county.says(
      'douwenjing',
      'library',
      '/报送 学习计划 每周五下午学习，时间两小时，内容是规定的书目和文件。',
    );
    expect(first).toContain('已收到 **县图书馆** 的学习计划（第1版）');
    expect(first).toContain('还没有写明：**人员、效果、党委研究**');
    expect(first).toContain('期限：3月31日前，本县定（依据：测试〔2014〕1号 三（一））');
    expect(await county.whispers('jinxin', '/审阅')).toContain('没有等您审阅的文件');

    const second = await county.says(
      'douwenjing',
      'library',
      '/报送 学习计划 人员：全体党员，效果：每人讲一课',
    );
    expect(second).toContain('第2版，在上一版上补充');
    expect(second).toContain('还没有写明：**党委研究**');
    const third = await county.says('douwenjing', 'library', '/报送 计划 支部研究：3月3日通过');
    expect(third).toContain('要点齐了');
    expect(third).toContain('现在：等金鑫审阅');

    const queue = await county.whispers('jinxin', '/审阅');
    expect(queue).toContain('等您审阅的文件1份');
    expect(queue).toContain('第**3**号　县图书馆　学习计划（第3版，3月3日报）');
    const shown = await county.whispers('jinxin', '/审阅 3');
    expect(shown).toContain(
      '每周五下午学习，时间两小时，内容是规定的书目和文件。\n人员：全体党员\n效果：每人讲一课\n党委研究：3月3日通过',
    );
    expect(await county.whispers('jinxin', '/审阅 3 退回')).toContain('退回要写原因');
    expect(await county.whispers('jinxin', '/审阅 3 退回 时间太笼统')).toContain('已退回：第3号');
    expect(county.postedTexts('library')).toEqual([
      '↩️ **县图书馆** 的学习计划（第3版）被 金鑫 退回：时间太笼统\n请改好后重新发 /报送 学习计划',
    ]);
    expect(await county.says('douwenjing', 'library', '/进度')).toContain(
      '“学习计划”第3版被退回：时间太笼统',
    );

    expect(await county.says('douwenjing', 'library', `/报送 学习计划 ${STUDY_PLAN}`)).toContain('第4版');
    expect(await county.whispers('jinxin', '/审阅 4 同意')).toContain('已同意：第4号');
    expect(county.postedTexts('library')[0]).toContain('金鑫 已审阅同意');
    expect(await county.says('douwenjing', 'library', '/进度')).toMatch(/✅ 学习计划“四落实”：.*已完成/);

    // Every version is kept and can still be read.
    expect(await county.whispers('jinxin', '/审阅 3')).toMatch(/这是以前的版本|金鑫：退回，时间太笼统/);
  });

  it('comes as a file: every point is confirmed in words, and the office gets the file', async () => {
    const county = await openPapers();
    await county.sendsFile('douwenjing', '学习计划.pdf', Buffer.from('%PDF-1.4 学习计划'));
    const sent = await county.says('douwenjing', 'library', '/报送 学习计划');
    expect(sent).toContain('第1版，学习计划.pdf');
    expect(sent).toContain('还没有写明：**人员、时间、内容、效果、党委研究**');
    expect(county.posted('office')).toEqual([]);
    const some = await county.says('douwenjing', 'library', '/报送 学习计划 人员已写明、时间 见第二页');
    expect(some).toContain('还没有写明：**内容、效果、党委研究**');
    expect(await county.says('douwenjing', 'library', '/报送 学习计划 都写明了')).toContain('等金鑫审阅');
    expect(county.posted('office').map(({ content }) => content.type)).toEqual(['markdown', 'file']);
    expect(await county.whispers('jinxin', '/审阅 3')).toContain('文件：学习计划.pdf');
  });

  it('takes a message that is quoted', async () => {
    const county = await openPapers();
    const draft = await county.saysFully('shuiqingyang', 'library', PLAN);
    const quote = draft.message?.id ?? '';
    const reply = await county.says('douwenjing', 'library', '/报送 方案', { quote });
    expect(reply).toContain('已收到 **县图书馆** 的实施方案（第1版）');
    expect(reply).toContain('“动员讲话”还没有报送');
  });

  it('comes as a photo in the same message, and the office is sent it', async () => {
    const county = await openPapers();
    const sent = await county.says('douwenjing', 'library', '/报送 领导小组文件', { images: [PIXEL] });
    expect(sent).toContain('现在：已报送，不用审阅');
    expect(county.posted('office').map(({ content }) => content.type)).toEqual(['markdown', 'image']);
  });

  it('needs no review where the campaign names nobody', async () => {
    const county = await openPapers();
    expect(await county.says('douwenjing', 'library', `/bs 领导小组文件 ${PLAN}`)).toContain(
      '现在：已报送，不用审阅',
    );
    expect(await county.says('douwenjing', 'library', '/进度')).toMatch(/✅ 成立领导小组：.*已完成/);
  });

  it('is counted once, however often the message is delivered', async () => {
    const county = await openPapers();
    const typed = `/报送 方案 ${PLAN}`;
    const once = await county.says('douwenjing', 'library', typed, { msgid: 'the-same' });
    expect(await county.says('douwenjing', 'library', typed, { msgid: 'the-same' })).toBe(once);
    expect(await county.says('douwenjing', 'library', typed)).toContain('没有重复登记');
    expect(await county.whispers('jinxin', '/审阅')).toContain('等您审阅的文件1份');
  });

  it('is still there, with its reviews, after a restart', async () => {
    const county = await openPapers();
    await county.says('douwenjing', 'library', `/报送 方案 ${PLAN}`);
    await county.whispers('jinxin', '/审阅 1 退回 太短');
    county.ignorePosts();
    await county.stage.restart();
    expect(await county.says('douwenjing', 'library', '/报送')).toContain(
      '实施方案（县图书馆）：第1版，被退回：太短',
    );
  });
});

describe('wrong input', () => {
  it('is answered with what to type', async () => {
    const county = await openPapers();
    const says = (text: string) => county.says('douwenjing', 'library', text);
    expect(await says('/报送 实施方按 正文')).toContain('您要报的是不是“实施方案”');
    expect(await says('/报送 通知')).toContain('可以报送：领导小组文件、实施方案');
    expect(await says('/报送 方案')).toContain('没有看到实施方案的内容');
    expect(await says('/报送 方案 马上就报')).toContain('像是误发');
    expect(await says('/报送')).toContain('实施方案（县图书馆）：还没有报送');
    expect(await says('/审阅')).toContain('私聊');
    expect(await county.whispers('jinxin', '/审阅 同意')).toContain('请写明是第几号');
    expect(await county.whispers('jinxin', '/审阅 7')).toContain('没有第7号文件');
  });

  it('says so where the campaign asks for no documents', async () => {
    const plain = await openCounty({ bound: ['library'] });
    expect(await plain.says('douwenjing', 'library', '/报送 方案')).toContain('没有要报送审阅的文件');
    expect(await plain.says('douwenjing', 'library', '/环节')).toContain('没有划分环节');
  });

  it('never lets a text act as platform syntax', async () => {
    const county = await openPapers();
    await county.says('douwenjing', 'library', `/报送 方案 <@all> [点我](http://x.cn) # 标题 ${PLAN}`);
    const shown = await county.whispers('jinxin', '/审阅 1');
    expect(shown).toContain('＜@all＞ ［点我］(http：//x.cn) ＃ 标题');
    await county.whispers('jinxin', '/审阅 1 退回 <@all> 重写');
    expect(county.postedTexts('library')[0]).toContain('＜@all＞ 重写');
  });
});

describe('who decides', () => {
  it('is the supervisor of that unit, never the unit, nor a supervisor of another', async () => {
    const county = await openPapers();
    await county.says('douwenjing', 'library', `/报送 方案 ${PLAN}`);
    for (const own of ['douwenjing', 'shuiqingyang'])
      expect(await county.whispers(own, '/审阅 1 同意')).toContain('现在由金鑫审阅');
    expect(await county.whispers('zhenghaitao', '/审阅 1 同意')).toContain('没有第1号文件，或者不归您看');
    expect(await county.whispers('zhenghaitao', '/审阅 1')).not.toContain('思想发动');
    expect(await county.whispers('panxiaohui', '/审阅 1')).not.toContain('思想发动');
    // The office reads, and leaves it to the supervisor.
    expect(await county.whispers('wanglihua', '/审阅 1')).toContain('思想发动');
    expect(await county.whispers('wanglihua', '/审阅 1 同意')).toContain('现在由金鑫审阅');
    expect(await county.says('panxiaohui', 'library', `/报送 方案 ${PLAN}`)).toContain('需要由');
    expect(await county.whispers('jinxin', `/报送 方案 ${PLAN}`)).toContain('需要由');
  });

  it('is the office after the supervisor where the campaign says so', async () => {
    const county = await openPapers();
    await county.says('douwenjing', 'library', `/报送 总结 ${PLAN}`);
    expect(await county.whispers('wanglihua', '/审阅 1 同意')).toContain('现在由金鑫审阅');
    expect(await county.whispers('jinxin', '/审阅 1 同意')).toContain('接下来由王丽华、曹晓东审阅');
    expect(county.postedTexts('office')).toEqual([
      '📄 **县图书馆** 报送阶段总结（第1版）\n待活动办审阅：请私聊我发 /审阅',
    ]);
    county.ignorePosts();
    // 云小梅 works in the office too, but comes from the library.
    expect(await county.whispers('yunxiaomei', '/审阅 1 同意')).toContain('现在由王丽华、曹晓东审阅');
    expect(await county.whispers('wanglihua', '/审阅 1 同意')).toContain('已同意');
    county.ignorePosts();
    expect(await county.whispers('wanglihua', '/审阅 1 同意')).toContain('现在不用审阅：已审阅同意');
  });

  it('is whoever says so first where two decide at once, and the unit is told one verdict', async () => {
    const county = await openPapers({
      campaign: (text) => text.replace('[方案], review: [督导]', '[方案], review: [办公室]'),
    });
    await county.says('douwenjing', 'library', `/报送 方案 ${PLAN}`);
    const said = await Promise.all([
      county.whispers('wanglihua', '/审阅 1 同意'),
      county.whispers('caoxiaodong', '/审阅 1 退回 步骤不清楚'),
    ]);
    expect(said.filter((reply) => reply.includes('现在不用审阅'))).toHaveLength(1);
    expect(await recordsOf(county, 'document.reviewed')).toHaveLength(1);
    expect(county.postedTexts('library')).toHaveLength(1);
    county.ignorePosts();
  });

  it('is the office where no supervisor is assigned', async () => {
    const county = await openPapers({
      roster: (data) => ({
        ...data,
        people: data.people.map((person) =>
          person.id === 'jinxin'
            ? { ...person, duties: person.duties.filter(({ role }) => role !== 'supervisor') }
            : person,
        ),
      }),
    });
    expect(await county.says('douwenjing', 'library', `/报送 方案 ${PLAN}`)).toContain(
      '等王丽华、曹晓东审阅',
    );
    expect(county.postedTexts('office')[0]).toContain('待活动办审阅');
    expect(await county.whispers('wanglihua', '/审阅 1 同意')).toContain('已同意');
    county.ignorePosts();
  });

  it('is understood in any order of words, keeps a remark, and is not mistaken in a word that only looks like consent', async () => {
    const county = await openPapers();
    await county.says('douwenjing', 'library', `/报送 方案 ${PLAN}`);
    await county.says('douwenjing', 'library', `/报送 讲话稿 ${PLAN}`);
    for (const unclear of ['/审阅 1 通过不了', '/审阅 1 同意吗'])
      expect(await county.whispers('jinxin', unclear)).toContain('现在：等金鑫审阅');
    expect(await county.whispers('jinxin', '/审阅 同意 第１号，注意安全')).toContain('附言：注意安全');
    expect(await county.whispers('jinxin', '/审阅2退回空话多')).toContain('理由：空话多');
    expect(county.postedTexts('library')).toEqual([
      '✅ **县图书馆** 的实施方案（第1版）：金鑫 已审阅同意，附言：注意安全。',
      expect.stringContaining('被 金鑫 退回：空话多'),
    ]);
  });

  it('cannot approve a version that is not the newest any more', async () => {
    const county = await openPapers();
    await county.says('douwenjing', 'library', `/报送 方案 ${PLAN}`);
    await county.says('douwenjing', 'library', `/报送 方案 ${PLAN}四、总结提高。`);
    expect(await county.whispers('jinxin', '/审阅 1 同意')).toContain('已经报了第2版');
    expect(await county.whispers('jinxin', '/审阅')).toContain('第**2**号');
  });

  it('asks for a new approval when an approved document is sent again', async () => {
    const county = await openPapers();
    await county.says('douwenjing', 'library', `/报送 总结 ${PLAN}`);
    await county.whispers('jinxin', '/审阅 1 同意');
    await county.whispers('wanglihua', '/审阅 1 同意');
    county.ignorePosts();
    const again = await county.says('douwenjing', 'library', `/报送 总结 ${PLAN}补充一点。`);
    expect(again).toContain('上一版已经同意；重新报送后以这一版为准');
    expect(await county.says('douwenjing', 'library', '/进度')).toContain('第2版已报送，等督导审阅');
  });
});

describe('taking back', () => {
  it('a version brings back the one before it', async () => {
    const county = await openPapers();
    await county.says('douwenjing', 'library', `/报送 方案 ${PLAN}`);
    await county.says('douwenjing', 'library', `/报送 方案 ${PLAN}四、总结提高。`);
    county.minutesPass(1);
    await county.says('douwenjing', 'library', `/报送 方案 ${PLAN}五、建章立制。`);
    expect(await county.says('douwenjing', 'library', '/撤销 报送')).toContain(
      '已撤销您的报送的实施方案（第3版）',
    );
    expect(await county.whispers('jinxin', '/审阅')).toContain('第**2**号');
    // A number that was given out never comes to mean another version.
    await county.says('douwenjing', 'library', `/报送 方案 ${PLAN}六、抓好落实。`);
    expect(await county.whispers('jinxin', '/审阅')).toContain('第**4**号');
    expect(await county.whispers('jinxin', '/审阅 3 同意')).toContain('没有第3号文件');
  });

  it('a verdict tells the unit, and the document waits again', async () => {
    const county = await openPapers();
    await county.says('douwenjing', 'library', `/报送 方案 ${PLAN}`);
    await county.whispers('jinxin', '/审阅 1 同意');
    expect(await county.whispers('jinxin', '/撤销 审阅')).toContain('县图书馆实施方案（第1版）的审阅意见');
    expect(county.postedTexts('library')[1]).toContain('金鑫 撤回了刚才的审阅意见');
    expect(await county.whispers('jinxin', '/审阅')).toContain('等您审阅的文件1份');
  });
});

describe('whose document it is', () => {
  it('a unit of several branches sends its own, and its branches are not asked for it', async () => {
    const county = await openPapers({ bound: ['education1', 'office'] });
    const refused = await county.says('zhoumin', 'education1', `/报送 方案 ${PLAN}`);
    expect(refused).toContain('需要由 县教育局');
    expect(await county.says('zhoumin', 'education1', '/进度')).toContain(
      '“实施方案”由县教育局统一报送，支部不用另报',
    );
    expect(await county.says('chenjianguo', 'education1', `/报送 方案 ${PLAN}`)).toContain(
      '已收到 **县教育局** 的实施方案',
    );
    expect(await county.whispers('jinxin', '/审阅 1')).toContain('思想发动');
  });

  it('a branch sends its own where the campaign asks each branch', async () => {
    const county = await openPapers({ bound: ['education1', 'office'] });
    const reply = await county.says(
      'zhoumin',
      'education1',
      '/报送 支部计划 学习重点、时间、方式和要求都定了，每周五下午。',
    );
    expect(reply).toContain('已收到 **县教育局/机关第一支部** 的支部计划');
    expect(await county.says('zhoumin', 'education1', '/进度')).toMatch(/✅ 支部学习计划：.*已完成/);
    expect(await county.says('zhoumin', 'education1', '/进度 县教育局/机关第一支部')).toContain(
      '✅ 支部学习计划',
    );
  });
});
