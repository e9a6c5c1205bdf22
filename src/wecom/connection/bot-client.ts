import {
  generateReqId,
  WSAuthFailureError,
  WSClient,
  WSReconnectExhaustedError,
  WsConnectionManager,
} from '@wecom/aibot-node-sdk';
import { z } from 'zod';
import type { Logger } from '../../log.ts';
import type { Ending } from '../http-call.ts';
import { sdkLog } from './sdk-log.ts';

/** What WeCom tells us: the req_id to answer it under, and the JSON of a callback. */
export interface Told {
  readonly reqId: string;
  readonly body: unknown;
}

/** How a frame of ours ended. `unclear`: handed over, but not acknowledged; `unreachable`: certainly not handed over. */
export type Acknowledged = Exclude<
  Ending<{ readonly errcode: number; readonly body: unknown }>,
  { kind: 'status' }
>;

export type Command =
  | 'aibot_respond_msg'
  | 'aibot_respond_welcome_msg'
  | 'aibot_respond_update_msg'
  | 'aibot_send_msg'
  | 'aibot_upload_media_init'
  | 'aibot_upload_media_chunk'
  | 'aibot_upload_media_finish';

/** How a connection came to its end, or that it never came about. */
export type End =
  | { readonly kind: 'lost' }
  /** Another program has connected with the same bot. */
  | { readonly kind: 'kicked' }
  /** WeCom did not take us in; the errcode is null when it said none. */
  | { readonly kind: 'refused'; readonly errcode: number | null };

export interface ClientOptions {
  readonly botId: string;
  readonly secret: string;
  readonly url: string;
  readonly log: Logger;
  /** Milliseconds. */
  readonly heartbeat: number;
  readonly ack: number;
}

export interface ClientEvents {
  /** WeCom has taken us in. */
  readonly onReady: () => void;
  readonly onTold: (told: Told) => void;
  /** Called once, unless we ended it ourselves. */
  readonly onEnd: (end: End) => void;
}

const refusal = z.object({ errcode: z.number().int() });

/**
 * One connection by the official SDK, from its beginning to its end. The SDK is kept from connecting anew by itself: it would give
 * up for ever on the frequency limit, wait for ever for a server that takes the connection and says nothing, and a socket of its
 * past that closes late would take its present one with it.
 */
export class BotClient {
  readonly #client: WSClient;
  readonly #events: ClientEvents;
  #state: 'connecting' | 'ready' | 'ended' = 'connecting';
  #errcode: number | null = null;

  constructor({ botId, secret, url, log, heartbeat, ack }: ClientOptions, events: ClientEvents) {
    this.#events = events;
    this.#client = new WSClient({
      botId,
      secret,
      wsUrl: url,
      heartbeatInterval: heartbeat,
      maxReconnectAttempts: 0,
      maxAuthFailureAttempts: 0,
      logger: sdkLog(log),
    });
    waitForAcks(this.#client, ack);
    this.#listen();
  }

  connect(): void {
    this.#client.connect();
  }

  /** WeCom has taken us in, and answered a heartbeat within the last three. */
  get isReady(): boolean {
    return this.#state === 'ready' && this.#client.isConnected;
  }

  /** Sends a frame, under the req_id of what it answers or under a new one. Never rejects. */
  async call(command: Command, body: object, reqId = generateReqId(command)): Promise<Acknowledged> {
    if (!this.isReady) return { kind: 'unreachable' };
    try {
      const frame = await this.#client.reply({ headers: { req_id: reqId } }, body, command);
      return { kind: 'answered', errcode: 0, body: frame.body };
    } catch (error) {
      // The SDK rejects with the frame itself when that says no, and with an Error when none came.
      const refused = refusal.safeParse(error);
      return refused.success
        ? { kind: 'answered', errcode: refused.data.errcode, body: undefined }
        : { kind: 'unclear' };
    }
  }

  /** Breaks the connection off without a word. */
  end(): void {
    this.#state = 'ended';
    this.#client.removeAllListeners();
    this.#client.disconnect();
  }

  #listen(): void {
    this.#client
      .on('authenticated', () => {
        this.#state = 'ready';
        this.#events.onReady();
      })
      .on('message', ({ headers, body }) => this.#events.onTold({ reqId: headers.req_id, body }))
      .on('event', ({ headers, body }) => this.#events.onTold({ reqId: headers.req_id, body }))
      .on('disconnected', () => {
        // The SDK tells in the same breath why it does not connect anew, except when another program has taken over.
        queueMicrotask(() => this.#ended({ kind: 'kicked' }));
      })
      .on('error', (error) => this.#failed(error));
  }

  #failed(error: Error): void {
    if (error instanceof WSReconnectExhaustedError) this.#ended({ kind: 'lost' });
    else if (error instanceof WSAuthFailureError) this.#ended({ kind: 'refused', errcode: this.#errcode });
    else this.#errcode = errcodeIn(error.message) ?? this.#errcode;
  }

  #ended(end: End): void {
    if (this.#state === 'ended') return;
    this.end();
    this.#events.onEnd(end);
  }
}

/** The SDK hands on a refusal in words only: `Authentication failed: invalid bot_id (code: 93019)`. */
function errcodeIn(message: string): number | undefined {
  const code = /^Authentication failed:.*\(code: (-?\d+)\)$/s.exec(message)?.[1];
  return code === undefined ? undefined : Number(code);
}

// The SDK waits 5 s and has no option for it; WeCom has been seen to take 10 s for a part of a file:
// https://github.com/chenhg5/cc-connect/pull/948
function waitForAcks(client: WSClient, milliseconds: number): void {
  const manager: unknown = Reflect.get(client, 'wsManager');
  if (manager instanceof WsConnectionManager) Reflect.set(manager, 'replyAckTimeout', milliseconds);
}
