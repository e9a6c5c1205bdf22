import { crc32, deflateRawSync } from 'node:zlib';

/** 1 January 1980, midnight: the same content makes the same file, whenever it is made. */
const DATE = 0x0021;
const UTF8 = 0x0800;
const DEFLATED = 8;

interface Entry {
  readonly name: Buffer;
  readonly crc: number;
  readonly packed: Buffer;
  readonly size: number;
}

/** The files as one archive, in the order given. For less than 4 GB: APPNOTE.TXT 6.3, without its extension for more. */
export function zip(files: ReadonlyMap<string, string>): Uint8Array {
  const entries = [...files].map(([name, text]): Entry => {
    const content = Buffer.from(text);
    return {
      name: Buffer.from(name),
      crc: crc32(content),
      packed: deflateRawSync(content),
      size: content.length,
    };
  });
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const head = localHead(entry);
    bodies.push(head, entry.name, entry.packed);
    directory.push(directoryHead(entry, offset), entry.name);
    offset += head.length + entry.name.length + entry.packed.length;
  }
  const listed = Buffer.concat(directory);
  return Buffer.concat([...bodies, listed, end(entries.length, listed.length, offset)]);
}

function localHead(entry: Entry): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(20, 4);
  describe(entry, head, 6);
  return head;
}

function directoryHead(entry: Entry, offset: number): Buffer {
  const head = Buffer.alloc(46);
  head.writeUInt32LE(0x02014b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(20, 6);
  describe(entry, head, 8);
  head.writeUInt32LE(offset, 42);
  return head;
}

/** What both heads say of an entry, in the same order. */
function describe({ name, crc, packed, size }: Entry, head: Buffer, at: number): void {
  head.writeUInt16LE(UTF8, at);
  head.writeUInt16LE(DEFLATED, at + 2);
  head.writeUInt16LE(0, at + 4);
  head.writeUInt16LE(DATE, at + 6);
  head.writeUInt32LE(crc, at + 8);
  head.writeUInt32LE(packed.length, at + 12);
  head.writeUInt32LE(size, at + 16);
  head.writeUInt16LE(name.length, at + 20);
}

function end(count: number, size: number, offset: number): Buffer {
  const tail = Buffer.alloc(22);
  tail.writeUInt32LE(0x06054b50, 0);
  tail.writeUInt16LE(count, 8);
  tail.writeUInt16LE(count, 10);
  tail.writeUInt32LE(size, 12);
  tail.writeUInt32LE(offset, 16);
  return tail;
}
