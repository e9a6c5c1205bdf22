import { z } from 'zod';
import type { SendResult } from '../../outreach/channel.ts';
import { Outcomes } from '../outcomes.ts';
import { isUserid } from '../userid.ts';
import { CLOSED, INVISIBLE, trustAdvice, UNLICENSED } from './advice.ts';
import type { Allowance } from './allowance.ts';
import { type Answered, type AppApi, type AppEnding, answered } from './app-api.ts';
import type { AppMessage } from './app-messages.ts';

const UNKNOWN_MEDIA = 40007;

const list = z
  .string()
  .optional()
  .catch(undefined)
  .transform((ids) => new Set((ids ?? '').toLowerCase().split('|')));
const sendAnswer = answered.extend({ invaliduser: list, unlicenseduser: list });

/** Writes to one member at a time: https://developer.work.weixin.qq.com/document/path/90236 */
export class PersonalSender {
  readonly #api: AppApi;
  readonly #agentId: number;
  readonly #allowance: Allowance;
  readonly #outcomes = new Outcomes(CLOSED);

  constructor(api: AppApi, agentId: number, allowance: Allowance) {
    this.#api = api;
    this.#agentId = agentId;
    this.#allowance = allowance;
  }

  /** Never rejects. */
  async send(userid: string, message: AppMessage): Promise<SendResult> {
    // Whatever a callback calls its sender, nothing may go to everybody.
    if (!isUserid(userid)) return { status: 'closed', detail: INVISIBLE };
    const body = { touser: userid, agentid: this.#agentId, ...message };
    const ending = await this.#allowance.spend(userid.toLowerCase(), () =>
      this.#api.post('message/send', body, sendAnswer),
    );
    const lane = laneOf(userid);
    if (ending.kind !== 'answered') return resultOf(this.#outcomes, lane, ending);
    if (ending.errcode !== 0) return resultOf(this.#outcomes, lane, ending);
    const member = userid.toLowerCase();
    if (ending.invaliduser.has(member)) return { status: 'closed', detail: INVISIBLE };
    if (ending.unlicenseduser.has(member)) return { status: 'closed', detail: UNLICENSED };
    return resultOf(this.#outcomes, lane, ending);
  }
}

export const laneOf = (userid: string): string => `app/${userid.toLowerCase()}`;

/** What an ended call of the app means for the message. */
export function resultOf(outcomes: Outcomes, lane: string, ending: AppEnding<Answered>): SendResult {
  if (ending.kind === 'no-token') return { status: 'closed', detail: ending.advice };
  if (ending.kind === 'answered') {
    const advice = trustAdvice(ending.errcode, ending.errmsg);
    if (advice !== undefined) return { status: 'closed', detail: advice };
    if (ending.errcode === UNKNOWN_MEDIA) return outcomes.later(lane, '企业微信没有认出上传的文件，重新上传');
  }
  return outcomes.of(lane, ending);
}
