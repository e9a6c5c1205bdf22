import { readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import readWorkbook, { InvalidInputError, InvalidSpreadsheetError } from 'read-excel-file/node';
import { findHeader, type SheetRow } from './columns.ts';
import { readCsv } from './csv.ts';
import { SheetError } from './sheet-error.ts';

const LARGEST_FILE = 20 * 1024 * 1024;
const READABLE = '请另存为 .xlsx 或 .csv 后再导入';

/** Reads the rows of a roster from an .xlsx or .csv file. Throws a {@link SheetError} with advice for the clerk. */
export async function readSheet(file: string): Promise<readonly SheetRow[]> {
  const bytes = await load(file);
  switch (extname(file).toLowerCase()) {
    case '.xlsx':
      return readXlsx(bytes);
    case '.csv':
    case '.txt':
      return readCsv(bytes);
    default:
      throw new SheetError(`不认识这种文件，${READABLE}`);
  }
}

async function load(file: string): Promise<Buffer> {
  const { size } = await lookAt(file);
  if (size === 0) throw new SheetError('文件是空的');
  if (size > LARGEST_FILE) throw new SheetError('文件超过 20 MB，请只保留名册这一张表再导入');
  return readFile(file);
}

async function lookAt(file: string): Promise<{ readonly size: number }> {
  const found = await stat(file).catch((error: unknown) => {
    throw new SheetError(`找不到或打不开文件：${file}`, error);
  });
  if (!found.isFile()) throw new SheetError(`这不是文件：${file}`);
  return found;
}

/** The first sheet that has the header; the first of all when none has, so that the mistake can be told. */
async function readXlsx(bytes: Buffer): Promise<readonly SheetRow[]> {
  const workbook = await unpack(bytes);
  const sheets = workbook.map(({ data }) =>
    data.map((cells, index) => ({ number: index + 1, cells: cells.map(cellText) })),
  );
  return sheets.find(findHeader) ?? sheets[0] ?? [];
}

async function unpack(bytes: Buffer) {
  try {
    return await readWorkbook(bytes, { parseNumber: numberText });
  } catch (error) {
    if (error instanceof InvalidInputError || error instanceof InvalidSpreadsheetError)
      throw new SheetError(`打不开这个表格（可能是旧的 .xls、加了密码或已损坏），${READABLE}`, error);
    throw error;
  }
}

/** Digits as they stand in the file, so that a long account loses none; only 1.38E+10 is written out. */
function numberText(stored: string): string {
  return /e/i.test(stored) ? String(Number(stored)) : stored;
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);
}
