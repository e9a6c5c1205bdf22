import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { Duplex } from 'node:stream';

export interface Listening {
  /** Without a slash at its end. */
  readonly url: string;
  close(): Promise<void>;
}

/** Takes over a socket whose client wants to speak another protocol than HTTP, with what it has said of that already. */
export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** Starts an HTTP server; port 0 takes any free one. Rejects when the port is taken. */
export async function listen(
  handler: RequestListener,
  host: string,
  port: number,
  upgrade?: Upgrade,
): Promise<Listening> {
  const server = createServer(handler);
  if (upgrade) server.on('upgrade', upgrade);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const close = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  };
  return { url: `http://${host}:${address.port}`, close };
}
