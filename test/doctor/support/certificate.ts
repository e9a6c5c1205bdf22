import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

export interface CertificateOf {
  /** An IPv4 address or a domain. */
  readonly host: string;
  readonly from?: Date;
  readonly until?: Date;
  /** Itself unless told. */
  readonly issuer?: Authority;
}

interface Authority {
  readonly name: string;
  readonly privateKey: KeyObject;
}

export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

const DAY = 86_400_000;

/** A certificate as https servers hold it, made on the spot: https://www.rfc-editor.org/rfc/rfc5280#section-4.1 */
export function certificate({ host, from, until, issuer }: CertificateOf): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const by = issuer ?? { name: host, privateKey };
  const content = sequence(
    tagged(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ECDSA_SHA256,
    named(by.name),
    sequence(time(from ?? new Date(Date.now() - DAY)), time(until ?? new Date(Date.now() + DAY))),
    named(host),
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(altName(host), ...(issuer ? [] : [IS_AUTHORITY]))),
  );
  const signature = sign('sha256', content, by.privateKey);
  const whole = sequence(content, ECDSA_SHA256, tagged(0x03, Buffer.from([0]), signature));
  return {
    cert: pem('CERTIFICATE', whole),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** Somebody who signs certificates and whom nobody knows. */
export const authority = (): Authority => ({
  name: 'Nobody Knows Root',
  privateKey: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
});

function tagged(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const length =
    body.length < 0x80
      ? [body.length]
      : body.length < 0x100
        ? [0x81, body.length]
        : [0x82, body.length >> 8, body.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

const sequence = (...parts: readonly Uint8Array[]): Buffer => tagged(0x30, ...parts);
const integer = (bytes: Uint8Array): Buffer => tagged(0x02, bytes);
const oid = (hex: string): Buffer => tagged(0x06, Buffer.from(hex, 'hex'));
const ECDSA_SHA256 = sequence(oid('2a8648ce3d040302'));
const IS_AUTHORITY = sequence(
  oid('551d13'),
  tagged(0x01, Buffer.from([0xff])),
  tagged(0x04, sequence(tagged(0x01, Buffer.from([0xff])))),
);

const named = (name: string): Buffer =>
  sequence(tagged(0x31, sequence(oid('550403'), tagged(0x0c, Buffer.from(name)))));

const time = (at: Date): Buffer =>
  tagged(0x18, Buffer.from(`${at.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`));

function altName(host: string): Buffer {
  const octets = host.split('.').map(Number);
  const name = octets.some(Number.isNaN)
    ? tagged(0x82, Buffer.from(host))
    : tagged(0x87, Buffer.from(octets));
  return sequence(oid('551d11'), tagged(0x04, sequence(name)));
}

const pem = (title: string, bytes: Buffer): string =>
  `-----BEGIN ${title}-----\n${bytes.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END ${title}-----\n`;
