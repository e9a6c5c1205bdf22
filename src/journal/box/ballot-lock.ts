import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
  scryptSync,
} from 'node:crypto';
import type { Lock } from '../../records/records.ts';

/** What opens it. Kept in memory alone. */
export type Key = KeyObject;

/** In front of 32 bytes these make a PKCS #8 private key of X25519 (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b656e04220420', 'hex');
/** A sealed text says how long it is only in so many bytes: 好 and 较好 look alike. */
const BLOCK = 256;
const NONCE = 12;
const TAG = 16;

/** A lock that this word opens, together with its key. */
export function mintLock(word: string): { readonly lock: Lock; readonly key: Key } {
  const salt = randomBytes(16).toString('hex');
  const key = keyOf(word, salt);
  return { lock: { salt, publicKey: exported(createPublicKey(key)).toString('hex') }, key };
}

/** The key of the lock, if this is its word. */
export function keyFor({ salt, publicKey }: Lock, word: string): Key | undefined {
  const key = keyOf(word, salt);
  return exported(createPublicKey(key)).toString('hex') === publicKey ? key : undefined;
}

// Slow on purpose, some 50 ms: whoever has the folder could otherwise try words out.
function keyOf(word: string, salt: string): Key {
  const seed = scryptSync(word.normalize('NFKC'), Buffer.from(salt, 'hex'), 32, {
    N: 2 ** 15,
    r: 8,
    maxmem: 2 ** 26,
  });
  return createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
}

/** Locks a text away; nobody can open it without the key, not even whoever locked it. Base64. */
export function seal({ publicKey }: Lock, text: string): string {
  const recipient = createPublicKey({ key: Buffer.from(publicKey, 'hex'), format: 'der', type: 'spki' });
  const once = generateKeyPairSync('x25519');
  const ours = exported(once.publicKey);
  const shared = secretOf(once.privateKey, recipient, ours);
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', shared, nonce);
  const content = Buffer.from(text);
  const padded = Buffer.alloc(Math.ceil((content.length + 1) / BLOCK) * BLOCK, ' ');
  content.copy(padded);
  const sealed = Buffer.concat([cipher.update(padded), cipher.final()]);
  return Buffer.concat([ours, nonce, cipher.getAuthTag(), sealed]).toString('base64');
}

/** The text, without white space at its end. Throws when it was sealed for another key, or has been changed. */
export function unseal(key: Key, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64');
  const length = exported(createPublicKey(key)).length;
  const theirs = bytes.subarray(0, length);
  const nonce = bytes.subarray(length, length + NONCE);
  const tag = bytes.subarray(length + NONCE, length + NONCE + TAG);
  const shared = secretOf(key, createPublicKey({ key: theirs, format: 'der', type: 'spki' }), theirs);
  const decipher = createDecipheriv('aes-256-gcm', shared, nonce);
  decipher.setAuthTag(tag);
  return Buffer.concat([decipher.update(bytes.subarray(length + NONCE + TAG)), decipher.final()])
    .toString()
    .trimEnd();
}

const exported = (key: KeyObject): Buffer => key.export({ format: 'der', type: 'spki' });

function secretOf(privateKey: KeyObject, publicKey: KeyObject, once: Uint8Array): Uint8Array {
  const shared = diffieHellman({ privateKey, publicKey });
  return new Uint8Array(hkdfSync('sha256', shared, once, 'qunxue ballot', 32));
}
