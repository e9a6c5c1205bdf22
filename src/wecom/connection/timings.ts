import { MINUTE, SECOND } from '../../time/clock.ts';

/** How long everything takes that has to do with time, in milliseconds. */
export interface Timings {
  /** WeCom drops who is silent for longer: https://developer.work.weixin.qq.com/document/path/101463 */
  readonly heartbeat: number;
  /** How long an acknowledgement is waited for. */
  readonly ack: number;
  /** How long it may take from the first packet until WeCom has taken us in. */
  readonly subscribe: number;
  /** The rest before the first new attempt; each is twice as long as the one before, up to `reconnectLast`. */
  readonly reconnect: number;
  readonly reconnectLast: number;
  /** A connection that stood for so long was a good one: the next failure is a first one again. */
  readonly steady: number;
  /** The rest before a refused secret is tried again, and before WeCom's frequency limit is tried again. */
  readonly refused: number;
  /** How long whoever put us out keeps the connection, before we take it back. */
  readonly takeBack: number;
  /** What is not answered by then becomes a stream. */
  readonly quick: number;
  /** A welcome and a changed card cannot come later. */
  readonly inTime: number;
  /** A stream must be finished within 6 minutes. */
  readonly patience: number;
  /** How long answers are gathered to go out together, once a conversation is busy. */
  readonly gather: number;
  /** How long an answer waits for a broken connection. */
  readonly outage: number;
  /** The rest before something that WeCom was too busy for is tried again; twice as long each time. */
  readonly busy: number;
  /** How long what is in hand may take when we stop. */
  readonly closing: number;
}

export const REAL: Timings = {
  heartbeat: 30 * SECOND,
  ack: 15 * SECOND,
  subscribe: 15 * SECOND,
  reconnect: SECOND,
  reconnectLast: MINUTE,
  steady: MINUTE,
  refused: MINUTE,
  takeBack: 10 * MINUTE,
  quick: 2 * SECOND,
  inTime: 4 * SECOND,
  patience: 5.5 * MINUTE,
  gather: 6 * SECOND,
  outage: 5 * MINUTE,
  busy: 2 * SECOND,
  closing: 5 * SECOND,
};
