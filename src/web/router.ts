import type Koa from 'koa';
import Router from 'koa-router';

type Handler = (context: Koa.Context) => Promise<void>;

/** What is served where. The only file that knows koa-router. */
export interface Routes {
  readonly callback: Handler;
  readonly health: Handler;
}

export function createRoutes(routes: Routes): Router {
  const router = new Router();
  router.get('/wecom/callback', (context) => routes.callback(context));
  router.post('/wecom/callback', (context) => routes.callback(context));
  router.get('/healthz', (context) => routes.health(context));
  return router;
}
