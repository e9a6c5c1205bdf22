import { describe, expect, it } from 'vitest';
import { docxOf } from '../../../src/report/paper/docx.ts';
import { gapsIn, type Paper, textOfPaper } from '../../../src/report/paper/paper.ts';
import { Word } from '../support/word.ts';

const PAPER: Paper = {
  notice: '（草稿）',
  title: ['某某县某某局', '阶段总结'],
  blocks: [
    { kind: 'heading', level: 1, text: '一、组织领导' },
    { kind: 'heading', level: 2, text: '（一）动员部署' },
    {
      kind: 'paragraph',
      pieces: [
        { kind: 'told', text: '召开大会1次。', source: '据甲。' },
        { kind: 'gap', text: '【请补充：效果。】' },
        { kind: 'told', text: '<w:b/>&\u0000\ud800“引号”', source: '据乙\u0007。' },
        { kind: 'told', text: '现总结如下。', source: null },
      ],
    },
  ],
  signature: '某某县某某局',
  date: '2014年3月5日',
};

describe('an official paper as a Word document', () => {
  it('holds every word, each source as a footnote where it belongs, and what cannot be in a file left out', async () => {
    const word = await Word.open(await docxOf(PAPER));
    expect(word.paragraphs).toEqual([
      '{（草稿）}',
      '某某县某某局',
      '阶段总结',
      '',
      '一、组织领导',
      '（一）动员部署',
      '召开大会1次。[1]{【请补充：效果。】}&lt;w:b/&gt;&amp;\ufffd“引号”[2]现总结如下。',
      '',
      '某某县某某局',
      '2014年3月5日',
    ]);
    expect([...word.notes]).toEqual([
      [1, '据甲。'],
      [2, '据乙。'],
    ]);
    expect(word.text).toContain('现总结如下。');
  });

  it('is set as such papers are: A4, its faces and sizes, two characters in, — 1 — at the foot', async () => {
    const word = await Word.open(await docxOf(PAPER));
    const body = word.part('word/document.xml');
    expect(body).toMatch(/<w:pgSz w:w="11906" w:h="16838"/);
    expect(body).toMatch(/<w:pgMar [^>]*w:top="37mm"/);
    expect(body).toMatch(/w:eastAsia="方正小标宋简体"[^>]*\/>.*?<w:sz w:val="44"\/>/);
    expect(body).toMatch(/<w:ind [^>]*w:firstLineChars="200"/);
    const styles = word.part('word/styles.xml');
    expect(styles).toMatch(
      /<w:docDefaults>.*?w:eastAsia="仿宋_GB2312".*?<w:sz w:val="32"\/>.*?<\/w:docDefaults>/s,
    );
    expect(styles).toMatch(/w:styleId="Heading1".*?w:eastAsia="黑体"/s);
    expect(styles).toMatch(/w:styleId="Heading2".*?w:eastAsia="楷体_GB2312"/s);
    expect(word.part('word/fontTable.xml')).toMatch(/w:name="仿宋_GB2312"><w:altName w:val="仿宋,FangSong/);
    expect(word.part('word/footnotes.xml')).toMatch(/<w:pStyle w:val="FootnoteText"\/>/);
    const feet = [...word.parts].filter(([name]) => /^word\/footer\d/.test(name)).map(([, xml]) => xml);
    expect(feet).toHaveLength(2);
    for (const foot of feet) expect(foot).toMatch(/— <\/w:t>.*PAGE.* —<\/w:t>/s);
  });

  it('reads as plain words where there is no file, and knows how much is left to write', () => {
    expect(gapsIn(PAPER)).toBe(1);
    const lines = textOfPaper({ ...PAPER, notice: null }).split('\n');
    expect(lines[0]).toBe('某某县某某局');
    expect(lines.at(4)).toMatch(/^召开大会1次。【请补充：效果。】/);
    expect(lines.at(-1)).toBe('2014年3月5日');
  });
});
