import { readFileSync } from 'node:fs';
import mustache from 'mustache';
import { layoutOf } from './layout.ts';
import type { Sheet } from './workbook.ts';
import { columnName, escaped } from './xml.ts';

const FOLDER = new URL('../../../templates/workbook/', import.meta.url);

/** A part of the package as its template has it. */
export const partOf = (template: string, view: object): string =>
  mustache.render(readFileSync(new URL(`${template}.xml`, FOLDER), 'utf8'), view, undefined, {
    escape: (value) => escaped(String(value)),
  });

/** The sheets as the parts list them that say which others there are. */
export const listed = (sheets: readonly Sheet[], names: readonly string[]) =>
  sheets.map((sheet, index) => {
    const { head, last, lastColumn } = layoutOf(sheet);
    const name = names[index] ?? '';
    const place = `'${name.replaceAll("'", "''")}'!`;
    const columns = sheet.fixed > 0 ? [`${place}$A:$${columnName(sheet.fixed - 1)}`] : [];
    return {
      index,
      number: index + 1,
      name,
      // Excel keeps the range of a filter under a hidden name as well, and so do the others.
      filter: sheet.rows.count > 0 ? `${place}$A$${head}:$${lastColumn}$${last}` : null,
      titles: [...columns, `${place}$${head}:$${head}`].join(','),
    };
  });
