import { describe, expect, it } from 'vitest';
import { contentsOf } from '../../src/extraction/contents.ts';
import { DEFAULT_LIMITS } from '../../src/extraction/limits.ts';
import { docxOf, oleOf, pdfOf, wordParagraph } from '../support/sent-files.ts';

const OLD_WORD = oleOf(['WordDocument', '1Table', '\x05SummaryInformation']);

describe('hazard 8: what a file is', () => {
  it.each([
    ['a docx with a password', oleOf(['EncryptionInfo', 'EncryptedPackage']), 'encrypted'],
    ['a docx with a password and more beside', oleOf([...'abcdefgh', 'EncryptedPackage']), 'encrypted'],
    ['a .doc, also when it was renamed', OLD_WORD, 'old-format'],
    [
      'a .doc that speaks of an EncryptedPackage',
      Buffer.concat([OLD_WORD, Buffer.from('EncryptedPackage\0'.padEnd(200), 'utf16le')]),
      'old-format',
    ],
    ['an old spreadsheet', oleOf(['Workbook']), 'not-a-document'],
    ['old slides', oleOf(['PowerPoint Document']), 'not-a-document'],
    ['the beginning of a .doc', OLD_WORD.subarray(0, 8), 'old-format'],
    ['rich text', Buffer.from('{\\rtf1\\ansi{\\fonttbl}}'), 'old-format'],
    ['a page of the web', Buffer.from('\ufeff\n<!DOCTYPE html><p>学习体会'), 'not-a-document'],
    [
      'XML of old Word',
      Buffer.from('<?xml version="1.0"?><?mso-application progid="Word.Document"?>'),
      'not-a-document',
    ],
    ['nothing at all', Buffer.alloc(0), 'damaged'],
    ['a program', Buffer.from('\x7fELF\x02\x01\x01\0\0\0', 'latin1'), 'not-a-document'],
    ['a sound', Buffer.from('#!AMR\n\x3c\x91\x17\x16', 'latin1'), 'not-a-document'],
    ['the beginning of a zip', docxOf(wordParagraph('学习体会')).subarray(0, 300), 'damaged'],
  ])('is told from its content: %s', async (_, content, why) => {
    expect(await contentsOf(content, DEFAULT_LIMITS)).toEqual({ kind: 'unread', why });
  });

  it.each([
    ['PNG', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR'],
    ['JPEG', '\xff\xd8\xff\xe0\0\x10JFIF'],
    ['GIF', 'GIF89a\x01\0'],
    ['WebP', 'RIFF\x24\0\0\0WEBPVP8 '],
    ['BMP', 'BM\x36\0\x0c\0\0\0\0\0\x36'],
    ['TIFF', 'II*\0\x08\0\0\0'],
    ['HEIC of a telephone', '\0\0\0\x18ftypheic\0\0\0\0'],
  ])('may be a picture: %s', async (_, content) => {
    expect(await contentsOf(Buffer.from(content, 'latin1'), DEFAULT_LIMITS)).toEqual({ kind: 'picture' });
  });

  it('may be a pdf that something was put before', async () => {
    const pdf = Buffer.concat([Buffer.from('\0\0junk\n'), pdfOf([[{ x: 72, y: 700, text: '学习体会' }]])]);
    expect(await contentsOf(pdf, DEFAULT_LIMITS)).toEqual({ kind: 'text', text: '学习体会', cut: false });
  });
});
