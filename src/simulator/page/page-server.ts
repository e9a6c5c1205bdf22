import type { Context, Middleware } from 'koa';
import rawBody from 'raw-body';
import type { Clock } from '../../time/clock.ts';
import { type Day, Zone } from '../../time/zone.ts';
import type { AppAnswer, SaidToApp } from '../app/app-side.ts';
import { disposition } from '../bot/media-host.ts';
import type { Answer } from '../bot/road.ts';
import type { Said } from '../bot/say.ts';
import type { Tapping } from '../bot/tap.ts';
import { attachmentsOf, type ChatRef } from '../chat.ts';
import { type HttpReply, send } from '../fault.ts';
import { type Form, multipart } from '../multipart.ts';
import { pictureType } from '../pictures.ts';
import type { World } from '../world.ts';
import { PageEvents } from './page-events.ts';
import { pageFiles } from './page-files.ts';
import { APP_CHAT, explain, PageError, readSaid } from './page-say.ts';
import { PageView } from './page-view.ts';

/** A button that does something to the world, such as moving its clock. */
export interface Control {
  readonly id: string;
  readonly label: string;
  /** Resolves with a sentence that says what happened, or with '' for the page's own. */
  run(): Promise<string>;
}

/** A card above the first conversation that says how to begin. */
export interface Welcome {
  readonly heading: string;
  readonly steps: readonly string[];
}

/** Who a visitor is at first, and where. */
export interface PageStart {
  readonly me: string;
  readonly group: string;
  readonly welcome?: Welcome;
}

export interface PageOptions {
  /** The heading; the bot's name when not given. */
  readonly title?: string;
  /** What the page's clock shows, as in `2014-03-05 星期三 09:00`. */
  now(): string;
  readonly controls: readonly Control[];
  /** What this person might say here next. */
  suggest?(userid: string, chat: { readonly group: string } | 'private'): readonly string[];
  /** The zone of the times beside messages; Asia/Shanghai when not given. */
  readonly zone?: string;
  /** The first person and their first group when not given. */
  readonly start?: PageStart;
}

interface PageDependencies {
  readonly clock: Clock;
  readonly botName: string;
  readonly world: World;
  readonly say: (said: Said) => Promise<Answer>;
  readonly enterChat: (userid: string) => Promise<Answer>;
  readonly tap: (tapping: Tapping) => Promise<unknown>;
  /** The chat with the self-built app; undefined where there is none. */
  readonly app: AppChat | undefined;
}

interface AppChat {
  readonly say: (said: SaidToApp) => Promise<AppAnswer>;
  readonly enter: (userid: string) => Promise<unknown>;
}

const UPLOAD_LIMIT = '24mb';

const HEADERS = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/** The page where one can be any person in any chat, and move the clock. */
export function pageServer(
  options: PageOptions,
  { clock, world, botName, say, enterChat, tap, app }: PageDependencies,
): { middleware: Middleware; close(): void } {
  const files = pageFiles();
  const zone = new Zone(options.zone ?? 'Asia/Shanghai');
  const view = new PageView(world, botName, zone);
  const entered = new Map<string, Day>();
  const events = new PageEvents(() => sendClock());
  const sendClock = () => events.send('clock', { now: options.now() });
  const unwatch = world.watch((message) => events.send('message', view.message(message)));

  const routes: Record<string, (ctx: Context) => unknown> = {
    'GET /page/world': () => ({
      ...view.world(),
      title: options.title ?? botName,
      appChat: app ? APP_CHAT : null,
      now: options.now(),
      controls: options.controls.map(({ id, label }) => ({ id, label })),
      start: options.start ?? null,
      last: view.last(),
    }),
    'GET /page/messages': (ctx) => world.messagesIn(chatOf(ctx)).map((message) => view.message(message)),
    'GET /page/suggestions': (ctx) => {
      const chat = chatOf(ctx);
      return options.suggest?.(parameter(ctx, 'me'), 'group' in chat ? chat : 'private') ?? [];
    },
    'POST /page/say': async (ctx) => {
      const said = readSaid(await readForm(ctx));
      const { answered, message, ...answer } =
        said.to === 'app' ? await appChat().say(said.said) : await say(said.said);
      // WeCom tells the app of everything said to it.
      const delivered = 'delivered' in answer ? answer.delivered : true;
      return { delivered, answered, message: message && view.message(message) };
    },
    'POST /page/tap': async (ctx) => {
      await tap({
        from: parameter(ctx, 'me'),
        message: parameter(ctx, 'message'),
        button: parameter(ctx, 'button'),
      });
      return {};
    },
    'POST /page/enter': (ctx) => enterOnceADay(parameter(ctx, 'me')),
    'POST /page/enter-app': async (ctx) => {
      await appChat().enter(parameter(ctx, 'me'));
      return {};
    },
    'POST /page/join': (ctx) => {
      world.join(parameter(ctx, 'group'), parameter(ctx, 'me'));
      events.send('world', view.world());
      return {};
    },
    'POST /page/controls': (ctx) => runControl(parameter(ctx, 'id')),
  };

  function appChat(): AppChat {
    if (app) return app;
    throw new PageError(404, '这里没有自建应用。');
  }

  // WeCom tells the bot only of a person's first visit of the day.
  async function enterOnceADay(userid: string) {
    const today = zone.dayOf(clock.now());
    if (entered.get(userid) === today) return {};
    entered.set(userid, today);
    await enterChat(userid);
    return {};
  }

  async function runControl(id: string) {
    const control = options.controls.find((each) => each.id === id);
    if (!control) throw new PageError(404, '没有这个按钮，请刷新页面。');
    const sent = new Set<string>();
    const stop = world.watch(({ id, author }) => {
      if (author.kind === 'robot') sent.add(id);
    });
    try {
      const said = await control.run();
      const own = sent.size > 0 ? `期间发出 ${sent.size} 条消息。` : '期间没有消息。';
      return { now: options.now(), summary: said || `时间已到 ${options.now()}，${own}` };
    } finally {
      stop();
      sendClock();
    }
  }

  function attachment(path: string): HttpReply | undefined {
    const [, id = '', index] = /^\/page\/attachments\/([\w-]+)\/(\d+)$/.exec(path) ?? [];
    const message = world.message(id);
    const found = message && attachmentsOf(message.content)[Number(index)];
    if (!found) return undefined;
    const type = pictureType(found.bytes);
    if (type && message.content.type !== 'file') return { status: 200, type, body: found.bytes };
    const headers = { 'content-disposition': disposition(found.name) };
    return { status: 200, type: 'application/octet-stream', headers, body: found.bytes };
  }

  const middleware: Middleware = async (ctx, next) => {
    ctx.set(HEADERS);
    if (!comesFromThePage(ctx)) return send(ctx, { status: 403, type: 'text/plain', body: 'forbidden' });
    const reply = ctx.method === 'GET' ? (files.get(ctx.path) ?? attachment(ctx.path)) : undefined;
    if (reply) return send(ctx, reply);
    if (ctx.method === 'GET' && ctx.path === '/page/events') {
      ctx.respond = false;
      return events.add(ctx.res);
    }
    const route = routes[`${ctx.method} ${ctx.path}`];
    if (!route) return next();
    try {
      ctx.body = await route(ctx);
    } catch (error) {
      const { status, message } = explain(error);
      ctx.status = status;
      ctx.body = { error: message };
    }
  };

  const close = () => {
    unwatch();
    events.close();
  };
  return { middleware, close };
}

// Other sites in the same browser must not speak for its user, nor read along under a name of their own.
function comesFromThePage(ctx: Context): boolean {
  const site = ctx.get('sec-fetch-site');
  const local = ctx.hostname === '127.0.0.1' || ctx.hostname === 'localhost';
  return local && (ctx.method === 'GET' || site === '' || site === 'same-origin');
}

function parameter(ctx: Context, name: string): string {
  const value = ctx.query[name];
  if (typeof value !== 'string') throw new PageError(400, '页面发来的内容不完整，请刷新后再试。');
  return value;
}

function chatOf(ctx: Context): ChatRef {
  const { group } = ctx.query;
  if (group === APP_CHAT) return { app: parameter(ctx, 'me') };
  return group === undefined ? { private: parameter(ctx, 'me') } : { group: parameter(ctx, 'group') };
}

async function readForm(ctx: Context): Promise<Form> {
  const body = await rawBody(ctx.req, { limit: UPLOAD_LIMIT }).catch(() => {
    throw new PageError(413, '文件太大了，请不要超过 20 MB。');
  });
  const form = await multipart(body, ctx.get('content-type'));
  if (!form) throw new PageError(400, '页面发来的内容不完整，请刷新后再试。');
  return form;
}
