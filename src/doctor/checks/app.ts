import { z } from 'zod';
import { SECOND } from '../../time/clock.ts';
import { AppApi, answered } from '../../wecom/app/app-api.ts';
import type { AppConfig } from '../../wecom-config.ts';
import { appTrouble } from '../app-trouble.ts';
import type { Check } from '../check.ts';
import { type Finding, fine, unset, wrong } from '../finding.ts';
import { APP_PAGE, APP_SCOPE } from '../places.ts';
import type { Premises } from '../premises.ts';

/** Two calls at most, the token and the app itself. */
const LIMIT = 20 * SECOND;
const PATIENCE = 8 * SECOND;

/** https://developer.work.weixin.qq.com/document/path/90227 */
const agent = answered.extend({
  name: z.string().optional().catch(undefined),
  close: z.number().optional().catch(undefined),
  allow_userinfos: z
    .object({ user: z.array(z.unknown()) })
    .optional()
    .catch(undefined),
  allow_partys: z
    .object({ partyid: z.array(z.unknown()) })
    .optional()
    .catch(undefined),
  allow_tags: z
    .object({ tagid: z.array(z.unknown()) })
    .optional()
    .catch(undefined),
});
type Agent = z.infer<typeof agent>;

/** Whether the app has a token, is called from a trusted address, and is the one whose AgentId is set. */
export const app = (premises: Premises): Check => ({
  name: '自建应用',
  limit: LIMIT,
  async run() {
    const { config, clock } = premises;
    const { app: set, apiBase } = config.wecom;
    return [
      set ? await examine(set, new AppApi({ config: set, apiBase, clock, timeout: PATIENCE })) : unset(),
    ];
  },
});

async function examine({ agentId }: AppConfig, api: AppApi): Promise<Finding> {
  const ending = await api.get('agent/get', { agentid: String(agentId) }, agent);
  switch (ending.kind) {
    case 'answered':
      return ending.errcode === 0 ? describe(ending) : appTrouble(ending.errcode, ending.errmsg);
    case 'no-token':
      return appTrouble(ending.errcode, '');
    case 'status':
      return wrong(`企业微信的接口答复 HTTP ${ending.status}`, '先处理“接口地址”一项，再检查一次');
    default:
      return wrong('没有得到企业微信的答复', '先处理“接口地址”一项，再检查一次');
  }
}

function describe(agent: Agent): Finding {
  const name = agent.name ? `“${agent.name}”` : '这个应用';
  if (agent.close === 1) return wrong(`${name}已停用`, `重新启用它${APP_PAGE}`);
  const scope = scopeOf(agent);
  if (scope?.length === 0)
    return wrong(`${name}的可见范围是空的，谁也收不到私信`, `把参加活动的部门加进可见范围${APP_SCOPE}`);
  const seen = scope ? `，可见范围里有 ${scope.join('、')}` : '';
  return fine(`${name}，Secret 和 AgentId 正确，出口 IP 受信任${seen}`);
}

/** Who is listed; undefined when WeCom does not say. */
function scopeOf(agent: Agent): readonly string[] | undefined {
  const { allow_userinfos: people, allow_partys: departments, allow_tags: tags } = agent;
  if (!people && !departments && !tags) return undefined;
  const counts = [
    [people?.user.length ?? 0, '个人'],
    [departments?.partyid.length ?? 0, '个部门'],
    [tags?.tagid.length ?? 0, '个标签'],
  ] as const;
  return counts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
}
