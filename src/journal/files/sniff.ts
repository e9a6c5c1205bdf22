import { isUtf8 } from 'node:buffer';
import type { StoredFile } from '../../records/records.ts';
import { inParts } from './in-parts.ts';

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
export async function typeOf(content: Uint8Array): Promise<StoredFile['type']> {
  const head = Buffer.from(content.subarray(0, 16)).toString('latin1');
  const known = SIGNATURES.find(([, signature]) => head.startsWith(signature));
  if (known) return known[0];
  return (await isText(content)) ? 'text/plain' : 'application/octet-stream';
}

async function isText(content: Uint8Array): Promise<boolean> {
  if (content.length === 0) return false;
  for await (const part of inParts(content)) if (part.some(isControl)) return false;
  return isUtf8(content) || isGb18030(content);
}

const isControl = (byte: number): boolean =>
  (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d) || byte === 0x7f;

// Nearly every pair of bytes is a GB18030 character; in text that people wrote, none is for private use.
async function isGb18030(content: Uint8Array): Promise<boolean> {
  const decoder = new TextDecoder('gb18030', { fatal: true });
  const isPrivate = (text: string): boolean => /\p{Co}/u.test(text);
  try {
    for await (const part of inParts(content))
      if (isPrivate(decoder.decode(part, { stream: true }))) return false;
    return !isPrivate(decoder.decode());
  } catch {
    return false;
  }
}
