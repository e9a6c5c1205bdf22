import type { Logger } from '../../log.ts';
import { type Clock, DAY, type Instant } from '../../time/clock.ts';
import type { Timer } from '../timer.ts';
import { type Acknowledged, BotClient, type Command, type End, type Told } from './bot-client.ts';
import { isPassing, refusalDetail } from './refusals.ts';
import type { Timings } from './timings.ts';

/** A wrong secret is not tried more often than this. */
const MOST_REFUSALS = 3;
const NO_FIGHT = '请确认只有一个程序在用这个机器人（测试和正式环境要用不同的机器人）';

const DETAILS = {
  idle: '长连接还没有开始',
  connecting: '正在连接企业微信',
  lost: '与企业微信的长连接断开了，正在自动重连；如果一直连不上，请检查服务器能否访问 .env 里 WECOM_WS_URL 的地址',
  busy: '企业微信要求稍后再连，正在自动重连',
  kicked: `另一个程序用同一个机器人连上了企业微信，本程序已下线，10分钟后自动重连一次。${NO_FIGHT}`,
  'kicked-again': `一天之内第二次被另一个程序顶下线，不再自动重连。${NO_FIGHT}，停掉另一个以后重新启动本程序`,
  closed: '长连接已经关闭',
} as const;

type Phase = keyof typeof DETAILS | 'ready' | { readonly refused: number | null };

export interface LinkOptions {
  readonly botId: string;
  readonly secret: string;
  readonly url: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly timer: Timer;
  readonly timings: Timings;
}

/**
 * The connection as the rest sees it: it breaks and comes back. A bot has one connection at a time, so whoever is put out by
 * another program takes it back once, after a while, and not again that day.
 * https://developer.work.weixin.qq.com/document/path/101463
 */
export class Link {
  readonly #options: LinkOptions;
  readonly #waiting = new Set<(ready: boolean) => void>();
  #onTold: (told: Told) => void = () => {};
  #phase: Phase = 'idle';
  #client: BotClient | undefined;
  /** Failed attempts in a row. */
  #failures = 0;
  #refusals = 0;
  #kickedAt: Instant | undefined;
  /** Calls off whatever is to happen next. */
  #next: () => void = () => {};

  constructor(options: LinkOptions) {
    this.#options = options;
  }

  /** Connects, and stays connected as long as it may. */
  open(onTold: (told: Told) => void): void {
    this.#onTold = onTold;
    if (this.#phase === 'idle') this.#connect();
  }

  get isReady(): boolean {
    return this.#client?.isReady ?? false;
  }

  /** What is wrong and what to do; empty when nothing is. */
  get detail(): string {
    if (this.isReady) return '';
    const phase = this.#phase;
    if (typeof phase === 'object') return refusalDetail(phase.refused);
    return phase === 'ready' ? DETAILS.lost : DETAILS[phase];
  }

  /** Sends a frame, under the req_id of what it answers or under a new one. Never rejects. */
  async call(command: Command, body: object, reqId?: string): Promise<Acknowledged> {
    return this.#client?.call(command, body, reqId) ?? { kind: 'unreachable' };
  }

  /** Whether there is a connection, at once or within so many milliseconds. */
  async whenReady(within: number): Promise<boolean> {
    if (this.isReady) return true;
    if (this.#isOver) return false;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    this.#waiting.add(resolve);
    const cancel = this.#options.timer(within, () => resolve(false));
    return promise.finally(() => {
      cancel();
      this.#waiting.delete(resolve);
    });
  }

  close(): void {
    this.#next();
    this.#client?.end();
    this.#client = undefined;
    this.#turn('closed');
    this.#tell(false);
  }

  /** It does not come back by itself. */
  get #isOver(): boolean {
    return typeof this.#phase === 'object' || this.#phase === 'kicked-again' || this.#phase === 'closed';
  }

  #connect(): void {
    const { botId, secret, url, log, timings } = this.#options;
    const client = new BotClient(
      { botId, secret, url, log, heartbeat: timings.heartbeat, ack: timings.ack },
      {
        onReady: () => this.#ready(),
        onTold: (told) => this.#onTold(told),
        onEnd: (end) => this.#ended(end),
      },
    );
    this.#client = client;
    this.#turn('connecting');
    // A server that takes the connection and says nothing would be waited for for ever.
    this.#after(timings.subscribe, () => {
      client.end();
      this.#ended({ kind: 'lost' });
    });
    client.connect();
  }

  #ready(): void {
    this.#turn('ready');
    this.#refusals = 0;
    this.#options.log.info('the long connection stands');
    this.#after(this.#options.timings.steady, () => {
      this.#failures = 0;
    });
    this.#tell(true);
  }

  #ended(end: End): void {
    this.#client = undefined;
    if (end.kind === 'kicked') this.#kicked();
    else if (end.kind === 'lost') this.#lost();
    else if (isPassing(end.errcode)) this.#busy(end.errcode);
    else this.#refused(end.errcode);
  }

  #lost(): void {
    const { timings, log } = this.#options;
    const rest = Math.min(timings.reconnect * 2 ** this.#failures, timings.reconnectLast);
    this.#failures++;
    this.#turn('lost');
    log.warn({ rest }, 'the long connection is lost, connecting anew');
    this.#after(rest, () => this.#connect());
  }

  #busy(errcode: number | null): void {
    const rest = this.#options.timings.refused;
    this.#turn('busy');
    this.#options.log.warn({ errcode, rest }, 'WeCom wants the long connection later');
    this.#after(rest, () => this.#connect());
  }

  #refused(errcode: number | null): void {
    const { timings, log } = this.#options;
    this.#refusals++;
    this.#turn({ refused: errcode });
    const last = this.#refusals >= MOST_REFUSALS;
    log.error({ errcode, last, detail: this.detail }, 'WeCom refuses the long connection');
    if (last) this.#tell(false);
    else this.#after(timings.refused, () => this.#connect());
  }

  #kicked(): void {
    const { clock, log, timings } = this.#options;
    const now = clock.now();
    const again = this.#kickedAt !== undefined && now - this.#kickedAt < DAY;
    this.#kickedAt = now;
    this.#turn(again ? 'kicked-again' : 'kicked');
    log.error({ detail: this.detail }, 'put out by another program');
    if (again) this.#tell(false);
    else this.#after(timings.takeBack, () => this.#connect());
  }

  #turn(phase: Phase): void {
    this.#phase = phase;
  }

  #tell(ready: boolean): void {
    for (const resolve of this.#waiting) resolve(ready);
  }

  #after(milliseconds: number, run: () => void): void {
    this.#next();
    this.#next = this.#options.timer(milliseconds, run);
  }
}
