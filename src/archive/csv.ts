/** Says UTF-8 to programs that would guess otherwise. */
export const BOM = '\uFEFF';

// A cell that begins like this is a formula to a spreadsheet. https://owasp.org/www-community/attacks/CSV_Injection
const FORMULA = /^[\s\uFEFF]*[=+\-@＝＋－＠\t\r\n]/u;

/** A table as text that Excel, WPS and LibreOffice open as it is meant; nothing in it can act as a formula. */
export function csvOf(rows: Iterable<readonly string[]>): string {
  let text = BOM;
  for (const row of rows) text += `${row.map(cell).join(',')}\r\n`;
  return text;
}

function cell(value: string): string {
  const plain = value
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '');
  return `"${(FORMULA.test(plain) ? `'${plain}` : plain).replaceAll('"', '""')}"`;
}
