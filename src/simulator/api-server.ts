import type { Context, Middleware } from 'koa';
import type { Clock } from '../time/clock.ts';
import { fileIn, fileShown, jsonIn, parameter } from './asked.ts';
import type { ActiveReplies } from './bot/active-reply.ts';
import type { MediaHost } from './bot/media-host.ts';
import { type Faults, type HttpReply, jsonReply, send } from './fault.ts';
import type { ApiCall } from './journal.ts';
import type { ApiAnswer } from './refusal.ts';
import type { WebhookApi } from './webhook/webhook-api.ts';

export interface ApiDependencies {
  readonly clock: Clock;
  readonly webhooks: WebhookApi;
  readonly activeReplies: ActiveReplies;
  readonly media: MediaHost;
  readonly faults: Faults;
  readonly record: (call: ApiCall) => void;
}

interface Call {
  readonly api: ApiCall['api'];
  readonly group: string | null;
  readonly request: unknown;
  readonly perform: () => ApiAnswer;
}

/** The platform's side of everything a bot may call. */
export function apiServer(deps: ApiDependencies): Middleware {
  const { webhooks, activeReplies, media, faults } = deps;

  const readers: Record<string, (ctx: Context) => Promise<Call>> = {
    '/cgi-bin/webhook/send': async (ctx) => {
      const key = parameter(ctx, 'key');
      const request = await jsonIn(ctx);
      return call('webhook/send', key, request, () =>
        request === undefined ? BAD_JSON : webhooks.send(key, request),
      );
    },
    '/cgi-bin/webhook/upload_media': async (ctx) => {
      const key = parameter(ctx, 'key');
      const file = await fileIn(ctx);
      return call('webhook/upload_media', key, fileShown(file), () =>
        webhooks.upload(key, parameter(ctx, 'type'), file),
      );
    },
    '/cgi-bin/aibot/response': async (ctx) => {
      const request = await jsonIn(ctx);
      const code = parameter(ctx, 'response_code');
      return call('aibot/response', '', request, () => activeReplies.send(code, request));
    },
  };

  const call = (api: ApiCall['api'], key: string, request: unknown, perform: () => ApiAnswer): Call => ({
    api,
    group: webhooks.groupOf(key) ?? null,
    request,
    perform,
  });

  async function answerCall(ctx: Context, { api, group, request, perform }: Call): Promise<void> {
    const at = deps.clock.now();
    const fault = faults.take('webhook');
    let answer: ApiAnswer | null = null;
    const act = () => {
      answer = perform();
      return jsonReply(answer);
    };
    // Recorded when the caller is answered, or when it would have been: a slow fault must not hide the call.
    const note = () => deps.record({ at, api, group, request, fault, answer });
    await faults.answer(ctx, fault, act).finally(note);
  }

  async function answerDownload(ctx: Context, id: string): Promise<void> {
    const fault = faults.take('media');
    deps.record({ at: deps.clock.now(), api: 'media', group: null, request: null, fault, answer: null });
    await faults.answer(ctx, fault, (): HttpReply => media.serve(id));
  }

  return async (ctx, next) => {
    const read = readers[ctx.path];
    if (ctx.method === 'POST' && read) return answerCall(ctx, await read(ctx));
    const download = /^\/media\/([\w-]+)$/.exec(ctx.path)?.[1];
    if (ctx.method === 'GET' && download) return answerDownload(ctx, download);
    return next();
  };
}

/** What is asked without a token, at a platform that has no app to give one to, is refused as at any other. */
export const withoutToken: Middleware = async (ctx, next) => {
  if (ctx.method !== 'GET' || ctx.path !== '/cgi-bin/getcallbackip') return next();
  send(ctx, jsonReply({ errcode: 41001, errmsg: 'access_token missing' }));
};

/** Answers are dated by the platform's own clock. */
export function dated(clock: Clock): Middleware {
  return (ctx, next) => {
    ctx.set('Date', new Date(clock.now()).toUTCString());
    return next();
  };
}

const BAD_JSON: ApiAnswer = { errcode: 47001, errmsg: 'data format error' };
