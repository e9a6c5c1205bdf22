import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { z } from 'zod';

const Ack = z.object({
  headers: z.object({ req_id: z.string() }),
  errcode: z.number(),
  errmsg: z.string(),
  body: z
    .object({ upload_id: z.string(), media_id: z.string(), type: z.string(), created_at: z.string() })
    .partial()
    .optional(),
});
export type Ack = z.infer<typeof Ack>;

/** As much of a callback as the tests look at. */
const Told = z.object({
  cmd: z.enum(['aibot_msg_callback', 'aibot_event_callback']),
  headers: z.object({ req_id: z.string() }),
  body: z.looseObject({
    msgid: z.string().optional(),
    chattype: z.string().optional(),
    chatid: z.string().optional(),
    from: z.object({ userid: z.string() }).optional(),
    msgtype: z.string(),
    text: z.object({ content: z.string() }).optional(),
    file: z.object({ url: z.string(), aeskey: z.string() }).optional(),
    event: z.looseObject({ eventtype: z.string() }).optional(),
  }),
});
export type Told = z.infer<typeof Told>;

export const CREDENTIALS = { botId: 'aib-echo', secret: 'echo-s3cret' } as const;

/** A bot that holds a connection, on nothing but ws. */
export class ConnectedBot {
  readonly heard: Told[] = [];
  /** Does something about a callback; does nothing when not set. */
  answer: (told: Told, bot: ConnectedBot) => unknown = () => undefined;
  readonly socket: WebSocket;
  /** Frames of one req_id are acknowledged in order. */
  readonly #waiting = new Map<string, ((ack: Ack) => void)[]>();

  constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data) => this.#hear(JSON.parse(String(data))));
    socket.on('error', () => {});
  }

  /** Connects, without subscribing. Rejects when the platform does not take it. */
  static async connect(url: string): Promise<ConnectedBot> {
    const bot = new ConnectedBot(new WebSocket(url));
    await once(bot.socket, 'open');
    return bot;
  }

  /** Sends a frame and resolves with its acknowledgement. */
  call(cmd: string, body?: unknown, reqId: string = randomUUID()): Promise<Ack> {
    const { promise, resolve } = Promise.withResolvers<Ack>();
    this.#waiting.set(reqId, [...(this.#waiting.get(reqId) ?? []), resolve]);
    this.socket.send(JSON.stringify({ cmd, headers: { req_id: reqId }, body }));
    return promise;
  }

  subscribe(credentials: { botId: string; secret: string } = CREDENTIALS): Promise<Ack> {
    return this.call('aibot_subscribe', { bot_id: credentials.botId, secret: credentials.secret });
  }

  /** Answers a message. */
  respond(told: Told, body: unknown): Promise<Ack> {
    return this.call('aibot_respond_msg', body, told.headers.req_id);
  }

  get closed(): Promise<unknown> {
    return this.socket.readyState === WebSocket.CLOSED ? Promise.resolve() : once(this.socket, 'close');
  }

  #hear(json: unknown): void {
    const told = Told.safeParse(json);
    if (told.success) {
      this.heard.push(told.data);
      void this.answer(told.data, this);
      return;
    }
    const ack = Ack.parse(json);
    this.#waiting.get(ack.headers.req_id)?.shift()?.(ack);
  }
}
