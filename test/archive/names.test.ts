import { describe, expect, it } from 'vitest';
import { csvOf } from '../../src/archive/csv.ts';
import { link } from '../../src/archive/html.ts';
import { Names, safeName } from '../../src/archive/names.ts';
import { escaped } from '../../src/wording/markup.ts';

describe('names in an archive', () => {
  it('are fit for Windows, whatever people called their files', () => {
    expect(safeName('a/b\\c:d*e?f"g<h>i|j.pdf')).toBe('a_b_c_d_e_f_g_h_i_j.pdf');
    expect(safeName('../../etc/passwd')).not.toMatch(/^\.|\//);
    for (const device of ['CON', 'nul.txt', 'com1.tar.gz', 'LPT9', 'aux .x'])
      expect(safeName(device)).toMatch(/^_/);
    expect(safeName('名单. ')).toBe('名单');
    expect(safeName('...')).toBe('无名');
    expect(safeName('')).toBe('无名');
    expect(safeName('\u202egpj.exe\u0000')).toBe('_gpj.exe_');
    const long = safeName(`${'长'.repeat(300)}.docx`);
    expect(long.length).toBeLessThanOrEqual(100);
    expect(Buffer.byteLength(long)).toBeLessThanOrEqual(255);
    expect(long).toMatch(/\.docx$/);
  });

  it('are given out once, also where capitals make no difference', () => {
    const names = new Names();
    const given = ['a.txt', 'A.TXT', 'a.txt', 'ａ.txt'].map((name) => names.take('文件', name));
    expect(given).toEqual(['文件/a.txt', '文件/A（2）.TXT', '文件/a（3）.txt', '文件/ａ（4）.txt']);
    expect(names.take('别处', 'a.txt')).toBe('别处/a.txt');
  });
});

describe('text in an archive', () => {
  it('cannot act as a formula in a table', () => {
    for (const formula of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '＝1', '\uFEFF=1'])
      expect(csvOf([[formula]])).toMatch(/^\uFEFF"'/);
    expect(csvOf([['a"b', 'c\r\nd']])).toBe('\uFEFF"a""b","c\nd"\r\n');
  });

  it('cannot act as syntax on a page', () => {
    expect(escaped(`<b a='1' c="2">&\u202e\u0007`)).toBe('&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;');
    expect(link('纪要/a #1?.html', '<x>')).toBe(
      '<a href="%E7%BA%AA%E8%A6%81/a%20%231%3F.html">&lt;x&gt;</a>',
    );
  });
});
