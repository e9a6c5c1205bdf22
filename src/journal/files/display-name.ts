const MAX_CHARACTERS = 100;
const NAMELESS = '未命名文件';

/**
 * A file's name as it may be shown: the last part of a path, without control characters and without those that hide or turn
 * text round, at most 100 characters, its ending kept.
 */
export function displayName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uFFFD]/gu, '');
  const tidy = clean.replace(/\s+/g, ' ').trim();
  return /^\.*$/.test(tidy) ? NAMELESS : shortened(tidy);
}

function shortened(name: string): string {
  const characters = [...name];
  if (characters.length <= MAX_CHARACTERS) return name;
  const ending = /\.[\p{L}\p{N}]{1,10}$/u.exec(name)?.[0] ?? '';
  const kept = characters.slice(0, MAX_CHARACTERS - 1 - [...ending].length).join('');
  return `${kept.trimEnd()}…${ending}`;
}
