import { contentTypes, packageRelationships, workbookRelationships, workbookXml } from './parts.ts';
import { SharedStrings } from './shared-strings.ts';
import { sheetNames } from './sheet-names.ts';
import { sheetXml } from './sheet-xml.ts';
import { Styles } from './styles.ts';
import type { Sheet, Workbook } from './workbook.ts';
import { zip } from './zip.ts';

/**
 * The workbook as .xlsx (ECMA-376, transitional). Sheets that can be done without are left out where the file would be too large,
 * and the first says so. Throws when it is too large even then.
 */
export function xlsxOf({ sheets, limit }: Workbook): Uint8Array {
  const whole = packed(sheets);
  if (whole.length <= limit.bytes) return whole;
  const less = packed(shortened(sheets, limit.note));
  if (less.length <= limit.bytes) return less;
  throw new Error(`the workbook has ${less.length} bytes, of ${limit.bytes} at most`);
}

function shortened(sheets: readonly Sheet[], note: string): Sheet[] {
  const [first, ...others] = sheets.filter(({ expendable }) => !expendable);
  return first ? [{ ...first, notes: [...first.notes, note] }, ...others] : [];
}

// Our own writer, because write-excel-file takes ten times as long, prints neither repeated heads nor page numbers, and breaks the
// file over a cell that says `constructor`.
function packed(sheets: readonly Sheet[]): Uint8Array {
  const shared = { strings: new SharedStrings(), styles: new Styles() };
  const names = sheetNames(sheets.map(({ name }) => name));
  const written = sheets.map((sheet, index): [string, string] => [
    `xl/worksheets/sheet${index + 1}.xml`,
    sheetXml(sheet, index === 0, shared),
  ]);
  return zip(
    new Map([
      ['[Content_Types].xml', contentTypes(sheets.length)],
      ['_rels/.rels', packageRelationships()],
      ['xl/workbook.xml', workbookXml(sheets, names)],
      ['xl/_rels/workbook.xml.rels', workbookRelationships(sheets.length)],
      ...written,
      ['xl/styles.xml', shared.styles.toXml()],
      ['xl/sharedStrings.xml', shared.strings.toXml()],
    ]),
  );
}
