import type { Context, Middleware } from 'koa';
import { z } from 'zod';
import type { Clock } from '../../time/clock.ts';
import { fileIn, fileShown, jsonIn, parameter } from '../asked.ts';
import type { Attachment } from '../chat.ts';
import { type Faults, type HttpReply, jsonReply } from '../fault.ts';
import type { ApiCall } from '../journal.ts';
import { type ApiAnswer, answered, check, Refusal } from '../refusal.ts';
import type { World } from '../world.ts';
import type { AppChats } from './app-chats.ts';
import type { AppMedia } from './app-media.ts';
import type { AppMessages } from './app-messages.ts';
import { APP_CALLS, type AppCall } from './options.ts';
import type { Tokens } from './tokens.ts';

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
    'media/upload': ({ query, file }) => media.take(query('type'), file),
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
    let file: HttpReply | undefined;
    const answer = answered(() => {
      if (api !== 'gettoken') letIn(asked, ip);
      if (api !== 'media/get') return json[api](asked);
      file = media.serve(asked.query('media_id'), asked.range);
      return {};
    });
    return { reply: file ?? jsonReply(answer), answer };
  }

  function letIn({ query }: Asked, ip: string): void {
    tokens.check(query('access_token'));
    if (deps.isTrusted(ip)) return;
    throw new Refusal(60020, `not allow to access from your ip, hint: [1], from ip: ${ip}, more info at …`);
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
  return {
    query: (name) => parameter(ctx, name),
    range: ctx.get('range'),
    json: ctx.method === 'POST' && api !== 'media/upload' ? await jsonIn(ctx) : undefined,
    file: api === 'media/upload' ? await fileIn(ctx) : undefined,
  };
}

/** What was asked, without secret and token; of an upload, name and size. */
function shown(api: AppCall, { query, json, file, range }: Asked): unknown {
  switch (api) {
    case 'gettoken':
      return { corpid: query('corpid') };
    case 'media/upload':
      return fileShown(file);
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
