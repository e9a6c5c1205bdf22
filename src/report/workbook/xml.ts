/** As much as Excel takes in one cell, in UTF-16 units: https://support.microsoft.com/en-us/office/1672b34d-7043-467e-8e27-269d656771c3 */
const LONGEST = 32_767;

const MARKS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

// What XML 1.0 does not allow, even escaped. A line break stays; Excel writes it as a mere line feed.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones meant.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Excel reads `_x0041_` as the letter A; the first underscore is written so, and the rest stays what it was. */
const LOOKS_ESCAPED = /_(?=x[0-9A-Fa-f]{4}_)/g;

/** Text that may stand between tags or quotes. */
export const escaped = (text: string): string => text.replace(/[&<>"]/g, (mark) => MARKS[mark] ?? mark);

/** What a cell shows of the text: no more than fits, and nothing that would make the file unreadable. */
export function cellText(text: string): string {
  const clean = text.replace(/\r\n?/g, '\n').replace(FORBIDDEN, '').toWellFormed();
  return clean.length <= LONGEST ? clean : `${clean.slice(0, LONGEST - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** The text as a string item, leading and trailing white space kept. */
export const stringItem = (text: string): string =>
  `<si><t xml:space="preserve">${escaped(text.replace(LOOKS_ESCAPED, '_x005F_'))}</t></si>`;

/** `A`, `Z`, `AA` for 0, 25, 26. */
export function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}
