/** As long as Excel lets a sheet's name be. */
const LONGEST = 31;

/** Names that Excel takes, each once: without its forbidden characters, short enough, told apart by a number where they are alike. */
export function sheetNames(wanted: readonly string[]): string[] {
  const taken = new Set<string>();
  return wanted.map((name) => {
    const free = unlike(allowed(name), taken);
    taken.add(free.toLowerCase());
    return free;
  });
}

function allowed(name: string): string {
  const clean = name
    .replace(/[[\]:*?/\\\p{Cc}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^'+|'+$/g, '')
    .toWellFormed();
  return cut(clean, LONGEST) || '表';
}

function unlike(name: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const end = number === 1 ? '' : `（${number}）`;
    const full = cut(name, LONGEST - end.length) + end;
    if (!taken.has(full.toLowerCase())) return full;
  }
}

const cut = (text: string, length: number): string => text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
