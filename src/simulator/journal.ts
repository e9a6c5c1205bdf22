import type { Instant } from '../time/clock.ts';
import type { AppCall } from './app/options.ts';
import type { Fault } from './fault.ts';
import type { ApiAnswer } from './refusal.ts';

/** One call the bot made, or one frame it sent: those are called by their `cmd`. Holds no key. */
export interface ApiCall {
  readonly at: Instant;
  readonly api:
    | 'webhook/send'
    | 'webhook/upload_media'
    | 'aibot/response'
    | 'media'
    | `aibot_${string}`
    | AppCall;
  /** The id of the group whose robot was used, or which a frame is for; null for an unknown key and for other calls. */
  readonly group: string | null;
  /** The JSON as it came, of a frame its body; of an upload, name and size. */
  readonly request: unknown;
  readonly fault: Fault | null;
  /** What was done, whether or not the caller was told; null if nothing was. */
  readonly answer: ApiAnswer | null;
}

/** One answer of the bot to what it was told, by whatever road, as it was accepted. */
export interface BotReply {
  readonly at: Instant;
  readonly api: 'callback';
  readonly msgid: string;
  readonly text: string;
  readonly finished: boolean;
}

export type Outbound = ApiCall | BotReply;
