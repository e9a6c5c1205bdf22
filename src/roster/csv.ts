import { CsvError, parse } from 'csv-parse/sync';
import { findHeader, type SheetRow } from './columns.ts';
import { SheetError } from './sheet-error.ts';

const DELIMITERS = [',', ';', '\t'] as const;

/** Rows of a CSV file as Excel and WPS save it, in whichever encoding and with whichever delimiter. Throws a {@link SheetError}. */
export function readCsv(bytes: Uint8Array): readonly SheetRow[] {
  const text = decode(bytes);
  for (const delimiter of DELIMITERS) {
    const rows = attempt(() => split(text, delimiter));
    if (rows && findHeader(rows)) return rows;
  }
  return split(text, ',');
}

/** Chinese Excel saves plain "CSV" as GB18030, "CSV UTF-8" with a mark, and "Unicode text" as UTF-16. */
function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {}
  }
  throw new SheetError('读不出文件里的文字，请在 Excel 中另存为“CSV UTF-8”或 .xlsx 后再导入');
}

function attempt(read: () => readonly SheetRow[]): readonly SheetRow[] | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof SheetError) return undefined;
    throw error;
  }
}

// Empty lines are kept while parsing: a row's place in the list is its number in Excel.
function split(text: string, delimiter: string): readonly SheetRow[] {
  try {
    const records = parse(text, { delimiter, relax_column_count: true, relax_quotes: true });
    return records.map((cells, index) => ({ number: index + 1, cells }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new SheetError('表格里的引号不成对，请在 Excel 中打开检查，或另存为 .xlsx 后再导入', error);
  }
}
