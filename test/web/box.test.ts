import { describe, expect, it } from 'vitest';
import { type Disk, nodeDisk } from '../../src/journal/disk.ts';
import { everyFile, withOpinions } from '../opinions/support.ts';
import { openCounty } from '../support/county.ts';
import { keptIn, openBox, Passer, SENDER, stampIn } from './support/box.ts';

const WORDS = '局长开会念稿子，\n没人敢说 <b>真的</b> {{text}}';
const ESCAPED = '没人敢说 &lt;b&gt;真的&lt;/b&gt; {{text}}';

const boxed = ({ county }: Passer) => [...county.stage.app.books.state.opinions.boxed.values()];

describe('the box on the web', () => {
  it('takes an opinion that goes the whole way by chat, and its writer follows and rates it', async () => {
    const passer = await openBox();
    const { county } = passer;
    const kept = await passer.writes(WORDS.replace('\n', '\r\n'), {
      unit: '县图书馆',
      topic: '官僚主义',
      question: '问怨',
      people: '老同志',
    });
    expect(kept.status).toBe(200);
    const { number, word } = keptIn(kept.html);
    expect(boxed(passer)).toMatchObject([
      { number, text: WORDS, about: '县图书馆', proposed: '官僚主义', question: '问怨', people: '老同志' },
    ]);
    const follow = async () => (await passer.post('/box/follow', { number, word })).html;
    expect(await follow()).toContain('已收到，活动办会转给有关单位');
    expect(await follow()).toContain(ESCAPED);

    expect(await county.whispers('wanglihua', '/意见')).not.toContain(number);
    await county.until('2014-03-04', '09:31');
    county.ignorePosts();
    const shown = await county.whispers('wanglihua', `/意见 ${number}`);
    expect(shown).toMatch(/匿名　老同志　问怨\n类别：建议“官僚主义”.*说涉及：县图书馆/s);
    for (const [who, text, stage] of [
      ['wanglihua', `/意见 转 ${number} 县图书馆`, '已转给承办单位'],
      ['shuiqingyang', `/认领 ${number}`, '承办单位已认领'],
      ['shuiqingyang', `/整改 ${number} 窦文静 3月20日 开会不念稿`, '正在整改'],
      ['shuiqingyang', `/整改 ${number} 完成 已改`, '等督导组核实'],
      ['jinxin', `/核实 ${number} 通过`, '等承办单位答复'],
      ['shuiqingyang', `/反馈 ${number} 以后<不>念稿`, '请您评价'],
    ] as const) {
      await county.whispers(who, text);
      expect(await follow()).toContain(stage);
    }
    expect(await follow()).toMatch(/县图书馆.*开会不念稿.*以后&lt;不&gt;念稿/s);
    expect(await follow()).not.toMatch(/窦文静|水清扬/);

    const rate = { number, word, satisfied: 'no', text: '还在念 <i>' };
    for (let sent = 0; sent < 2; sent++) {
      const rated = await passer.post('/box/rate', rate);
      expect(rated.status).toBe(200);
      expect(rated.html).toMatch(/您的评价已经收下.*要重新整改.*不满意：还在念 &lt;i&gt;/s);
    }
    expect(boxed(passer)[0]?.ratings).toMatchObject([{ satisfied: false, text: '还在念 <i>' }]);
    expect(await county.whispers('shuiqingyang', `/意见 ${number}`)).toMatch(/复号，待重新四定.*还在念/s);
    // The same box: what was written here is followed by chat too.
    expect(await county.whispers('suzhigang', `/意见 查询 ${word}`)).toMatch(/您的意见.*复号/s);
    expect((await passer.post('/box/rate', { ...rate, satisfied: 'yes' })).html).toContain(
      '没有等您评价的答复',
    );
    for (const [who, text] of [
      ['shuiqingyang', `/整改 ${number} 窦文静 3月20日 真的不念稿`],
      ['shuiqingyang', `/整改 ${number} 完成 已改`],
      ['jinxin', `/核实 ${number} 通过`],
      ['shuiqingyang', `/反馈 ${number} 不再念稿`],
    ] as const) {
      county.minutesPass(1);
      expect(await county.whispers(who, text)).toContain('✅');
    }
    expect((await passer.post('/box/rate', { ...rate, satisfied: 'yes' })).html).toMatch(
      /您评价满意.*改评价/s,
    );
    await county.whispers('shuiqingyang', `/销号 ${number}`);
    expect(await follow()).toMatch(/已办结.*改评价/s);
    expect((await passer.post('/box/rate', rate)).html).toContain('要重新整改');
  });

  it('keeps nothing of who wrote, and logs not a line', async () => {
    const passer = await openBox(['2014-03-03', '10:47']);
    const { county } = passer;
    county.clock.advance(23_456);
    const before = county.log.length;
    const { number, word } = keptIn((await passer.writes(WORDS)).html);
    const moment = county.clock.now();
    await passer.post('/box/follow', { number, word });
    await passer.post('/box/follow', { number, word: '春江月青竹马白石桥' });
    await passer.post('/box/rate', { number, word, satisfied: 'yes' });
    await passer.post('/box', { text: WORDS, stamp: 'forged' });
    await passer.post('/box', { text: 'x'.repeat(300_000) });
    await passer.get(`/box/nothing?${word}`);
    expect(county.log.slice(before)).toEqual([]);
    await county.until('2014-03-04', '09:31');
    county.ignorePosts();

    const files = (await everyFile(county.folder)).filter(({ path }) => !path.includes('roster'));
    const written = [...files.map(({ path, text }) => path + text), ...county.log].join('\n');
    expect(written).toContain(number);
    for (const trace of [...Object.values(SENDER), 'BravePhone', word, word.replaceAll('-', '')]) {
      expect(written).not.toContain(trace);
      expect(written).not.toContain(Buffer.from(trace).toString('latin1'));
    }
    for (const [digits] of written.matchAll(/\d{10,13}/g)) {
      const at = Number(digits) * (digits.length === 10 ? 1000 : 1);
      expect(Math.abs(at - moment)).toBeGreaterThan(1_800_000);
    }
    expect(written).not.toMatch(/10:4[78]|T02:4[78]/);
    for (const { headers } of passer.seen) {
      expect(headers.getSetCookie()).toEqual([]);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('etag')).toBeNull();
    }
  });

  it('is there no more where the campaign asks for no opinions', async () => {
    const passer = new Passer(await openCounty());
    for (const path of ['/box', '/box/follow', '/box/poster'])
      expect((await passer.get(path)).status).toBe(404);
    expect((await passer.post('/box', { text: WORDS })).status).toBe(404);
  });

  it('has the units in the roster’s order and the poster’s own chosen, and takes no other', async () => {
    const passer = await openBox();
    const { html } = await passer.get(`/box?unit=${encodeURIComponent('县教育局/机关第一支部')}`);
    const names = [...html.matchAll(/<option value="([^"]*)"( selected)?>/g)].map(
      ([, id, chosen]) => id + (chosen ?? ''),
    );
    expect(names.slice(0, 3)).toEqual(['', '县教育局', '县教育局/机关第一支部 selected']);
    expect(names.filter((name) => name.includes('/'))).toHaveLength(1);
    expect((await passer.get('/box?unit="><b>')).html).not.toContain('<b>');
    expect((await passer.writes(WORDS, { unit: '没有的局' })).html).toMatch(
      /role="alert">选的单位或类别刚刚变了.*没人敢说/s,
    );
    expect((await passer.writes(WORDS, { topic: '别的' })).status).toBe(422);
    expect((await passer.writes(WORDS, { topic: '工作' })).status).toBe(200);
    expect(boxed(passer)).toMatchObject([{ about: null, proposed: null }]);
  });

  it('says what is wrong with the words and gives them back', async () => {
    const passer = await openBox();
    const { word } = keptIn((await passer.writes(WORDS)).html);
    for (const [text, told] of [
      ['  ', '没有看到意见的内容'],
      ['字'.repeat(10_000), '请不超过5000个字'],
      [`我的${word}呢`, '有回执词'],
    ] as const) {
      const { status, html } = await passer.writes(text);
      expect(status).toBe(422);
      expect(html).toContain(told);
      expect(html).toContain(text);
    }
    expect((await passer.writes('字'.repeat(5000))).status).toBe(200);
    expect(boxed(passer)).toHaveLength(2);
    expect(boxed(passer).some(({ text }) => text === '字'.repeat(5000))).toBe(true);
    expect((await passer.writes('字'.repeat(40_000))).status).toBe(413);
  });

  it('has said nothing of what is not on disk: full, it keeps nothing, and the same page can be sent again', async () => {
    let full = false;
    const disk: Disk = {
      ...nodeDisk,
      rename: async (from, to) => {
        if (full && to.includes('/box/')) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
        await nodeDisk.rename(from, to);
      },
    };
    const passer = new Passer(await openCounty({ campaign: withOpinions, disk }));
    const { county } = passer;
    full = true;
    const before = county.log.length;
    const failed = await passer.writes(WORDS);
    expect(failed.status).toBe(503);
    expect(failed.html).toMatch(/没有存下来，意见箱里没有这一条.*没人敢说/s);
    expect(county.log.slice(before)).toEqual([]);
    expect((await everyFile(county.folder)).some(({ text }) => text.includes('{{text}}'))).toBe(false);
    full = false;
    const kept = await passer.post('/box', { stamp: stampIn(failed.html), text: WORDS });
    const { number, word } = keptIn(kept.html);
    await county.stage.restart();
    expect((await passer.post('/box/follow', { number, word })).html).toContain('没人敢说');
  });
});

describe('a form of the box', () => {
  it('sent twice is kept once and answered the same; soon nobody can say the word any more', async () => {
    const passer = await openBox();
    const { county } = passer;
    const stamp = await passer.stamp();
    county.minutesPass(1);
    const send = () => passer.post('/box', { stamp, text: WORDS });
    const both = await Promise.all([send(), send()]);
    const [first, second] = both.map(({ html }) => keptIn(html));
    expect(second).toEqual(first);
    county.minutesPass(4);
    expect(keptIn((await send()).html)).toEqual(first);
    county.minutesPass(2);
    const { html } = await send();
    expect(html).toContain('这一页已经交过了');
    expect(html).not.toContain(first?.word);
    expect(boxed(passer)).toHaveLength(1);
  });

  it.each([
    ['sooner than anybody writes', 2_999, (stamp: string) => stamp, '交得太快'],
    ['after two hours', 7_200_001, (stamp: string) => stamp, '超过两小时'],
    [
      'with a stamp of another key',
      60_000,
      (stamp: string) => `${stamp.slice(0, 24)}.${'A'.repeat(43)}`,
      '过期了',
    ],
    ['with a stamp whose time was changed', 60_000, (stamp: string) => `A${stamp.slice(1)}`, '过期了'],
    ['with a stamp spelt otherwise', 60_000, (stamp: string) => `${stamp}=`, '过期了'],
    ['without a stamp', 60_000, () => '', '过期了'],
    ['with nonsense for a stamp', 60_000, () => '..💥', '过期了'],
  ])('%s is given back, words and all, and nothing is kept', async (_, later, change, told) => {
    const passer = await openBox();
    const stamp = await passer.stamp();
    passer.county.clock.advance(later);
    const refused = await passer.post('/box', { stamp: change(stamp), text: WORDS });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain(told);
    expect(refused.html).toContain(ESCAPED);
    expect(boxed(passer)).toEqual([]);
    // What comes back can be sent.
    passer.county.clock.advance(3_000);
    expect((await passer.post('/box', { stamp: stampIn(refused.html), text: WORDS })).status).toBe(200);
    expect(boxed(passer)).toHaveLength(1);
  });

  it('filled in by a program is given back with the trap emptied', async () => {
    const passer = await openBox();
    const caught = await passer.writes(WORDS, { homepage: 'https://spam.example' });
    expect(caught.html).toContain('有一栏应当空着');
    expect(caught.html).not.toContain('spam.example');
    expect(boxed(passer)).toEqual([]);
  });

  it('is one of a flood: the flood is stopped, and as time goes on others are let in again', async () => {
    const passer = await openBox();
    const { county } = passer;
    const stamps = await Promise.all(Array.from({ length: 24 }, () => passer.stamp()));
    county.clock.advance(3_000);
    const send = (stamp = '') => passer.post('/box', { stamp, text: WORDS });
    const flood = await Promise.all(stamps.map(send));
    expect(flood.filter(({ status }) => status === 200)).toHaveLength(20);
    const refused = flood.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(4);
    expect(refused[0]?.html).toMatch(/现在交的人太多.*告诉书记.*没人敢说/s);
    const [late = '', later = ''] = refused.map(({ html }) => stampIn(html));
    county.clock.advance(5_999);
    expect((await send(late)).status).toBe(429);
    county.clock.advance(1);
    expect((await send(late)).status).toBe(200);
    expect((await send(later)).status).toBe(429);
    // Who is kept out can still see what became of an earlier one.
    expect((await passer.get('/box/follow')).status).toBe(200);
  });
});

describe('guessing receipt words', () => {
  const WRONG = '春江月青竹马白石桥';

  it('costs longer and longer waits at one number, and none at another', async () => {
    const passer = await openBox();
    const { county } = passer;
    const { number, word } = keptIn((await passer.writes(WORDS)).html);
    const other = keptIn((await passer.writes('另一条意见')).html);
    const guess = async (tried: string) => (await passer.post('/box/follow', { number, word: tried })).html;
    for (let tries = 0; tries < 3; tries++) expect(await guess(WRONG)).toContain('对不上');
    expect(await guess(word)).toContain('请等5秒再查');
    county.clock.advance(5_000);
    expect(await guess(WRONG)).toContain('对不上');
    expect(await guess(word)).toContain('请等10秒再查');
    expect((await passer.post('/box/follow', other)).html).toContain('另一条意见');
    county.clock.advance(10_000);
    expect(await guess(word)).toContain('没人敢说');
    // Who has found it begins anew.
    expect(await guess(WRONG)).toContain('对不上');
    expect(await guess(word)).toContain('没人敢说');
  });

  it('says the same where there is no such opinion, and is limited over all numbers', async () => {
    const passer = await openBox();
    const { number, word } = keptIn((await passer.writes(WORDS)).html);
    const guess = (typed: string, tried = WRONG) =>
      passer.post('/box/follow', { number: typed, word: tried });
    const plainly = (html: string) => html.replaceAll(/\d{4}/g, '');
    const real = await guess(number);
    const none = await guess(number === '9999' ? '9998' : '9999');
    expect(plainly(none.html)).toBe(plainly(real.html));
    expect(none.html).not.toContain(WRONG);
    for (let tries = 0; tries < 28; tries++) await guess(String(1000 + tries));
    expect((await guess(number, word)).status).toBe(429);
    passer.county.clock.advance(2_000);
    expect((await guess(number, word)).status).toBe(200);
  });

  it.each([
    [{ number: '', word: WRONG }, '请填交意见时给您的编号'],
    [{ number: '三八二一', word: WRONG }, '请填交意见时给您的编号'],
    [{ number: '3821', word: '春江月' }, '一共九个字'],
    [{ number: '3821', word: `${WRONG}和别的话` }, '一共九个字'],
  ])('is told from a slip of the pen: %o', async (typed, told) => {
    const passer = await openBox();
    expect((await passer.post('/box/follow', typed)).html).toContain(told);
  });

  it('rates nothing, and who has the word must say whether satisfied', async () => {
    const passer = await openBox();
    const { number, word } = keptIn((await passer.writes(WORDS)).html);
    expect((await passer.post('/box/rate', { number, word: WRONG, satisfied: 'yes' })).html).toContain(
      '对不上',
    );
    expect((await passer.post('/box/rate', { number, word })).html).toContain('请选“满意”或“不满意”');
    expect((await passer.post('/box/rate', { number, word, satisfied: 'yes' })).html).toContain(
      '没有等您评价',
    );
    expect(boxed(passer)[0]?.ratings).toEqual([]);
  });
});
