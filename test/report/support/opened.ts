import { buffer } from 'node:stream/consumers';
import readWorkbook from 'read-excel-file/node';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import yauzl from 'yauzl';

/** The values of every sheet below its head, by column title; read by another library than the one that wrote them. */
export interface Opened {
  readonly names: readonly string[];
  /** Everything said above the head of the sheet, line by line. */
  notes(sheet: string): readonly string[];
  columns(sheet: string): readonly string[];
  rows(sheet: string): readonly Record<string, unknown>[];
  /** Every text of every cell. */
  readonly text: string;
}

export async function openWorkbook(bytes: Uint8Array): Promise<Opened> {
  const sheets = await readWorkbook(Buffer.from(bytes));
  const parts = await partsOf(bytes);
  const heads = new Map(sheets.map(({ sheet }, index) => [sheet, headRow(parts, index + 1)]));
  const dataOf = (name: string) => {
    const found = sheets.find(({ sheet }) => sheet === name);
    if (!found) throw new Error(`no sheet ${name}, only ${sheets.map(({ sheet }) => sheet).join(' ')}`);
    return found.data;
  };
  const headOf = (name: string): number => heads.get(name) ?? 0;
  const columns = (name: string) => (dataOf(name)[headOf(name) - 1] ?? []).map(String);
  return {
    names: sheets.map(({ sheet }) => sheet),
    notes: (name) =>
      dataOf(name)
        .slice(0, headOf(name) - 1)
        .map(([first]) => String(first)),
    columns,
    rows: (name) =>
      dataOf(name)
        .slice(headOf(name))
        .map((row) => Object.fromEntries(columns(name).map((title, index) => [title, row[index] ?? null]))),
    text: (parts.get('xl/sharedStrings.xml') ?? '').replace(/<[^>]+>+/g, '\n'),
  };
}

const headRow = (parts: ReadonlyMap<string, string>, number: number): number =>
  Number(/ySplit="(\d+)"/.exec(parts.get(`xl/worksheets/sheet${number}.xml`) ?? '')?.[1]);

/** The files inside an archive, by name; read by another library than the one that wrote it. */
export async function partsOf(bytes: Uint8Array): Promise<ReadonlyMap<string, string>> {
  const parts = new Map<string, string>();
  const archive = await yauzl.fromBufferPromise(Buffer.from(bytes));
  for await (const entry of archive.eachEntry())
    parts.set(entry.fileName, (await buffer(await archive.openReadStreamPromise(entry))).toString());
  return parts;
}

/** The elements of a well-formed part, in their order, each with the names of those around it. Throws where it is not well-formed. */
export function elementsOf(
  xml: string,
): readonly { readonly path: string; readonly attributes: Record<string, string> }[] {
  const found: { path: string; attributes: Record<string, string> }[] = [];
  const open: string[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => {
    open.push(name);
    found.push({ path: open.join('/'), attributes });
  });
  parser.on('closetag', () => void open.pop());
  parser.write(xml).close();
  return found;
}
