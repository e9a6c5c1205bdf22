import type { UnreadReason } from '../records/records.ts';

/** Office before 2007 wrote such containers; a docx with a password is one as well, around what is enciphered. */
const SIGNATURE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** Of a directory entry: its length, and where the length of its name stands. [MS-CFB] 2.6.1 */
const ENTRY = { bytes: 128, nameLength: 64 } as const;

const OTHERS = ['Workbook', 'Book', 'PowerPoint Document'];

export const isOle = (content: Uint8Array): boolean =>
  SIGNATURE.equals(content.subarray(0, SIGNATURE.length));

/** Why the container cannot be read: it is enciphered, of old Word (or WPS), or no text document at all. */
export function whyOleIsUnread(content: Uint8Array): UnreadReason {
  if (hasStream(content, 'EncryptedPackage')) return 'encrypted';
  return OTHERS.some((name) => hasStream(content, name)) ? 'not-a-document' : 'old-format';
}

function hasStream(content: Uint8Array, name: string): boolean {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const wanted = Buffer.from(`${name}\0`, 'utf16le');
  for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + 1))
    if (isEntry(bytes.subarray(at, at + ENTRY.bytes), wanted.length)) return true;
  return false;
}

/** Text may have the same words, but not the length of the name where an entry has it. */
const isEntry = (bytes: Buffer, nameLength: number): boolean =>
  bytes.length === ENTRY.bytes && bytes.readUInt16LE(ENTRY.nameLength) === nameLength;
