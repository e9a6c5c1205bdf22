import { z } from 'zod';
import { type Clock, HOUR } from '../../time/clock.ts';
import type { ChatRef } from '../chat.ts';
import type { Inbox } from '../inbox.ts';
import { Kept } from '../kept.ts';
import type { ApiAnswer } from '../refusal.ts';
import type { World } from '../world.ts';
import { REPLY_BYTES } from './reply.ts';

interface Code {
  readonly chat: ChatRef;
  readonly quote: string;
}

const Body = z.object({
  msgtype: z.literal('markdown'),
  markdown: z.object({ content: z.string().min(1) }),
});

/** The one later answer a callback allows: https://developer.work.weixin.qq.com/document/path/101138 */
export class ActiveReplies {
  readonly #world: World;
  readonly #inbox: Inbox;
  /** Good for an hour. */
  readonly #codes: Kept<Code>;

  constructor(clock: Clock, world: World, inbox: Inbox) {
    this.#codes = new Kept(clock, HOUR);
    this.#world = world;
    this.#inbox = inbox;
  }

  /** A response_code for one answer to a message. */
  issue(chat: ChatRef, quote: string): string {
    return this.#codes.add({ chat, quote });
  }

  // The platform's own errcode for a used or expired code is not documented; any that is not 0 is final.
  send(responseCode: string, json: unknown): ApiAnswer {
    const code = this.#codes.find(responseCode);
    if (!code) return { errcode: 40058, errmsg: 'invalid response_code' };
    const body = Body.safeParse(json);
    if (!body.success) return { errcode: 40008, errmsg: 'only markdown is known here' };
    const text = body.data.markdown.content;
    if (Buffer.byteLength(text) > REPLY_BYTES) return { errcode: 45002, errmsg: 'content too long' };
    this.#codes.use(responseCode);
    const content = { type: 'stream', text, images: [], finished: true } as const;
    const quote = 'group' in code.chat ? code.quote : undefined;
    this.#inbox.add(this.#world.post({ chat: code.chat, author: { kind: 'bot' }, content, quote }));
    return { errcode: 0, errmsg: 'ok' };
  }
}
