import { z } from 'zod';
import { type Clock, HOUR, MINUTE } from '../../time/clock.ts';
import { Lately } from '../lately.ts';
import { type AppApi, answered } from './app-api.ts';

/** What one call takes: https://developer.work.weixin.qq.com/document/path/101521 */
const AT_ONCE = 1000;
/** How long nobody asks again: for somebody WeCom does not know, and after a failure. */
const UNKNOWN = HOUR;
const FAILED = MINUTE;

const pair = z.object({ open_userid: z.string(), userid: z.string().min(1) });
const lookUpAnswer = answered.extend({ userid_list: z.array(pair).optional().default([]) });

/** Finds the account behind an encrypted id (`wo…`), by which a bot may call people whose accounts it is not told. */
export class Identities {
  readonly #api: AppApi;
  readonly #accounts = new Map<string, string>();
  readonly #unknown: Lately;
  readonly #failed: Lately;
  readonly #waiting = new Map<string, PromiseWithResolvers<string>>();
  #asking = false;

  constructor(api: AppApi, clock: Clock) {
    this.#api = api;
    this.#unknown = new Lately(clock, UNKNOWN);
    this.#failed = new Lately(clock, FAILED);
  }

  /** The account; the id itself where it is one, or where nobody knows. Never rejects. */
  async accountOf(id: string): Promise<string> {
    if (!id.startsWith('wo')) return id;
    const account = this.#accounts.get(id);
    if (account !== undefined) return account;
    return this.#unknown.get(id) || this.#failed.get(id) ? id : this.#lookUp(id);
  }

  /** Ids wanted at the same time, or while WeCom is being asked for others, go into one call. */
  #lookUp(id: string): Promise<string> {
    const found = this.#waiting.get(id) ?? Promise.withResolvers<string>();
    this.#waiting.set(id, found);
    if (!this.#asking) {
      this.#asking = true;
      queueMicrotask(() => void this.#askForAll());
    }
    return found.promise;
  }

  async #askForAll(): Promise<void> {
    while (this.#waiting.size > 0) {
      const batch = [...this.#waiting].slice(0, AT_ONCE);
      const known = await this.#ask(batch.map(([id]) => id));
      for (const [id, found] of batch) {
        this.#waiting.delete(id);
        found.resolve(this.#learned(id, known));
      }
    }
    this.#asking = false;
  }

  /** Accounts by id; undefined when WeCom could not be asked. */
  async #ask(ids: readonly string[]): Promise<ReadonlyMap<string, string> | undefined> {
    const body = { open_userid_list: ids };
    const ending = await this.#api.post('batch/openuserid_to_userid', body, lookUpAnswer);
    if (ending.kind !== 'answered' || ending.errcode !== 0) return undefined;
    return new Map(ending.userid_list.map(({ open_userid, userid }) => [open_userid, userid]));
  }

  #learned(id: string, known: ReadonlyMap<string, string> | undefined): string {
    const account = known?.get(id);
    if (account !== undefined) this.#accounts.set(id, account);
    else (known ? this.#unknown : this.#failed).note(id, true);
    return account ?? id;
  }
}
