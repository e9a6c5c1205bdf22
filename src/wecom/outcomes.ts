import type { SendResult } from '../outreach/channel.ts';
import { MINUTE, SECOND } from '../time/clock.ts';
import { verdictOf } from './errcodes.ts';
import type { Ending } from './http-call.ts';

const BACKOFF = { first: 2 * SECOND, last: 5 * MINUTE } as const;

/** Makes of an ended call what the outbox asks: is it delivered, and when may it be tried again? Rests longer after each failure in a row. */
export class Outcomes {
  readonly #closed: ReadonlyMap<number, string>;
  /** Failures in a row, by lane. */
  readonly #failures = new Map<string, number>();

  /** `closed`: the errcodes that say of this way that it does not lead to the recipient, with the advice for each. */
  constructor(closed: ReadonlyMap<number, string>) {
    this.#closed = closed;
  }

  of(lane: string, ending: Ending<{ readonly errcode: number }>): SendResult {
    switch (ending.kind) {
      case 'answered':
        return this.#judge(lane, ending.errcode);
      case 'status':
        return this.#byStatus(lane, ending.status);
      case 'unreachable':
        return this.later(lane, '连接不上企业微信，请检查服务器网络，稍后重试');
      case 'unclear':
        return { status: 'unknown', detail: '企业微信没有明确答复，消息可能已经送达' };
    }
  }

  /** Certainly not delivered, and to be tried again in a while. */
  later(lane: string, detail: string): SendResult {
    const failures = this.#failures.get(lane) ?? 0;
    this.#failures.set(lane, failures + 1);
    return { status: 'retry', after: Math.min(BACKOFF.first * 2 ** failures, BACKOFF.last), detail };
  }

  #judge(lane: string, errcode: number): SendResult {
    const verdict = verdictOf(errcode, this.#closed);
    if (verdict.kind === 'busy') return this.later(lane, verdict.advice);
    this.#failures.delete(lane);
    if (verdict.kind === 'sent') return { status: 'sent' };
    if (verdict.kind === 'refused' || verdict.kind === 'closed')
      return { status: verdict.kind, detail: verdict.advice };
    return { status: 'retry', after: verdict.after, detail: verdict.advice };
  }

  #byStatus(lane: string, status: number): SendResult {
    if (status === 408 || status === 504)
      return { status: 'unknown', detail: `网关等候企业微信超时（HTTP ${status}），消息可能已经送达` };
    if (status === 429) return { status: 'retry', after: MINUTE, detail: '发送过于频繁，一分钟后重试' };
    if (status >= 400 && status < 500)
      return refused(`企业微信接口拒绝了请求（HTTP ${status}），请检查接口地址和服务器的网络出口`);
    return this.later(lane, `企业微信接口暂时不可用（HTTP ${status}），稍后重试`);
  }
}

export const refused = (detail: string): SendResult => ({ status: 'refused', detail });
