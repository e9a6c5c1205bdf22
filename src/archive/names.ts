// Windows keeps these for devices, whatever suffix follows.
// https://learn.microsoft.com/windows/win32/fileio/naming-a-file
const DEVICE = /^(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]|conin\$|conout\$)$/i;
const FORBIDDEN = /[<>:"/\\|?*\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** Characters of a name with its suffix; file systems of Linux take 255 bytes. */
const LONGEST = 80;
const LONGEST_SUFFIX = 10;

/** A name that every file system takes and that looks like what was wanted. */
export function safeName(wanted: string): string {
  const plain = wanted.toWellFormed().normalize('NFC').replace(FORBIDDEN, '_').replace(/\s+/gu, ' ').trim();
  const [stem, suffix] = parted(plain);
  const short = cut(stem, LONGEST - suffix.length).replace(/^[. ]+|[. ]+$/g, '') || '无名';
  const [device = ''] = short.split('.');
  return `${DEVICE.test(device.trim()) ? '_' : ''}${short}${suffix}`;
}

/** Gives out names within folders, none twice, not even where capitals make no difference. */
export class Names {
  readonly #taken = new Set<string>();

  /** The path of the name in the folder, with a number where it was given before. */
  take(folder: string, wanted: string): string {
    const name = safeName(wanted);
    const [stem, suffix] = parted(name);
    for (let count = 1; ; count++) {
      const path = `${folder}${folder === '' ? '' : '/'}${count === 1 ? name : `${stem}（${count}）${suffix}`}`;
      if (this.#taken.has(folded(path))) continue;
      this.#taken.add(folded(path));
      return path;
    }
  }
}

const folded = (path: string): string => path.normalize('NFKC').toLowerCase();

function parted(name: string): readonly [stem: string, suffix: string] {
  const suffix = /\.[A-Za-z0-9]+$/.exec(name)?.[0] ?? '';
  const fits = suffix.length <= LONGEST_SUFFIX && suffix.length < name.length;
  return fits ? [name.slice(0, name.length - suffix.length), suffix] : [name, ''];
}

function cut(text: string, longest: number): string {
  let kept = '';
  for (const character of text) {
    if (kept.length + character.length > longest || Buffer.byteLength(kept + character) > 200) break;
    kept += character;
  }
  return kept;
}
