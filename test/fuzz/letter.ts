import { encrypt, getSignature } from '@wecom/crypto';
import type { Dice } from './dice.ts';
import { hostileBit } from './hostile.ts';

/** Known to all processes of a run, and good for nothing else. */
export const SECRETS = {
  token: 'FuzzToken1',
  aesKey: 'fUzZmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B',
  receiveId: '',
} as const;

/** The app that stands beside the bot. */
export const APP = {
  corpId: 'wwfuzz00000000000001',
  agentId: 1000002,
  secret: 'fuzz-app-secret',
  callback: { token: 'FuzzToken2', aesKey: 'ApPfuZz7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B' },
} as const;
export const APP_SECRETS = { ...APP.callback, receiveId: APP.corpId } as const;

export interface Secrets {
  readonly token: string;
  readonly aesKey: string;
  readonly receiveId: string;
}

/** A signed and encrypted callback, before it is put into a body. */
export interface Letter {
  readonly encrypt: string;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly nonce: string;
}

/** Seals as WeCom does; `at` in milliseconds. */
export function letter(plaintext: string, secrets: Secrets, at: number, dice: Dice): Letter {
  const sealed = encrypt(secrets.aesKey, plaintext, secrets.receiveId, dice.bytes(16));
  return signed(sealed, secrets, at, dice.bytes(8).toString('hex'));
}

export function signed(sealed: string, { token }: Secrets, at: number, nonce: string): Letter {
  const timestamp = String(Math.floor(at / 1000));
  const msg_signature = getSignature(token, timestamp, nonce, sealed);
  return { encrypt: sealed, nonce, query: Object.entries({ msg_signature, timestamp, nonce }) };
}

/** Rightly signed, although not everything about it is as usual: a nonce of any text, the parameters in another order, others beside them. */
export function unusual(sealed: string, secrets: Secrets, at: number, dice: Dice): Letter {
  const nonce = dice.pick([
    '0',
    ' ',
    '+',
    '%',
    '"',
    '\\',
    '群学',
    '😀',
    'n'.repeat(3000),
    '__proto__',
    hostileBit(dice).toWellFormed(),
  ]);
  const { query, ...rest } = signed(sealed, secrets, at + dice.between(-299_000, 299_000), nonce || 'n');
  const others = [
    ['echostr', 'x'],
    ['a', ''],
    ['msg_signature[]', 'y'],
  ] as const;
  return { ...rest, query: dice.some([...query, ...others], 6) };
}

/** Whoever sent this cannot know the token. */
export function forged(whole: Letter, secrets: Secrets, at: number, dice: Dice): Letter {
  const { query } = whole;
  const [name, value] = dice.pick(query);
  const replaced = (text: string): Letter => ({
    ...whole,
    query: query.map(([each, old]) => [each, each === name ? text : old]),
  });
  return dice.pick<() => Letter>([
    () => ({ ...whole, query: query.filter(([each]) => each !== name) }),
    () => ({ ...whole, query: [...query, [name, dice.pick([value, '', 'x'])]] }),
    () => ({ ...whole, query: query.map(([each, text]) => [each === name ? `${each}[]` : each, text]) }),
    () => replaced(''),
    () => replaced(`${value}0`),
    () => replaced(hostileBit(dice)),
    () => replaced(dice.bytes(20).toString('hex')),
    () => ({
      ...whole,
      query: query.map(([each, text]) => [each, each === 'msg_signature' ? text.toUpperCase() : text]),
    }),
    () => ({ ...whole, query: [] }),
    () => ({ ...whole, encrypt: flipped(whole.encrypt, dice) }),
    () =>
      signed(
        whole.encrypt,
        secrets,
        at + dice.pick([-1, 1]) * dice.between(301_000, 10_000_000),
        whole.nonce,
      ),
    () => signed(whole.encrypt, { ...secrets, token: `${secrets.token}x` }, at, whole.nonce),
  ])();
}

/** Ciphertext that is not what was encrypted. */
export function damaged(sealed: string, dice: Dice): string {
  const bytes = Buffer.from(sealed, 'base64');
  return dice.pick<() => string>([
    () => flipped(sealed, dice),
    () => sealed.slice(0, dice.below(sealed.length)),
    () => bytes.subarray(0, 32 * dice.below(bytes.length / 32)).toString('base64'),
    () => Buffer.concat([bytes, bytes]).toString('base64'),
    () => dice.bytes(dice.pick([0, 1, 31, 32, 33, 64, 320])).toString('base64'),
    () => sealed.replaceAll('+', '-').replaceAll('/', '_'),
    () => sealed.replaceAll('=', ''),
    () => `${sealed.slice(0, 10)}\n${sealed.slice(10)}`,
    () => hostileBit(dice),
  ])();
}

function flipped(sealed: string, dice: Dice): string {
  const bytes = Buffer.from(sealed, 'base64');
  const at = dice.below(bytes.length);
  bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << dice.below(8)), at);
  return bytes.toString('base64');
}
