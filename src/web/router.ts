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
  const { callback, appCallback } = routes;
  if (callback) router.get('/wecom/callback', callback).post('/wecom/callback', callback);
  if (appCallback) router.get('/wecom/app', appCallback).post('/wecom/app', appCallback);
  router.get('/healthz', (context) => routes.health(context));
  for (const { method, path, handle } of routes.pages ?? [])
    router[method](path, (context) => handle(context, context.params));
  return router;
}
