import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText, keptText } from '../../src/extraction/clean-text.ts';
import { contentsOf } from '../../src/extraction/contents.ts';
import { DEFAULT_LIMITS } from '../../src/extraction/limits.ts';
import type { FileContents } from '../../src/records/records.ts';
import { anyText } from '../support/any-text.ts';
import { gbkOf } from '../support/sent-files.ts';

const ESSAY = '学习体会\n\n一、先听群众说；\n二、再给群众办。';

const read = (content: Uint8Array): Promise<FileContents> => contentsOf(content, DEFAULT_LIMITS);
const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le');

describe('a text file', () => {
  it.each([
    ['UTF-8', Buffer.from(ESSAY)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${ESSAY}`)],
    ['UTF-16 as Windows writes it', utf16(ESSAY)],
    ['UTF-16 the other way round', utf16(ESSAY).swap16()],
    ['GB18030', gbkOf(ESSAY)],
    ['UTF-8 with line ends of Windows', Buffer.from(ESSAY.replaceAll('\n', '\r\n'))],
    ['UTF-8 with line ends of old Macs', Buffer.from(ESSAY.replaceAll('\n', '\r'))],
  ])('is read: %s', async (_, content) => {
    expect(await read(content)).toEqual({ kind: 'text', text: ESSAY, cut: false });
  });

  it('in GB18030 may hold the rare characters of names', async () => {
    const name = Buffer.from('0NXD+zvVy7rFO7WlzrsNCs31lTSyNf6fO3dhbmd5YW47z9i9zNP9vtYNCg==', 'base64');
    expect(await read(name)).toMatchObject({ text: '姓名;账号;单位\n王𠮷䶮;wangyan;县教育局' });
  });

  it('of half a character in UTF-16 is no document', async () => {
    expect(await read(utf16(ESSAY).subarray(0, -1))).toEqual({ kind: 'unread', why: 'not-a-document' });
  });

  it('of twenty megabytes is cut, whatever they are', async () => {
    for (const unit of ['\n', ' ', '学', 'a\r\n']) {
      const content = Buffer.from(`开头${unit.repeat(20_000_000 / Buffer.byteLength(unit))}`);
      expect(await read(content)).toMatchObject({
        kind: 'text',
        text: expect.stringMatching(/^开头/),
        cut: true,
      });
    }
  });
});

describe('text that is kept', () => {
  it.each([
    ['half a surrogate pair', '学\ud800习', '学\ufffd习'],
    ['NUL and other controls', '学\0习\x1b[31m\x7f', '学习[31m'],
    [
      'direction controls, by which a reader is shown other words',
      '\u202e会体\u202c习\u2066学\u2069',
      '会体习学',
    ],
    ['letters without any width', '学\u200b习\ufeff体\u00ad会\u2060', '学习体会'],
    ['line and page ends of all kinds', '一\r\n二\r三\f四\v五\u2028六\u0085七', '一\n二\n三\n四\n五\n六\n七'],
    ['many empty lines', '一\n \n\t\n\n二  \n', '一\n\n二'],
    ['radicals that look like characters', '⼼⾥装着⼈⺠，⻓⻘⻛⻝', '心里装着人民，长青风食'],
    ['compatibility ideographs and ligatures', '\uf9d1月 e\ufb03cient', '六月 efficient'],
  ])('is cleared of %s', (_, text, clean) => expect(cleanText(text)).toBe(clean));

  it('keeps full-width punctuation, digits and letters, emoji and the tab', () => {
    const text = '（一）学习：２０１４年，ＡＢ！“真的”——……\t👨‍👩‍👧～';
    expect(cleanText(text)).toBe(text);
  });

  it('is cut between characters, and says so', () => {
    expect(keptText('学习😀体会', 3)).toEqual({ kind: 'text', text: '学习', cut: true });
    expect(keptText('学习😀体会', 4)).toEqual({ kind: 'text', text: '学习😀', cut: true });
    expect(keptText('学习😀体会', 6)).toEqual({ kind: 'text', text: '学习😀体会', cut: false });
    expect(keptText('\0'.repeat(100), 6)).toEqual({ kind: 'text', text: '', cut: true });
  });

  it('is well-formed, within the limit and stays as it is when cleaned again, whatever was sent', () => {
    const anything = fc.oneof(
      anyText(),
      fc.string({ unit: fc.constantFrom(...'学⺠ \n\t\r\ud83d\ude00\u202e\0') }),
    );
    fc.assert(
      fc.property(anything, fc.integer({ min: 1, max: 20 }), (sent, limit) => {
        const contents = keptText(sent, limit);
        const text = contents.kind === 'text' ? contents.text : undefined;
        expect(text?.isWellFormed()).toBe(true);
        expect(text?.length).toBeLessThanOrEqual(limit);
        expect(text).not.toMatch(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]|^\s|\s$|\n{3}/u);
        expect(cleanText(cleanText(sent))).toBe(cleanText(sent));
      }),
      { numRuns: 1_000 },
    );
  });
});
