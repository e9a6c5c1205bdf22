import encodeQR from 'qr';

/** Modules left white around the code: fewer, and some readers do not find it. ISO/IEC 18004 asks for four. */
const QUIET_ZONE = 4;

/** A QR code as one path, a module to a unit; a quarter of it may be dirty or torn. */
export interface QrCode {
  /** Modules along one side, the quiet zone included. */
  readonly size: number;
  /** For the `d` of an SVG path: the dark modules. */
  readonly path: string;
}

export function qrCode(text: string): QrCode {
  const rows = encodeQR(text, 'raw', { ecc: 'quartile', border: QUIET_ZONE });
  return { size: rows.length, path: rows.map(darkRuns).join('') };
}

/** `M4 4h7v1h-7z`: neighbours are drawn as one, or a hair of white would show between them. */
function darkRuns(row: readonly boolean[], y: number): string {
  let path = '';
  for (let x = 0; x < row.length; ) {
    let end = x;
    while (row[end]) end++;
    if (end > x) path += `M${x} ${y}h${end - x}v1h${x - end}z`;
    x = end + 1;
  }
  return path;
}
