import { SECOND } from '../../time/clock.ts';
import { fileNameOf } from '../disposition.ts';
import type { Fetched } from '../media.ts';
import { realTimer, type Timer } from '../timer.ts';
import type { AppApi, Download } from './app-api.ts';

const MEGABYTE = 1024 * 1024;
/** How much of a file that is too large for one answer is asked for at once. */
const PIECE = 10 * MEGABYTE;
/** Pauses before the second and the third try. */
const PAUSES = [SECOND, 3 * SECOND] as const;

const EXPIRED = 40007;
const TOO_LARGE_AT_ONCE = 830002;
/** Somebody fetches the same file just now, or WeCom is busy. */
const BUSY: ReadonlySet<number> = new Set([45033, -1]);

export interface AppMediaOptions {
  readonly api: AppApi;
  /** Bytes of one file, 20 MB unless told. */
  readonly limit?: number;
  readonly timer?: Timer | undefined;
}

/** Fetches what people send to the app, which WeCom keeps for three days: https://developer.work.weixin.qq.com/document/path/90254 */
export class AppMedia {
  readonly #api: AppApi;
  readonly #limit: number;
  readonly #timer: Timer;

  constructor({ api, limit, timer }: AppMediaOptions) {
    this.#api = api;
    this.#limit = limit ?? 20 * MEGABYTE;
    this.#timer = timer ?? realTimer;
  }

  /** Never rejects. */
  async fetch(id: string): Promise<Fetched> {
    const whole = await this.#get(id, {});
    if (whole?.errcode === TOO_LARGE_AT_ONCE) return this.#inPieces(id);
    if (whole?.errcode !== 0) return whole?.errcode === EXPIRED ? 'expired' : 'unreadable';
    return whole.content ? { content: whole.content, name: nameOf(whole) } : 'too-large';
  }

  async #inPieces(id: string): Promise<Fetched> {
    const pieces: Buffer[] = [];
    let have = 0;
    let name = '';
    for (let total = 1; have < total; ) {
      const piece = await this.#get(id, { range: `bytes=${have}-${have + PIECE - 1}` });
      const range = piece && rangeOf(piece);
      if (!piece?.content || !range || range.start !== have || piece.content.length === 0)
        return 'unreadable';
      if (range.total > this.#limit) return 'too-large';
      pieces.push(piece.content);
      have += piece.content.length;
      total = range.total;
      name = nameOf(piece);
    }
    return { content: Buffer.concat(pieces, have), name };
  }

  /** Undefined when WeCom does not answer, or keeps being busy. */
  async #get(id: string, headers: Readonly<Record<string, string>>): Promise<Download | undefined> {
    for (const pause of [...PAUSES, undefined]) {
      const ending = await this.#api.download('media/get', { media_id: id }, headers, this.#limit);
      if (ending.kind !== 'answered') return undefined;
      if (!BUSY.has(ending.errcode)) return ending;
      if (pause !== undefined) await new Promise<void>((resolve) => this.#timer(pause, resolve));
    }
    return undefined;
  }
}

const nameOf = ({ headers }: Download): string => fileNameOf(headers.get('content-disposition'));

function rangeOf({ status, headers }: Download): { start: number; total: number } | undefined {
  const [, start, total] = /^bytes (\d+)-\d+\/(\d+)$/.exec(headers.get('content-range') ?? '') ?? [];
  return status === 206 && start !== undefined ? { start: Number(start), total: Number(total) } : undefined;
}
