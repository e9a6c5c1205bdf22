import { randomUUID } from 'node:crypto';
import type { Context, Middleware } from 'koa';
import rawBody from 'raw-body';
import type { Clock } from '../../time/clock.ts';
import { type Day, Zone } from '../../time/zone.ts';
import type { AppAnswer, SaidToApp } from '../app/app-side.ts';
import type { Answer } from '../bot/road.ts';
import type { Said } from '../bot/say.ts';
import type { Tapping } from '../bot/tap.ts';
import type { ChatRef } from '../chat.ts';
import { send } from '../fault.ts';
import { type Form, multipart } from '../multipart.ts';
import type { Wire } from '../wire/wire.ts';
import type { World } from '../world.ts';
import { attachmentAt } from './page-attachments.ts';
import { type Control, runControl } from './page-controls.ts';
import { PageEvents } from './page-events.ts';
import { pageFiles } from './page-files.ts';
import { APP_CHAT, explain, PageError, readSaid } from './page-say.ts';
import type { PageTour } from './page-tour.ts';
import { PageView } from './page-view.ts';

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
  /** What is said beside it, as in `活动第17天`. */
  calendar?(): string;
  readonly controls: readonly Control[];
  /** What this person might say here next. */
  suggest?(userid: string, chat: { readonly group: string } | 'private'): readonly string[];
  /** The zone of the times beside messages; Asia/Shanghai when not given. */
  readonly zone?: string;
  /** The first person and their first group when not given. */
  readonly start?: PageStart;
  readonly tour?: PageTour;
  /** Visitors wait for this. */
  readonly ready?: Promise<unknown>;
}

interface PageDependencies {
  readonly clock: Clock;
  readonly botName: string;
  readonly world: World;
  readonly wire: Wire;
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
/** So many messages are drawn at first; more are asked for. */
const PAGE_OF_MESSAGES = 120;

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
  { clock, world, wire, botName, say, enterChat, tap, app }: PageDependencies,
): { middleware: Middleware; close(): void } {
  const files = pageFiles();
  const zone = new Zone(options.zone ?? 'Asia/Shanghai');
  const view = new PageView(world, botName, zone);
  const { tour } = options;
  // A page that meets another one than before has to begin anew.
  const born = randomUUID();
  const entered = new Map<string, Day>();
  const time = () => ({ now: options.now(), calendar: options.calendar?.() ?? '' });
  const events = new PageEvents(() => events.send('clock', time()));
  const tourView = () => tour && { ...tour.state, isTouched: tour.isTouched };
  const unwatch = [
    world.watch((message) => events.send('message', view.message(message))),
    wire.watch(() => events.send('wire', {})),
    tour?.watch(() => {
      events.send('clock', time());
      events.send('tour', tourView());
    }),
  ];

  const routes: Record<string, (ctx: Context) => unknown> = {
    'GET /page/world': () => ({
      ...view.world(),
      born,
      title: options.title ?? botName,
      appChat: app ? APP_CHAT : null,
      ...time(),
      controls: options.controls.map(({ id, label }) => ({ id, label })),
      start: options.start ?? null,
      last: view.last(),
      tour: tourView() ?? null,
    }),
    'GET /page/messages': (ctx) => {
      const all = world.messagesIn(chatOf(ctx));
      const shown = all.slice(-Math.max(1, Number(ctx.query['count']) || PAGE_OF_MESSAGES));
      return { earlier: all.length - shown.length, messages: shown.map((each) => view.message(each)) };
    },
    'GET /page/suggestions': (ctx) => {
      const chat = chatOf(ctx);
      return options.suggest?.(parameter(ctx, 'me'), 'group' in chat ? chat : 'private') ?? [];
    },
    'GET /page/wire': (ctx) => {
      const { chat } = ctx.query;
      return wire.rows(typeof chat === 'string' ? chat : undefined).map((row) => view.wireRow(row));
    },
    'POST /page/say': async (ctx) => {
      const said = readSaid(await readForm(ctx));
      tour?.touch();
      const { answered, message, ...answer } =
        said.to === 'app' ? await appChat().say(said.said) : await say(said.said);
      // WeCom tells the app of everything said to it.
      const delivered = 'delivered' in answer ? answer.delivered : true;
      return { delivered, answered, message: message && view.message(message) };
    },
    'POST /page/tap': async (ctx) => {
      tour?.touch();
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
      tour?.touch();
      world.join(parameter(ctx, 'group'), parameter(ctx, 'me'));
      events.send('world', view.world());
      return {};
    },
    'POST /page/controls': async (ctx) => {
      tour?.touch();
      try {
        const moved = await runControl(options.controls, parameter(ctx, 'id'), world, options.now);
        events.send('moved', moved);
        return { ...time(), ...moved };
      } finally {
        events.send('clock', time());
      }
    },
    'POST /page/tour/begin': async () => {
      await theTour().begin();
      return {};
    },
    'POST /page/tour/next': async (ctx) => {
      await theTour().next(Number(parameter(ctx, 'from')));
      return {};
    },
    'POST /page/tour/leave': () => {
      theTour().leave();
      return {};
    },
  };

  function theTour(): PageTour {
    if (tour) return tour;
    throw new PageError(404, '这里没有导览。');
  }

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

  const middleware: Middleware = async (ctx, next) => {
    ctx.set(HEADERS);
    if (!comesFromThePage(ctx)) return send(ctx, { status: 403, type: 'text/plain', body: 'forbidden' });
    await options.ready;
    const reply = ctx.method === 'GET' ? (files.get(ctx.path) ?? attachmentAt(world, ctx.path)) : undefined;
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
    for (const stop of unwatch) stop?.();
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
