import { createCipheriv, createHash } from 'node:crypto';
import { createServer, type RequestListener, request } from 'node:http';
import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import Koa from 'koa';
import { expect, onTestFinished } from 'vitest';
import { z } from 'zod';
import type { Conversation, Message, ReceivedFile, Reply } from '../../src/dialogue/message.ts';
import type { FileStore } from '../../src/journal/files/files.ts';
import { createLogger, type Logger } from '../../src/log.ts';
import type { FileHash, StoredFile } from '../../src/records/records.ts';
import type { PersonId } from '../../src/roster/roster.ts';
import { personId } from '../../src/roster/roster.ts';
import { MovableClock } from '../../src/time/clock.ts';
import { type CallbackOptions, callbackHandler } from '../../src/wecom/callback/callback.ts';
import { CallbackCrypto } from '../../src/wecom/callback/crypto.ts';
import type { Attachment } from '../../src/wecom/inbound.ts';
import { Reception } from '../../src/wecom/reception.ts';
import type { Timer } from '../../src/wecom/timer.ts';

export const NOON = Date.parse('2014-03-05T12:00:00+08:00');
export const SECRETS = {
  token: 'QDG6eK',
  aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
  receiveId: '',
} as const;
export const KEY = Buffer.from(`${SECRETS.aesKey}=`, 'base64');

/** Expects what comes true when others have done their part, on however slow a machine. */
export const eventually = <T>(get: () => T) => expect.poll(get, { timeout: 20_000, interval: 5 });

/** An HTTP server on this machine for the length of one test. */
export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

/** AES-256-CBC over bytes that already carry their padding. */
export function cipher(padded: Uint8Array, key: Buffer = KEY): Buffer {
  const aes = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([aes.update(padded), aes.final()]);
}

export function padded(content: Uint8Array): Buffer {
  const length = 32 - (content.byteLength % 32);
  return Buffer.concat([content, Buffer.alloc(length, length)]);
}

/** A log whose lines can be looked at. */
export function readableLog(): { log: Logger; lines: string[] } {
  const lines: string[] = [];
  return { log: createLogger('debug', { write: (line) => lines.push(line) }), lines };
}

export class MemoryFiles implements FileStore {
  readonly stored = new Map<FileHash, Uint8Array>();
  broken = false;

  async put(content: Uint8Array, name: string): Promise<StoredFile> {
    if (this.broken) throw new Error('no space');
    const hash = createHash('sha256').update(content).digest('hex') as FileHash;
    this.stored.set(hash, Buffer.from(content));
    return { hash, name, bytes: content.byteLength, type: 'application/octet-stream' };
  }

  async get(hash: FileHash): Promise<Uint8Array> {
    const content = this.stored.get(hash);
    if (!content) throw new Error('not there');
    return content;
  }
}

/** Runs what waits only when it is told to. */
export class HandTimer {
  #waiting = new Set<() => void>();
  #armed = Promise.withResolvers<void>();

  readonly timer: Timer = (_milliseconds, run) => {
    this.#waiting.add(run);
    this.#armed.resolve();
    return () => this.#waiting.delete(run);
  };

  get waiting(): number {
    return this.#waiting.size;
  }

  /** Lets the time run out for whoever waits, after there is somebody. */
  async ring(): Promise<void> {
    while (this.#waiting.size === 0) {
      this.#armed = Promise.withResolvers();
      await this.#armed.promise;
    }
    const waiting = this.#waiting;
    this.#waiting = new Set();
    for (const run of waiting) run();
  }
}

/** Hears messages, and says what it is told to. */
export class Listener implements Conversation {
  readonly heard: Message[] = [];
  readonly greeted: PersonId[] = [];
  says: (message: Message) => Promise<string> = async (message) => `收到：${message.text}`;
  greets: () => Promise<string> = async () => '您好，我是群学。';

  /** What is shown beside the words. */
  card: Reply['card'] = null;

  async answer(message: Message): Promise<Reply> {
    this.heard.push(message);
    return { text: await this.says(message), card: this.card };
  }

  greet(person: PersonId): Promise<string> {
    this.greeted.push(person);
    return this.greets();
  }
}

const sealed = z.strictObject({
  encrypt: z.string(),
  msgsignature: z.string(),
  timestamp: z.number().int(),
  nonce: z.string(),
});

const reply = z.union([
  z.strictObject({
    msgtype: z.literal('stream'),
    stream: z.strictObject({ id: z.string(), finish: z.boolean(), content: z.string() }),
  }),
  z.strictObject({ msgtype: z.literal('text'), text: z.strictObject({ content: z.string() }) }),
]);

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** WeCom's side of the callback, on nothing but @wecom/crypto. */
export class Platform {
  readonly url: string;
  readonly clock: MovableClock;

  constructor(url: string, clock: MovableClock) {
    this.url = url;
    this.clock = clock;
  }

  query(encrypted: string, nonce = 'n0nce', at = this.clock.now()): URLSearchParams {
    const timestamp = String(Math.floor(at / 1000));
    const msg_signature = getSignature(SECRETS.token, timestamp, nonce, encrypted);
    return new URLSearchParams({ msg_signature, timestamp, nonce });
  }

  async post(message: unknown, nonce?: string): Promise<Answer> {
    const plaintext = typeof message === 'string' ? message : JSON.stringify(message);
    const encrypted = encrypt(SECRETS.aesKey, plaintext, '');
    return this.raw(JSON.stringify({ encrypt: encrypted }), this.query(encrypted, nonce));
  }

  async raw(body: RequestInit['body'], query: URLSearchParams, init: RequestInit = {}): Promise<Answer> {
    const response = await fetch(`${this.url}?${query}`, { method: 'POST', body: body ?? null, ...init });
    return { status: response.status, body: await response.text() };
  }

  /** What the bot answers a message, decrypted after its signature was checked. */
  async say(message: unknown, nonce = 'n0nce'): Promise<z.infer<typeof reply>> {
    const answer = await this.post(message, nonce);
    if (answer.status !== 200) throw new Error(`answered ${answer.status}`);
    const { encrypt: text, msgsignature, timestamp, nonce: echoed } = sealed.parse(JSON.parse(answer.body));
    if (echoed !== nonce) throw new Error('answered with another nonce');
    if (getSignature(SECRETS.token, timestamp, nonce, text) !== msgsignature)
      throw new Error('answered with a wrong signature');
    const opened = decrypt(SECRETS.aesKey, text);
    if (opened.id !== '') throw new Error('answered for another receiver');
    return reply.parse(JSON.parse(opened.message));
  }

  /** The same, for answers that are streams. */
  async stream(message: unknown): Promise<{ id: string; finish: boolean; content: string }> {
    const answer = await this.say(message);
    if (answer.msgtype !== 'stream') throw new Error(`answered with ${answer.msgtype}`);
    return answer.stream;
  }

  refresh(id: string): Promise<{ id: string; finish: boolean; content: string }> {
    return this.stream({ msgid: `refresh-${Math.random()}`, msgtype: 'stream', stream: { id } });
  }
}

export interface Setup {
  readonly platform: Platform;
  readonly listener: Listener;
  readonly clock: MovableClock;
  readonly hand: HandTimer;
  readonly lines: string[];
  /** Addresses that were asked to be fetched. */
  readonly fetched: string[];
  /** What was said later, to an address that came with a callback. */
  readonly later: { readonly address: string; readonly text: string }[];
}

/** A callback behind a real server; time stands still until it is moved. */
export async function startCallback(
  overrides: Partial<CallbackOptions> = {},
  receive?: (attachment: Attachment) => Promise<ReceivedFile>,
): Promise<Setup> {
  const clock = new MovableClock(NOON);
  const listener = new Listener();
  const hand = new HandTimer();
  const { log, lines } = readableLog();
  const fetched: string[] = [];
  const later: { address: string; text: string }[] = [];
  const expired = async (attachment: Attachment): Promise<ReceivedFile> => {
    fetched.push(attachment.kind === 'link' ? attachment.url : attachment.kind);
    return { ok: false, why: 'expired' };
  };
  const reception = new Reception({
    conversation: listener,
    receive: receive ?? expired,
    identify: async (userid) => personId(userid),
    clock,
  });
  const crypto = new CallbackCrypto(SECRETS, clock);
  const app = new Koa();
  app.use(
    callbackHandler({
      crypto,
      reception,
      later: { say: async (address, text) => void later.push({ address, text }) },
      clock,
      log,
      timer: hand.timer,
      ...overrides,
    }).handle,
  );
  const origin = await serve(app.callback());
  return {
    platform: new Platform(`${origin}/wecom/callback`, clock),
    listener,
    clock,
    hand,
    lines,
    fetched,
    later,
  };
}

/** Sends a body in pieces, without saying how long it will be; stops when it is answered. */
export function sendPieces(url: string, pieces: Iterable<string>, end = true): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST', headers: { 'transfer-encoding': 'chunked' } });
    let answered = false;
    outgoing.on('error', (error) => answered || reject(error));
    outgoing.on('response', (response) => {
      answered = true;
      response.resume();
      response.on('close', () => resolve({ status: response.statusCode ?? 0, body: '' }));
    });
    for (const piece of pieces) outgoing.write(piece);
    if (end) outgoing.end();
  });
}
