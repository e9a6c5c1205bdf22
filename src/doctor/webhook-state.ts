import type { ApiAnswer } from '../wecom/webhook/webhook-api.ts';

/** What the answer to an empty message says of a webhook. */
export type State =
  | { readonly kind: 'alive' }
  /** It lives, but has sent so much in this minute that WeCom takes nothing more. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'dead'; readonly problem: string }
  /** WeCom did not answer. */
  | { readonly kind: 'silent' }
  | { readonly kind: 'odd'; readonly problem: string };

/** WeCom knows the key and only minds the message, which is empty. */
const ALIVE: ReadonlySet<number> = new Set([0, 40008, 40058, 44004]);
const BUSY: ReadonlySet<number> = new Set([45009, 45033]);
const DEAD: ReadonlyMap<number, string> = new Map([
  [93000, '推送地址已失效：群机器人被移除了，或地址有误（93000）'],
  [93004, '群机器人被停用了（93004）'],
  [93008, '群机器人已经不在群里（93008）'],
  [40001, '推送地址有误（40001）'],
]);

export function stateOf(answer: ApiAnswer): State {
  if (answer.kind !== 'answered') return { kind: 'silent' };
  const { errcode } = answer;
  const problem = DEAD.get(errcode);
  if (problem !== undefined) return { kind: 'dead', problem };
  if (ALIVE.has(errcode)) return { kind: 'alive' };
  return BUSY.has(errcode) ? { kind: 'busy' } : { kind: 'odd', problem: `企业微信答复 ${errcode}` };
}
