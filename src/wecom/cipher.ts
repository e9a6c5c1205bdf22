import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  type Decipheriv,
  type KeyObject,
} from 'node:crypto';
import { inParts } from '../journal/files/in-parts.ts';
import { release } from './release.ts';

const BLOCK = 32;

/** A key object rather than bytes: Node prepares bytes anew for every message, which costs more than deciphering it. */
export interface AesKey {
  readonly secret: KeyObject;
  readonly iv: Buffer;
}

/**
 * The key of an EncodingAESKey (43 letters and digits), which stands for 32 bytes. Throws a RangeError, which does not show the key, on anything
 * else. https://developer.work.weixin.qq.com/document/path/90968
 */
export function aesKeyOf(encodingAESKey: string): AesKey {
  if (!/^[A-Za-z0-9]{43}$/.test(encodingAESKey))
    throw new RangeError('an EncodingAESKey is 43 letters and digits');
  const bytes = Buffer.from(`${encodingAESKey}=`, 'base64');
  return { secret: createSecretKey(bytes), iv: bytes.subarray(0, 16) };
}

/** The key in plain base64, with or without its last `=`, as the long connection gives one with every file; undefined when it is none. */
export function aesKeyOfBase64(text: string): AesKey | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === 32 ? { secret: createSecretKey(bytes), iv: bytes.subarray(0, 16) } : undefined;
}

/**
 * AES-256-CBC with the key's first half as IV and PKCS#7 to 32 bytes, as WeCom uses for callbacks and for media.
 * Undefined when length or padding is wrong; that every padding byte is looked at is why @wecom/crypto is not enough here.
 */
export function decipher(key: AesKey, ciphertext: Uint8Array): Buffer | undefined {
  if (!isWhole(ciphertext.byteLength)) return undefined;
  const cipher = decipherOf(key);
  return unpadded(Buffer.concat([cipher.update(ciphertext), cipher.final()]));
}

/** The same for a file in pieces, and others need not wait for it. */
export async function decipherFile(
  key: AesKey,
  ciphertext: readonly Uint8Array[],
): Promise<Buffer | undefined> {
  const length = ciphertext.reduce((sum, piece) => sum + piece.byteLength, 0);
  if (!isWhole(length)) return undefined;
  const cipher = decipherOf(key);
  const padded = Buffer.allocUnsafe(length);
  let done = 0;
  for await (const part of inParts(...ciphertext)) {
    const plain = cipher.update(part);
    done += plain.copy(padded, done);
    release(plain);
  }
  cipher.final().copy(padded, done);
  return unpadded(padded);
}

/** The other way round. @wecom/crypto would make a key of its letters for every message, which costs more than the rest. */
export function encipher({ secret, iv }: AesKey, plain: Uint8Array): Buffer {
  const padding = BLOCK - (plain.byteLength % BLOCK);
  const cipher = createCipheriv('aes-256-cbc', secret, iv).setAutoPadding(false);
  return Buffer.concat([cipher.update(plain), cipher.update(Buffer.alloc(padding, padding)), cipher.final()]);
}

const isWhole = (length: number): boolean => length > 0 && length % BLOCK === 0;

const decipherOf = ({ secret, iv }: AesKey): Decipheriv =>
  createDecipheriv('aes-256-cbc', secret, iv).setAutoPadding(false);

function unpadded(padded: Buffer): Buffer | undefined {
  const padding = padded.at(-1) ?? 0;
  if (padding < 1 || padding > BLOCK) return undefined;
  const end = padded.length - padding;
  return padded.subarray(end).every((byte) => byte === padding) ? padded.subarray(0, end) : undefined;
}
