import { gzipSync } from 'node:zlib';
import { addressOf, type Door, posted, shotAt } from './door.ts';
import { hostileBit, hostileText } from './hostile.ts';
import { distorted } from './json-changes.ts';
import { damaged, forged, type Letter, letter, signed } from './letter.ts';
import type { Makers, Making } from './making.ts';
import type { Shot } from './shot.ts';
import { distortedXml } from './xml-changes.ts';

/** The plaintext of a callback that is right, and of somebody who is in no roster. */
export type Stranger = (making: Making) => string;

/** What goes wrong on the way, before anybody looks at what was said. */
export function doorShots(door: Door, stranger: Stranger): Makers {
  const knock = new Knock(door, stranger);
  return [
    [5, (making) => knock.envelope(making)],
    [4, (making) => knock.ciphertext(making)],
    [4, (making) => knock.forged(making)],
    [2, (making) => knock.body(making)],
    [2, (making) => knock.request(making)],
    [1, (making) => knock.echo(making)],
    [0.7, (making) => knock.cut(making)],
    [0.5, (making) => knock.raw(making)],
  ];
}

class Knock {
  readonly #door: Door;
  readonly #stranger: Stranger;

  constructor(door: Door, stranger: Stranger) {
    this.#door = door;
    this.#stranger = stranger;
  }

  envelope(making: Making): Shot {
    const whole = this.#letter(making);
    const text = this.#door.misplace(whole, making.dice);
    return this.#shot('信封', making, { ...posted(this.#door, whole, text), expects: [200, 400, 403] });
  }

  /** Changed, and then rightly signed. */
  ciphertext(making: Making): Shot {
    const { dice, at } = making;
    const whole = signed(damaged(this.#letter(making).encrypt, dice), this.#door.secrets, at, 'n0nce');
    return this.#shot('密文', making, { ...this.#whole(whole, making), expects: [200, 400, 403] });
  }

  /** Whoever sent this cannot know the token. */
  forged(making: Making): Shot {
    const { dice, at } = making;
    const whole = forged(this.#letter(making), this.#door.secrets, at, dice);
    return this.#shot('签名', making, { ...this.#whole(whole, making), expects: [403] });
  }

  /** Of another form than it should have, too long, compressed or said to be, not even text. */
  body(making: Making): Shot {
    const { dice } = making;
    const { headers, wrap, name } = this.#door;
    const whole = this.#letter(making);
    const text = wrap(whole, dice);
    const spoiled = (): string => (name === 'app' ? distortedXml(text, dice) : distorted(text, dice));
    const [body, more] = dice.pick<() => readonly [string | Buffer, Record<string, string>]>([
      () => [spoiled(), {}],
      () => [spoiled(), {}],
      () => [gzipSync(text), {}],
      () => [gzipSync(text), { 'content-encoding': 'gzip' }],
      () => [text, { 'content-encoding': dice.pick(['gzip', 'br', 'deflate', 'x', 'identity, gzip', ',']) }],
      () => [dice.bytes(dice.pick([0, 1, 100, 5000])), {}],
      () => [Buffer.from(text, 'utf16le'), { 'content-type': 'application/json; charset=utf-16' }],
      () => [text.padEnd(1024 * 1024 + dice.pick([0, 1])), { 'transfer-encoding': 'chunked' }],
      () => [hostileText(dice), {}],
    ])();
    return this.#shot('正文', making, {
      ...this.#whole(whole, making),
      body: Buffer.from(body),
      headers: { ...headers, ...more },
      // What is spoiled may be as it was, or right in another place.
      expects: [200, 400, 403, 413, 415],
    });
  }

  /** Another method, another path, headers nobody expects. */
  request(making: Making): Shot {
    const { dice } = making;
    const door = this.#door;
    const usual = this.#whole(this.#letter(making), making);
    const query = usual.path.slice(door.path.length);
    const strange = dice.pick<() => Partial<Shot>>([
      () => ({ method: dice.pick(METHODS) }),
      () => ({ path: dice.pick(PATHS).replace('DOOR', door.path) + query }),
      () => ({
        path: `${usual.path}&${dice.pick(['%', '%E0%A4%A', '&&&==', '__proto__[a]=1', 'a'.repeat(7000)])}`,
      }),
      () => ({ headers: { ...door.headers, [dice.pick(HEADERS)]: dice.pick(VALUES) } }),
    ])();
    const expects = [200, 400, 403, 404, 405, 413, 415, 417];
    return this.#shot('请求', making, { ...usual, expects, ...strange });
  }

  /** The check of the address, right or not. */
  echo(making: Making): Shot {
    const { dice, at } = making;
    const { secrets, path } = this.#door;
    const text = dice.pick(['1234567890', hostileBit(dice).toWellFormed(), '😀'.repeat(100)]);
    const whole = letter(text, secrets, at, dice);
    const right = dice.chance(0.4);
    const { query, encrypt } = right ? whole : forged(whole, secrets, at, dice);
    const given = { query: [...query, ['echostr', encrypt] as const], encrypt, nonce: '' };
    return this.#shot('验证', making, {
      method: 'GET',
      path: addressOf(path, given),
      body: Buffer.alloc(0),
      expects: [right ? 200 : 403],
    });
  }

  /** A body that breaks off. */
  cut(making: Making): Shot {
    const whole = this.#whole(this.#letter(making), making);
    return this.#shot('断线', making, { ...whole, line: 'cut', expects: [0, 400] });
  }

  /** Bytes that are hardly HTTP. */
  raw(making: Making): Shot {
    const bytes = Buffer.from(hardlyHttp(this.#door.path, making), 'latin1');
    return this.#shot('原始', making, {
      line: 'raw',
      body: bytes,
      expects: [0, 100, 400, 403, 404, 405, 413, 417, 431],
    });
  }

  #letter(making: Making): Letter {
    return letter(this.#stranger(making), this.#door.secrets, making.at, making.dice);
  }

  #whole(whole: Letter, { dice }: Making): ReturnType<typeof posted> {
    return posted(this.#door, whole, this.#door.wrap(whole, dice));
  }

  #shot(kind: string, making: Making, rest: Partial<Shot> & Pick<Shot, 'body' | 'expects'>): Shot {
    return shotAt(this.#door, kind, making, rest);
  }
}

const METHODS = ['PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'];
const PATHS = [
  '/',
  '/wecom',
  '/wecom/',
  'DOOR/',
  '/DOOR',
  'DOOR%00',
  '/WECOM/CALLBACK',
  '/wecom/%2e%2e/healthz',
  '/..;/',
  '/healthz',
];
const HEADERS = [
  'x-forwarded-for',
  'cookie',
  'accept-encoding',
  'range',
  'if-none-match',
  'authorization',
  'origin',
];
const VALUES = ['', 'x', '-1', '99999999999999999999', 'a'.repeat(4000)];

function hardlyHttp(path: string, { dice }: Making): string {
  const line = `POST ${path} HTTP/1.1\r\nHost: a\r\n`;
  return dice.pick([
    `${line}Content-Length: 5\r\nContent-Length: 6\r\n\r\n{"a":`,
    `${line}Content-Length: -1\r\n\r\n{}`,
    `${line}Content-Length: 1e9\r\n\r\n{}`,
    `${line}Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n{}`,
    `${line}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`,
    `${line}Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n{}`,
    `${line}X: ${'a'.repeat(20_000)}\r\n\r\n`,
    `${line}${'X: a\r\n'.repeat(3000)}\r\n`,
    `POST ${path} HTTP/9.9\r\n\r\n`,
    'GET /\r\n\r\n',
    `GET ${path}?\0 HTTP/1.1\r\nHost: a\r\n\r\n`,
    `${line}Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n`,
    `${line}Expect: 100-continue\r\nContent-Length: 2\r\n\r\n{}`,
    '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
    `BREW ${path} HTTP/1.1\r\n\r\n`,
    dice.bytes(200).toString('latin1'),
  ]);
}
