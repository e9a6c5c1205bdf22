import type { Clock } from '../../time/clock.ts';
import { CallbackClient, type CallbackClientOptions, type Dialect } from '../bot/callback-client.ts';
import { openSealed } from '../bot/envelope.ts';
import { PlatformError } from '../errors.ts';
import type { AppOptions } from './options.ts';
import { readXmlFields, writeXml } from './xml.ts';

/** Bytes of a passive answer: https://developer.work.weixin.qq.com/document/path/90241 */
const ANSWER_BYTES = 2048;

/** Calls the app the way WeCom does, or undefined for one that only sends: https://developer.work.weixin.qq.com/document/path/90238 */
export function appClient(
  app: AppOptions,
  clock: Clock,
  withinMs: number,
  watch?: CallbackClientOptions['watch'],
): CallbackClient | undefined {
  const { corpId, callback } = app;
  if (!callback) return undefined;
  const { token, aesKey, url: callbackUrl } = callback;
  const dialect: Dialect = {
    type: 'text/xml',
    wrap: (encrypt) => writeXml({ ToUserName: corpId, AgentID: String(app.agentId), Encrypt: encrypt }),
    open: (secrets, body) => {
      const { Encrypt, MsgSignature, TimeStamp, Nonce, ...more } = readXmlFields(body, 'envelope');
      if (Object.keys(more).length > 0) throw new PlatformError('envelope', `what is ${Object.keys(more)}?`);
      if (!/^\d+$/.test(TimeStamp ?? ''))
        throw new PlatformError('timestamp', 'the timestamp must be a whole number of seconds');
      return openSealed(secrets, {
        encrypt: Encrypt ?? '',
        msgsignature: MsgSignature ?? '',
        timestamp: TimeStamp ?? '',
        nonce: Nonce ?? '',
      });
    },
  };
  return new CallbackClient({ token, aesKey, receiveId: corpId, callbackUrl }, clock, withinMs, {
    dialect,
    watch,
  });
}

/** The words of a passive answer. Throws a PlatformError when it is not one this person can be given. */
export function readPassive(plain: string, app: AppOptions, userid: string): string {
  const { ToUserName, FromUserName, CreateTime, MsgType, Content, ...more } = readXmlFields(plain, 'shape');
  if (ToUserName?.toLowerCase() !== userid.toLowerCase() || FromUserName !== app.corpId)
    throw new PlatformError('shape', 'an answer goes to who has spoken, and comes from the company');
  if (MsgType !== 'text' || !/^\d+$/.test(CreateTime ?? '') || Object.keys(more).length > 0)
    throw new PlatformError('shape', 'of passive answers only text is known here');
  const bytes = Buffer.byteLength(Content ?? '');
  if (bytes === 0 || bytes > ANSWER_BYTES)
    throw new PlatformError('too-long', `an answer may have ${ANSWER_BYTES} bytes, this one has ${bytes}`);
  return Content ?? '';
}
