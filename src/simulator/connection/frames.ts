import { z } from 'zod';
import { parseJson } from '../../json.ts';
import type { ApiAnswer } from '../refusal.ts';

/** What goes over the connection: https://developer.work.weixin.qq.com/document/path/101463 */
export interface Frame {
  readonly cmd: string;
  readonly reqId: string;
  readonly body: unknown;
}

const REQ_ID_BYTES = 256;

const Incoming = z.strictObject({
  cmd: z.string().min(1),
  headers: z.strictObject({
    req_id: z
      .string()
      .min(1)
      .refine((id) => Buffer.byteLength(id) <= REQ_ID_BYTES),
  }),
  body: z.unknown().optional(),
});

/** A frame of the bot's; undefined for what is none. */
export function readFrame(text: string): Frame | undefined {
  const parsed = Incoming.safeParse(parseJson(text));
  if (!parsed.success) return undefined;
  const { cmd, headers, body } = parsed.data;
  return { cmd, reqId: headers.req_id, body };
}

/** What the platform tells the bot. */
export const callbackFrame = (cmd: string, reqId: string, body: object): string =>
  JSON.stringify({ cmd, headers: { req_id: reqId }, body });

/** An acknowledgement: the same req_id and no `cmd`. */
export const ackFrame = (reqId: string, answer: ApiAnswer): string =>
  JSON.stringify({ headers: { req_id: reqId }, ...answer });
