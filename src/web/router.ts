import type Koa from 'koa';
import Router from 'koa-router';
import type { PageRoute } from './page/furniture.ts';

type Handler = (context: Koa.Context) => Promise<void>;

/** What is served where. The only file that knows koa-router. */
export interface Routes {
  /** The 智能机器人's; undefined where it is not called. */
  readonly callback: Handler | undefined;
  /** The 自建应用's. */
  readonly appCallback: Handler | undefined;
  readonly health: Handler;
  /** For people with a browser. */
  readonly pages?: readonly PageRoute[];
}

export function createRoutes(routes: Routes): Router {
  const router = new Router();
  // Somebody may have written an address in another spelling, `/wecom/callback/`, which the shortcut does not know.
  for (const [path, callback] of callbacksOf(routes)) router.all(path, callback);
  router.get('/healthz', (context) => routes.health(context));
  for (const { method, path, handle } of routes.pages ?? [])
    router[method](path, (context) => handle(context, context.params));
  return router;
}

/** What WeCom calls is most of what comes in and needs nothing of what pages do, so it is found by its address alone. */
export function callbackShortcut(routes: Routes): Koa.Middleware {
  const callbacks = new Map(callbacksOf(routes));
  return (context, next) => callbacks.get(context.path)?.(context) ?? next();
}

function callbacksOf({ callback, appCallback }: Routes): [path: string, handler: Handler][] {
  const callbacks: [string, Handler | undefined][] = [
    ['/wecom/callback', callback],
    ['/wecom/app', appCallback],
  ];
  return callbacks.flatMap(([path, handler]) => (handler ? [[path, handler]] : []));
}
