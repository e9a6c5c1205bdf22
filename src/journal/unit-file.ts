import { createHash } from 'node:crypto';
import type { UnitId } from '../roster/roster.ts';

export const LEDGER_SUFFIX = '.jsonl';

// File systems take 255 bytes a name; the rest is for the suffix and for what a torn line's copy adds.
const MAX_BYTES = 200;
const KEPT_BYTES = 160;

// Only characters that no file system folds into another: no capitals, nothing that can be composed.
const PLAIN = /^[\p{Script=Han}a-z0-9_（）-]$/u;

// Windows keeps these for devices, whatever suffix follows.
// https://learn.microsoft.com/windows/win32/fileio/naming-a-file
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * The file a unit's ledger is kept in: `县教育局/机关第一支部` → `县教育局~机关第一支部.jsonl`. Two units never share a name on any
 * file system. Anything unusual is written as in a URL, so `decodeURIComponent` with `~` for `/` gives the unit back; a name
 * too long for a file system is cut and ends in `#` and a hash, and then only the lines inside tell the unit.
 */
export function unitFile(unit: UnitId): string {
  const [first = '', ...rest] = unit;
  const name = DEVICE.test(unit) ? percent(first) + rest.join('') : [...unit].map(safe).join('');
  return (Buffer.byteLength(name) > MAX_BYTES ? shortened(name, unit) : name) + LEDGER_SUFFIX;
}

function safe(character: string): string {
  if (character === '/') return '~';
  return PLAIN.test(character) && character === character.normalize('NFC') ? character : percent(character);
}

const percent = (character: string): string =>
  [...Buffer.from(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');

function shortened(name: string, unit: UnitId): string {
  const kept = [...name];
  while (Buffer.byteLength(kept.join('')) > KEPT_BYTES) kept.pop();
  return `${kept.join('')}#${createHash('sha256').update(unit).digest('hex').slice(0, 24)}`;
}
