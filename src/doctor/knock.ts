import { randomBytes } from 'node:crypto';
import type { CallbackCrypto } from '../wecom/callback/crypto.ts';
import { type Asked, type AskTools, ask } from './ask.ts';

/** What came of knocking at a callback as WeCom does when its address is saved. */
export interface Knocked {
  /** The text that is to come back bare. */
  readonly echo: string;
  readonly asked: Asked;
}

/** https://developer.work.weixin.qq.com/document/path/90930 */
export async function knock(
  address: string,
  crypto: CallbackCrypto,
  tools: AskTools,
  signal: AbortSignal,
): Promise<Knocked> {
  const echo = String(randomBytes(8).readBigUInt64BE());
  return { echo, asked: await ask(`${address}?${queryOf(crypto, echo)}`, tools, signal) };
}

/** The same with a signature that is somebody else's guess. */
export function knockFalsely(
  address: string,
  crypto: CallbackCrypto,
  tools: AskTools,
  signal: AbortSignal,
): Promise<Asked> {
  const query = queryOf(crypto, 'nobody should read this');
  query.set('msg_signature', randomBytes(20).toString('hex'));
  return ask(`${address}?${query}`, tools, signal);
}

function queryOf(crypto: CallbackCrypto, echo: string): URLSearchParams {
  const { encrypt, msgsignature, timestamp, nonce } = crypto.seal(echo, randomBytes(8).toString('hex'));
  return new URLSearchParams({
    msg_signature: msgsignature,
    timestamp: String(timestamp),
    nonce,
    echostr: encrypt,
  });
}
