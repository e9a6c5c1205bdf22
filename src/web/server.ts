import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import type { Logger } from '../log.ts';
import { callbackShortcut, createRoutes, type Routes } from './router.ts';

/** A request as a whole may take this long; WeCom itself waits 5 s. */
const REQUEST_TIME = 10_000;
const BROKEN_OFF = /^(?:HPE_|ECONNRESET$|ECONNABORTED$|EPIPE$)/;

export interface WebServer {
  /** `http://127.0.0.1:8080` */
  readonly url: string;
  /** Serves the routes from now on; `explain` stands around those for people. Until then every request is answered with 503. */
  serve(routes: Routes, explain?: Koa.Middleware): void;
  /** Takes no new requests and waits for those under way. */
  close(): Promise<void>;
}

/** Takes the address. Rejects when the port is taken. */
export async function listen(
  address: { readonly host: string; readonly port: number },
  log: Logger,
): Promise<WebServer> {
  let handle: RequestListener = (_request, response) => void response.writeHead(503).end();
  const server = createServer(
    { requestTimeout: REQUEST_TIME, headersTimeout: REQUEST_TIME },
    (request, response) => void handle(request, response),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(address.port, address.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${address.host}:${port}`,
    serve(routes, explain) {
      handle = handlerOf(routes, server, log, explain);
    },
    close: () => closed(server),
  };
}

function handlerOf(routes: Routes, server: Server, log: Logger, explain?: Koa.Middleware): RequestListener {
  const app = new Koa();
  app.on('error', (error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    // The sender's doing; Node attaches all that was sent to the error, which is for no log.
    if (BROKEN_OFF.test(code)) log.info({ code }, 'a request broke off');
    else log.error({ err: error }, 'a request failed');
  });
  const router = createRoutes(routes);
  app.use(async (context, next) => {
    await next();
    // Else a connection kept alive would hold up the end for as long as its owner likes.
    if (!server.listening) context.set('Connection', 'close');
  });
  app.use(callbackShortcut(routes));
  if (explain) app.use(explain);
  app.use(router.routes()).use(router.allowedMethods());
  return app.callback();
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}
