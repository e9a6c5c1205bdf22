import { encrypt, getSignature } from '@wecom/crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { MINUTE, MovableClock, SECOND } from '../../src/time/clock.ts';
import { CallbackCrypto, type CallbackQuery, type Opened } from '../../src/wecom/callback/crypto.ts';
import { aesKeyOf, decipher, decipherFile } from '../../src/wecom/cipher.ts';
import { anyText } from '../support/any-text.ts';
import { turnsDuring } from '../support/turns.ts';
import { cipher, NOON, padded, SECRETS } from './support.ts';
import fixture from './vectors.json' with { type: 'json' };

const vectors = z
  .array(
    z.object({
      id: z.string(),
      token: z.string(),
      encodingAESKey: z.string(),
      receiveid: z.string(),
      timestamp: z.string(),
      nonce: z.string(),
      msg_signature: z.string(),
      encrypt: z.string(),
      plaintext: z.string(),
      random_hex: z.string(),
    }),
  )
  .parse(fixture);

const crypto = new CallbackCrypto(SECRETS, new MovableClock(NOON));
const TIMESTAMP = String(NOON / SECOND);

function signed(encrypted: string, timestamp = TIMESTAMP, nonce = 'n0nce'): CallbackQuery {
  return { msg_signature: getSignature(SECRETS.token, timestamp, nonce, encrypted), timestamp, nonce };
}

/** Opens bytes as they would come out of the cipher, rightly signed. */
function openBytes(bytes: Uint8Array): Opened {
  const encrypted = cipher(bytes).toString('base64');
  return crypto.open(signed(encrypted), encrypted);
}

const lengthField = (length: number): Buffer => {
  const field = Buffer.alloc(4);
  field.writeUInt32BE(length);
  return field;
};
const frame = (length: number, rest: string | Uint8Array): Buffer =>
  Buffer.concat([Buffer.alloc(16, 7), lengthField(length), Buffer.from(rest)]);

const refusal = (opened: Opened): string => (opened.ok ? 'opened' : opened.reason);

describe('published vectors', () => {
  it.each(vectors)('opens $id and seals it again bit by bit', (vector) => {
    const clock = new MovableClock(Number(vector.timestamp) * SECOND);
    const random = (): Buffer => Buffer.from(vector.random_hex, 'hex');
    const { token, encodingAESKey: aesKey, receiveid: receiveId } = vector;
    const own = new CallbackCrypto({ token, aesKey, receiveId }, clock, random);
    const { msg_signature, timestamp, nonce } = vector;
    expect(own.open({ msg_signature, timestamp, nonce }, vector.encrypt)).toEqual({
      ok: true,
      plaintext: vector.plaintext,
      nonce,
    });
    expect(own.seal(vector.plaintext, nonce)).toEqual({
      encrypt: vector.encrypt,
      msgsignature: msg_signature,
      timestamp: Number(timestamp),
      nonce,
    });
  });

  it('has all seven of them', () => {
    expect(vectors.map((vector) => vector.id)).toEqual(['A1', 'A2', 'B1', 'B2', 'C1', 'C2', 'F']);
  });

  it('opens the file vector H', () => {
    const file = Buffer.from('v2GewjYWS712m+b1tLyI6se7xrREW8+OuF57yIzGXbo=', 'base64');
    expect(decipher(aesKeyOf(SECRETS.aesKey), file)?.toString()).toBe('hello wecom file\n');
  });
});

describe('a large file', () => {
  const key = aesKeyOf(SECRETS.aesKey);
  const content = Buffer.alloc(2 ** 20 + 7, '群学');
  const sealed = cipher(padded(content));

  it('is deciphered as a small one, and others have their turns meanwhile', async () => {
    expect((await decipherFile(key, [sealed]))?.equals(content)).toBe(true);
    expect(await turnsDuring(() => decipherFile(key, [sealed]))).toBeGreaterThanOrEqual(4);
  });

  it.each([
    ['without its last block', sealed.subarray(0, -32)],
    ['cut inside a block', sealed.subarray(0, -5)],
    ['of no bytes', Buffer.alloc(0)],
  ])('is refused %s', async (_, broken) => {
    expect(await decipherFile(key, [broken])).toBeUndefined();
  });
});

describe('hazard 1: signature', () => {
  const encrypted = encrypt(SECRETS.aesKey, '{}', '');
  const good = signed(encrypted);

  it.each(['msg_signature', 'timestamp', 'nonce'])('refuses a callback without %s', (name) => {
    expect(refusal(crypto.open({ ...good, [name]: undefined }, encrypted))).toBe('unsigned');
    expect(refusal(crypto.open({ ...good, [name]: '' }, encrypted))).toBe('unsigned');
  });

  it.each(['msg_signature', 'timestamp', 'nonce'])('refuses %s given twice', (name) => {
    expect(refusal(crypto.open({ ...good, [name]: [good[name] ?? '', 'x'].flat() }, encrypted))).toBe(
      'unsigned',
    );
    expect(refusal(crypto.open(good, [encrypted, encrypted]))).toBe('unsigned');
  });

  it('refuses a signature that is wrong, cut, longer, or in upper case', () => {
    const { msg_signature } = good;
    const signature = String(msg_signature);
    for (const other of [
      'f'.repeat(40),
      signature.slice(0, 39),
      `${signature}0`,
      ` ${signature}`,
      signature.toUpperCase(),
    ])
      expect(refusal(crypto.open({ ...good, msg_signature: other }, encrypted))).toBe('wrong-signature');
  });

  it('refuses a body that was changed after signing, and the nonce of another callback', () => {
    expect(refusal(crypto.open(good, encrypt(SECRETS.aesKey, '{"a":1}', '')))).toBe('wrong-signature');
    expect(refusal(crypto.open({ ...good, nonce: 'n0ncf' }, encrypted))).toBe('wrong-signature');
  });

  it('takes timestamps within five minutes and refuses those ten minutes off', () => {
    const open = (offset: number): string => {
      const query = signed(encrypted, String((NOON + offset) / SECOND));
      return refusal(crypto.open(query, encrypted));
    };
    expect([-5 * MINUTE, 5 * MINUTE].map(open)).toEqual(['opened', 'opened']);
    expect([-5 * MINUTE - SECOND, 5 * MINUTE + SECOND].map(open)).toEqual(['stale', 'stale']);
    expect([-10 * MINUTE, 10 * MINUTE].map(open)).toEqual(['stale', 'stale']);
  });

  it.each(['soon', '-1', '1e9', ' 1394', '0x5316a140', '9'.repeat(40)])(
    'refuses the timestamp %j',
    (text) => {
      expect(refusal(crypto.open(signed(encrypted, text), encrypted))).toBe('stale');
    },
  );

  it('takes the same callback again while it is fresh, as WeCom repeats what was not answered', () => {
    expect([crypto.open(good, encrypted), crypto.open(good, encrypted)].map(refusal)).toEqual([
      'opened',
      'opened',
    ]);
  });

  it('will not be made with an empty token or a key that is none, and does not show the key', () => {
    const clock = new MovableClock(NOON);
    expect(() => new CallbackCrypto({ ...SECRETS, token: '' }, clock)).toThrow(RangeError);
    for (const aesKey of ['', 'tooshort', `${SECRETS.aesKey}=`, `${SECRETS.aesKey}\n`])
      expect(() => new CallbackCrypto({ ...SECRETS, aesKey }, clock)).toThrow(/^an EncodingAESKey is 43/);
  });
});

describe('hazard 1: what is rightly signed and still no message', () => {
  it('refuses ciphertext that is not base64, or not whole blocks of 32 bytes', () => {
    for (const text of ['!', 'AAAA', '=', cipher(Buffer.alloc(48)).toString('base64')])
      expect(refusal(crypto.open(signed(text), text))).toBe('ciphertext');
  });

  it('refuses padding of 0, of 33, mixed, and longer than all there is', () => {
    const body = frame(2, '{}');
    const fill = (byte: number): Buffer => Buffer.concat([body, Buffer.alloc(64 - body.length, byte)]);
    const mixed = padded(body);
    mixed[mixed.length - 2] = 99;
    expect([fill(0), fill(33), fill(255), mixed].map(openBytes).map(refusal)).toEqual(
      Array(4).fill('ciphertext'),
    );
    expect(refusal(openBytes(Buffer.alloc(32, 32)))).toBe('length');
  });

  it('refuses a length field that points beyond the text', () => {
    expect(refusal(openBytes(padded(frame(3, '{}'))))).toBe('length');
    expect(refusal(openBytes(padded(frame(0xffffffff, '{}'))))).toBe('length');
    expect(refusal(openBytes(padded(frame(2, '{}'))))).toBe('opened');
  });

  it('refuses another receiver, none, or one where there must be none', () => {
    const open = (own: string, theirs: string): string => {
      const ours = new CallbackCrypto({ ...SECRETS, receiveId: own }, new MovableClock(NOON));
      const encrypted = encrypt(SECRETS.aesKey, '{}', theirs);
      return refusal(ours.open(signed(encrypted), encrypted));
    };
    expect(open('', '')).toBe('opened');
    expect(open('ww1436e0e65a779aee', 'ww1436e0e65a779aee')).toBe('opened');
    expect(open('', 'ww1436e0e65a779aee')).toBe('receiver');
    expect(open('ww1436e0e65a779aee', '')).toBe('receiver');
    expect(open('ww1436e0e65a779aee', 'ww1436e0e65a779aef')).toBe('receiver');
  });

  it('refuses bytes that are not UTF-8', () => {
    expect(refusal(openBytes(padded(frame(2, new Uint8Array([0xc3, 0x28])))))).toBe('encoding');
  });

  it('refuses what another key encrypted', () => {
    const other = 'kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR';
    for (let i = 0; i < 200; i++) {
      const encrypted = encrypt(other, '{"msgid":"1"}', '');
      expect(crypto.open(signed(encrypted), encrypted).ok).toBe(false);
    }
  });
});

describe('any text', () => {
  it('comes back as it was sealed', () => {
    fc.assert(
      fc.property(anyText(), fc.string({ minLength: 1 }), (text, nonce) => {
        const { encrypt: body, msgsignature, timestamp } = crypto.seal(text, nonce);
        const query = { msg_signature: msgsignature, timestamp: String(timestamp), nonce };
        expect(crypto.open(query, body)).toEqual({ ok: true, plaintext: text, nonce });
      }),
    );
  });

  it('is refused when any one bit of the callback is flipped', () => {
    const names = ['msg_signature', 'timestamp', 'nonce', 'encrypt'] as const;
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(...names), fc.nat(), fc.nat(7), (text, name, at, bit) => {
        const { encrypt: body, msgsignature, timestamp, nonce } = crypto.seal(text, 'n0nce');
        const parts = { msg_signature: msgsignature, timestamp: String(timestamp), nonce, encrypt: body };
        const bytes = Buffer.from(parts[name]);
        const index = at % bytes.length;
        bytes[index] = (bytes[index] ?? 0) ^ (1 << bit);
        const { encrypt: changed, ...query } = { ...parts, [name]: bytes.toString('latin1') };
        expect(crypto.open(query, changed).ok).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  it('makes nothing throw, whatever bit was flipped before it was rightly signed', () => {
    const body = padded(frame(2, '{}'));
    for (let bit = 0; bit < body.length * 8; bit++) {
      const bytes = cipher(body);
      const index = bit >> 3;
      bytes[index] = (bytes[index] ?? 0) ^ (1 << (bit & 7));
      const encrypted = bytes.toString('base64');
      expect(() => crypto.open(signed(encrypted), encrypted)).not.toThrow();
    }
  });
});
