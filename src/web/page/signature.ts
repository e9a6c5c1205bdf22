import { createHmac, timingSafeEqual } from 'node:crypto';

/** `payload.mac`, both fit for an address. */
export function signed(key: Buffer, purpose: string, payload: string): string {
  const body = Buffer.from(payload).toString('base64url');
  return `${body}.${macOf(key, purpose, body).toString('base64url')}`;
}

/** What was signed with this key for this purpose; undefined for anything else. */
export function unsigned(key: Buffer, purpose: string, token: string): string | undefined {
  const [body = '', mac = '', ...more] = token.split('.');
  // Compared as written: base64url can be spelt in many ways, and what holds once must not hold again under another spelling.
  const given = Buffer.from(mac);
  const right = Buffer.from(macOf(key, purpose, body).toString('base64url'));
  if (more.length > 0 || given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  return Buffer.from(body, 'base64url').toString();
}

const macOf = (key: Buffer, purpose: string, body: string): Buffer =>
  createHmac('sha256', key).update(`${purpose}\n${body}`).digest();
