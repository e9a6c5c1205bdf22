const INVISIBLE = /[\p{Cf}\p{Cs}]/gu;
const SPACE_AT_HAN = /(?<=[\p{Script=Han}·])\s+|\s+(?=[\p{Script=Han}·])/gu;
const KEY_PARAMETER = /key=[^&\s]+/gi;
const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
const LONGEST_QUOTE = 24;

/** A cell as it was meant: compatibility forms folded (ＡＢＣ → ABC), invisible characters gone, runs of space made one. */
export function clean(cell: string): string {
  return cell.normalize('NFKC').replace(INVISIBLE, '').replace(/\s+/gu, ' ').trim();
}

/** A clean name: `张 三` → `张三`. Spaces between Latin words stay. */
export function cleanName(cell: string): string {
  return clean(cell).replace(SPACE_AT_HAN, '');
}

/** A cell's text for a report: short, and with no webhook key even when one was typed into the wrong column. */
export function quoted(text: string): string {
  const safe = text.replace(KEY_PARAMETER, 'key=***').replace(UUID, '***');
  const characters = [...safe];
  const shown = characters.length > LONGEST_QUOTE ? `${characters.slice(0, LONGEST_QUOTE).join('')}…` : safe;
  return `“${shown}”`;
}
