import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { parseJson } from '../../json.ts';
import { signed, unsigned } from '../page/signature.ts';
import type { Session } from './sessions.ts';

const form = z.object({
  /** Names this form once and for all: sent twice, it is the same message. */
  id: z.string(),
  /** The command it stands for; what is filled in comes behind it. Empty to leave. */
  order: z.string(),
  /** The page it stands on. */
  back: z.string(),
});

export type Form = z.infer<typeof form>;

/** The hidden field of a form. Only the session it was made for can use it, and only for this. */
export function formToken({ key }: Session, order: string, back: string): string {
  const id = randomBytes(16).toString('base64url');
  return signed(key, 'form', JSON.stringify({ id, order, back } satisfies Form));
}

export function readFormToken({ key }: Session, token: string): Form | undefined {
  const payload = unsigned(key, 'form', token);
  return payload === undefined ? undefined : form.safeParse(parseJson(payload)).data;
}
