import { describe, expect, it } from 'vitest';
import { numberIn, openWithOpinions } from './support.ts';

describe('what the campaign demands about opinions', () => {
  it('is not asked of a unit while there is no opinion, except to go and listen', async () => {
    const county = await openWithOpinions();
    // What somebody raises for themselves is no gathering of the unit's, and not the unit's to report.
    await county.whispers('suzhigang', '/意见 门口车太多');
    const progress = await county.whispers('shuiqingyang', '/进度 县图书馆');
    expect(progress).toContain('➖ 意见及时报送督导组：暂时不用办');
    expect(progress).toContain('➖ 意见全部认领：暂时不用办');
    expect(progress).toMatch(/⬜ 多种方式听意见：还差2种（5月1日前，本县定）/);
  });

  it('is named with clause and date while unmet: in the progress, in a reminder and in the digest', async () => {
    const county = await openWithOpinions();
    await county.whispers('douwenjing', '/意见 座谈会 问怨 转县图书馆 书太旧了');
    expect(await county.whispers('shuiqingyang', '/进度 县图书馆')).toContain(
      '⬜ 意见全部认领：还差1条（4月1日前，本县定）',
    );
    // 1 April less seven workdays.
    await county.until('2014-03-21', '17:30');
    const reminder =
      county.postedTexts('library').join('\n') +
      county.stage.platform
        .takeMessages()
        .map((message) => JSON.stringify(message.content))
        .join('\n');
    expect(reminder).toMatch(/意见全部认领.*4月1日.*依据：试点通知 第四部分/s);
    expect(reminder).toContain('私聊我发“/认领”');
    county.ignorePosts();
    await county.until('2014-03-28', '17:30');
    const digest = county.postedTexts('office').find((text) => text.includes('周报')) ?? '';
    expect(digest).toMatch(
      /\| 意见全部认领 \| 0个单位 \| 1个单位.* \| 4月1日截止，本县定 \| 试点通知 第四部分 \|/,
    );
    county.ignorePosts();
  });

  it('is met by commands alone, and then nothing more is said', async () => {
    const county = await openWithOpinions();
    const number = numberIn(await county.whispers('douwenjing', '/意见 座谈会 问怨 转县图书馆 书太旧了'));
    const say = async (userid: string, text: string): Promise<void> => {
      county.minutesPass(1);
      await county.whispers(userid, text);
    };
    await say('douwenjing', '/意见 走访 问策 转县图书馆 多买新书，别走过场');
    const other =
      county.stage.app.books.state.opinions.all().find((each) => each.number !== number)?.number ?? '';
    await say('shuiqingyang', `/认领 ${number}、${other}`);
    for (const each of [number, other]) {
      await say('shuiqingyang', `/整改 ${each} 潘晓慧 3月20日 列采购单`);
      await say('shuiqingyang', `/整改 ${each} 完成 已到货`);
      await say('jinxin', `/核实 ${each} 通过`);
      await say('shuiqingyang', `/反馈 ${each} 新书已上架`);
    }
    await say('shuiqingyang', '/意见 报送');
    const progress = await county.whispers('shuiqingyang', '/进度 县图书馆');
    for (const title of ['意见全部认领', '意见全部答复', '意见及时报送督导组', '多种方式听意见'])
      expect(progress).toContain(`✅ ${title}：已完成`);
    await county.until('2014-03-31', '18:00');
    const texts = county.stage.platform.takeMessages().map(({ content }) => JSON.stringify(content));
    expect(texts.filter((text) => text.includes('意见全部') && !text.includes('周报'))).toEqual([]);
  });

  it('has limits of its own: the unit is told what waits, and once what is past its limit', async () => {
    const county = await openWithOpinions(['2014-03-03', '10:00']);
    const number = numberIn(
      await county.whispers('douwenjing', '/意见 座谈会 问怨 转县图书馆/图书馆支部 书太旧了'),
    );
    await county.until('2014-03-04', '09:30');
    expect(county.postedTexts('library').filter((text) => text.includes(`待认领：${number}`))).toHaveLength(
      1,
    );
    await county.until('2014-03-12', '18:00');
    const notices = county.postedTexts('library').filter((text) => text.includes('还没有认领'));
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain(number);
    expect(notices[0]).not.toContain('书太旧了');
    county.ignorePosts();
  });

  it('is told of once when it was closed with a plan and the day has passed: to the unit, or the office that sent it up', async () => {
    const county = await openWithOpinions(['2014-03-03', '10:00']);
    const raise = async (text: string) => numberIn(await county.whispers('suzhigang', `/意见 ${text}`));
    const [ours, theirs] = [await raise('书架太高'), await raise('供电公司停电不通知')];
    for (const [who, text] of [
      ['wanglihua', `/意见 转 ${ours} 县图书馆`],
      ['shuiqingyang', `/认领 ${ours}`],
      ['shuiqingyang', `/销号 ${ours} 计划 3月5日 换书架`],
      ['wanglihua', `/意见 转 ${theirs} 县图书馆`],
      ['wanglihua', `/意见 上报 ${theirs}`],
      ['wanglihua', `/销号 ${theirs} 计划 3月5日 装预告屏`],
    ] as const) {
      county.minutesPass(1);
      expect(await county.whispers(who, text)).toContain('✅');
    }
    await county.until('2014-03-10', '18:00');
    const toldOf = (group: '县图书馆' | 'office', number: string) =>
      county.postedTexts(group).filter((text) => text.includes('已复号') && text.includes(number));
    expect([toldOf('县图书馆', ours).length, toldOf('office', theirs).length]).toEqual([1, 1]);
    county.ignorePosts();
  });
});
