import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../src/report/workbook/workbook.ts';
import { xlsxOf } from '../../../src/report/workbook/xlsx.ts';
import { elementsOf, openWorkbook, partsOf } from '../support/opened.ts';
import { column, packed, sheet, workbook } from '../support/sheets.ts';

const sheetPart = async (file: Uint8Array, number = 1): Promise<string> =>
  (await partsOf(file)).get(`xl/worksheets/sheet${number}.xml`) ?? '';

/** What comes back out of a single column of texts. */
async function readBack(...texts: readonly Cell[]): Promise<unknown[]> {
  const opened = await openWorkbook(xlsxOf(workbook(sheet(texts.map((text) => [text, '尾'])))));
  return opened.rows('表').map((row) => row['列1']);
}

describe('what people wrote', () => {
  it.each(['=1+1', '=HYPERLINK("http://evil.example","点")', '+86', '-2', '@SUM(A1)', '\t=1'])(
    'stays text, also when it begins like a formula: %j',
    async (text) => {
      const file = xlsxOf(workbook(sheet([[text]])));
      const xml = await sheetPart(file);
      expect(xml).not.toContain('<f>');
      const cell = elementsOf(xml).find(({ attributes }) => attributes['r'] === 'A4');
      expect(cell?.attributes['t']).toBe('s');
      const styles = elementsOf((await partsOf(file)).get('xl/styles.xml') ?? '');
      const looks = styles.filter(({ path }) => path === 'styleSheet/cellXfs/xf');
      // Stays text also when somebody edits the cell.
      expect(looks[Number(cell?.attributes['s'])]?.attributes['quotePrefix']).toBe('1');
      expect((await openWorkbook(file)).rows('表')).toEqual([{ 列1: text.trim() }]);
    },
  );

  it('cannot break the file: control characters, lone surrogates, tags, names that every object knows', async () => {
    expect(await readBack('甲\u0000\u0008\u000b\u001f乙', '\ud800丙', '<b>&"\'</b>]]>', '\uffff丁')).toEqual([
      '甲乙',
      '\ufffd丙',
      '<b>&"\'</b>]]>',
      '丁',
    ]);
    const names = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];
    expect(await readBack(...names)).toEqual(names);
  });

  it('keeps its lines, spaces and everything that a sheet would read as an escape', async () => {
    const file = xlsxOf(workbook(sheet([['一\r\n二'], ['_x0041_']])));
    expect((await openWorkbook(file)).rows('表')[0]).toEqual({ 列1: '一\n二' });
    expect((await partsOf(file)).get('xl/sharedStrings.xml')).toContain('>_x005F_x0041_<');
  });

  it('is cut where a cell is full, never inside a character', async () => {
    const [long, odd, whole] = await readBack(
      '字'.repeat(40_000),
      `a${'😀'.repeat(20_000)}`,
      '字'.repeat(32_767),
    );
    expect(String(long)).toBe(`${'字'.repeat(32_766)}…`);
    expect(String(odd)).toHaveLength(32_766);
    expect(String(odd).isWellFormed()).toBe(true);
    expect(String(whole)).toHaveLength(32_767);
  });
});

describe('figures', () => {
  const columns = [
    column('日', 'day'),
    column('时', 'moment'),
    column('率', 'percent'),
    column('数', 'count'),
  ];

  it('are real dates and numbers, with formats that show them', async () => {
    const file = xlsxOf(
      workbook(sheet([['2014-03-05', '2014-03-05 09:30', 0.25, { value: 3, tone: 'met' }]], { columns })),
    );
    const xml = await sheetPart(file);
    expect(xml).toMatch(/<v>41703<\/v>.*<v>41703\.3958\d*<\/v>.*<v>0\.25<\/v>.*<v>3<\/v>/s);
    const [row] = (await openWorkbook(file)).rows('表');
    expect(row).toEqual({
      日: new Date('2014-03-05T00:00:00Z'),
      时: new Date('2014-03-05T09:30:00Z'),
      率: 0.25,
      数: 3,
    });
    expect((await partsOf(file)).get('xl/styles.xml')).toMatch(
      /formatCode="yyyy.*<xf numFmtId="164".*<xf numFmtId="9"/s,
    );
  });

  it('may be missing, or be words', async () => {
    const file = xlsxOf(workbook(sheet([[null, '还没有', null, '']], { columns })));
    expect((await openWorkbook(file)).rows('表')).toEqual([{ 日: null, 时: '还没有', 率: null, 数: null }]);
  });
});

describe('a sheet', () => {
  it('has its parts in the order the schema wants', async () => {
    const xml = await sheetPart(xlsxOf(workbook(sheet([['甲', '乙']], { fixed: 1 }))));
    const parts = elementsOf(xml).flatMap(({ path }) => /^worksheet\/(\w+)$/.exec(path)?.[1] ?? []);
    expect(parts).toEqual(
      'sheetPr dimension sheetViews sheetFormatPr cols sheetData autoFilter printOptions pageMargins pageSetup headerFooter'.split(
        ' ',
      ),
    );
  });

  it('keeps head and first columns in sight, filters, and prints on A4 with the head on every page', async () => {
    const rows = [['甲', '乙', '丙']];
    const file = xlsxOf(workbook(sheet(rows, { fixed: 2, notes: ['一', '二'], name: '表 1' })));
    const of = (tag: string) => elementsOf(xml).find(({ path }) => path.endsWith(`/${tag}`))?.attributes;
    const xml = await sheetPart(file);
    expect(of('pane')).toEqual({
      xSplit: '2',
      ySplit: '4',
      topLeftCell: 'C5',
      activePane: 'bottomRight',
      state: 'frozen',
    });
    expect(of('autoFilter')).toEqual({ ref: 'A4:C5' });
    expect(of('dimension')).toEqual({ ref: 'A1:C5' });
    expect(of('pageSetUpPr')).toEqual({ fitToPage: '1' });
    expect(of('pageSetup')).toEqual({
      paperSize: '9',
      orientation: 'portrait',
      fitToWidth: '1',
      fitToHeight: '0',
    });
    expect(xml).toContain('第 &amp;P 页，共 &amp;N 页');
    const book = (await partsOf(file)).get('xl/workbook.xml') ?? '';
    expect(book).toContain(
      `<definedName name="_xlnm.Print_Titles" localSheetId="0">'表 1'!$A:$B,'表 1'!$4:$4</definedName>`,
    );
    expect(book).toContain(
      `<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'表 1'!$A$4:$C$5</definedName>`,
    );
  });

  it('lies across when it is wide, and goes over several pages before it is too small to read', async () => {
    const wide = (count: number) =>
      sheet([], { columns: Array.from({ length: count }, (_, index) => column(`列${index}`, 'text', 20)) });
    expect(await sheetPart(xlsxOf(workbook(wide(6))))).toContain('orientation="landscape" fitToWidth="1"');
    expect(await sheetPart(xlsxOf(workbook(wide(30))))).toContain('orientation="landscape" fitToWidth="3"');
    expect((await openWorkbook(xlsxOf(workbook(wide(30))))).columns('表').at(-1)).toBe('列29');
  });

  it('says so where there is nothing, and filters nothing', async () => {
    const file = xlsxOf(workbook(sheet([])));
    expect((await openWorkbook(file)).rows('表')).toEqual([{ 列1: '没有记录' }]);
    const parts = await partsOf(file);
    expect([...parts.values()].join('')).not.toMatch(/autoFilter|FilterDatabase/);
  });

  it('makes rows as tall as their texts, within what Excel allows', async () => {
    const xml = await sheetPart(
      xlsxOf(workbook(sheet([['短'], ['一二三四五六七八九十'], ['长'.repeat(9_000)]]))),
    );
    const heights = elementsOf(xml).flatMap(({ path, attributes }) =>
      path.endsWith('/row') && Number(attributes['r']) > 3 ? [Number(attributes['ht'])] : [],
    );
    expect(heights).toEqual([16, 31, 400]);
  });

  it('has a name that Excel takes, whatever it is called', async () => {
    const names = ['a/b:c*?[d]\\', 'a b c d', '长'.repeat(40), '长'.repeat(40), '', "'引'", 'A B C D', '&<"'];
    const { names: found } = await openWorkbook(
      xlsxOf(workbook(...names.map((name) => sheet([], { name })))),
    );
    expect(found).toHaveLength(names.length);
    expect(new Set(found.map((name) => name.toLowerCase())).size).toBe(names.length);
    for (const name of found) {
      expect(name).toMatch(/^[^[\]:*?/\\]{1,31}$/);
      expect(name).not.toMatch(/^'|'$/);
    }
  });
});

describe('the file', () => {
  it('is well-formed in every part, and every part is announced', async () => {
    const parts = await partsOf(xlsxOf(workbook(sheet([['甲', 1]]), sheet([], { name: '另一' }))));
    for (const [name, xml] of parts) expect(elementsOf(xml).length, name).toBeGreaterThan(0);
    const types = elementsOf(parts.get('[Content_Types].xml') ?? '').flatMap(
      ({ attributes }) => attributes['PartName'] ?? [],
    );
    expect(types.map((name) => name.slice(1)).sort()).toEqual(
      [...parts.keys()].filter((name) => !/rels$|Content_Types/.test(name)).sort(),
    );
    const related = elementsOf(parts.get('xl/_rels/workbook.xml.rels') ?? '').flatMap(
      ({ attributes }) => attributes['Target'] ?? [],
    );
    for (const target of related) expect(parts.has(`xl/${target}`), target).toBe(true);
  });

  it('is the same for the same', () => {
    const make = () => xlsxOf(workbook(sheet([['甲', 1, null]])));
    expect(make()).toEqual(make());
  });

  it('leaves out what can be left out where it would be too large, and says so on the first sheet', async () => {
    const random = Array.from({ length: 3_000 }, (_, index) => [`${(index * 7919) % 99_991}-${index ** 3}`]);
    const large = sheet([], { name: '人', rows: packed(random), expendable: true });
    const all = { ...workbook(sheet([['总']]), large), limit: { bytes: 8_000, note: '人没有放进来' } };
    const opened = await openWorkbook(xlsxOf(all));
    expect(opened.names).toEqual(['表']);
    expect(opened.notes('表')).toEqual(['标题', '说明', '人没有放进来']);
    expect(opened.rows('表')).toEqual([{ 列1: '总' }]);
    expect(() => xlsxOf({ ...all, sheets: [{ ...large, expendable: false }] })).toThrow(/of 8000 at most/);
  });
});
