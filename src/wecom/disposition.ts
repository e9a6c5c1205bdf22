const LONGEST = 120;
const UNNAMED = '未命名';

/** The file name a Content-Disposition header gives, without folders or control characters; 未命名 when it gives none. */
export function fileNameOf(disposition: string | null): string {
  const header = disposition ?? '';
  const name = extendedName(header) ?? plainName(header) ?? '';
  return harmless(name) || UNNAMED;
}

// RFC 8187: filename*=UTF-8''%E6%96%B9%E6%A1%88.docx
function extendedName(header: string): string | undefined {
  const value = /;\s*filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/i.exec(header)?.[1];
  return value === undefined ? undefined : percentDecoded(value);
}

// Servers put percent-encoded text or bare UTF-8 bytes here, which HTTP hands over as Latin-1.
function plainName(header: string): string | undefined {
  const match = /;\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(header);
  const value = match?.[1]?.replace(/\\(.)/g, '$1') ?? match?.[2];
  if (value === undefined) return undefined;
  return percentDecoded(value) ?? utf8OfLatin1(value) ?? value;
}

function percentDecoded(value: string): string | undefined {
  try {
    const decoded = decodeURIComponent(value);
    return decoded === value ? undefined : decoded;
  } catch {
    return undefined;
  }
}

function utf8OfLatin1(value: string): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(value, 'latin1'));
  } catch {
    return undefined;
  }
}

// Cc: control characters; Cf: invisible ones, among them those that turn the reading direction (exe.xcod → docx.exe).
function harmless(name: string): string {
  const base = name.split(/[/\\]/).at(-1) ?? '';
  const visible = [
    ...base
      .toWellFormed()
      .replace(/[\p{Cc}\p{Cf}]/gu, '')
      .trim(),
  ];
  const extension = /\.\w{1,8}$/.exec(visible.join(''))?.[0] ?? '';
  if (visible.length <= LONGEST) return visible.join('').replace(/^\.+$/, '');
  return visible.slice(0, LONGEST - extension.length).join('') + extension;
}
