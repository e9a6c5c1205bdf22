import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import { z } from 'zod';
import { PlatformError } from '../errors.ts';

/** What bot and platform share: https://developer.work.weixin.qq.com/document/path/101033 */
export interface Secrets {
  readonly token: string;
  /** 43 characters. */
  readonly aesKey: string;
  /** Empty for a company's own bot. */
  readonly receiveId: string;
}

export interface Sealed {
  readonly encrypt: string;
  readonly query: URLSearchParams;
}

/** Encrypts for the bot. `timestamp` is in seconds. */
export function seal(secrets: Secrets, plain: string, timestamp: number, nonce: string): Sealed {
  const sealed = encrypt(secrets.aesKey, plain, secrets.receiveId);
  const query = new URLSearchParams({
    msg_signature: getSignature(secrets.token, timestamp, nonce, sealed),
    timestamp: String(timestamp),
    nonce,
  });
  return { encrypt: sealed, query };
}

const Envelope = z.strictObject({
  encrypt: z.string().min(1),
  msgsignature: z.string(),
  timestamp: z.unknown(),
  nonce: z.string(),
});

/** Opens the bot's answer to the callback that carried `nonce`, and is as strict about it as the documents allow. */
export function openReply(secrets: Secrets, body: string, nonce: string): unknown {
  const envelope = Envelope.safeParse(parseJson(body, 'envelope'));
  if (!envelope.success) throw new PlatformError('envelope', z.prettifyError(envelope.error));
  const { encrypt: sealed, msgsignature, timestamp } = envelope.data;
  if (envelope.data.nonce !== nonce)
    throw new PlatformError('nonce', 'the answer must carry the nonce of the callback');
  if (typeof timestamp !== 'number' || !Number.isInteger(timestamp))
    throw new PlatformError('timestamp', 'the timestamp must be a whole number of seconds, not text');
  return parseJson(openSealed(secrets, { encrypt: sealed, msgsignature, timestamp, nonce }), 'ciphertext');
}

/** What an answer holds, of whatever shape its envelope is. */
export function openSealed(
  secrets: Secrets,
  answer: {
    readonly encrypt: string;
    readonly msgsignature: string;
    readonly timestamp: string | number;
    readonly nonce: string;
  },
): string {
  const { encrypt: sealed, msgsignature, timestamp, nonce } = answer;
  if (getSignature(secrets.token, timestamp, nonce, sealed) !== msgsignature)
    throw new PlatformError('signature', 'the signature of the answer is wrong');
  return unseal(secrets, sealed);
}

function unseal(secrets: Secrets, sealed: string): string {
  // Plaintext is padded to blocks of 32, twice what AES itself needs.
  if (Buffer.from(sealed, 'base64').length % 32 !== 0)
    throw new PlatformError('ciphertext', 'the ciphertext is not made of blocks of 32 bytes');
  let opened: ReturnType<typeof decrypt>;
  try {
    opened = decrypt(secrets.aesKey, sealed);
  } catch (cause) {
    throw new PlatformError('ciphertext', 'the answer cannot be decrypted', { cause });
  }
  if (opened.id !== secrets.receiveId)
    throw new PlatformError('receiveid', 'the receiveid inside the answer is wrong');
  return opened.message;
}

function parseJson(text: string, code: 'envelope' | 'ciphertext'): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new PlatformError(code, `not JSON: ${text.slice(0, 80)}`, { cause });
  }
}
