import { z } from 'zod';
import type { ChatRef } from '../chat.ts';
import type { World } from '../world.ts';

const Told = z.looseObject({
  msgtype: z.string().optional(),
  chatid: z.string().optional(),
  from: z.looseObject({ userid: z.string() }).optional(),
  event: z.looseObject({ eventtype: z.string() }).optional(),
});
const Sent = z.looseObject({ touser: z.string().optional(), chatid: z.string().optional() });

/** The chat a callback of the 智能机器人 is about; null for none. */
export function chatOfJson(body: object | string, world: World): ChatRef | null {
  const told = Told.safeParse(body).data;
  if (told?.chatid !== undefined) return { group: told.chatid };
  const person = told?.from && world.meant(told.from.userid);
  return person ? { private: person.userid } : null;
}

/** The chat a callback of the self-built app is about. */
export function chatOfXml(xml: string): ChatRef | null {
  const userid = tagOf(xml, 'FromUserName');
  return userid === undefined ? null : { app: userid };
}

/** The chat a call is for, as far as its JSON tells; of several people the first. */
export function chatOfRequest(request: unknown, world: World): ChatRef | null {
  const sent = Sent.safeParse(request).data;
  const [first] = sent?.touser?.split('|') ?? [];
  if (first) return { app: first };
  const person = sent?.chatid === undefined ? undefined : world.meant(sent.chatid);
  return person ? { private: person.userid } : null;
}

/** What kind of callback it is: `text`, `file`, `enter_chat`. */
export function kindOf(plain: object | string): string {
  if (typeof plain === 'string') return tagOf(plain, 'Event') ?? tagOf(plain, 'MsgType') ?? 'xml';
  const told = Told.safeParse(plain).data;
  return told?.event?.eventtype ?? told?.msgtype ?? 'json';
}

const tagOf = (xml: string, tag: string): string | undefined =>
  new RegExp(`<${tag}>(?:<!\\[CDATA\\[)?(.*?)(?:\\]\\]>)?</${tag}>`, 's').exec(xml)?.[1];
