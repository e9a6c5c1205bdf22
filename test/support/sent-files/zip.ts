import { constants, crc32, deflateRawSync } from 'node:zlib';

/** A part of a zip file; whatever the directory says of it beside its name can be made a lie. */
export interface ZipPart {
  readonly name: string;
  readonly content: Uint8Array | string;
  /** What both headers say the content inflates to. */
  readonly declared?: number;
  /** The raw deflate stream, when it is not that of the content. */
  readonly deflated?: Uint8Array;
  readonly encrypted?: boolean;
  readonly stored?: boolean;
}

const HEADER = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50 } as const;

/** A zip file of these parts, in this order, names as they are. */
export function zipOf(parts: readonly ZipPart[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const { fields, name, body } = packed(part);
    const local = Buffer.concat([
      words(HEADER.local, 4),
      words(20, 2),
      fields,
      words(name.length, 2),
      words(0, 2),
      name,
      body,
    ]);
    directory.push(
      Buffer.concat([
        words(HEADER.central, 4),
        words(20, 2),
        words(20, 2),
        fields,
        words(name.length, 2),
        Buffer.alloc(12),
        words(offset, 4),
        name,
      ]),
    );
    files.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const count = words(parts.length, 2);
  const end = [
    words(HEADER.end, 4),
    Buffer.alloc(4),
    count,
    count,
    words(central.length, 4),
    words(offset, 4),
    words(0, 2),
  ];
  return Buffer.concat([...files, central, ...end]);
}

function packed({ name, content, declared, deflated, encrypted = false, stored = false }: ZipPart) {
  const plain = Buffer.from(content);
  const body = Buffer.from(deflated ?? (stored ? plain : deflateRawSync(plain)));
  const fields = Buffer.concat([
    words((encrypted ? 1 : 0) | 0x800, 2),
    words(stored ? 0 : 8, 2),
    Buffer.alloc(4),
    words(crc32(plain), 4),
    words(body.length, 4),
    words(declared ?? plain.length, 4),
  ]);
  return { fields, name: Buffer.from(name), body };
}

function words(value: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntLE(value, 0, bytes);
  return buffer;
}

/** A raw deflate stream that inflates to so many megabytes of one byte, without anybody having to hold those. */
export function bomb(megabytes: number, byte = ' '): Buffer {
  const block = deflateRawSync(Buffer.alloc(2 ** 20, byte), { finishFlush: constants.Z_FULL_FLUSH });
  const last = Buffer.from([3, 0]);
  return Buffer.concat([...Array.from({ length: megabytes }, () => block), last]);
}
