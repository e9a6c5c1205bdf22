import { z } from 'zod';
import type { SendResult } from '../../outreach/channel.ts';
import { type Clock, HOUR, type Instant, MINUTE } from '../../time/clock.ts';
import { Turns } from '../../time/turns.ts';
import { Outcomes } from '../outcomes.ts';
import { isUserid } from '../userid.ts';
import { CLOSED } from './advice.ts';
import { type Answered, type AppApi, type AppEnding, answered } from './app-api.ts';
import type { AppMessage } from './app-messages.ts';
import { resultOf } from './personal-sender.ts';

/** How long an answer holds, by what was answered: whose group it is does not change, that nothing was answered may. */
const HOLDS = { own: Number.POSITIVE_INFINITY, other: HOUR, unknown: MINUTE } as const;
/** The group is not one the app has made. */
const NOT_OURS: ReadonlySet<number> = new Set([40050, 86001, 86003, 86008]);
/** Passing troubles, which say nothing of the group. */
const BUSY: ReadonlySet<number> = new Set([-1, 40014, 42001, 45009, 45033, 60020]);
const LOOKUPS_AT_ONCE = 2;
/** https://developer.work.weixin.qq.com/document/path/90245 */
const MEMBERS = { least: 2, most: 2000 } as const;
const NAME = 50;

export type Ownership = keyof typeof HOLDS;
export type Created =
  | { readonly ok: true; readonly chatId: string }
  | { readonly ok: false; readonly detail: string };

interface Known {
  readonly is: Ownership;
  readonly at: Instant;
}

const createAnswer = answered.extend({ chatid: z.string().min(1).optional() });

/** Groups the app has made itself, the only ones it can write to: https://developer.work.weixin.qq.com/document/path/90248 */
export class AppChats {
  readonly #api: AppApi;
  readonly #clock: Clock;
  readonly #outcomes = new Outcomes(CLOSED);
  readonly #turns = new Turns(LOOKUPS_AT_ONCE);
  readonly #known = new Map<string, Known>();
  readonly #asking = new Set<string>();

  constructor(api: AppApi, clock: Clock) {
    this.#api = api;
    this.#clock = clock;
  }

  /** Whether the group is one of the app's, as far as is known by now; where nothing is, WeCom is asked. */
  ownership(chatId: string): Ownership {
    const known = this.#known.get(chatId);
    if (known && Math.abs(this.#clock.now() - known.at) < HOLDS[known.is]) return known.is;
    if (!this.#asking.has(chatId)) void this.#ask(chatId);
    return known?.is ?? 'unknown';
  }

  /** Never rejects. */
  async send(chatId: string, message: AppMessage): Promise<SendResult> {
    const body = { chatid: chatId, ...message, safe: 0 };
    const ending = await this.#api.post('appchat/send', body, answered);
    if (ending.kind === 'answered' && NOT_OURS.has(ending.errcode)) this.#note(chatId, 'other');
    return resultOf(this.#outcomes, laneOfChat(chatId), ending);
  }

  /**
   * Makes a group, of 2 to 2000 members with the owner; it shows up in their lists when something is said in it. The app must be
   * visible to the whole company for that. Never rejects.
   */
  async create(name: string, owner: string, members: readonly string[]): Promise<Created> {
    const userlist = [...new Set([owner, ...members].map((id) => id.toLowerCase()))];
    if (userlist.length < MEMBERS.least || userlist.length > MEMBERS.most)
      return { ok: false, detail: `群成员要${MEMBERS.least}到${MEMBERS.most}人，现在是${userlist.length}人` };
    const odd = userlist.find((id) => !isUserid(id));
    if (odd !== undefined) return { ok: false, detail: `“${odd}”不是企业微信账号` };
    const body = { name: [...name].slice(0, NAME).join(''), owner: owner.toLowerCase(), userlist };
    const ending = await this.#api.post('appchat/create', body, createAnswer);
    if (ending.kind === 'answered' && ending.errcode === 0 && ending.chatid !== undefined) {
      this.#note(ending.chatid, 'own');
      return { ok: true, chatId: ending.chatid };
    }
    const result = resultOf(this.#outcomes, 'app/create', ending);
    return { ok: false, detail: result.status === 'sent' ? '企业微信没有给出群的编号' : result.detail };
  }

  async #ask(chatId: string): Promise<void> {
    this.#asking.add(chatId);
    const is = await this.#turns.take(async () =>
      // Of all the groups that wait for their turn each would be told the same.
      this.#api.cutOff
        ? 'unknown'
        : ownershipIn(await this.#api.get('appchat/get', { chatid: chatId }, answered)),
    );
    this.#asking.delete(chatId);
    this.#note(chatId, is);
  }

  #note(chatId: string, is: Ownership): void {
    this.#known.set(chatId, { is, at: this.#clock.now() });
  }
}

function ownershipIn(ending: AppEnding<Answered>): Ownership {
  if (ending.kind !== 'answered' || BUSY.has(ending.errcode)) return 'unknown';
  return ending.errcode === 0 ? 'own' : 'other';
}

export const laneOfChat = (chatId: string): string => `app/chat/${chatId}`;
