import { describe, expect, it } from 'vitest';
import { essayText, PIXEL } from '../support/county.ts';
import { docxOf, oleOf, wordParagraph, wordPicture } from '../support/sent-files.ts';
import { HOSTILE, type Talk, talk } from './talk.ts';

/** A county in which the discussion of the first branch has been held, and counted. */
async function discussing(): Promise<Talk> {
  const county = await talk(['education1', 'office']);
  await county.discusses('zhoumin', 'education1');
  return county;
}

const DONE = '✅ “三思三观”体会文章1篇：已完成';

describe('体会', () => {
  it('takes the text behind the topic and tells a member that it stays in the branch', async () => {
    const county = await discussing();
    const reply = await county.says('zhaolei', 'education1', `/体会 三思三观 ${essayText(1)}`);
    expect(reply).toMatch(/已收到 赵磊 的体会文章（三思三观，80字）\n文章由支部保存/);
    expect(reply).toContain('期限以前（4月11日前，本县定）想改可以再交一次，以最后一次为准');
    expect(await county.whispers('zhaolei', '/进度')).toContain(DONE);
  });

  it.each([
    ['glued', `/体会三思三观 ${essayText(1)}`],
    ['with a colon and quotes', `/心得 “三思三观”：${essayText(1)}`],
    ['without the topic, there being one only', `/th ${essayText(1)}`],
    ['with a slip in the topic', `/体会 三思三关 ${essayText(1)}`],
    ['on the following lines', `/体会 三思三观\n\n　　${essayText(1)}`],
  ])('is understood %s', async (_, text) => {
    const county = await discussing();
    expect(await county.says('zhaolei', 'education1', text)).toContain('（三思三观，80字）');
    expect(await county.whispers('zhaolei', '/调阅')).toContain(`\n${essayText(1)}`);
  });

  it('keeps lines and indents, and what looks like syntax is only text', async () => {
    const county = await discussing();
    await county.says('zhaolei', 'education1', `/体会 三思三观\n${essayText(1)}\n\n- 一\n${HOSTILE}`);
    const read = await county.whispers('zhaolei', '/调阅');
    expect(read).toMatch(/找谁办。\n\n - 一\n＜@all＞ ［点我］\(http：\/\/evil\.example\) ＃ 标题 反转/);
  });

  it('takes a message that is quoted', async () => {
    const county = await discussing();
    const quote = await county.chats('zhaolei', 'education1', essayText(2));
    expect(await county.says('zhaolei', 'education1', '/体会 三思三观', { quote })).toContain('80字');
    expect(await county.whispers('zhaolei', '/调阅')).toContain(essayText(2));
  });

  it.each(['体会.txt', '体会.docx'])('takes a file sent in private before: %s', async (name) => {
    const county = await discussing();
    expect(await county.county.sendsFile('zhaolei', name, Buffer.from('PK\u0003\u0004文章'))).toContain(
      `收到“${name}”`,
    );
    county.later(29);
    expect(await county.whispers('zhaolei', '/体会 三思三观')).toContain(`（三思三观，${name}）`);
    expect(await county.whispers('zhaolei', '/调阅')).toContain(`这篇是文件：${name}`);
  });

  it('does not take a file twice, nor after half an hour, nor a picture', async () => {
    const county = await discussing();
    await county.county.sendsFile('zhaolei', '体会.txt', Buffer.from(essayText(6)));
    county.later();
    await county.whispers('zhaolei', '/体会 三思三观');
    county.later();
    expect(await county.whispers('zhaolei', '/体会 三思三观')).toContain('没有看到文章内容');
    await county.county.sendsFile('sunxiaoyan', '体会.txt', Buffer.from(essayText(6)));
    county.later(31);
    expect(await county.whispers('sunxiaoyan', '/体会 三思三观')).toContain('没有看到文章内容');
    expect(await county.county.sendsPicture('qianyongkang', PIXEL)).toContain('收到1张图片');
    expect(await county.whispers('qianyongkang', '/体会')).toContain('私聊把文件发给我');
  });

  it('says of a scan or a locked file that it is kept though it cannot be read, and of one that says nothing what to do', async () => {
    const county = await discussing();
    const scan = docxOf(wordPicture(), [{ name: 'word/media/image1.png', content: PIXEL }]);
    expect(await county.county.sendsFile('zhaolei', '手写.docx', scan)).toMatch(
      /扫描件（1页），读不出文字；原件照样保存/,
    );
    const filed = await county.whispers('zhaolei', '/体会 三思三观');
    expect(filed).toMatch(/已收到 赵磊 的体会文章（三思三观，手写.docx）.*扫描件/s);
    expect(await county.whispers('zhaolei', '/调阅')).toContain('这篇是文件：手写.docx');
    const locked = oleOf(['EncryptedPackage']);
    expect(await county.county.sendsFile('sunxiaoyan', '体会.docx', locked)).toContain(
      '读不出文字：文件加了密码',
    );
    expect(await county.county.sendsFile('qianyongkang', '空.txt', Buffer.from('好的'))).toContain('读到2字');
    expect(await county.whispers('qianyongkang', '/体会 三思三观')).toMatch(/“空.txt”里只有2个字.*没有登记/);
  });

  it('finds the same words again, though one came as a file and one was typed', async () => {
    const county = await discussing();
    await county.county.sendsFile('zhaolei', '体会.docx', docxOf(wordParagraph(essayText(8))));
    await county.whispers('zhaolei', '/体会 三思三观');
    await county.says('sunxiaoyan', 'education1', `/体会 三思三观 ${essayText(8)}`);
    expect(await county.whispers('zhoumin', '/存疑')).toMatch(/孙晓燕.*赵磊|赵磊.*孙晓燕/s);
  });

  it('sends a leader’s essay up: a note without the text, and the file itself', async () => {
    const county = await discussing();
    const reply = await county.says('chenjianguo', 'education1', `/体会 三思三观 ${essayText(3)}`);
    expect(reply).toContain('领导班子成员的文章同时报送活动办');
    const [note] = county.county.postedTexts('office');
    expect(note).toContain('陈建国 报来体会文章（三思三观，80字）');
    expect(note).not.toContain('群众');
    await county.county.sendsFile('liuzhiqiang', '体会.txt', Buffer.from(essayText(6)));
    await county.whispers('liuzhiqiang', '/体会');
    expect(county.county.posted('office').map(({ content }) => content.type)).toEqual(['markdown', 'file']);
  });

  it('before the discussion is kept but does not count, and what it advises then is true', async () => {
    const county = await talk(['education1']);
    const early = await county.says('zhaolei', 'education1', `/体会 三思三观 ${essayText(1)}`);
    expect(early).toMatch(/还不计入：.*到时自动计入，不用再交/);
    expect(await county.says('zhaolei', 'education1', '/我的')).toContain('还不计入');
    county.later();
    await county.discusses('zhoumin', 'education1');
    expect(await county.whispers('zhaolei', '/进度')).toContain(DONE);
  });

  it('of a leader, before the discussion, goes up to the office by itself and once, when the discussion has counted', async () => {
    const county = await talk(['education1', 'office']);
    const early = await county.says('liuzhiqiang', 'education1', `/体会 ${essayText(1)}`);
    expect(early).toContain('在讨论会计入以后自动报送活动办');
    await county.county.until('2014-03-03', '09:05');
    expect(county.county.postedTexts('office')).toEqual([]);
    await county.says('zhoumin', 'education1', '/开会 讨论 三思三观 半天');
    await county.says('zhoumin', 'education1', '/签到');
    county.later(10);
    await county.says('zhoumin', 'education1', '/结束');
    await county.county.until('2014-03-03', '09:30');
    expect(county.county.postedTexts('office'), 'ten minutes are no discussion').toEqual([]);
    await county.discusses('zhoumin', 'education1');
    await county.county.until('2014-03-03', '14:00');
    expect(county.county.postedTexts('office')).toEqual([
      expect.stringMatching(/县教育局\/机关第一支部.*刘志强 报来体会文章/),
    ]);
    await county.county.until('2014-03-04', '08:50');
    expect(county.county.postedTexts('office')).toEqual([]);
  });

  it('is replaced until the deadline, not after, unless the secretary takes the old one back', async () => {
    const county = await discussing();
    await county.says('zhaolei', 'education1', `/体会 三思三观 ${essayText(1)}`);
    county.later();
    const again = await county.says('zhaolei', 'education1', `/体会 三思三观 ${essayText(2)}`);
    expect(again).toContain('替换了原来那篇');
    await county.until('2014-04-14', '10:00');
    const late = await county.says('zhaolei', 'education1', `/体会 三思三观 ${essayText(3)}`);
    expect(late).toMatch(/过了期限（4月11日前，本县定）不能再自行替换.*\/撤销 赵磊 体会 换一篇/);
    await county.says('zhoumin', 'education1', '/撤销 赵磊 体会 换一篇');
    county.later();
    expect(await county.says('zhaolei', 'education1', `/体会 三思三观 ${essayText(3)}`)).toContain(
      '按补交登记',
    );
    expect(await county.says('sunxiaoyan', 'education1', `/体会 ${essayText(4)}`)).toContain('按补交登记');
    county.county.ignorePosts();
  });

  it.each([
    ['/体会', /没有看到文章内容.*1\. 写在后面：\/体会 三思三观 正文/s],
    ['/体会 三思三观 写好了', /只有3个字，像是误发，没有登记/],
  ])('refuses %s', async (text, told) => {
    const county = await discussing();
    expect(await county.says('zhaolei', 'education1', text)).toMatch(told);
  });

  it('refuses the same text again, and asks for the topic when there are several', async () => {
    const county = await discussing();
    await county.says('zhaolei', 'education1', `/体会 ${essayText(1)}`);
    county.later();
    expect(await county.says('zhaolei', 'education1', `/体会 ${essayText(1)}`)).toContain(
      '一字不差，不用重复交',
    );
    const two = await talk(['education1'], {
      campaign: (text) => text.replace('modes:', '  - 两论\nmodes:'),
    });
    expect(await two.says('zhaolei', 'education1', `/体会 ${essayText(1)}`)).toContain(
      '可以写：三思三观、两论',
    );
  });
});
