import { createDecipheriv } from 'node:crypto';

const BLOCK = 32;

/**
 * The 32 key bytes of an EncodingAESKey (43 letters and digits). Throws a RangeError, which does not show the key, on anything
 * else. https://developer.work.weixin.qq.com/document/path/90968
 */
export function aesKeyOf(encodingAESKey: string): Buffer {
  if (!/^[A-Za-z0-9]{43}$/.test(encodingAESKey))
    throw new RangeError('an EncodingAESKey is 43 letters and digits');
  return Buffer.from(`${encodingAESKey}=`, 'base64');
}

/**
 * AES-256-CBC with the key's first half as IV and PKCS#7 to 32 bytes, as WeCom uses for callbacks and for media.
 * Undefined when length or padding is wrong; that every padding byte is looked at is why @wecom/crypto is not enough here.
 */
export function decipher(key: Buffer, ciphertext: Uint8Array): Buffer | undefined {
  if (ciphertext.byteLength === 0 || ciphertext.byteLength % BLOCK !== 0) return undefined;
  const cipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([cipher.update(ciphertext), cipher.final()]);
  const padding = padded.at(-1) ?? 0;
  if (padding < 1 || padding > BLOCK) return undefined;
  const end = padded.length - padding;
  return padded.subarray(end).every((byte) => byte === padding) ? padded.subarray(0, end) : undefined;
}
