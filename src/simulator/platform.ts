import Koa from 'koa';
import type { Clock } from '../time/clock.ts';
import { ActiveReplies } from './active-reply.ts';
import { apiServer } from './api-server.ts';
import { type BotOptions, CallbackClient } from './callback-client.ts';
import type { ChatMessage, ChatRef, Group, Person } from './chat.ts';
import { type Answer, Conversation } from './conversation.ts';
import { type Fault, type FaultPlace, Faults } from './fault.ts';
import { Inbox } from './inbox.ts';
import type { Outbound } from './journal.ts';
import { listen } from './listen.ts';
import { MediaHost } from './media-host.ts';
import { type PageOptions, pageServer } from './page-server.ts';
import { type Said, say } from './say.ts';
import { WebhookApi } from './webhook-api.ts';
import { World } from './world.ts';

export interface PlatformOptions {
  /** Tells the time of messages, of limits and of links; never how long an answer takes. */
  readonly clock: Clock;
  readonly host?: '127.0.0.1';
  /** Any free one when not given. */
  readonly port?: number;
  readonly bot: BotOptions;
  readonly people?: readonly Person[];
  readonly groups?: readonly Group[];
  /** Mounts the page to talk and look at. */
  readonly page?: PageOptions;
  /** How long the bot may take to answer a callback, in real milliseconds; the platform's 5 seconds when not given. */
  readonly answerWithinMs?: number;
  /** How long to wait before asking again for an unfinished stream, in real milliseconds. */
  readonly refreshEveryMs?: number;
}

/** A WeCom to talk to on this machine. */
export interface Platform {
  /** Without a slash at its end: the page's address and the API's base. */
  readonly url: string;
  readonly world: World;
  /** Every API call and every answer of the bot, oldest first. */
  readonly outbound: readonly Outbound[];
  addPerson(person: Person): void;
  /** Adds a group with its webhook robot, whose secret key may be given. */
  addGroup(group: Group, webhookKey?: string): void;
  /** The full address of the group's webhook robot. */
  webhookUrl(groupId: string): string;
  /** Whoever uses the group's webhook is told 93000 from now on. */
  removeRobot(groupId: string): void;
  /** Rejects with a PlatformError when the bot's answer is not what the platform accepts. */
  say(said: Said): Promise<Answer>;
  enterChat(userid: string): Promise<Answer>;
  /** Delivers the message with this msgid once more. */
  repeat(msgid: string): Promise<Answer>;
  /** The check made when a callback address is saved. */
  verifyUrl(): Promise<void>;
  /** The next `count` API calls, or downloads, go wrong. */
  failNext(count: number, fault: Fault, place?: FaultPlace): void;
  /** Takes the messages that came without being an answer, from one chat or from all. */
  takeMessages(chat?: ChatRef): readonly ChatMessage[];
  /** Waits for so many of them, for at most so many real milliseconds (5000 when not given), and takes them. */
  expectMessages(chat: ChatRef, count: number, withinMs?: number): Promise<readonly ChatMessage[]>;
  /** Throws, naming them, if there are messages that nobody took. */
  assertNothingUnexpected(): void;
  close(): Promise<void>;
}

const ANSWER_WITHIN_MS = 5000;
const REFRESH_EVERY_MS = 200;

/** Starts the platform on a real HTTP server. Rejects when the port is taken. */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const { clock, bot } = options;
  const world = new World(clock);
  const inbox = new Inbox((chat) => nameOfChat(world, chat));
  const webhooks = new WebhookApi(clock, world, inbox);
  const activeReplies = new ActiveReplies(clock, world, inbox);
  const media = new MediaHost(clock, bot.aesKey);
  const faults = new Faults();
  const outbound: Outbound[] = [];
  const record = (entry: Outbound) => void outbound.push(entry);
  const client = new CallbackClient(bot, clock, options.answerWithinMs ?? ANSWER_WITHIN_MS);
  const conversation = new Conversation({
    clock,
    world,
    client,
    record,
    refreshEveryMs: options.refreshEveryMs ?? REFRESH_EVERY_MS,
  });

  const addGroup = (group: Group, webhookKey?: string): void => {
    world.addGroup(group);
    webhooks.addRobot(group.id, webhookKey);
  };
  for (const person of options.people ?? []) world.addPerson(person);
  for (const group of options.groups ?? []) addGroup(group);

  const speak = (said: Said): Promise<Answer> =>
    say(said, {
      world,
      conversation,
      botName: bot.name,
      publish: (attachment) => `${server.url}/media/${media.publish(attachment)}`,
      responseUrl: (chat, messageId) =>
        `${server.url}/cgi-bin/aibot/response?response_code=${activeReplies.issue(chat, messageId)}`,
    });

  const enterChat = (userid: string) => conversation.enterChat(world.person(userid).userid);

  const app = new Koa();
  app.use(apiServer({ clock, webhooks, activeReplies, media, faults, record }));
  const page =
    options.page && pageServer(options.page, { clock, botName: bot.name, world, say: speak, enterChat });
  if (page) app.use(page.middleware);
  const server = await listen(app.callback(), options.host ?? '127.0.0.1', options.port ?? 0);
  const { url } = server;

  return {
    url,
    world,
    outbound,
    addPerson: (person) => world.addPerson(person),
    addGroup,
    webhookUrl: (groupId) => `${url}/cgi-bin/webhook/send?key=${webhooks.keyOf(groupId) ?? ''}`,
    removeRobot: (groupId) => webhooks.removeRobot(groupId),
    say: speak,
    enterChat,
    repeat: (msgid) => conversation.repeat(msgid),
    verifyUrl: () => client.verify(),
    failNext: (count, fault, place = 'webhook') => faults.order(count, fault, place),
    takeMessages: (chat) => inbox.take(chat),
    expectMessages: (chat, count, withinMs = 5000) => inbox.expect(chat, count, withinMs),
    assertNothingUnexpected: () => inbox.assertEmpty(),
    close: async () => {
      faults.close();
      page?.close();
      await server.close();
    },
  };
}

function nameOfChat(world: World, chat: ChatRef): string {
  return 'group' in chat ? world.group(chat.group).name : `the private chat of ${chat.private}`;
}
