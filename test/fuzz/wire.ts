import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import type { Answer, Shot } from './shot.ts';

/** Longer than anybody may take, so that a slow answer is seen for what it is. */
const PATIENCE = 15_000;
const LONGEST = 4 * 1024 * 1024;

/** Sends shots to one bot, a connection of its own for each in hand. */
export class Wire {
  readonly #url: URL;
  readonly #now: () => number;
  readonly #agent = new Agent({ keepAlive: true });

  constructor(url: string, now: () => number) {
    this.#url = new URL(url);
    this.#now = now;
  }

  /** Rejects when the bot cannot be reached, or says nothing at all. */
  async send(shot: Shot): Promise<Answer> {
    const start = this.#now();
    const { status, body } = shot.line === 'http' ? await this.#ask(shot) : await this.#write(bytesOf(shot));
    return { status, body, took: this.#now() - start };
  }

  close(): void {
    this.#agent.destroy();
  }

  #ask({ method, path, headers, body }: Shot): Promise<Omit<Answer, 'took'>> {
    const { hostname, port } = this.#url;
    const chunked = 'transfer-encoding' in headers;
    const length = chunked ? {} : { 'content-length': String(body.length) };
    return new Promise((resolve, reject) => {
      const asking = request({
        ...{ hostname, port, method, path, agent: this.#agent },
        headers: { ...headers, ...length },
        signal: AbortSignal.timeout(PATIENCE),
      });
      let answered = false;
      // A refusal may come, and the line be closed, before all of the body has been sent.
      asking.on('error', (error) => answered || reject(error));
      asking.on('response', (response) => {
        answered = true;
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('close', () => {
          const text = Buffer.concat(chunks).toString();
          if (text.length > LONGEST) reject(new Error('an endless answer'));
          else resolve({ status: response.statusCode ?? 0, body: text });
        });
      });
      asking.end(body);
    });
  }

  /** Writes the bytes and says no more. */
  #write(bytes: Buffer): Promise<Omit<Answer, 'took'>> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host: this.#url.hostname, port: Number(this.#url.port), timeout: PATIENCE });
      const chunks: Buffer[] = [];
      socket.on('data', (chunk: Buffer) => chunks.push(chunk));
      socket.on('timeout', () => socket.destroy(new Error('neither an answer nor an end')));
      // That the other side hangs up is an answer too; that nobody is there is none.
      socket.on('error', (error) => {
        if (!('code' in error) || error.code !== 'ECONNRESET') reject(error);
      });
      socket.on('close', () => {
        const text = Buffer.concat(chunks).toString('latin1');
        resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), body: '' });
      });
      socket.end(bytes);
    });
  }
}

function bytesOf({ line, method, path, headers, body }: Shot): Buffer {
  if (line === 'raw') return body;
  const lines = Object.entries({ host: 'bot', ...headers, 'content-length': body.length });
  const head = [
    `${method} ${path} HTTP/1.1`,
    ...lines.map(([name, value]) => `${name}: ${value}`),
    '',
    '',
  ].join('\r\n');
  return Buffer.concat([Buffer.from(head), body.subarray(0, Math.floor(body.length / 2))]);
}
