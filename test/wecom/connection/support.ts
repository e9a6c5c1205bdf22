import { onTestFinished } from 'vitest';
import type { ReceivedFile } from '../../../src/dialogue/message.ts';
import type { Target } from '../../../src/journal/outgoing.ts';
import { personId, type UnitId } from '../../../src/roster/roster.ts';
import { textOf } from '../../../src/simulator/chat.ts';
import { type Platform, startPlatform } from '../../../src/simulator/platform.ts';
import { LongConnection } from '../../../src/wecom/connection/long-connection.ts';
import type { Timings } from '../../../src/wecom/connection/timings.ts';
import type { Attachment } from '../../../src/wecom/inbound.ts';
import { Reception } from '../../../src/wecom/reception.ts';
import { eventually, Listener, MemoryFiles, NOON, readableLog } from '../support.ts';
import { HandTime } from './time.ts';

export const BOT = { botId: 'aib-qunxue', secret: 'tHe-sEcret-0f-the-b0t' } as const;
export const GROUP = 'wrGroup1';
export const group = { group: GROUP };
export const BRANCH = '城关支部' as UnitId;
export const toGroup: Target = { kind: 'group', unit: BRANCH };
export const toLi: Target = { kind: 'person', person: personId('LiMing') };

const NAMES: Readonly<Record<string, string>> = { liming: '李明', wangfang: '王芳' };

export interface ConnectionSetup {
  readonly platform: Platform;
  readonly connection: LongConnection;
  readonly listener: Listener;
  readonly files: MemoryFiles;
  readonly time: HandTime;
  readonly lines: string[];
  /** A second program with the same bot. */
  another(): LongConnection;
}

interface SetupOptions {
  readonly timings?: Partial<Timings>;
  readonly secret?: string;
  readonly botId?: string;
  /** After the platform's address. */
  readonly path?: string;
  readonly members?: number;
  readonly receive?: (attachment: Attachment) => Promise<ReceivedFile>;
  /** How long what is said waits for an answer that is not begun, in real milliseconds. */
  readonly answerWithinMs?: number;
}

/** The real SDK on a stand-in WeCom. Our own time stands still until it is moved; nobody got what nobody took. */
export async function openConnection(options: SetupOptions = {}): Promise<ConnectionSetup> {
  const time = new HandTime(NOON);
  const { clock } = time;
  const members = Array.from({ length: options.members ?? 0 }, (_, index) => `member-${index}`);
  const people = ['LiMing', 'wangfang', ...members];
  const platform = await startPlatform({
    clock,
    bot: { name: '群学', connection: BOT },
    people: people.map((userid) => ({ userid, name: userid })),
    groups: [{ id: GROUP, name: '城关支部群', members: people }],
    answerWithinMs: options.answerWithinMs ?? 20_000,
  });
  const listener = new Listener();
  const files = new MemoryFiles();
  const { log, lines } = readableLog();
  const reception = new Reception({
    conversation: listener,
    receive: options.receive ?? (async () => ({ ok: false, why: 'expired' })),
    identify: async (userid) => personId(userid),
    clock,
  });
  const { botId = BOT.botId, secret = BOT.secret, path = '' } = options;
  const open = (): LongConnection => {
    const connection = new LongConnection({
      config: { mode: 'connection', botId, secret, url: platform.connectionUrl + path },
      files,
      log,
      clock,
      chatOf: (unit) => (unit === BRANCH ? GROUP : undefined),
      privateChatOf: (person) => (person === 'liming' ? 'LiMing' : undefined),
      nameOf: (person) => NAMES[person],
      timings: options.timings ?? {},
      timer: time.timer,
    });
    onTestFinished(async () => {
      const closed = connection.close();
      time.pass(60_000);
      await closed;
    });
    connection.begin(reception);
    return connection;
  };
  onTestFinished(async () => {
    await platform.close();
    platform.assertNothingUnexpected();
  });
  const connection = open();
  return { platform, connection, listener, files, time, lines, another: open };
}

/** The same, once it stands. */
export async function openConnected(options: SetupOptions = {}): Promise<ConnectionSetup> {
  const setup = await openConnection(options);
  await eventually(() => setup.connection.health()).toMatchObject({ ok: true });
  return setup;
}

/** What the bot has said in a chat, oldest first. */
export const saidIn = (platform: Platform, chat: Parameters<Platform['world']['messagesIn']>[0]): string[] =>
  platform.world
    .messagesIn(chat)
    .filter(({ author }) => author.kind === 'bot')
    .map(({ content }) => textOf(content));

/** The frames of one kind that the bot has sent, with what the platform made of them. */
export const frames = (platform: Platform, api: string) =>
  platform.outbound.flatMap((each) => (each.api === api && 'request' in each ? [each] : []));
