import type { Context, Middleware } from 'koa';
import rawBody from 'raw-body';
import { z } from 'zod';
import type { Clock } from '../../time/clock.ts';
import type { Attachment } from '../chat.ts';
import { type Faults, type HttpReply, jsonReply } from '../fault.ts';
import type { ApiCall } from '../journal.ts';
import { multipart } from '../multipart.ts';
import type { ApiAnswer } from '../webhook/webhook-api.ts';
import { Refusal } from '../webhook/webhook-content.ts';
import type { World } from '../world.ts';
import type { AppChats } from './app-chats.ts';
import { check } from './app-content.ts';
import type { AppMedia } from './app-media.ts';
import type { AppMessages } from './app-messages.ts';
import { APP_CALLS, type AppCall } from './options.ts';
import type { Tokens } from './tokens.ts';

const BODY_LIMIT = '24mb';
const MOST_IDS = 1000;

const OpenIds = z.strictObject({ open_userid_list: z.array(z.string()).max(MOST_IDS) });

export interface AppServerDependencies {
  readonly clock: Clock;
  readonly world: World;
  readonly tokens: Tokens;
  readonly messages: AppMessages;
  readonly chats: AppChats;
  readonly media: AppMedia;
  readonly faults: Faults;
  readonly record: (call: ApiCall) => void;
  /** Whether the app may call from this address. */
  readonly isTrusted: (ip: string) => boolean;
  readonly isVisible: (userid: string) => boolean;
  /** What WeCom tells of the app with this AgentId. Throws a Refusal when it is another. */
  readonly describe: (agentId: string) => object;
}

interface Asked {
  readonly query: (name: string) => string;
  readonly range: string;
  readonly json: unknown;
  readonly file: Attachment | undefined;
}

/** The platform's side of everything the self-built app may call. */
export function appServer(deps: AppServerDependencies): Middleware {
  const { world, tokens, messages, chats, media, faults } = deps;

  const json: Record<Exclude<AppCall, 'media/get'>, (asked: Asked) => object> = {
    gettoken: ({ query }) => tokens.give(query('corpid'), query('corpsecret')),
    getcallbackip: () => ({ ip_list: ['127.0.0.1'] }),
    'agent/get': ({ query }) => deps.describe(query('agentid')),
    'message/send': (asked) => messages.send(asked.json),
    'message/update_template_card': (asked) => messages.update(asked.json),
    'appchat/create': (asked) => chats.create(asked.json),
    'appchat/get': ({ query }) => chats.get(query('chatid')),
    'appchat/send': (asked) => chats.send(asked.json),
    'media/upload': ({ query, file }) => media.upload(query('type'), file),
    'batch/openuserid_to_userid': (asked) => accountsOf(asked.json),
  };

  // Clear userids come back on the invalid list, as do those of people the app cannot see.
  function accountsOf(body: unknown): object {
    const { open_userid_list: ids } = check(OpenIds, body);
    const found = ids.flatMap((open_userid) => {
      const person = world.personByOpenId(open_userid);
      return person && deps.isVisible(person.userid) ? [{ open_userid, userid: person.userid }] : [];
    });
    const known = new Set(found.map(({ open_userid }) => open_userid));
    return { userid_list: found, invalid_open_userid_list: ids.filter((id) => !known.has(id)) };
  }

  function perform(api: AppCall, asked: Asked, ip: string): { reply: HttpReply; answer: ApiAnswer } {
    try {
      if (api !== 'gettoken') {
        tokens.check(asked.query('access_token'));
        if (!deps.isTrusted(ip))
          throw new Refusal(
            60020,
            `not allow to access from your ip, hint: [1], from ip: ${ip}, more info at …`,
          );
      }
      if (api === 'media/get')
        return { reply: media.serve(asked.query('media_id'), asked.range), answer: OK };
      const answer = { ...OK, ...json[api](asked) };
      return { reply: jsonReply(answer), answer };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const answer = { errcode: error.errcode, errmsg: error.message };
      return { reply: jsonReply(answer), answer };
    }
  }

  return async (ctx, next) => {
    const api = APP_CALLS.find((call) => ctx.path === `/cgi-bin/${call}`);
    if (!api || ctx.method !== METHODS[api]) return next();
    const at = deps.clock.now();
    const asked = await read(ctx, api);
    const fault = faults.take(api === 'gettoken' ? 'gettoken' : 'app');
    let answer: ApiAnswer | null = null;
    const act = (): HttpReply => {
      const done = perform(api, asked, ctx.ip.replace(/^::ffff:/, ''));
      answer = done.answer;
      return done.reply;
    };
    const note = () =>
      deps.record({ at, api, group: null, request: shown(api, asked), fault, answer: told(answer) });
    return faults.answer(ctx, fault, act).finally(note);
  };
}

const OK: ApiAnswer = { errcode: 0, errmsg: 'ok' };

const METHODS: Record<AppCall, 'GET' | 'POST'> = {
  gettoken: 'GET',
  getcallbackip: 'GET',
  'agent/get': 'GET',
  'message/send': 'POST',
  'message/update_template_card': 'POST',
  'appchat/create': 'POST',
  'appchat/get': 'GET',
  'appchat/send': 'POST',
  'media/upload': 'POST',
  'media/get': 'GET',
  'batch/openuserid_to_userid': 'POST',
};

async function read(ctx: Context, api: AppCall): Promise<Asked> {
  const query = (name: string): string => {
    const value = ctx.query[name];
    return typeof value === 'string' ? value : '';
  };
  const asked = { query, range: ctx.get('range'), json: undefined, file: undefined };
  if (ctx.method === 'GET') return asked;
  const body = await rawBody(ctx.req, { limit: BODY_LIMIT });
  if (api !== 'media/upload') return { ...asked, json: parsed(body.toString()) };
  const form = await multipart(body, ctx.get('content-type'));
  return { ...asked, file: form?.files.get('media') };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What was asked, without secret and token; of an upload, name and size. */
function shown(api: AppCall, { query, json, file, range }: Asked): unknown {
  switch (api) {
    case 'gettoken':
      return { corpid: query('corpid') };
    case 'media/upload':
      return file && { name: file.name, bytes: file.bytes.length };
    case 'media/get':
      return { media_id: query('media_id'), ...(range !== '' && { range }) };
    case 'appchat/get':
      return { chatid: query('chatid') };
    case 'agent/get':
      return { agentid: query('agentid') };
    default:
      return json;
  }
}

function told(answer: ApiAnswer | null): ApiAnswer | null {
  return answer && 'access_token' in answer ? { ...answer, access_token: '' } : answer;
}
