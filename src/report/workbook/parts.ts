import { layoutOf } from './layout.ts';
import type { Sheet } from './workbook.ts';
import { columnName, escaped } from './xml.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OPEN = 'http://schemas.openxmlformats.org';
const RELATIONSHIPS = `${OPEN}/officeDocument/2006/relationships`;
const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The parts of the package that say which others there are. */
export const contentTypes = (sheets: number): string =>
  [
    `${HEAD}<Types xmlns="${OPEN}/package/2006/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    override('/xl/workbook.xml', 'sheet.main'),
    ...numbers(sheets).map((number) => override(`/xl/worksheets/sheet${number}.xml`, 'worksheet')),
    override('/xl/styles.xml', 'styles'),
    override('/xl/sharedStrings.xml', 'sharedStrings'),
    '</Types>',
  ].join('');

export const packageRelationships = (): string =>
  relationships([['rId1', 'officeDocument', 'xl/workbook.xml']]);

export const workbookRelationships = (sheets: number): string =>
  relationships([
    ...numbers(sheets).map(
      (number) => [`rId${number}`, 'worksheet', `worksheets/sheet${number}.xml`] as const,
    ),
    [`rId${sheets + 1}`, 'styles', 'styles.xml'],
    [`rId${sheets + 2}`, 'sharedStrings', 'sharedStrings.xml'],
  ]);

/** The list of sheets, with what each filters and repeats on every printed page. */
export function workbookXml(sheets: readonly Sheet[], names: readonly string[]): string {
  const named = names.map(
    (name, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  const filters = sheets.flatMap((sheet, index) => filterName(sheet, names[index] ?? '', index));
  const titles = sheets.map((sheet, index) => printTitles(sheet, names[index] ?? '', index));
  return [
    `${HEAD}<workbook xmlns="${OPEN}/spreadsheetml/2006/main" xmlns:r="${RELATIONSHIPS}">`,
    '<bookViews><workbookView xWindow="0" yWindow="0" windowWidth="24000" windowHeight="12000" tabRatio="850"/></bookViews>',
    `<sheets>${named.join('')}</sheets>`,
    `<definedNames>${[...filters, ...titles].join('')}</definedNames>`,
    '</workbook>',
  ].join('');
}

/** Excel keeps the range of a filter under a hidden name as well, and so do the others. */
function filterName(sheet: Sheet, name: string, index: number): string[] {
  if (sheet.rows.count === 0) return [];
  const { head, last, lastColumn } = layoutOf(sheet);
  const range = `${quoted(name)}!$A$${head}:$${lastColumn}$${last}`;
  return [
    `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">${escaped(range)}</definedName>`,
  ];
}

function printTitles(sheet: Sheet, name: string, index: number): string {
  const { head } = layoutOf(sheet);
  const columns = sheet.fixed > 0 ? [`${quoted(name)}!$A:$${columnName(sheet.fixed - 1)}`] : [];
  const range = [...columns, `${quoted(name)}!$${head}:$${head}`].join(',');
  return `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${escaped(range)}</definedName>`;
}

const quoted = (name: string): string => `'${name.replaceAll("'", "''")}'`;

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

const override = (part: string, type: string): string =>
  `<Override PartName="${part}" ContentType="${SPREADSHEET}.${type}+xml"/>`;

const relationships = (all: readonly (readonly [id: string, type: string, target: string])[]): string =>
  [
    `${HEAD}<Relationships xmlns="${OPEN}/package/2006/relationships">`,
    ...all.map(
      ([id, type, target]) => `<Relationship Id="${id}" Type="${RELATIONSHIPS}/${type}" Target="${target}"/>`,
    ),
    '</Relationships>',
  ].join('');
