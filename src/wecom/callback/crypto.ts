import { randomBytes, timingSafeEqual } from 'node:crypto';
import { getSignature } from '@wecom/crypto';
import { type Clock, MINUTE, SECOND } from '../../time/clock.ts';
import { type AesKey, aesKeyOf, decipher, encipher } from '../cipher.ts';

/** How far a callback's timestamp may be from now. WeCom asks for no window; its own retries arrive within seconds. */
const MAX_AGE = 5 * MINUTE;
/** Random bytes in front of a text, then its length in four bytes. */
const RANDOM = 16;
const HEADER = RANDOM + 4;

export interface CallbackSecrets {
  readonly token: string;
  /** EncodingAESKey, 43 characters. */
  readonly aesKey: string;
  /** Empty for a 智能机器人 inside one's own company: https://developer.work.weixin.qq.com/document/path/101033 */
  readonly receiveId: string;
}

/** A query parameter as the web server parsed it; an array when it was given more than once. */
export type Parameter = string | readonly string[] | undefined;
export type CallbackQuery = Readonly<Record<string, Parameter>>;

/** The first three: who sent it is not proven. The others: signed, but not a message for us. */
export type Refusal =
  | 'unsigned'
  | 'wrong-signature'
  | 'stale'
  | 'ciphertext'
  | 'length'
  | 'receiver'
  | 'encoding';

export type Opened =
  | { readonly ok: true; readonly plaintext: string; readonly nonce: string }
  | { readonly ok: false; readonly reason: Refusal };

/** The body of an encrypted reply, https://developer.work.weixin.qq.com/document/path/101033 */
export interface Sealed {
  readonly encrypt: string;
  readonly msgsignature: string;
  /** Whole seconds. */
  readonly timestamp: number;
  readonly nonce: string;
}

const refused = (reason: Refusal): Opened => ({ ok: false, reason });
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Opens and seals callbacks. `@wecom/crypto` authenticates nothing when it decrypts, so the signature is checked first.
 *
 * The same signature is taken again while it is fresh: WeCom repeats a callback it got no answer to, and whether with a new
 * nonce is not documented, so a cache of nonces would turn a lost answer into a lost message. Repeats are harmless because
 * messages are answered once a msgid, and reading an echo or a stream changes nothing.
 */
export class CallbackCrypto {
  readonly #token: string;
  readonly #key: AesKey;
  readonly #receiveId: Buffer;
  readonly #clock: Clock;
  readonly #random: () => Buffer;

  /** `random` gives the 16 bytes in front of a sealed text. Throws a RangeError when a secret is empty or malformed. */
  constructor(secrets: CallbackSecrets, clock: Clock, random: () => Buffer = randomPieces(RANDOM)) {
    if (secrets.token === '') throw new RangeError('the callback token is empty');
    this.#token = secrets.token;
    this.#key = aesKeyOf(secrets.aesKey);
    this.#receiveId = Buffer.from(secrets.receiveId);
    this.#clock = clock;
    this.#random = random;
  }

  /** Verifies and decrypts; `encrypted` is the echostr of a GET or the `encrypt` of a POST. */
  open(query: CallbackQuery, encrypted: Parameter): Opened {
    const { msg_signature: signature, timestamp, nonce } = query;
    if (!given(signature) || !given(timestamp) || !given(nonce) || !given(encrypted))
      return refused('unsigned');
    if (!this.#signed(signature, timestamp, nonce, encrypted)) return refused('wrong-signature');
    if (!this.#fresh(timestamp)) return refused('stale');
    return this.#decrypt(encrypted, nonce);
  }

  /** The reply to a callback; `nonce` must be the callback's own. */
  seal(plaintext: string, nonce: string): Sealed {
    const timestamp = Math.floor(this.#clock.now() / SECOND);
    const text = Buffer.from(plaintext);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(text.length);
    const framed = Buffer.concat([this.#random(), length, text, this.#receiveId]);
    const sealed = encipher(this.#key, framed).toString('base64');
    const msgsignature = getSignature(this.#token, String(timestamp), nonce, sealed);
    return { encrypt: sealed, msgsignature, timestamp, nonce };
  }

  // WeCom signs in lower-case hex; one spelling only, so that a signature has no second form.
  #signed(signature: string, timestamp: string, nonce: string, encrypted: string): boolean {
    if (!/^[0-9a-f]{40}$/.test(signature)) return false;
    const expected = getSignature(this.#token, timestamp, nonce, encrypted);
    return timingSafeEqual(Buffer.from(signature), Buffer.from(expected));
  }

  #fresh(timestamp: string): boolean {
    if (!/^\d{1,12}$/.test(timestamp)) return false;
    return Math.abs(this.#clock.now() - Number(timestamp) * SECOND) <= MAX_AGE;
  }

  #decrypt(encrypted: string, nonce: string): Opened {
    const plain = BASE64.test(encrypted) && decipher(this.#key, Buffer.from(encrypted, 'base64'));
    if (!plain) return refused('ciphertext');
    if (plain.length < HEADER) return refused('length');
    const end = HEADER + plain.readUInt32BE(RANDOM);
    if (end > plain.length) return refused('length');
    if (!plain.subarray(end).equals(this.#receiveId)) return refused('receiver');
    try {
      return { ok: true, plaintext: utf8.decode(plain.subarray(HEADER, end)), nonce };
    } catch {
      return refused('encoding');
    }
  }
}

/** Fetched from the system many at a time: one by one each costs as much as the cipher. */
function randomPieces(size: number): () => Buffer {
  let pool = Buffer.alloc(0);
  return () => {
    if (pool.length < size) pool = randomBytes(256 * size);
    const piece = pool.subarray(0, size);
    pool = pool.subarray(size);
    return piece;
  };
}

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const given = (value: Parameter): value is string => typeof value === 'string' && value !== '';
