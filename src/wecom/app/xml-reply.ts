import type { Sealed } from '../callback/crypto.ts';
import { withoutForbidden } from './xml.ts';

/** The passive answer to a message, as one text: https://developer.work.weixin.qq.com/document/path/90241 */
export function textReply(to: string, from: string, seconds: number, content: string): string {
  return xml([
    ['ToUserName', cdata(to)],
    ['FromUserName', cdata(from)],
    ['CreateTime', String(seconds)],
    ['MsgType', cdata('text')],
    ['Content', cdata(content)],
  ]);
}

/** The envelope of an answer: https://developer.work.weixin.qq.com/document/path/90238 */
export function sealedReply({ encrypt, msgsignature, timestamp, nonce }: Sealed): string {
  return xml([
    ['Encrypt', cdata(encrypt)],
    ['MsgSignature', cdata(msgsignature)],
    ['TimeStamp', String(timestamp)],
    ['Nonce', cdata(nonce)],
  ]);
}

const xml = (fields: readonly (readonly [name: string, value: string])[]): string =>
  `<xml>${fields.map(([name, value]) => `<${name}>${value}</${name}>`).join('')}</xml>`;

// `]]>` would end the text early, so it is divided between two of them.
const cdata = (text: string): string =>
  `<![CDATA[${withoutForbidden(text).replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
