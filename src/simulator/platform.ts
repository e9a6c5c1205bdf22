import { randomUUID } from 'node:crypto';
import Koa from 'koa';
import type { Clock } from '../time/clock.ts';
import { apiServer, dated, withoutToken } from './api-server.ts';
import type { SaidToApp } from './app/app-side.ts';
import type { AppOptions } from './app/options.ts';
import { type AppControls, selfBuiltApp } from './app/self-built-app.ts';
import { ActiveReplies } from './bot/active-reply.ts';
import type { MediaLink } from './bot/callback-body.ts';
import type { CallbackClientOptions } from './bot/callback-client.ts';
import { callbackSide } from './bot/callback-side.ts';
import { MediaHost } from './bot/media-host.ts';
import type { BotOptions } from './bot/options.ts';
import type { Answer, ConnectionControls } from './bot/road.ts';
import { type Said, say } from './bot/say.ts';
import { type Tapping, tap } from './bot/tap.ts';
import type { Attachment, ChatRef, Group, Person } from './chat.ts';
import { connectionSide } from './connection/connection-side.ts';
import { PlatformError } from './errors.ts';
import { type Fault, type FaultPlace, Faults } from './fault.ts';
import type { Front } from './front.ts';
import { Inbox } from './inbox.ts';
import type { Outbound } from './journal.ts';
import { type Listening, listen } from './listen.ts';
import { type PageOptions, pageServer } from './page/page-server.ts';
import { WebhookApi } from './webhook/webhook-api.ts';
import { Blotter } from './wire/blot.ts';
import { Wire } from './wire/wire.ts';
import { World } from './world.ts';

export interface PlatformOptions {
  /** Tells the time of messages, of limits and of links; never how long an answer takes. */
  readonly clock: Clock;
  readonly host?: '127.0.0.1';
  /** Any free one when not given. */
  readonly port?: number | undefined;
  /** An address to stand behind, instead of an own one at `host` and `port`. */
  readonly front?: Front | undefined;
  readonly bot: BotOptions;
  /** A self-built app beside the bot. */
  readonly app?: AppOptions | undefined;
  readonly people?: readonly Person[];
  readonly groups?: readonly Group[];
  /** Mounts the page to talk and look at. */
  readonly page?: PageOptions | undefined;
  /**
   * How long the bot may take to answer a callback, in real milliseconds; the platform's 5 seconds when not given. Over a
   * connection the platform would wait for a day: who spoke is told then that there is no answer.
   */
  readonly answerWithinMs?: number | undefined;
  /** How long to wait before asking again for an unfinished stream, in real milliseconds. */
  readonly refreshEveryMs?: number;
}

/** A WeCom to talk to on this machine. */
export type Platform = Awaited<ReturnType<typeof startPlatform>>;

const ANSWER_WITHIN_MS = 5000;
const REFRESH_EVERY_MS = 200;

/** Starts the platform on a real HTTP server. Rejects when the port is taken. */
export async function startPlatform(options: PlatformOptions) {
  const { clock, bot } = options;
  const world = new World(clock);
  const inbox = new Inbox((chat) => nameOfChat(world, chat));
  const webhooks = new WebhookApi(clock, world, inbox);
  const activeReplies = new ActiveReplies(clock, world, inbox);
  const media = new MediaHost(clock, 'connection' in bot ? undefined : bot.aesKey);
  const faults = new Faults();
  const outbound: Outbound[] = [];
  const secrets = secretsOf(options);
  const blotter = new Blotter(() => [...secrets, ...webhooks.keys]);
  const wire = options.page && new Wire({ world, blotter, now: () => clock.now() });
  const record = (entry: Outbound, reqId?: string): void => {
    outbound.push(entry);
    if (entry.api !== 'callback') wire?.called(entry, reqId);
  };
  const exchanged: CallbackClientOptions['watch'] = wire && ((exchange) => wire.exchanged(exchange));
  const addGroup = (group: Group, webhookKey?: string): void => {
    world.addGroup(group);
    webhooks.addRobot(group.id, webhookKey);
  };
  for (const person of options.people ?? []) world.addPerson(person);
  for (const group of options.groups ?? []) addGroup(group);

  const responseUrl = (chat: ChatRef, messageId: string): string =>
    `${server.url}/cgi-bin/aibot/response?response_code=${activeReplies.issue(chat, messageId)}`;

  const publish = (attachment: Attachment): MediaLink => {
    const { id, aeskey } = media.publish(attachment);
    return { url: `${server.url}/media/${id}`, ...(aeskey !== undefined && { aeskey }) };
  };

  const withinMs = options.answerWithinMs ?? ANSWER_WITHIN_MS;
  const refreshEveryMs = options.refreshEveryMs ?? REFRESH_EVERY_MS;
  const side =
    'connection' in bot
      ? connectionSide(bot, {
          clock,
          world,
          inbox,
          faults,
          record,
          publish,
          withinMs,
          watch: wire && ((...frame) => wire.framed(...frame)),
        })
      : callbackSide(bot, {
          clock,
          world,
          record,
          publish,
          responseUrl,
          refreshEveryMs,
          withinMs,
          watch: exchanged,
        });
  const { road } = side;

  const speak = (said: Said): Promise<Answer> => say(said, { world, road, botName: bot.name });

  const enterChat = async (from: string) => {
    const { userid } = world.person(from);
    return road.enterChat({ msgid: randomUUID(), chat: { private: userid }, userid: world.toldAs(userid) });
  };

  const selfBuilt =
    options.app &&
    selfBuiltApp(options.app, { clock, world, inbox, faults, record, withinMs, watch: exchanged });
  const ownApp = () => {
    if (selfBuilt) return selfBuilt;
    throw new PlatformError('rule', 'there is no self-built app');
  };

  const tapCard = (tapping: Tapping) => {
    const chat = world.message(tapping.message)?.chat;
    return tap(tapping, { world, road: chat && 'app' in chat ? ownApp().side : road });
  };

  const app = new Koa();
  // A page that is closed or loaded anew hangs up on what it was listening to.
  app.on('error', (error) => {
    if (error.code !== 'ECONNRESET') app.onerror(error);
  });
  app.use(dated(clock));
  app.use(apiServer({ clock, webhooks, activeReplies, media, faults, record }));
  if (selfBuilt) app.use(selfBuilt.middleware);
  app.use(withoutToken);
  const page =
    options.page &&
    wire &&
    pageServer(options.page, {
      wire,
      clock,
      botName: bot.name,
      world,
      say: speak,
      enterChat,
      tap: tapCard,
      app: selfBuilt && {
        say: (said) => selfBuilt.side.say(said),
        enter: (userid) => selfBuilt.side.enter(userid),
      },
    });
  if (page) app.use(page.middleware);
  const { host = '127.0.0.1', port = 0 } = options;
  const server = options.front
    ? behind(options.front, app.callback(), side.upgrade)
    : await listen(app.callback(), host, port, side.upgrade);
  const { url } = server;

  return {
    /** Without a slash at its end: the page's address and the API's base. */
    url,
    /** Where a bot connects to that is in connection mode, `ws://127.0.0.1:8080`. */
    connectionUrl: url.replace(/^http/, 'ws'),
    /** What can be done to that connection. Throws a PlatformError for a bot in URL mode. */
    get connection(): ConnectionControls {
      if (side.line) return side.line;
      throw new PlatformError('rule', 'the bot is not in connection mode');
    },
    world,
    /** Every API call and every answer of the bot, oldest first. */
    get outbound(): readonly Outbound[] {
      return outbound;
    },
    addPerson: (person: Person) => world.addPerson(person),
    /** Adds a group with its webhook robot, whose secret key may be given. */
    addGroup,
    /** The full address of the group's webhook robot. */
    webhookUrl: (groupId: string) => `${url}/cgi-bin/webhook/send?key=${webhooks.keyOf(groupId) ?? ''}`,
    /** Whoever uses the group's webhook is told 93000 from now on. */
    removeRobot: (groupId: string) => webhooks.removeRobot(groupId),
    /** Rejects with a PlatformError when the bot's answer is not what the platform accepts. */
    say: speak,
    enterChat,
    /** Taps a button of a card. Rejects with a PlatformError when the card or the button is not there. */
    tap: tapCard,
    /** Delivers the message with this msgid once more. */
    repeat: (msgid: string) => road.repeat(msgid),
    /** What the admin console does to the self-built app. Throws a PlatformError when there is none, as do those that follow. */
    get app(): AppControls {
      return ownApp().controls;
    },
    /** Says something in the app's chat. Rejects with a PlatformError when the app's answer is not what the platform accepts. */
    sayToApp: async (said: SaidToApp) => ownApp().side.say(said),
    /** Opens the app. */
    enterApp: async (userid: string) => ownApp().side.enter(userid),
    /** Delivers to the app once more what was delivered under this msgid. */
    repeatApp: async (msgid: string) => ownApp().side.repeat(msgid),
    /** From now on the bot is told encrypted ids instead of userids. */
    hideUserids: () => world.hideUserids(),
    /** The check made when a callback address is saved. Rejects with a PlatformError when the bot is in connection mode. */
    verifyUrl: () => side.verify(),
    /** The next `count` API calls go wrong, or downloads, or frames of a connection. */
    failNext: (count: number, fault: Fault, place: FaultPlace = 'webhook') =>
      faults.order(count, fault, place),
    /** Takes the messages that came without being an answer, from one chat or from all. */
    takeMessages: (chat?: ChatRef) => inbox.take(chat),
    /** Waits for so many of them, for at most so many real milliseconds, and takes them. */
    expectMessages: (chat: ChatRef, count: number, withinMs = 5000) => inbox.expect(chat, count, withinMs),
    /** Throws, naming them, if there are messages that nobody took. */
    assertNothingUnexpected: () => inbox.assertEmpty(),
    close: async () => {
      faults.close();
      side.close();
      page?.close();
      await server.close();
    },
  };
}

/** The front keeps its address when the platform goes. */
function behind(front: Front, ...using: Parameters<Front['use']>): Listening {
  const leave = front.use(...using);
  return { url: front.url, close: async () => leave() };
}

/** Everything that opens something. */
function secretsOf({ bot, app }: PlatformOptions): readonly string[] {
  const ofBot = 'connection' in bot ? [bot.connection.secret] : [bot.token, bot.aesKey];
  const ofApp = app ? [app.secret, app.callback?.token ?? '', app.callback?.aesKey ?? ''] : [];
  return [...ofBot, ...ofApp].filter((secret) => secret !== '');
}

function nameOfChat(world: World, chat: ChatRef): string {
  if ('group' in chat) return world.group(chat.group).name;
  return 'app' in chat ? `the app chat of ${chat.app}` : `the private chat of ${chat.private}`;
}
