import Koa from 'koa';
import { expect, onTestFinished } from 'vitest';
import type { Target } from '../../../src/journal/outgoing.ts';
import type { SendResult } from '../../../src/outreach/channel.ts';
import type { StoredFile } from '../../../src/records/records.ts';
import { personId, type UnitId } from '../../../src/roster/roster.ts';
import type { AppOptions as PlatformApp } from '../../../src/simulator/app/options.ts';
import { type ChatMessage, textOf } from '../../../src/simulator/chat.ts';
import type { ApiCall } from '../../../src/simulator/journal.ts';
import { type Platform, startPlatform } from '../../../src/simulator/platform.ts';
import { MovableClock } from '../../../src/time/clock.ts';
import { SelfBuiltApp } from '../../../src/wecom/app/self-built-app.ts';
import { Reception } from '../../../src/wecom/reception.ts';
import { HandTimer, Listener, MemoryFiles, NOON, readableLog, SECRETS, serve } from '../support.ts';

export const APP = {
  corpId: 'ww1436e0e65a779aee',
  agentId: 1_000_002,
  secret: 'aPp-sEcret-kEpt-in-the-Drawer-2014-0123456789',
} as const;
export const APP_CALLBACK = {
  token: 'hJqcu3uJ9Tn2gXPmxx2w9kkCkCE2EPYo',
  aesKey: '6qkdMrq68nTKduznJYO1A37W2oEgpkMUvkttRToqhUt',
} as const;

/** The smallest picture there is. */
export const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
export const BRANCH = '城关支部' as UnitId;
export const toLi: Target = { kind: 'person', person: personId('LiMing') };
export const toWang: Target = { kind: 'person', person: personId('wangfang') };
export const toBranch: Target = { kind: 'group', unit: BRANCH };
export const chatOfLi = { app: 'LiMing' };

export interface SetupOptions {
  /** What the platform's side of the app is told otherwise. */
  readonly platform?: Partial<PlatformApp>;
  /** False for an app that only sends. */
  readonly callback?: boolean;
  readonly secret?: string;
  readonly corpId?: string;
  readonly agentId?: number;
  /** Milliseconds for one call of the app. */
  readonly timeout?: number;
  readonly apiBase?: string;
}

export interface AppSetup {
  readonly platform: Platform;
  readonly app: SelfBuiltApp;
  readonly listener: Listener;
  readonly files: MemoryFiles;
  readonly clock: MovableClock;
  readonly hand: HandTimer;
  readonly lines: string[];
  /** The chats units are bound to. */
  readonly bound: Map<UnitId, string>;
  /** Where the app is called back. */
  url(): string;
  /** Another program with the same app, as after a restart. */
  restarted(): SelfBuiltApp;
  /** How often the platform was called so. */
  calls(api: ApiCall['api']): readonly ApiCall[];
  /** What stands in somebody's chat with the app, from the app. */
  written(userid?: string): readonly string[];
}

/** The app on a stand-in WeCom, both called and calling. Time stands still until it is moved. */
export async function openApp(options: SetupOptions = {}): Promise<AppSetup> {
  const clock = new MovableClock(NOON);
  const { callback = true, corpId = APP.corpId, agentId = APP.agentId, secret = APP.secret } = options;
  let url = '';
  const platform = await startPlatform({
    clock,
    bot: { name: '群学', ...SECRETS, callbackUrl: () => 'http://127.0.0.1:1' },
    people: ['LiMing', 'wangfang', 'zhaoqi'].map((userid) => ({ userid, name: userid })),
    groups: [{ id: 'wrOrdinaryGroup', name: '普通群', members: ['LiMing', 'wangfang'] }],
    app: {
      ...APP,
      ...(callback && { callback: { ...APP_CALLBACK, url: () => url } }),
      ...options.platform,
    },
    answerWithinMs: 20_000,
  });
  onTestFinished(() => platform.close());
  const hand = new HandTimer();
  const files = new MemoryFiles();
  const { log, lines } = readableLog();
  const bound = new Map<UnitId, string>();
  const open = (): SelfBuiltApp =>
    new SelfBuiltApp({
      config: { corpId, agentId, secret, callback: callback ? APP_CALLBACK : null },
      apiBase: options.apiBase ?? platform.url,
      files,
      log,
      clock,
      chatOf: (unit) => bound.get(unit),
      timer: hand.timer,
      timeout: options.timeout ?? 20_000,
    });
  const app = open();
  const listener = new Listener();
  const reception = new Reception({
    conversation: listener,
    receive: async (attachment) => {
      const fetched = attachment.kind === 'media' ? await app.fetchMedia(attachment.id) : 'unreadable';
      if (typeof fetched === 'string') return { ok: false, why: fetched };
      return {
        ok: true,
        file: await files.put(fetched.content, fetched.name),
        contents: { kind: 'picture' },
      };
    },
    identify: async (userid) => personId(await app.identify(userid)),
    clock,
  });
  const handler = app.callback(reception);
  if (handler) url = `${await serve(new Koa().use(handler).callback())}/wecom/app`;
  return {
    platform,
    app,
    listener,
    files,
    clock,
    hand,
    lines,
    bound,
    url: () => url,
    restarted: open,
    calls: (api) =>
      platform.outbound.filter((entry): entry is ApiCall => entry.api === api && 'request' in entry),
    written: (userid = 'LiMing') => platform.world.messagesIn({ app: userid }).flatMap(wordsOfApp),
  };
}

const wordsOfApp = ({ author, content }: ChatMessage): string[] =>
  author.kind === 'app' ? [textOf(content)] : [];

export const note = (text: string) => ({ type: 'markdown', text, mention: [] }) as const;

/** Says something to 李明 by the app's channel. */
export const tell = ({ app }: AppSetup, text = '记得交体会文章', again = false): Promise<SendResult> =>
  app.channel.send(toLi, note(text), again);

/** A file in the store, of that type. */
export async function stored(
  { files }: AppSetup,
  content: Uint8Array,
  name: string,
  type: StoredFile['type'] = 'application/octet-stream',
): Promise<StoredFile> {
  return { ...(await files.put(content, name)), type };
}

/** Neither secret, nor token, nor anything anybody has said. */
export function expectDiscreet({ lines }: AppSetup, ...said: readonly string[]): void {
  const log = lines.join('');
  for (const secret of [APP.secret, APP_CALLBACK.token, APP_CALLBACK.aesKey, 'access_token=', ...said])
    expect(log).not.toContain(secret);
}
