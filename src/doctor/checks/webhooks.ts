import type { Roster, Unit } from '../../roster/roster.ts';
import { RosterDamagedError } from '../../roster/store.ts';
import { SECOND } from '../../time/clock.ts';
import { keyOf, WebhookApi } from '../../wecom/webhook/webhook-api.ts';
import { textMessage } from '../../wecom/webhook/webhook-messages.ts';
import type { Check } from '../check.ts';
import { type Finding, fine, unset, warning, wrong } from '../finding.ts';
import type { Premises } from '../premises.ts';
import { type State, stateOf } from '../webhook-state.ts';

const LIMIT = 60 * SECOND;
const PATIENCE = 8 * SECOND;
const AT_ONCE = 4;
/** So many calls in a row that WeCom does not answer, and it is not the webhooks' fault. */
const ENOUGH = 3;
const LONGEST_LIST = 20;
const ANEW =
  '在这个群里重新添加群机器人，把新的 Webhook 地址填进名册的“推送地址”，再 npm run roster -- import 名册.xlsx';

interface Webhook {
  readonly key: string;
  readonly units: readonly Unit[];
}

/**
 * Whether each group's webhook robot lives, without a word in any group: WeCom refuses an empty text before it is posted, with
 * 44004, and a key it does not know with 93000. https://developer.work.weixin.qq.com/document/path/91770 and …/path/90313
 */
export const webhooks = (premises: Premises): Check => ({
  name: '群机器人',
  limit: LIMIT,
  async run(signal) {
    const connected = premises.config.wecom.bot.mode === 'connection';
    const roster = await rosterOf(premises);
    if (!roster) return [warning('没有可用的名册，没有检查')];
    const given = roster.units.filter(({ webhook }) => webhook !== null);
    if (given.length === 0) return [connected ? unset('长连接能直接往群里发') : NONE];
    const { webhooks: all, malformed } = webhooksOf(given);
    const states = await statesOf(all, new WebhookApi(premises.config.wecom.apiBase, PATIENCE), signal);
    const findings = [...malformedOnes(malformed), ...findingsOf(states, all.length)];
    return connected ? findings : [...findings, ...missingIn(roster)];
  },
});

async function rosterOf(premises: Premises): Promise<Roster | undefined> {
  try {
    return (await premises.roster())?.roster;
  } catch (error) {
    if (error instanceof RosterDamagedError) return undefined;
    throw error;
  }
}

const NONE = warning(
  '名册里一个推送地址也没有，提醒和周报发不出去',
  '在各群里添加群机器人，把 Webhook 地址填进名册的“推送地址”，再 npm run roster -- import 名册.xlsx',
);

function webhooksOf(units: readonly Unit[]) {
  const byKey = Map.groupBy(units, ({ webhook }) => keyOf(webhook ?? ''));
  const webhooks: Webhook[] = [];
  for (const [key, sharing] of byKey) if (key !== undefined) webhooks.push({ key, units: sharing });
  return { webhooks, malformed: byKey.get(undefined) ?? [] };
}

/** One call each, a few at once; none more once it is plain that nobody answers. */
async function statesOf(all: readonly Webhook[], api: WebhookApi, signal: AbortSignal) {
  const states: { readonly webhook: Webhook; readonly state: State }[] = [];
  const waiting = all.values();
  let silent = 0;
  const work = async (): Promise<void> => {
    for (const webhook of waiting) {
      if (signal.aborted || silent >= ENOUGH) return;
      const state = stateOf(await api.send(webhook.key, textMessage('')));
      silent = state.kind === 'silent' ? silent + 1 : 0;
      states.push({ webhook, state });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return states;
}

function findingsOf(
  states: readonly { readonly webhook: Webhook; readonly state: State }[],
  count: number,
): readonly Finding[] {
  const among = (kind: State['kind']) => states.filter(({ state }) => state.kind === kind);
  const living = [...among('alive'), ...among('busy')];
  const busy = among('busy').length > 0 ? `，其中 ${among('busy').length} 个此刻发得太多，稍后自动恢复` : '';
  const alive =
    living.length > 0 ? [fine(`${living.length} 个推送地址有效${busy}；没有往群里发任何消息`)] : [];
  const dead = states.flatMap(({ webhook, state }) =>
    state.kind === 'dead' ? [wrong(`${namesOf(webhook.units)} 的${state.problem}`, ANEW)] : [],
  );
  const odd = states.flatMap(({ webhook, state }) =>
    state.kind === 'odd' ? [warning(`${namesOf(webhook.units)} 的推送地址不能确定：${state.problem}`)] : [],
  );
  const unclear = count - living.length - dead.length - odd.length;
  const silent =
    unclear > 0
      ? [wrong(`${unclear} 个推送地址没有得到企业微信的答复`, '先处理“接口地址”一项，再检查一次')]
      : [];
  return [...alive, ...dead, ...odd, ...silent];
}

const malformedOnes = (units: readonly Unit[]): readonly Finding[] =>
  units.length === 0 ? [] : [wrong(`${namesOf(units)} 的推送地址里没有 key`, ANEW)];

/** Branches, and the office for its digest, that nothing can be pushed to. */
function missingIn(roster: Roster): readonly Finding[] {
  const meant = new Set([roster.root, ...roster.leaves(roster.root.id)]);
  const without = [...meant].filter(({ webhook }) => webhook === null);
  if (without.length === 0) return [];
  return [
    warning(
      `${without.length} 个单位没有推送地址，收不到提醒和周报：${namesOf(without, LONGEST_LIST)}`,
      '在它们的群里添加群机器人，把 Webhook 地址填进名册的“推送地址”，再导入名册',
    ),
  ];
}

function namesOf(units: readonly Unit[], most = Number.POSITIVE_INFINITY): string {
  const names = units.map(({ id }) => `“${id}”`);
  return names.length > most ? `${names.slice(0, most).join('、')} 等` : names.join('、');
}
