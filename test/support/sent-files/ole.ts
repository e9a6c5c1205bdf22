/** A compound file (OLE) with these streams, each a sector of 512 bytes. [MS-CFB] */
export function oleOf(streams: readonly string[]): Buffer {
  const sector = 512;
  const directorySectors = Math.ceil((streams.length + 1) / 4);
  const header = Buffer.alloc(sector, 0xff);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header);
  header.fill(0, 8, 76);
  header.writeUInt32LE(0x0003_003e, 24);
  header.writeUInt32LE(0x0009_fffe, 28);
  header.writeUInt16LE(6, 32);
  header.writeUInt32LE(1, 44);
  header.writeUInt32LE(1, 48);
  header.writeUInt32LE(0, 76);
  const directory = [
    oleEntry('Root Entry', 5, 0),
    ...streams.map((name, at) => oleEntry(name, 2, 1 + directorySectors + at)),
  ];
  const filled = Buffer.concat([
    ...directory,
    Buffer.alloc(directorySectors * sector - directory.length * 128),
  ]);
  return Buffer.concat([
    header,
    Buffer.alloc(sector, 0xff),
    filled,
    Buffer.alloc(sector * streams.length, 0x5a),
  ]);
}

function oleEntry(name: string, type: number, start: number): Buffer {
  const entry = Buffer.alloc(128);
  const utf16 = Buffer.from(`${name}\0`, 'utf16le');
  utf16.copy(entry);
  entry.writeUInt16LE(utf16.length, 64);
  entry.writeUInt8(type, 66);
  entry.fill(0xff, 68, 80);
  entry.writeUInt32LE(start, 116);
  entry.writeUInt32LE(512, 120);
  return entry;
}
