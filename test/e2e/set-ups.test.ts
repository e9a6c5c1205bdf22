import { describe, expect, it } from 'vitest';
import { SET_UPS, type SetUp } from '../../src/demo/set-up.ts';
import { textOf } from '../../src/simulator/chat.ts';
import { type County, essayText, groupId, openCounty } from '../support/county.ts';
import { docxOf, wordParagraph } from '../support/sent-files.ts';

const NAMES = Object.keys(SET_UPS).filter((name): name is SetUp => name in SET_UPS);
const ESSAY = docxOf([1, 2, 3].map((number) => wordParagraph(essayText(number))).join(''));

/** What somebody was written in private without having asked, by whatever road. */
const writtenTo = (county: County, userid: string): string[] =>
  [{ private: userid }, { app: userid }].flatMap((chat) =>
    county.stage.platform.takeMessages(chat).map(({ content }) => textOf(content)),
  );

describe.each(NAMES)('the same story on set-up %s', (setUp) => {
  const { bot, app } = SET_UPS[setUp];

  /** The secretary opens a session. Over a connection the card that goes with the answer is a message of its own. */
  async function opens(county: County, text: string): Promise<string> {
    const answer = await county.says('zhoumin', 'education1', text);
    if (bot === 'connection') await county.stage.platform.expectMessages({ group: groupId('education1') }, 1);
    return answer;
  }

  it('from binding a group to an essay that came as a file', async () => {
    const county = await openCounty({ setUp, at: ['2014-03-07', '08:30'] });
    expect(await county.says('zhaolei', 'education1', '/签到')).toContain('/绑定');
    const bound = await county.says('zhoumin', 'education1', '/绑定');
    expect(bound).toContain('已绑定到 **县教育局/机关第一支部**（7人）');
    expect(bound).not.toContain('还不能主动往本群发提醒');

    expect(await opens(county, '/开会 讨论 三思三观 半天')).toContain('已登记 **三思三观讨论**');
    await county.taps('zhaolei', 'education1', '签到');
    expect(county.cardIn('education1').text).toMatch(/到会1\/7人$/);
    expect(await county.says('sunxiaoyan', 'education1', '/签到 线上')).toMatch(/孙晓燕 已签到.*到会2\/7人/);
    county.minutesPass(185);
    expect(await county.says('zhoumin', 'education1', '/结束')).toContain('时长3小时5分钟，到会2/7人');

    expect(await county.sendsFile('zhaolei', '体会.docx', ESSAY)).toMatch(/收到“体会.docx”.*指纹/s);
    if (bot === 'connection') await county.stage.platform.expectMessages({ private: 'zhaolei' }, 1);
    expect(await county.taps('zhaolei', 'private:zhaolei', '体会 三思三观')).toContain(
      '已收到 赵磊 的体会文章',
    );
    expect(await county.whispers('zhaolei', '/调阅')).toContain('第3件事');
    expect(await county.says('zhoumin', 'education1', '/进度')).toContain('1/7人已完成');
    county.ignorePosts();
  });

  it('announces, reminds and reports to whom it can, by the way that leads there', async () => {
    const county = await openCounty({ setUp, at: ['2014-03-24', '08:30'], bound: ['library', 'office'] });
    await county.whispers('panxiaohui', '/我的');
    const announced = await county.whispers('douwenjing', '/开会 讨论 三思三观 明天上午 半天');
    expect(announced).toContain('已登记');
    const [announcement] = county.posted('library');
    expect(announcement?.content.type).toBe(bot === 'connection' ? 'card' : 'markdown');
    expect(announcement && textOf(announcement.content)).toContain('三思三观讨论');

    await county.until('2014-03-25', '09:00');
    for (const member of ['douwenjing', 'panxiaohui', 'suzhigang'])
      await county.says(member, 'library', '/签到');
    county.minutesPass(185);
    await county.says('douwenjing', 'library', '/结束');
    await county.until('2014-04-07', '18:00');
    county.ignorePosts();

    // The essays are due on 11 April; three workdays before, those who have not handed one in are told.
    await county.says('suzhigang', 'library', `/体会 三思三观 ${essayText(3)}`);
    await county.until('2014-04-09', '12:00');
    const group = county.posted('library');
    const [alone, silent] = [writtenTo(county, 'panxiaohui'), writtenTo(county, 'suzhigang')];
    expect(silent).toEqual([]);
    if (app || bot === 'connection') {
      expect(alone).toHaveLength(1);
      expect(alone[0]).toContain('体会');
    } else {
      expect(alone).toEqual([]);
      expect(group.flatMap(({ mentions }) => mentions)).toContain('panxiaohui');
    }
    expect(group.map(({ content }) => textOf(content)).join()).toMatch(/体会.*潘晓慧/s);

    county.ignorePosts();
    await county.until('2014-04-11', '17:00');
    expect(county.postedTexts('office').join()).toMatch(/第15周周报.*\| 要求 \| 完成 \|/s);
    expect(await county.whispers('wanglihua', '/未送达')).toMatch(/没有未送达|未送达/);
    county.ignorePosts();
  });

  it('starts again on the same data, and tells a repeat what is on record of it', async () => {
    const county = await openCounty({ setUp, bound: ['education1'] });
    await opens(county, '/开会 集中学习 全天');
    await county.says('zhaolei', 'education1', '/签到', { msgid: 'once' });
    await county.stage.restart();
    const answer = await county.stage.platform.repeat('once');
    // Over the connection the platform shows the second answer beside the first.
    const again = setUp.startsWith('B') ? await county.told('education1') : answer.text;
    expect(again).toMatch(/^✅ .*没有重复登记。\n- 签到：赵磊/);
    expect(await county.says('zhoumin', 'education1', '/未签')).toContain('已签到1/7人');
  });
});
