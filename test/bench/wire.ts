import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { openReply, seal } from '../../src/simulator/envelope.ts';
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

/** What somebody says in a group. */
export const Said = z.object({ from: z.string(), group: z.string(), text: z.string() });
export type Said = z.infer<typeof Said>;

/** A callback that only needs to be sent. */
export interface Letter {
  /** Path and query. */
  readonly path: string;
  readonly body: string;
  readonly nonce: string;
}

/** Encrypts what somebody said, as WeCom does. `path` is the callback's own, `now` in milliseconds. */
export function letterOf({ from, group, text }: Said, path: string, now: number): Letter {
  const nonce = randomBytes(8).toString('hex');
  const message = {
    msgid: randomBytes(18).toString('base64'),
    aibotid: 'aib-bench',
    chatid: group,
    chattype: 'group',
    from: { userid: from },
    response_url: 'http://127.0.0.1/none',
    msgtype: 'text',
    text: { content: `@${BOT_NAME} ${text}` },
  };
  const sealed = seal(SECRETS, JSON.stringify(message), Math.floor(now / SECOND), nonce);
  return { path: `${path}?${sealed.query}`, body: JSON.stringify({ encrypt: sealed.encrypt }), nonce };
}

const Finished = z.object({ stream: z.object({ finish: z.literal(true), content: z.string() }) });

/** The text of a finished answer. Throws on anything WeCom would not take. */
export function wordsOf(answer: string, { nonce }: Letter): string {
  return Finished.parse(openReply(SECRETS, answer, nonce)).stream.content;
}
