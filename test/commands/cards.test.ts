import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../src/simulator/chat.ts';
import { CADRES, opened } from '../appraisal/support.ts';
import { recordsOf } from '../e2e/support/books.ts';
import { groupId, openCounty, PIXEL } from '../support/county.ts';
import { openPapers, STUDY_PLAN } from '../support/papers.ts';
import { docxOf, wordParagraph } from '../support/sent-files.ts';

const MORNING = { at: ['2014-03-07', '08:30'], bound: ['education1', 'office'] } as const;

describe('the card of a session', () => {
  it('comes with the opening, checks people in by one tap and then shows how many of how many', async () => {
    const county = await openCounty(MORNING);
    const opened = await county.saysFully('zhoumin', 'education1', '/开会 讨论 三思三观 半天');
    expect(opened.text).toContain('已登记');
    expect(county.cardIn('education1')).toMatchObject({
      title: '三思三观讨论',
      text: expect.stringMatching(/3月7日（周五）08:30.*\n县教育局\/机关第一支部\n到会0\/7人$/),
      buttons: ['签到', '线上签到'],
    });
    await county.taps('zhaolei', 'education1', '签到');
    expect(county.cardIn('education1').text).toMatch(/到会1\/7人$/);
    await county.taps('sunxiaoyan', 'education1', '线上签到');
    expect(county.cardIn('education1').text).toMatch(/到会2\/7人$/);
    expect(await county.says('zhoumin', 'education1', '/未签')).not.toMatch(/赵磊|孙晓燕/);
    expect(await county.says('zhaolei', 'education1', '/签到')).toContain('不用再签');
  });

  it.each(['A', 'B'] as const)('counts everybody when all tap at once, on set-up %s', async (setUp) => {
    const county = await openCounty({ ...MORNING, setUp });
    const { platform } = county.stage;
    await county.says('zhoumin', 'education1', '/开会 讨论 三思三观 半天');
    if (setUp === 'B') await county.told('education1');
    const { id } = county.cardMessage('education1');
    const people = ['zhaolei', 'sunxiaoyan', 'qianyongkang', 'chenjianguo'];
    for (const person of people) platform.world.join(groupId('education1'), person);
    const cards = await Promise.all(
      people.map((person) => platform.tap({ from: person, message: id, button: '签到' })),
    );
    expect(await recordsOf(county, 'attended')).toHaveLength(4);
    expect(JSON.stringify(cards)).toContain('到会4/7人');
  });

  it('counts a second tap of the same person once, and says what it says', async () => {
    const county = await openCounty(MORNING);
    await county.says('zhoumin', 'education1', '/开会 讨论 三思三观 半天');
    for (let tap = 0; tap < 3; tap++) await county.taps('zhaolei', 'education1', '签到');
    expect(county.cardIn('education1').text).toMatch(/到会1\/7人$/);
    expect(await county.says('zhaolei', 'education1', '/撤销 签到')).toContain('已撤销');
    await county.taps('sunxiaoyan', 'education1', '签到');
    expect(county.cardIn('education1').text).toMatch(/到会1\/7人$/);
  });

  it('offers nothing any more once the session is over, and tells who taps it then what to do', async () => {
    const county = await openCounty(MORNING);
    await county.says('zhoumin', 'education1', '/开会 讨论 三思三观 半天');
    await county.taps('zhaolei', 'education1', '签到');
    county.minutesPass(185);
    await county.says('zhoumin', 'education1', '/结束');
    await county.taps('sunxiaoyan', 'education1', '签到');
    expect(await county.told('education1')).toMatch(/没有签到.*签到已经结束。\n.*\/补签 3月7日 孙晓燕$/s);
    expect(county.cardIn('education1')).toMatchObject({
      text: expect.stringMatching(/到会1\/7人　签到已结束$/),
      buttons: ['已处理'],
    });
    expect(await county.says('zhoumin', 'education1', '/未签')).toContain('孙晓燕');
  });

  it('checks in to its own session when two are going on', async () => {
    const county = await openCounty({ ...MORNING, bound: ['education1', 'education2', 'office'] });
    await county.says('wanglihua', 'office', '/开会 集中学习 全天');
    await county.says('zhoumin', 'education1', '/开会 讨论 三思三观 半天');
    expect(await county.says('zhaolei', 'education1', '/签到')).toContain('现在有几场会议');
    await county.taps('zhaolei', 'education1', '签到');
    expect(county.cardIn('education1').text).toMatch(/到会1\/7人$/);
  });

  it.each(['A', 'B'] as const)(
    'of yesterday checks nobody in to what goes on today, on set-up %s',
    async (setUp) => {
      const county = await openCounty({ ...MORNING, setUp });
      const opens = async (text: string): Promise<ChatMessage> => {
        await county.says('zhoumin', 'education1', `/开会 ${text}`);
        if (setUp === 'B') await county.told('education1');
        return county.cardMessage('education1');
      };
      const yesterdays = await opens('讨论 三思三观 半天');
      county.minutesPass(200);
      await county.says('zhoumin', 'education1', '/结束');
      county.minutesPass(60 * 21);
      await opens('集中学习 全天');
      await county.tapsCard('zhaolei', yesterdays, '签到');
      expect(await county.told('education1')).toMatch(
        /没有签到：.*3月7日（周五）“三思三观讨论”.*签到已经结束。\n.*\/补签 3月7日 赵磊\n现在进行的是“集中学习”，签到请发 \/签到$/,
      );
      expect(await recordsOf(county, 'attended')).toEqual([]);
    },
  );

  it('of tomorrow checks nobody in to what goes on today', async () => {
    const county = await openCounty({ ...MORNING, setUp: 'B' });
    await county.says('wanglihua', 'office', '/开会 集中学习 明天上午 联合 县教育局/机关第一支部');
    const tomorrows = county.cardMessage('education1');
    county.ignorePosts();
    await county.says('zhoumin', 'education1', '/开会 讨论 三思三观 半天');
    await county.told('education1');
    await county.tapsCard('zhaolei', tomorrows, '签到');
    expect(await county.told('education1')).toMatch(
      /没有签到：.*3月8日（周六）“集中学习”的，09:00 开会，开会前一小时起可以签到。\n现在进行的是“三思三观讨论”/,
    );
    expect(await recordsOf(county, 'attended')).toEqual([]);
  });

  it('of a session that was withdrawn checks nobody in to the one that took its place', async () => {
    const county = await openCounty(MORNING);
    await county.says('zhoumin', 'education1', '/开会 讨论 三思三观 半天');
    const withdrawn = county.cardMessage('education1');
    await county.says('zhoumin', 'education1', '/撤销 开会');
    await county.says('zhoumin', 'education1', '/撤销 确认');
    await county.says('zhoumin', 'education1', '/开会 集中学习 半天');
    expect(await county.tapsCard('zhaolei', withdrawn, '签到')).toMatch(
      /会议已经撤销。\n现在进行的是“集中学习”/,
    );
    expect(await recordsOf(county, 'attended')).toEqual([]);
  });

  it('hears nothing of a tap on the button that stands for nothing', async () => {
    const county = await openCounty(MORNING);
    await county.says('zhoumin', 'education1', '/开会 讨论 三思三观 半天');
    county.minutesPass(185);
    await county.says('zhoumin', 'education1', '/结束');
    await county.taps('zhaolei', 'education1', '签到');
    await county.told('education1');
    const { id } = county.cardMessage('education1');
    const { card } = await county.stage.platform.tap({ from: 'zhaolei', message: id, button: '已处理' });
    expect(card).toBeNull();
    county.nothingElse();
  });

  it('tells in words why a tap did nothing, without touching the card', async () => {
    const county = await openCounty(MORNING);
    await county.says('zhoumin', 'education1', '/开会 讨论 三思三观 半天');
    county.stage.platform.addPerson({ userid: 'stranger', name: '路人' });
    expect(await county.taps('stranger', 'education1', '签到')).toContain('名册里还没有您的账号');
    expect(county.cardIn('education1').text).toMatch(/到会0\/7人$/);
  });

  it('is left out where a code is asked for, which a tap cannot give, and for a day that is past', async () => {
    const county = await openCounty(MORNING);
    const coded = await county.saysFully('zhoumin', 'education1', '/开会 讨论 三思三观 半天 口令');
    expect(coded.card).toBeNull();
    await county.says('zhoumin', 'education1', '/撤销 开会');
    await county.says('zhoumin', 'education1', '/撤销 确认');
    expect((await county.saysFully('zhoumin', 'education1', '/开会 集中学习 3月5日 3小时')).card).toBeNull();
  });
});

const ESSAY = Array.from(
  { length: 12 },
  (_, number) => `第${number + 1}段：这次下村听到的话，和坐在办公室里想的不一样，要一件一件办。`,
);

const paper = (paragraphs: readonly string[]): Buffer => docxOf(paragraphs.map(wordParagraph).join(''));

describe('the card of a file', () => {
  it('asks what a paper is for, shows what was read of it, and files it by one tap', async () => {
    const county = await openCounty(MORNING);
    const reply = await county.sendsFile('zhaolei', '我的体会.docx', paper(ESSAY));
    expect(reply).toMatch(/收到“我的体会.docx”.*读到\d{3}字，指纹 [0-9a-f]{8}，开头是：第1段/s);
    expect(county.cardIn('private:zhaolei')).toMatchObject({
      title: '这份文件做什么用？',
      text: '我的体会.docx',
      buttons: ['体会 三思三观'],
    });
    const said = await county.taps('zhaolei', 'private:zhaolei', '体会 三思三观');
    expect(said).toMatch(/已收到 赵磊 的体会文章（三思三观，我的体会.docx）/);
    expect(county.cardIn('private:zhaolei')).toMatchObject({ title: '体会文章 ✓', buttons: ['已处理'] });
    expect(await county.whispers('zhaolei', '/调阅')).toContain('第12段');
    county.ignorePosts();
  });

  it('means its own file, also long afterwards and after others have been sent', async () => {
    const county = await openCounty(MORNING);
    await county.sendsFile('zhaolei', '第一篇.docx', paper(ESSAY));
    const first = county.cardMessage('private:zhaolei');
    county.minutesPass(600);
    await county.sendsFile('zhaolei', '第二篇.docx', paper(['另一篇，也写了不少字。', ...ESSAY]));
    const said = await county.tapsCard('zhaolei', first, '体会 三思三观');
    expect(said).toContain('第一篇.docx');
    county.ignorePosts();
  });

  it('offers the days whose meeting a photo may belong to', async () => {
    const county = await openCounty(MORNING);
    await county.says('zhoumin', 'education1', '/开会 讨论 三思三观 半天');
    county.minutesPass(200);
    await county.says('zhoumin', 'education1', '/结束');
    await county.sendsPicture('zhoumin', PIXEL);
    expect(county.cardIn('private:zhoumin').buttons).toEqual(['3月7日三思三观讨论']);
    const said = await county.taps('zhoumin', 'private:zhoumin', '3月7日三思三观讨论');
    expect(said).toContain('“三思三观讨论”的照片');
    county.ignorePosts();
  });

  it('means every picture of those that came together, and each only once', async () => {
    const county = await openCounty(MORNING);
    await county.says('zhoumin', 'education1', '/开会 讨论 三思三观 半天');
    const images = [1, 2, 3].map((number) => Buffer.concat([PIXEL, Buffer.from(String(number))]));
    await county.stage.platform.say({ from: 'zhoumin', chat: 'private', text: '', images });
    expect(county.cardIn('private:zhoumin').text).toBe('3张图片');
    const card = county.cardMessage('private:zhoumin');
    await county.sendsPicture('zhoumin', PIXEL);
    expect(await county.tapsCard('zhoumin', card, '3月7日三思三观讨论')).toContain('照片（3张）');
    expect(await recordsOf(county, 'evidence.given')).toHaveLength(3);
    expect(await county.taps('zhoumin', 'private:zhoumin', '3月7日三思三观讨论')).toContain('的照片，并抄送');
    expect(await county.whispers('zhoumin', '/材料 照片')).toContain('没有看到图片');
    county.ignorePosts();
  });

  it('is left out for more pictures at once than it could name: they are taken by the command', async () => {
    const county = await openCounty(MORNING);
    await county.says('zhoumin', 'education1', '/开会 讨论 三思三观 半天');
    const images = Array.from({ length: 13 }, (_, number) => Buffer.concat([PIXEL, Buffer.from([number])]));
    await county.stage.platform.say({ from: 'zhoumin', chat: 'private', text: '', images });
    expect(() => county.cardIn('private:zhoumin')).toThrow('no card');
    expect(await county.whispers('zhoumin', '/材料 照片')).toContain('照片（13张）');
    county.ignorePosts();
  });

  it.each(['', '请收下'])(
    'asks as well for one that is quoted in a group with “%s”, and takes it by a tap',
    async (text) => {
      const county = await openCounty(MORNING);
      const { platform } = county.stage;
      const chat = { group: groupId('education1') };
      platform.world.join(chat.group, 'zhaolei');
      const { message } = await platform.say({
        from: 'zhaolei',
        chat,
        file: { name: '体会.docx', bytes: paper(ESSAY) },
      });
      const said = await county.says('zhaolei', 'education1', text, { quote: message?.id ?? '' });
      expect(said).toMatch(/收到“体会.docx”.*读到\d{3}字.*做什么用/s);
      expect(said).not.toContain('第1段');
      await county.taps('sunxiaoyan', 'education1', '体会 三思三观');
      expect(await recordsOf(county, 'essay.written')).toEqual([]);
      await county.taps('zhaolei', 'education1', '体会 三思三观');
      expect(await recordsOf(county, 'essay.written')).toMatchObject([
        { person: 'zhaolei', file: { name: '体会.docx' } },
      ]);
      county.ignorePosts();
    },
  );

  it('shows nothing of an essay in a group', async () => {
    const county = await openCounty(MORNING);
    await county.sendsFile('zhaolei', '我的体会.docx', paper(ESSAY));
    const reply = await county.says('zhaolei', 'education1', '/体会 三思三观');
    expect(reply).toMatch(/读到\d{3}字，指纹 [0-9a-f]{8}$/m);
    expect(reply).not.toContain('第1段');
  });
});

describe('the card of a document', () => {
  it('lets its reader approve by one tap, and shows that it is done', async () => {
    const county = await openPapers();
    await county.says('douwenjing', 'library', `/报送 学习计划 ${STUDY_PLAN}`);
    await county.whispers('jinxin', '/审阅 1');
    expect(county.cardIn('private:jinxin')).toMatchObject({
      title: '第1号　学习计划',
      text: '县图书馆\n第1版',
      buttons: ['看内容', '同意', '退回'],
    });
    expect(await county.taps('jinxin', 'private:jinxin', '退回')).toContain('退回要写原因');
    expect(await county.taps('jinxin', 'private:jinxin', '看内容')).toContain('学习计划（第1版）');
    expect(await county.taps('jinxin', 'private:jinxin', '同意')).toContain('已同意：第1号');
    expect(county.cardIn('private:jinxin')).toMatchObject({ title: '✅ 已同意', buttons: ['已处理'] });
    expect(county.postedTexts('library')[0]).toContain('金鑫 已审阅同意');
    county.ignorePosts();
  });

  it('does nothing for whoever is not to decide', async () => {
    const county = await openPapers();
    await county.says('douwenjing', 'library', `/报送 学习计划 ${STUDY_PLAN}`);
    await county.whispers('douwenjing', '/审阅 1');
    expect(() => county.cardIn('private:douwenjing')).toThrow('no card');
    county.ignorePosts();
  });
});

describe('the card of a ballot', () => {
  it('takes vote after vote in private, never shows one, and is empty at the end', async () => {
    const { county } = await opened();
    const [voter = ''] = CADRES;
    const place = `private:${voter}`;
    expect(await county.whispers(voter, '/评议')).toContain('不记名');
    const first = county.cardIn(place);
    expect(first.title).toBe('县卫生局民主评议（不记名）');
    expect(first.text).toBe('请评价：领导班子');
    const subjects: string[] = [];
    while (county.cardIn(place).buttons.includes('较好')) {
      subjects.push(county.cardIn(place).text);
      expect(await county.taps(voter, place, '较好')).toContain('已投票');
      expect(JSON.stringify(county.cardIn(place).text)).not.toContain('较好');
    }
    expect(subjects.length).toBeGreaterThan(1);
    expect(new Set(subjects).size).toBe(subjects.length);
    expect(county.cardIn(place)).toMatchObject({ text: '都投过了，谢谢。', buttons: ['已处理'] });
    expect(await county.whispers(voter, '/评议')).toContain('您都投过了');
  });
});
