import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { openReply, seal } from '../../src/simulator/bot/envelope.ts';
import { SECOND } from '../../src/time/clock.ts';
import { toDay, Zone } from '../../src/time/zone.ts';

/** Known to all processes of a run, and good for nothing else. */
export const SECRETS = {
  token: 'QDG6eK',
  aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
  receiveId: '',
} as const;

export const BOT_NAME = '群学助手';

/** A working morning of the campaign: no run passes midnight, and none is a holiday. */
export const MORNING = new Zone('Asia/Shanghai').at(toDay('2014-03-04'), 9 * 60 + 30);

/** Who holds a connection: our bot, and the one beside it. */
export const CONNECTED_BOT = { botId: 'aib-bench', secret: 'Mk3vUe0qYd8SgA5x' } as const;
export const ECHO_BOT = { botId: 'aib-echo', secret: 'b7RwTz2cLn9JpF4h' } as const;

/** What somebody says in a group, or in private where the group is null. */
export const Said = z.object({ from: z.string(), group: z.string().nullable(), text: z.string() });
export type Said = z.infer<typeof Said>;

/** A callback that only needs to be sent. */
export interface Letter {
  /** Path and query. */
  readonly path: string;
  readonly body: string;
  readonly nonce: string;
}

/** The JSON of a message: https://developer.work.weixin.qq.com/document/path/100719 */
export const messageOf = ({ from, group, text }: Said): object => ({
  ...envelopeOf(from, group),
  msgtype: 'text',
  text: { content: group === null ? text : `@${BOT_NAME} ${text}` },
});

/** The JSON of a file sent in private, which is fetched at this address. */
export const fileMessageOf = (from: string, url: string): object => ({
  ...envelopeOf(from, null),
  msgtype: 'file',
  file: { url },
});

/** Asks how far an answer in private is. */
export const refreshOf = (from: string, stream: string): object => ({
  ...envelopeOf(from, null),
  msgtype: 'stream',
  stream: { id: stream },
});

const envelopeOf = (from: string, group: string | null): object => ({
  msgid: randomBytes(18).toString('base64'),
  aibotid: CONNECTED_BOT.botId,
  ...(group === null ? { chattype: 'single' } : { chatid: group, chattype: 'group' }),
  from: { userid: from },
  response_url: 'http://127.0.0.1/none',
});

/** Encrypts a message, as WeCom does. `path` is the callback's own, `now` in milliseconds. */
export function letterOf(message: object, path: string, now: number): Letter {
  const nonce = randomBytes(8).toString('hex');
  const sealed = seal(SECRETS, JSON.stringify(message), Math.floor(now / SECOND), nonce);
  return { path: `${path}?${sealed.query}`, body: JSON.stringify({ encrypt: sealed.encrypt }), nonce };
}

const Answer = z.object({ stream: z.object({ id: z.string(), finish: z.boolean(), content: z.string() }) });

/** The answer so far. Throws on anything WeCom would not take. */
export const answerOf = (answer: string, { nonce }: Letter): z.infer<typeof Answer>['stream'] =>
  Answer.parse(openReply(SECRETS, answer, nonce)).stream;

/** The text of an answer that is finished. */
export function wordsOf(answer: string, letter: Letter): string {
  const { finish, content } = answerOf(answer, letter);
  if (!finish) throw new Error(`the answer is not finished: ${content}`);
  return content;
}
