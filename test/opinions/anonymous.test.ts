import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { braid } from '../../src/dialogue/opinions/braid.ts';
import { holdsReceipt, readReceipt } from '../../src/dialogue/opinions/receipt.ts';
import { type Disk, nodeDisk } from '../../src/journal/disk.ts';
import { type County, openCounty, PIXEL } from '../support/county.ts';
import { everyFile, openWithOpinions, receiptIn, withOpinions } from './support.ts';

const SECRET = '局长开会念稿子，没人敢说';

const everything = async (county: County): Promise<string> =>
  [...(await everyFile(county.folder)).map(({ text }) => text), ...county.log].join('\n');

/** What a file holds when it is read as bytes. */
const bytes = (text: string): string => Buffer.from(text).toString('latin1');

describe('an anonymous opinion', () => {
  it('leaves no userid, name, message id, time or receipt word in any byte the bot writes', async () => {
    const county = await openWithOpinions(['2014-03-03', '10:47']);
    county.clock.advance(23_456);
    const moment = county.clock.now();
    const answer = await county.stage.platform.say({
      from: 'suzhigang',
      chat: 'private',
      text: `/意见 匿名 ${SECRET}`,
      msgid: 'msg-of-the-brave',
    });
    const receipt = receiptIn(answer.text);
    await county.whispers('suzhigang', `/意见 查询 ${receipt}`);
    await county.whispers('suzhigang', `/意见 评价 ${receipt} 满意`);
    await county.whispers('suzhigang', '/意见 查询 春江月-青竹马-白石桥');
    await county.until('2014-03-04', '15:00');
    county.ignorePosts();
    const number = /(\d{4})［待转办］/.exec(await county.whispers('wanglihua', '/意见'))?.[1] ?? '';
    await county.whispers('wanglihua', `/意见 转 ${number} 县图书馆`);
    for (const [userid, text] of [
      ['shuiqingyang', `/认领 ${number}`],
      ['shuiqingyang', `/整改 ${number} 窦文静 3月20日 开会不念稿`],
      ['shuiqingyang', `/整改 ${number} 完成 已改`],
      ['jinxin', `/核实 ${number} 通过`],
      ['shuiqingyang', `/反馈 ${number} 以后不念稿`],
    ] as const)
      await county.whispers(userid, text);
    county.clock.advance(4 * 3_600_000 + 17 * 60_000);
    const ratedAt = county.clock.now();
    expect(await county.whispers('suzhigang', `/意见 评价 ${receipt} 不满意 还在念`)).toContain('复号');
    await county.until('2014-03-07', '18:00');
    county.ignorePosts();

    const roster = new Set(
      await everyFile(county.folder).then((files) => files.filter(({ path }) => /roster/.test(path))),
    );
    const files = await everyFile(county.folder);
    const elsewhere = files.filter(({ path }) => ![...roster].some((known) => known.path === path));
    const written = [...elsewhere.map(({ path, text }) => `${path}\n${text}`), ...county.log].join('\n');
    for (const kept of [SECRET, '还在念']) expect(written).toContain(bytes(kept));
    for (const trace of ['suzhigang', '苏志刚', 'msg-of-the-brave', receipt, receipt.replaceAll('-', '')]) {
      expect(written).not.toContain(trace);
      expect(written).not.toContain(bytes(trace));
    }
    // No instant within half an hour of it, in milliseconds or seconds or as a time of day.
    for (const [number] of written.matchAll(/\d{10,13}/g)) {
      const at = Number(number) * (number.length === 10 ? 1000 : 1);
      for (const secret of [moment, ratedAt]) expect(Math.abs(at - secret)).toBeGreaterThan(1_800_000);
    }
    expect(written).not.toMatch(/10:47|T02:47/);
  });

  it.each(['B', 'AC', 'BC'] as const)(
    'opens no chat on record where the bot may write to people, on set-up %s',
    async (setUp) => {
      const county = await openCounty({ campaign: withOpinions, setUp });
      const receipt = receiptIn(await county.whispers('suzhigang', `/意见 匿名 ${SECRET}`));
      for (const text of [
        `/意见 查询 ${receipt}`,
        '/意见 查询 春江月-青竹马-白石桥',
        '/意见 匿名',
        '/匿名意见 短',
        '/意见',
      ])
        await county.whispers('suzhigang', text);
      const written = (await everyFile(county.folder)).filter(({ path }) => !/roster/.test(path));
      expect(written.map(({ text }) => text).join('\n')).not.toContain('suzhigang');
      county.ignorePosts();
    },
  );

  it('stands in one file alone, whose own date says the day and not the moment', async () => {
    const county = await openWithOpinions();
    await county.whispers('suzhigang', `/意见 匿名 ${SECRET}`);
    const holding = (await everyFile(county.folder)).filter(({ text }) => text.includes(bytes(SECRET)));
    expect(holding.map(({ path }) => path.replace(county.folder, ''))).toEqual(['/box/opinions.json']);
    expect(holding[0]?.modified).toBe(Date.parse('2014-03-03T00:00:00Z'));
    // Rewritten with the first tick of the next day, so that even what the file system notes by itself is nobody's moment.
    await county.until('2014-03-04', '09:00');
    const later = (await everyFile(county.folder)).find(({ path }) => path === holding[0]?.path);
    expect(later?.modified).toBe(Date.parse('2014-03-04T00:00:00Z'));
    county.ignorePosts();
  });

  it('has no place in the box that tells which came first', async () => {
    const orders = new Set<string>();
    for (let run = 0; run < 6; run++) {
      const county = await openWithOpinions();
      for (const [userid, text] of [
        ['suzhigang', '第一条意见甲'],
        ['panxiaohui', '第二条意见乙'],
        ['gejunjie', '第三条意见丙'],
      ] as const)
        await county.whispers(userid, `/意见 匿名 ${text}`);
      const numbers = county.stage.app.books.state.opinions.all().map(({ number }) => number);
      expect(numbers).toEqual(numbers.toSorted());
      const box =
        (await everyFile(county.folder)).find(({ path }) => path.endsWith('opinions.json'))?.text ?? '';
      const places = ['甲', '乙', '丙'].map((mark) => box.indexOf(bytes(`条意见${mark}`)));
      orders.add(
        ['甲', '乙', '丙']
          .toSorted((a, b) => (places['甲乙丙'.indexOf(a)] ?? 0) - (places['甲乙丙'.indexOf(b)] ?? 0))
          .join(''),
      );
    }
    // One order six times over happens once in 7776 runs.
    expect(orders.size).toBeGreaterThan(1);
  });

  it('is not told of at once: the office hears of it the next workday, by number', async () => {
    const county = await openWithOpinions(['2014-03-03', '08:00']);
    await county.whispers('suzhigang', `/意见 匿名 ${SECRET}`);
    await county.until('2014-03-03', '18:00');
    expect(county.postedTexts('office')).toEqual([]);
    expect(await county.whispers('wanglihua', '/意见 列表')).not.toContain('念稿子');
    await county.until('2014-03-04', '09:30');
    const [notice, ...more] = county.postedTexts('office');
    expect(more).toEqual([]);
    expect(notice).toContain('新收到待转办的1条');
    expect(notice).not.toContain('念稿子');
    await county.until('2014-03-06', '18:00');
    expect(county.postedTexts('office')).toEqual([]);
    county.ignorePosts();
  });

  it('is remembered after a restart, and only the receipt word opens it', async () => {
    const county = await openWithOpinions();
    const receipt = receiptIn(await county.whispers('suzhigang', `/意见 匿名 ${SECRET}`));
    await county.stage.restart();
    expect(await county.whispers('suzhigang', `/意见 查询 ${receipt}`)).toContain(SECRET);
    expect(await county.whispers('suzhigang', '/意见 查询 春江月-青竹马-白石桥')).toContain(
      '没有找到这个回执词',
    );
    expect(await county.whispers('suzhigang', '/意见')).not.toContain('念稿子');
    expect(await county.whispers('suzhigang', '/撤销')).toContain('没有可以撤销');
  });

  it('that comes twice is answered once; after a restart the person is told which receipt word holds', async () => {
    const county = await openWithOpinions();
    const say = async () =>
      (
        await county.stage.platform.say({
          from: 'suzhigang',
          chat: 'private',
          text: `/意见 匿名 ${SECRET}`,
          msgid: 'again',
        })
      ).text;
    const first = await say();
    expect(await say()).toBe(first);
    expect(county.stage.app.books.state.opinions.all()).toHaveLength(1);
    await county.stage.restart();
    expect(await say()).toContain('以这一个为准');
  });

  it('typed in a group is refused with advice and is nowhere on record', async () => {
    const county = await openWithOpinions();
    await county.bind('library');
    for (const typed of [`/意见 匿名 ${SECRET}`, `/匿名意见 ${SECRET}`, `/意见匿名：${SECRET}`])
      expect(await county.says('suzhigang', 'library', typed)).toMatch(/没有登记.*撤回/s);
    expect(await county.says('suzhigang', 'library', '/意见 查询 春江月-青竹马-白石桥')).toContain(
      '不要发在群里',
    );
    expect(await everything(county)).not.toContain(bytes(SECRET));
    expect(await everything(county)).not.toContain(bytes('青竹马'));
  });

  it('is never taken for one by name because of how it was typed', async () => {
    const county = await openWithOpinions();
    for (const typed of [
      `/意见 匿名：${SECRET}`,
      `/意见匿名${SECRET}`,
      `/匿名意见：${SECRET}`,
      `/nm ${SECRET}`,
      `匿名 ${SECRET}`,
      `/意见 匿名群众 ${SECRET}`,
    ])
      expect(await county.whispers('suzhigang', typed)).toContain('已放进意见箱');
    for (const typed of [`/意见 不记名 ${SECRET}`, `/意见 请保密 ${SECRET}`, `/意见 （匿名）${SECRET}`])
      expect(await county.whispers('suzhigang', typed)).toMatch(/没有登记/);
    expect(county.stage.app.books.state.opinions.filedBy('suzhigang' as never)).toEqual([]);
  });

  it('does not let a receipt word get on record, however the command was mistyped', async () => {
    const county = await openWithOpinions();
    const receipt = receiptIn(await county.whispers('suzhigang', `/意见 匿名 ${SECRET}`));
    for (const typed of [
      `/意见 查寻 ${receipt}`,
      `/意见 ${receipt} 不满意`,
      `/意见 评价 ${receipt}`,
      `/意见 匿名 我的${receipt}呢`,
    ])
      await county.whispers('suzhigang', typed);
    expect(await everything(county)).not.toContain(bytes(receipt));
    expect(county.stage.app.books.state.opinions.all()).toHaveLength(1);
  });

  it('that cannot be put into the box is not confirmed, and nothing is half done', async () => {
    let full = false;
    const disk: Disk = {
      ...nodeDisk,
      rename: async (from, to) => {
        if (full && to.includes('/box/')) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
        await nodeDisk.rename(from, to);
      },
    };
    const county = await openCounty({ campaign: withOpinions, disk });
    await county.whispers('panxiaohui', '/意见 匿名 先前的一条意见');
    full = true;
    expect(await county.whispers('suzhigang', `/意见 匿名 ${SECRET}`)).toContain('磁盘满了');
    expect(await everything(county)).not.toContain(bytes(SECRET));
    full = false;
    expect(await county.whispers('suzhigang', `/意见 匿名 ${SECRET}`)).toContain('已放进意见箱');
    expect(county.stage.app.books.state.opinions.all()).toHaveLength(2);
    expect(county.log.join('\n')).not.toMatch(/suzhigang|panxiaohui/);
  });

  it('keeps the bot from starting when the box was tampered with, and the reason quotes nobody', async () => {
    const county = await openWithOpinions();
    await county.whispers('suzhigang', `/意见 匿名 ${SECRET}`);
    const box = join(county.folder, 'box', 'opinions.json');
    const text = await readFile(box, 'utf8');
    await writeFile(box, text.replace('稿', '槁'));
    await expect(county.stage.restart()).rejects.toThrow(
      /^box\/opinions.json 第 2 行损坏，是编号 \d{4} 的意见[^念]*$/,
    );
    await rm(box);
    await expect(county.stage.restart()).rejects.toThrow('box/opinions.json 不见了');
    await writeFile(box, text);
    await county.stage.restart();
  });

  it('is named as missing when it was dealt with and the box comes from an older backup', async () => {
    const county = await openWithOpinions();
    const box = join(county.folder, 'box', 'opinions.json');
    const backup = await readFile(box);
    await county.whispers('suzhigang', `/意见 匿名 ${SECRET}`);
    await county.until('2014-03-04', '15:00');
    county.ignorePosts();
    const number = /(\d{4})［待转办］/.exec(await county.whispers('wanglihua', '/意见'))?.[1] ?? '';
    await county.whispers('wanglihua', `/意见 转 ${number} 县图书馆`);
    await writeFile(box, backup);
    await county.stage.restart();
    const health = await fetch(`${county.stage.app.url}/healthz`);
    expect(await health.text()).toContain(`没有编号 ${number} 的意见`);
  });

  it('takes words only: a picture could tell whose it is', async () => {
    const county = await openWithOpinions();
    const reply = await county.stage.platform.say({
      from: 'suzhigang',
      chat: 'private',
      text: `/意见 匿名 ${SECRET}`,
      images: [PIXEL],
    });
    expect(reply.text).toContain('只收文字');
  });

  it('is not in what goes out: digest, reminders and notices', async () => {
    const county = await openWithOpinions();
    await county.whispers('suzhigang', `/意见 匿名 转县图书馆 ${SECRET}`);
    await county.until('2014-03-07', '18:00');
    const said = county.postedTexts('office').join('\n');
    expect(said).toContain('周报');
    expect(said).not.toMatch(/念稿子|苏志刚|suzhigang/);
    county.ignorePosts();
  });
});

describe('receipt words', () => {
  it('are read however their groups are set apart', () => {
    for (const typed of [
      '春江月-青竹马-白石桥 满意',
      '春江月青竹马白石桥 满意',
      '“春江月 青竹马 白石桥”，满意',
    ])
      expect(readReceipt(typed)).toMatchObject({
        word: '春江月青竹马白石桥',
        rest: expect.stringMatching(/满意$/),
      });
    expect(readReceipt('春江月-青竹马')).toBeUndefined();
  });

  it('are not seen in ordinary speech', () => {
    expect(holdsReceipt('村里的路灯晚上不亮，东西南北都黑')).toBe(false);
    expect(holdsReceipt('看看春江月-青竹马-白石桥办了没有')).toBe(true);
  });
});

describe('braiding', () => {
  it('keeps every opinion in exactly one strand, alike or not', () => {
    const texts = ['路灯不亮', '村口路灯不亮了', '办证要跑三趟', '办证跑了三趟', '！！', ''];
    const strands = braid(texts, (text) => text);
    expect(strands.flat().toSorted()).toEqual(texts.toSorted());
    expect(strands).toContainEqual(['路灯不亮', '村口路灯不亮了']);
    expect(strands).toContainEqual(['办证要跑三趟', '办证跑了三趟']);
  });
});
