import type { Dice } from './dice.ts';
import type { Json } from './json-changes.ts';
import { APP, APP_SECRETS, type Letter, SECRETS, type Secrets } from './letter.ts';
import type { Making } from './making.ts';
import type { Shot } from './shot.ts';
import { element } from './xml-changes.ts';

/** An address at which WeCom knocks, and how a letter is put into a body there. */
export interface Door {
  readonly name: Shot['door'];
  readonly path: string;
  readonly secrets: Secrets;
  readonly headers: Readonly<Record<string, string>>;
  /** As documented. */
  wrap(letter: Letter, dice: Dice): string;
  /** With the encrypted part where it does not belong, or as what it ought not to be. */
  misplace(letter: Letter, dice: Dice): string;
}

/** The 智能机器人's. */
export const BOT_DOOR: Door = {
  name: 'bot',
  path: '/wecom/callback',
  secrets: SECRETS,
  headers: { 'content-type': 'application/json' },
  // Older samples write the name with a capital.
  wrap: ({ encrypt }, dice) =>
    JSON.stringify(dice.chance(0.9) ? { encrypt } : { ToUserName: '', Encrypt: encrypt, AgentID: '' }),
  misplace: ({ encrypt: sealed }, dice) =>
    JSON.stringify(
      dice.pick<Json>([
        {},
        [],
        null,
        1,
        sealed,
        [sealed],
        [{ encrypt: sealed }],
        { encrypt: null },
        { encrypt: '' },
        { encrypt: 0 },
        { encrypt: [sealed] },
        { encrypt: [sealed, sealed] },
        { encrypt: { encrypt: sealed } },
        { encrypt: { length: 10, toString: sealed } },
        { ENCRYPT: sealed },
        { 'encrypt ': sealed },
        { encrypt: `${sealed} ` },
        { encrypt: sealed.slice(1) },
        { Encrypt: [sealed], encrypt: null },
        { encrypt: '', Encrypt: sealed },
        { msgid: 'a', msgtype: 'text', text: { content: '/签到' } },
        { xml: { Encrypt: sealed } },
        { constructor: { prototype: { encrypt: sealed } } },
      ]),
    ),
};

/** The 自建应用's. */
export const APP_DOOR: Door = {
  name: 'app',
  path: '/wecom/app',
  secrets: APP_SECRETS,
  headers: { 'content-type': 'text/xml' },
  wrap: ({ encrypt }) => envelope(encrypt),
  misplace: ({ encrypt: sealed }, dice) =>
    dice.pick([
      `<xml><Encrypt/></xml>`,
      `<xml><encrypt>${sealed}</encrypt></xml>`,
      `<xml><Encrypt><a>${sealed}</a></Encrypt></xml>`,
      `<xml><Encrypt>${sealed}</Encrypt><Encrypt>${sealed}</Encrypt></xml>`,
      `<xml><Encrypt><![CDATA[${sealed.slice(0, 20)}]]><![CDATA[${sealed.slice(20)}]]></Encrypt></xml>`,
      `<Encrypt>${sealed}</Encrypt>`,
      `<xml xmlns="a"><Encrypt>${sealed}</Encrypt></xml>`,
      `<!DOCTYPE xml [<!ENTITY e "${sealed}">]><xml><Encrypt>&e;</Encrypt></xml>`,
      `<!DOCTYPE xml SYSTEM "file:///etc/passwd"><xml><Encrypt>${sealed}</Encrypt></xml>`,
      `<?xml version="1.0" encoding="utf-16"?>${envelope(sealed)}`,
      `<?xml-stylesheet href="x"?>${envelope(sealed)}`,
      `<xml>${'<a>'.repeat(5000)}`,
      `${envelope(sealed)}${envelope(sealed)}`,
      `<xml>words<Encrypt>${sealed}</Encrypt></xml>`,
      `<xml>${'<x/>'.repeat(200)}<Encrypt>${sealed}</Encrypt></xml>`,
      `<xml><Encrypt>${sealed}</Encrypt>`,
      `<!--${sealed}-->${envelope(sealed)}`,
      JSON.stringify({ encrypt: sealed }),
      '',
      '<',
    ]),
};

const envelope = (sealed: string): string =>
  `<xml>${element('ToUserName', APP.corpId)}${element('AgentID', String(APP.agentId))}${element('Encrypt', sealed)}</xml>`;

/** Path and query. */
export const addressOf = (path: string, { query }: Letter): string =>
  `${path}?${new URLSearchParams(query.map(([name, value]): [string, string] => [name, value]))}`;

/** What is sent with this letter. */
export const posted = (door: Door, letter: Letter, text: string): Pick<Shot, 'path' | 'body' | 'nonce'> => ({
  path: addressOf(door.path, letter),
  body: Buffer.from(text),
  nonce: letter.nonce,
});

/** A POST like any other, unless told. */
export const shotAt = (
  door: Door,
  kind: string,
  { name, at }: Pick<Making, 'name' | 'at'>,
  rest: Partial<Shot> & Pick<Shot, 'body' | 'expects'>,
): Shot => ({
  name,
  kind: door.name === 'app' ? `应用${kind}` : kind,
  door: door.name,
  at,
  line: 'http',
  method: 'POST',
  path: door.path,
  headers: door.headers,
  occasion: 'any',
  nonce: '',
  ...rest,
});
