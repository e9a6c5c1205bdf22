import type { ServerResponse } from 'node:http';

const HEARTBEAT_MS = 20_000;

/** Server-sent events to every open page. */
export class PageEvents {
  readonly #pages = new Set<ServerResponse>();
  readonly #timer: NodeJS.Timeout;

  /** `beat` is called now and then, to send what changes by itself. */
  constructor(beat: () => void) {
    this.#timer = setInterval(beat, HEARTBEAT_MS).unref();
  }

  /** Keeps the response open. Headers set before are sent. */
  add(page: ServerResponse): void {
    page.writeHead(200, { 'content-type': 'text/event-stream' });
    page.write('retry: 1000\n\n');
    this.#pages.add(page);
    page.once('close', () => this.#pages.delete(page));
  }

  send(event: string, data: unknown): void {
    for (const page of this.#pages) page.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  close(): void {
    clearInterval(this.#timer);
    for (const page of this.#pages) page.end();
  }
}
