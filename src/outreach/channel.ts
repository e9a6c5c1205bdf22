import type { Content, Target } from '../journal/outgoing.ts';

/** What became of one call to the platform. `detail` is for the office to read; it holds no secret and no message body. */
export type SendResult =
  | { readonly status: 'sent' }
  /** Certainly not delivered, worth trying again after so many milliseconds. */
  | { readonly status: 'retry'; readonly after: number; readonly detail: string }
  /** Certainly not delivered, and this way does not lead to the target: another one may. */
  | { readonly status: 'closed'; readonly detail: string }
  /** Certainly not delivered, and trying again would not help, whatever the way. */
  | { readonly status: 'refused'; readonly detail: string }
  /** The platform did not answer in time: it may or may not have been delivered. */
  | { readonly status: 'unknown'; readonly detail: string };

/** Messages on one lane keep their order and share one rate limit: a lane is one webhook, one conversation. */
export interface Lane {
  readonly id: string;
  readonly perMinute: number;
  /** The way is interrupted: used only where no other way leads to the target, and then when it is whole again. */
  readonly down?: boolean;
  /** Whether the way has room for one more message now, beside what is counted by the minute. Always, when not given. */
  hasRoom?(): boolean;
}

/** A way out. What a target is called on the platform is the channel's own knowledge. */
export interface Channel {
  /** In the office's words, 群机器人. */
  readonly name: string;
  /** The longest markdown text it takes in one message, in UTF-8 bytes, mentions left aside. */
  readonly markdownBytes: number;
  /** The lane a target is reached by, or undefined when this channel cannot reach it. Lane ids hold no secret. */
  lane(target: Target): Lane | undefined;
  /** One message, one call. `again` marks the second try of a message whose first outcome is unknown. Never rejects. */
  send(target: Target, content: Content, again: boolean): Promise<SendResult>;
}
