import { isUtf8 } from 'node:buffer';
import type { StoredFile } from './records.ts';

const SIGNATURES: readonly (readonly [StoredFile['type'], string])[] = [
  ['image/png', '\x89PNG\r\n\x1a\n'],
  ['image/jpeg', '\xff\xd8\xff'],
  ['image/gif', 'GIF87a'],
  ['image/gif', 'GIF89a'],
  ['application/pdf', '%PDF-'],
  ['application/zip', 'PK\x03\x04'],
  ['application/zip', 'PK\x05\x06'],
];

/** What the content is, whatever its name says. */
export function typeOf(content: Uint8Array): StoredFile['type'] {
  const head = Buffer.from(content.subarray(0, 16)).toString('latin1');
  const known = SIGNATURES.find(([, signature]) => head.startsWith(signature));
  if (known) return known[0];
  return isText(content) ? 'text/plain' : 'application/octet-stream';
}

function isText(content: Uint8Array): boolean {
  if (content.length === 0 || content.some(isControl)) return false;
  return isUtf8(content) || isGb18030(content);
}

const isControl = (byte: number): boolean =>
  (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d) || byte === 0x7f;

// Nearly every pair of bytes is a GB18030 character; in text that people wrote, none is for private use.
function isGb18030(content: Uint8Array): boolean {
  try {
    return !/\p{Co}/u.test(new TextDecoder('gb18030', { fatal: true }).decode(content));
  } catch {
    return false;
  }
}
