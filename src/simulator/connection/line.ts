import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import type { Clock } from '../../time/clock.ts';
import type { Credentials } from '../bot/options.ts';
import type { Fault, Faults } from '../fault.ts';
import type { ApiCall } from '../journal.ts';
import { Rate } from '../rate.ts';
import type { ApiAnswer } from '../refusal.ts';
import type { ConnectionApi } from './connection-api.ts';
import { ackFrame, callbackFrame, type Frame, readFrame } from './frames.ts';

/** The platform's own number is not published. */
const SUBSCRIBES_A_MINUTE = 20;
/** As RFC 6455 has them. */
const POLICY_VIOLATION = 1008;
const INVALID_DATA = 1007;

const OK: ApiAnswer = { errcode: 0, errmsg: 'ok' };
const Subscribe = z.looseObject({ bot_id: z.string(), secret: z.string() });
const Chunk = z.looseObject({ upload_id: z.string(), chunk_index: z.number(), base64_data: z.string() });

export interface LineOptions {
  readonly credentials: Credentials;
  readonly clock: Clock;
  readonly api: ConnectionApi;
  readonly faults: Faults;
  /** `reqId`: that of the frame, which is that of what it answers. */
  readonly record: (call: ApiCall, reqId: string) => void;
  /** Is told of every frame to the bot. */
  readonly watch?: ((cmd: string, reqId: string, body: object) => void) | undefined;
}

interface Subscriber {
  readonly socket: WebSocket;
  readonly number: number;
}

/** The connection a bot holds to the platform. There is one at a time: whoever subscribes puts out who did before. */
export class Line {
  readonly #options: LineOptions;
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #subscribes: Rate;
  #subscriber: Subscriber | undefined;
  #number = 0;
  #mute = false;

  constructor(options: LineOptions) {
    this.#options = options;
    this.#subscribes = new Rate(options.clock, SUBSCRIBES_A_MINUTE);
  }

  /** A client wants to speak WebSocket. */
  take(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (request.url !== '/') {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (client) => {
      client.on('message', (data) => this.#hear(client, String(data)));
      client.on('close', () => {
        if (this.#subscriber?.socket === client) this.#subscriber = undefined;
      });
    });
  }

  /** The number of the connection that lives now, counted from 1; undefined while there is none. */
  get connection(): number | undefined {
    return this.#subscriber?.number;
  }

  /** Tells the bot something. Nobody hears it while there is no connection. */
  tell(cmd: string, reqId: string, body: object): void {
    this.#subscriber?.socket.send(callbackFrame(cmd, reqId, body));
    this.#options.watch?.(cmd, reqId, body);
  }

  /** Breaks the connection off, as a network does. */
  drop(): void {
    this.#subscriber = undefined;
    for (const client of this.#server.clients) client.terminate();
  }

  /** Another program has subscribed with the same bot. */
  kick(): void {
    const kicked = this.#subscriber;
    this.#subscriber = undefined;
    if (!kicked) return;
    const event = { msgtype: 'event', event: { eventtype: 'disconnected_event' } };
    kicked.socket.send(callbackFrame('aibot_event_callback', randomUUID(), event));
    kicked.socket.close();
  }

  /** From now on the platform hears nothing and says nothing, though the connection stands; or does so again. */
  mute(on: boolean): void {
    this.#mute = on;
  }

  close(): void {
    this.drop();
    this.#server.close();
  }

  #hear(socket: WebSocket, text: string): void {
    if (this.#mute) return;
    const frame = readFrame(text);
    const subscriber = this.#subscriber;
    if (!frame) socket.close(INVALID_DATA, 'not a frame');
    else if (frame.cmd === 'aibot_subscribe')
      void this.#answer(socket, frame, 'subscribe', () => this.#subscribe(socket, frame));
    else if (subscriber?.socket !== socket) socket.close(POLICY_VIOLATION, 'subscribe first');
    else if (frame.cmd === 'ping') socket.send(ackFrame(frame.reqId, OK));
    else
      void this.#answer(socket, frame, 'connection', () =>
        this.#options.api.perform(frame, subscriber.number),
      );
  }

  #subscribe(socket: WebSocket, { body }: Frame): ApiAnswer {
    const { credentials } = this.#options;
    // It must not be repeated on a connection that has it already.
    if (this.#subscriber?.socket === socket || !this.#subscribes.takes('subscribe'))
      return { errcode: 45009, errmsg: 'api freq out of limit' };
    const given = Subscribe.safeParse(body);
    if (given.data?.bot_id !== credentials.botId) return { errcode: 93019, errmsg: 'invalid bot_id' };
    if (given.data.secret !== credentials.secret)
      return {
        errcode: 853000,
        errmsg: 'signature is incorrect, please check if the bot secret is correct',
      };
    this.kick();
    this.#number++;
    this.#subscriber = { socket, number: this.#number };
    return OK;
  }

  async #answer(
    socket: WebSocket,
    frame: Frame,
    place: 'subscribe' | 'connection',
    perform: () => ApiAnswer,
  ): Promise<void> {
    const { api, faults, clock, record } = this.#options;
    const at = clock.now();
    const group = api.groupOf(frame);
    const fault = faults.take(place);
    let answer: ApiAnswer | null = null;
    const act = (): ApiAnswer => {
      answer = perform();
      return answer;
    };
    const ack = (given: ApiAnswer): void => socket.send(ackFrame(frame.reqId, given));
    await this.#obey(fault, socket, act, ack);
    record({ at, api: apiOf(frame), group, request: shownBody(frame), fault, answer }, frame.reqId);
  }

  async #obey(
    fault: Fault | null,
    socket: WebSocket,
    act: () => ApiAnswer,
    ack: (answer: ApiAnswer) => void,
  ): Promise<void> {
    const { faults } = this.#options;
    switch (fault?.kind) {
      case undefined:
        return ack(act());
      case 'errcode':
        return ack({ errcode: fault.errcode, errmsg: fault.errmsg ?? 'ordered to fail' });
      case 'reset':
      case 'status':
      case 'html':
        return socket.terminate();
      case 'silence':
        await faults.wait(fault.ms);
        return socket.terminate();
      case 'answer-lost': {
        act();
        if (fault.ms === undefined) return;
        await faults.wait(fault.ms);
        return socket.terminate();
      }
      case 'slow': {
        const answer = act();
        await faults.wait(fault.ms);
        return ack(answer);
      }
    }
  }
}

const apiOf = ({ cmd }: Frame): ApiCall['api'] =>
  cmd.startsWith('aibot_') ? `aibot_${cmd.slice('aibot_'.length)}` : 'aibot_unknown';

/** Without the secret, and without what is uploaded. */
function shownBody({ cmd, body }: Frame): unknown {
  if (cmd === 'aibot_subscribe') return { bot_id: Subscribe.safeParse(body).data?.bot_id };
  const chunk = Chunk.safeParse(body).data;
  if (!chunk) return body;
  const { upload_id, chunk_index, base64_data } = chunk;
  return { upload_id, chunk_index, bytes: Buffer.byteLength(base64_data, 'base64') };
}
