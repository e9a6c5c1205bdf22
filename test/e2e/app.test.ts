import { describe, expect, it } from 'vitest';
import { textOf } from '../../src/simulator/chat.ts';
import { type County, essayText, openCounty } from '../support/county.ts';
import { openPapers, STUDY_PLAN } from '../support/papers.ts';
import { docxOf, wordParagraph } from '../support/sent-files.ts';

const writes = async (county: County, from: string, text: string): Promise<string> =>
  (await county.stage.platform.sayToApp({ from, text })).text;
/** Takes what the app has written to somebody of its own accord. */
const received = (county: County, userid: string): string[] =>
  county.stage.platform.takeMessages({ app: userid }).map(({ content }) => textOf(content));

describe('somebody who writes to the self-built app', () => {
  it('can say everything that can be said to the bot in private', async () => {
    const county = await openCounty({ setUp: 'AC', bound: ['education1'] });
    await county.says('zhoumin', 'education1', '/开会 集中学习 全天');
    expect(await writes(county, 'zhaolei', '/签到')).toMatch(/赵磊 已签到：集中学习.*到会1\/7人/);
    expect(await writes(county, 'zhaolei', '/我的')).toContain('集中学习');
    expect(await writes(county, 'zhaolei', '今天天气不错')).toContain('没有看懂这句话');
    expect(await county.says('zhoumin', 'education1', '/未签')).toContain('已签到1/7人');
  });

  it('is greeted with what they need now, in plain words', async () => {
    const county = await openCounty({ setUp: 'BC', bound: ['education1'] });
    const { text } = await county.stage.platform.enterApp('zhoumin');
    expect(text).toMatch(/^周敏书记您好，我是学习签到助手/);
    expect(text).not.toMatch(/[*>#]/);
  });

  it('hands in an essay as a file by one tap', async () => {
    const county = await openCounty({ setUp: 'AC', at: ['2014-03-07', '08:30'], bound: ['education1'] });
    await county.says('zhoumin', 'education1', '/开会 讨论 三思三观 半天');
    const { platform } = county.stage;
    const file = { name: '体会.docx', bytes: docxOf(wordParagraph(essayText(4))) };
    expect((await platform.sayToApp({ from: 'zhaolei', file })).text).toMatch(/收到“体会.docx”.*读到\d+字/s);
    const [card] = await platform.expectMessages({ app: 'zhaolei' }, 1);
    expect(card?.content.type).toBe('card');
    await platform.tap({ from: 'zhaolei', message: card?.id ?? '', button: '体会 三思三观' });
    const [said] = await platform.expectMessages({ app: 'zhaolei' }, 1);
    expect(said && textOf(said.content)).toContain('已收到 赵磊 的体会文章');
  });
});

describe('who reads a document', () => {
  it('is told alone, approves by one tap, and the unit hears of it', async () => {
    const county = await openPapers({ setUp: 'AC' });
    const { platform } = county.stage;
    await county.says('douwenjing', 'library', `/报送 学习计划 ${STUDY_PLAN}`);
    const [words, card] = platform.takeMessages({ app: 'jinxin' });
    expect(words && textOf(words.content)).toContain('看内容发 /审阅 1');
    expect(card && textOf(card.content)).toMatch(/第1号　学习计划\n县图书馆/);
    await platform.tap({ from: 'jinxin', message: card?.id ?? '', button: '同意' });
    const [said] = await platform.expectMessages({ app: 'jinxin' }, 1);
    expect(said && textOf(said.content)).toContain('已同意：第1号');
    await county.stage.app.delivered();
    expect(county.postedTexts('library')[0]).toContain('金鑫 已审阅同意');
    expect(await county.whispers('jinxin', '/审阅 1 同意')).toContain('现在不用审阅');
    county.ignorePosts();
  });

  it('hears nothing aloud where they cannot be reached alone', async () => {
    const county = await openPapers({ setUp: 'A' });
    await county.says('douwenjing', 'library', `/报送 学习计划 ${STUDY_PLAN}`);
    expect(await county.says('wanglihua', 'office', '/未送达')).toContain('没有未送达');
    expect(await county.whispers('jinxin', '/审阅')).toContain('等您审阅的文件1份');
    county.ignorePosts();
  });
});

describe('encrypted user ids', () => {
  it('are looked up where there is an app', async () => {
    const county = await openCounty({ setUp: 'AC', bound: ['education1'] });
    await county.says('zhoumin', 'education1', '/开会 集中学习 全天');
    county.stage.platform.hideUserids();
    expect(await county.says('zhaolei', 'education1', '/签到')).toContain('赵磊 已签到');
    expect(await county.whispers('zhaolei', '/我的')).toContain('赵磊');
  });

  it('are those of strangers where there is none, and told to whom can enter them', async () => {
    const county = await openCounty({ setUp: 'A', bound: ['education1'] });
    county.stage.platform.hideUserids();
    expect(await county.says('zhaolei', 'education1', '/签到')).toMatch(/名册里还没有您的账号.*wo/s);
    expect(county.stage.app.outlook().progress.state.size).toBe(1);
  });
});

describe('an app that cannot do its part', () => {
  it('has the reminder said in the group, with a mention, and the health tells why', async () => {
    const county = await openCounty({
      setUp: 'AC',
      at: ['2014-03-25', '08:30'],
      bound: ['library', 'office'],
    });
    const { platform, app } = county.stage;
    await county.says('douwenjing', 'library', '/开会 讨论 三思三观 半天');
    for (const member of ['douwenjing', 'panxiaohui', 'suzhigang'])
      await county.says(member, 'library', '/签到');
    county.minutesPass(200);
    await county.says('douwenjing', 'library', '/结束');
    await county.until('2014-04-07', '18:00');
    county.ignorePosts();
    platform.app.trust(['203.0.113.7']);
    await county.until('2014-04-09', '12:00');
    expect(received(county, 'panxiaohui')).toEqual([]);
    expect(county.posted('library').flatMap(({ mentions }) => mentions)).toContain('panxiaohui');
    expect(app.ways().find(({ name }) => name === '自建应用')).toMatchObject({
      ok: false,
      detail: expect.stringContaining('企业可信IP'),
    });
    county.ignorePosts();
  });
});
