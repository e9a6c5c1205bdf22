import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayName } from '../../src/journal/files/display-name.ts';
import { typeOf } from '../../src/journal/files/sniff.ts';
import { anyText } from '../support/any-text.ts';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

describe('the type of a file', () => {
  it.each([
    ['a PNG', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'), 'image/png'],
    ['a JPEG', bytes(0xff, 0xd8, 0xff, 0xe0, 0, 16), 'image/jpeg'],
    ['a GIF', Buffer.from('GIF89a\x01\0', 'latin1'), 'image/gif'],
    ['a PDF', Buffer.from('%PDF-1.7\n%\xe2\xe3', 'latin1'), 'application/pdf'],
    ['a docx, which is a zip', Buffer.from('PK\x03\x04\x14\0', 'latin1'), 'application/zip'],
    ['an empty zip', Buffer.from('PK\x05\x06\0\0', 'latin1'), 'application/zip'],
    ['UTF-8 text', Buffer.from('\ufeff学习体会\r\n\t第一点'), 'text/plain'],
    ['GB18030 text', bytes(0xd1, 0xa7, 0xcf, 0xb0, 0x0a), 'text/plain'],
    ['GB18030 text of four-byte characters', bytes(0x82, 0x35, 0x87, 0x37), 'text/plain'],
    ['an old .doc', bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), 'application/octet-stream'],
    ['text with a NUL in it', Buffer.from('学习\0体会'), 'application/octet-stream'],
    ['half a GB18030 character', bytes(0xd1, 0xa7, 0xcf), 'application/octet-stream'],
    ['nothing', bytes(), 'application/octet-stream'],
  ])('is told from its content: %s', async (_, content, type) => {
    expect(await typeOf(content)).toBe(type);
  });
});

describe('the name of a file', () => {
  it.each([
    ['体会文章.docx', '体会文章.docx'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\林\\照片.jpg', '照片.jpg'],
    ['体会\u202excod.exe', '体会xcod.exe'],
    ['体\u200b会\0\n.txt', '体会.txt'],
    ['  心得   体会 .txt ', '心得 体会 .txt'],
    ['\ud800半个.txt', '半个.txt'],
    ['', '未命名文件'],
    ['..', '未命名文件'],
    ['dir/', '未命名文件'],
  ])('%j is shown as %j', (name, shown) => expect(displayName(name)).toBe(shown));

  it('is cut to 100 characters, never inside one, and keeps its ending', () => {
    const shown = displayName(`${'😀'.repeat(300)}.docx`);
    expect(shown).toBe(`${'😀'.repeat(94)}….docx`);
    expect([...shown]).toHaveLength(100);
  });

  it('holds no path, no control and no direction mark, whatever was sent', () => {
    fc.assert(
      fc.property(anyText({ maxLength: 300 }), (name) => {
        const shown = displayName(name);
        expect(shown).toMatch(/^[^/\\\p{Cc}\p{Cf}\p{Cs}]+$/u);
        expect([...shown].length).toBeLessThanOrEqual(100);
      }),
    );
  });
});
