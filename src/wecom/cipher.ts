import { createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto';

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

/**
 * AES-256-CBC with the key's first half as IV and PKCS#7 to 32 bytes, as WeCom uses for callbacks and for media.
 * Undefined when length or padding is wrong; that every padding byte is looked at is why @wecom/crypto is not enough here.
 */
export function decipher(key: AesKey, ciphertext: Uint8Array): Buffer | undefined {
  if (ciphertext.byteLength === 0 || ciphertext.byteLength % BLOCK !== 0) return undefined;
  const cipher = createDecipheriv('aes-256-cbc', key.secret, key.iv).setAutoPadding(false);
  const padded = Buffer.concat([cipher.update(ciphertext), cipher.final()]);
  const padding = padded.at(-1) ?? 0;
  if (padding < 1 || padding > BLOCK) return undefined;
  const end = padded.length - padding;
  return padded.subarray(end).every((byte) => byte === padding) ? padded.subarray(0, end) : undefined;
}
