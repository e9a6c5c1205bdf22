import { describe, expect, it } from 'vitest';
import type { Fault } from '../../src/simulator/fault.ts';
import { recordsOf } from '../e2e/support/books.ts';
import { Writer } from '../likeness/texts.ts';
import { type County, essayText, openCounty } from '../support/county.ts';
import {
  bomb,
  docxOf,
  oleOf,
  pdfOf,
  wordParagraph,
  wordParts,
  wordXml,
  type ZipPart,
  zipOf,
} from '../support/sent-files.ts';

const MAIN: ZipPart = { name: 'word/document.xml', content: wordXml(wordParagraph(essayText(1))) };
const BOMB = { ...MAIN, deflated: bomb(200) };
const wordOf = (main: ZipPart, more: readonly ZipPart[] = []): Buffer => zipOf(wordParts(main, more));
const many: readonly ZipPart[] = Array.from({ length: 10_000 }, (_, at) => ({
  name: `word/media/${at}.png`,
  content: '',
}));

/** What somebody sends in private, and what they read of it. */
const FILES: readonly (readonly [what: string, name: string, content: Uint8Array, says: RegExp])[] = [
  [
    'a zip bomb that says so',
    '体会.docx',
    wordOf({ ...BOMB, declared: 200 * 2 ** 20 }),
    /读不出文字：内容展开后太大/,
  ],
  ['a zip bomb that lies', '体会.docx', wordOf({ ...BOMB, declared: 1000 }), /读不出文字：文件内容不完整/],
  ['a zip of 10,000 entries', '体会.docx', wordOf(MAIN, many), /读不出文字：内容展开后太大/],
  [
    'a zip that climbs out of its folder',
    '体会.docx',
    wordOf(MAIN, [{ name: '../../etc/cron.d/job', content: 'x' }]),
    /读不出文字/,
  ],
  [
    'a docx with a password',
    '体会.docx',
    oleOf(['EncryptionInfo', 'EncryptedPackage']),
    /读不出文字：文件加了密码/,
  ],
  [
    'a .doc under another name',
    '体会.docx',
    oleOf(['WordDocument', '1Table']),
    /读不出文字：是旧的 .doc 格式/,
  ],
  ['a scanned pdf', '手写.pdf', pdfOf([[], [], []]), /这是扫描件（3页），读不出文字/],
  ['nothing', '空.txt', Buffer.alloc(0), /读不出文字：文件内容不完整/],
  ['a program', '体会.docx', Buffer.from('\x7fELF\x02\x01\x01\0\0\0', 'latin1'), /不是 Word、PDF 或文本文件/],
];

describe('hazard 8: somebody sends', () => {
  it.each(FILES)(
    '%s: it is kept and said of it, at once, and nothing else is harmed',
    async (_what, name, content, says) => {
      const county = await openCounty({ bound: ['education1'] });
      const reply = await county.sendsFile('zhaolei', name, content);
      expect(reply).toMatch(/^✅ 收到“.+”，先替您存着/);
      expect(reply).toMatch(says);
      const [received] = await recordsOf(county, 'file.received');
      expect(received).toMatchObject({ person: 'zhaolei', file: { bytes: content.length } });
      // The next file, and everybody else, is read as ever.
      expect(await county.sendsFile('sunxiaoyan', '体会.txt', Buffer.from(essayText(2)))).toMatch(
        /读到\d+字/,
      );
      expect(await county.whispers('zhaolei', '/我的')).toContain('赵磊');
    },
  );

  it('ten bombs at once: all are answered, and so is whoever says something meanwhile', async () => {
    const county = await openCounty({ bound: ['education1'] });
    const { people } = county.stage.app.outlook().progress.roster;
    const file = wordOf({ ...BOMB, declared: 200 * 2 ** 20 });
    const sent = people.slice(0, 10).map(({ id }) => county.sendsFile(id, '体会.docx', file));
    const { streamed, text } = await county.stage.platform.say({
      from: 'weixiaoling',
      chat: 'private',
      text: '/我的',
    });
    expect([streamed, text]).toEqual([false, expect.stringContaining('韦晓玲')]);
    for (const reply of await Promise.all(sent)) expect(reply).toContain('内容展开后太大');
    expect(await recordsOf(county, 'file.received')).toHaveLength(10);
  });
});

describe('hazard 8: essays as files', () => {
  const writer = new Writer(8);
  const essay = writer.essay(800);
  const asWord = (text: string): Buffer => docxOf(text.split('\n').map(wordParagraph).join(''));

  /** Essays count once the discussion they are about has been held. */
  async function afterDiscussion(): Promise<County> {
    const county = await openCounty({ bound: ['education1'] });
    await county.says('zhoumin', 'education1', '/开会 讨论 三思三观 半天');
    county.minutesPass(185);
    await county.says('zhoumin', 'education1', '/结束');
    county.minutesPass(60);
    return county;
  }

  async function handsIn(county: County, from: string, text: string): Promise<string> {
    await county.sendsFile(from, `${from}.docx`, asWord(text));
    return county.whispers(from, '/体会 三思三观');
  }

  it('the same one twice is taken once', async () => {
    const county = await afterDiscussion();
    expect(await handsIn(county, 'zhaolei', essay)).toContain('已收到 赵磊 的体会文章');
    county.minutesPass(1);
    expect(await handsIn(county, 'zhaolei', essay)).not.toContain('已收到 赵磊 的体会文章');
    expect(await recordsOf(county, 'essay.written')).toHaveLength(1);
  });

  it('a colleague’s with one character in twenty changed is taken, and the secretary is asked to look', async () => {
    const county = await afterDiscussion();
    await handsIn(county, 'zhaolei', essay);
    county.minutesPass(1);
    const changed = writer.edited(essay, 0.05);
    expect(await handsIn(county, 'sunxiaoyan', changed)).toContain('已收到 孙晓燕 的体会文章');
    county.minutesPass(1);
    expect(await handsIn(county, 'qianyongkang', writer.essay(800))).toContain('已收到');
    const doubts = await county.whispers('zhoumin', '/存疑');
    expect(doubts).toMatch(/孙晓燕 .*和 赵磊 .*文字相同/);
    expect(doubts).not.toContain('钱永康');
  });
});

describe('hazard 8: a download that', () => {
  const TROUBLES: readonly (readonly [what: string, fault: Fault, says: string])[] = [
    ['is out of date', { kind: 'status', status: 403 }, '下载链接已经失效'],
    ['is answered by a gateway', { kind: 'status', status: 502 }, '文件没有下载成功'],
    ['is a page of HTML', { kind: 'html' }, '文件没有下载成功'],
    ['is reset', { kind: 'reset' }, '文件没有下载成功'],
    ['breaks off after silence', { kind: 'silence', ms: 40 }, '文件没有下载成功'],
  ];

  it.each(TROUBLES)(
    '%s is said to have failed, leaves nothing behind, and succeeds when it is sent again',
    async (_what, fault, says) => {
      const county = await openCounty({ bound: ['education1'] });
      const { platform } = county.stage;
      platform.failNext(1, fault, 'media');
      const file = { name: '体会.txt', bytes: Buffer.from(essayText(1)) };
      const sent = { from: 'zhaolei', chat: 'private', file, msgid: 'm-file' } as const;
      expect((await platform.say(sent)).text).toContain(says);
      expect(await recordsOf(county, 'file.received')).toEqual([]);
      expect((await platform.say(sent)).text).toContain('先替您存着');
      expect(await recordsOf(county, 'file.received')).toHaveLength(1);
    },
  );

  it('drips becomes a stream, if that takes long, and ends well', async () => {
    const county = await openCounty({ bound: ['education1'] });
    county.stage.platform.failNext(1, { kind: 'slow', ms: 400 }, 'media');
    expect(await county.sendsFile('zhaolei', '体会.txt', Buffer.from(essayText(1)))).toMatch(/读到\d+字/);
  });

  it('is larger than 20 MB is not taken', async () => {
    const county = await openCounty({ bound: ['education1'] });
    const reply = await county.sendsFile('zhaolei', '体会.txt', Buffer.alloc(20 * 2 ** 20 + 1, '体'));
    expect(reply).toContain('文件超过20MB，没有收下');
    expect(await recordsOf(county, 'file.received')).toEqual([]);
  });
});
