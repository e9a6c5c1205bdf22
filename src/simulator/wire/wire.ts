import type { Instant } from '../../time/clock.ts';
import type { CallbackExchange } from '../bot/callback-client.ts';
import { chatKey } from '../chat.ts';
import type { ApiCall } from '../journal.ts';
import type { World } from '../world.ts';
import type { Blotter } from './blot.ts';
import { chatOfJson, chatOfRequest, chatOfXml, kindOf } from './chat-of.ts';

/** Something one side has got from the other. */
export interface Got {
  /** Method and address, or the frame's `cmd`. */
  readonly head: string;
  /** JSON or XML, without secrets; empty when nothing was in it. */
  readonly body: string;
}

/** What has gone to and fro at once: a callback and its answers, or a call and its answer. */
export interface WireRow {
  readonly id: number;
  readonly at: Instant;
  /** As `chatKey` has it; null when it is for no chat. */
  readonly chat: string | null;
  readonly title: string;
  /** Who began: the platform with a callback, or the bot with a call. */
  readonly began: 'platform' | 'bot';
  readonly bot: readonly Got[];
  readonly platform: readonly Got[];
  /** 0 for what was taken; null when there was no answer, or none that could be read. */
  readonly errcode: number | null;
  /** Why it went wrong; null when it did not. */
  readonly problem: string | null;
}

/** So many are kept. */
const KEPT = 400;

export interface WireOptions {
  readonly world: World;
  readonly blotter: Blotter;
  readonly now: () => Instant;
}

/** What the platform and the bot say to each other, for who looks over their shoulder. */
export class Wire {
  readonly #options: WireOptions;
  readonly #rows: WireRow[] = [];
  readonly #told = new Map<string, number>();
  readonly #watchers = new Set<() => void>();
  #next = 1;

  constructor(options: WireOptions) {
    this.#options = options;
  }

  /** Newest first; of one chat, or of all. */
  rows(chat?: string): readonly WireRow[] {
    return this.#rows.filter((row) => chat === undefined || row.chat === chat).toReversed();
  }

  /** Calls back whenever there is something new. Returns the way to stop. */
  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** A callback over HTTP, with the bot's answer or what was wrong with it. */
  exchanged({ url, plain, answer, problem }: CallbackExchange): void {
    const { blotter, world } = this.#options;
    const isXml = typeof plain === 'string';
    const chat = isXml ? chatOfXml(plain) : chatOfJson(plain, world);
    const body = isXml ? blotter.text(plain) : blotter.json(plain);
    const said = typeof answer === 'string' ? blotter.text(answer) : blotter.json(answer);
    this.#add({
      chat: chat && chatKey(chat),
      title: `回调 ${kindOf(plain)}`,
      began: 'platform',
      bot: [{ head: `POST ${blotter.text(url)}`, body }],
      platform: problem === undefined ? [{ head: 'HTTP 200', body: said }] : [],
      errcode: null,
      problem: problem === undefined ? null : blotter.text(problem),
    });
  }

  /** A frame to a bot that holds a connection; its answers are put beside it. */
  framed(cmd: string, reqId: string, body: object): void {
    const { blotter, world } = this.#options;
    const chat = chatOfJson(body, world);
    const id = this.#add({
      chat: chat && chatKey(chat),
      title: `回调 ${kindOf(body)}`,
      began: 'platform',
      bot: [{ head: cmd, body: blotter.json(body) }],
      platform: [],
      errcode: null,
      problem: null,
    });
    this.#told.set(reqId, id);
  }

  /** A call of the bot's, or a frame of its; `reqId` is that of what it answers. */
  called(call: ApiCall, reqId?: string): void {
    const { blotter, world } = this.#options;
    const frame = call.api.startsWith('aibot_');
    const sent: Got = { head: frame ? call.api : addressOf(call), body: blotter.json(call.request) };
    const answered: Got = {
      head: call.fault ? `（${call.fault.kind}）` : 'errcode',
      body: blotter.json(call.answer),
    };
    const errcode = call.answer?.errcode ?? null;
    const problem = problemOf(call);
    if (reqId !== undefined && this.#join(reqId, sent, answered, errcode, problem)) return;
    const chat = call.group === null ? chatOfRequest(call.request, world) : { group: call.group };
    this.#add({
      chat: chat && chatKey(chat),
      title: call.api,
      began: 'bot',
      bot: call.answer ? [answered] : [],
      platform: [sent],
      errcode,
      problem,
    });
  }

  #join(reqId: string, sent: Got, answered: Got, errcode: number | null, problem: string | null): boolean {
    const index = this.#rows.findIndex(({ id }) => id === this.#told.get(reqId));
    const row = this.#rows[index];
    if (!row) return false;
    // A stream says all it has said before in each of its states: the last one is enough.
    const platform = [...row.platform.filter(({ head }) => head !== sent.head), sent];
    const bot = [...row.bot.slice(0, 1), answered];
    this.#rows[index] = { ...row, platform, bot, errcode, problem };
    this.#tell();
    return true;
  }

  #add(row: Omit<WireRow, 'id' | 'at'>): number {
    const id = this.#next++;
    this.#rows.push({ id, at: this.#options.now(), ...row });
    if (this.#rows.length > KEPT) this.#rows.shift();
    if (this.#told.size > KEPT) this.#told.delete(this.#told.keys().next().value ?? '');
    this.#tell();
    return id;
  }

  #tell(): void {
    for (const watcher of this.#watchers) watcher();
  }
}

const GETS = new Set(['gettoken', 'getcallbackip', 'agent/get', 'appchat/get', 'media/get']);

/** The secrets in an address are named and never shown. */
function addressOf({ api }: ApiCall): string {
  if (api === 'media') return 'GET /media/…';
  if (api.startsWith('webhook/')) return `POST /cgi-bin/${api}?key=••••••`;
  if (api === 'aibot/response') return 'POST /cgi-bin/aibot/response?response_code=••••••';
  if (api === 'gettoken') return 'GET /cgi-bin/gettoken?corpid=…&corpsecret=••••••';
  return `${GETS.has(api) ? 'GET' : 'POST'} /cgi-bin/${api}?access_token=••••••`;
}

function problemOf({ fault, answer }: ApiCall): string | null {
  if (fault) return `故障：${fault.kind}`;
  return answer && answer.errcode !== 0 ? answer.errmsg : null;
}
