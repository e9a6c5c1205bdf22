import { Refusal } from '../refusal.ts';
import type { AppOptions } from './options.ts';

/** What WeCom tells of an app to whoever has its token: https://developer.work.weixin.qq.com/document/path/90227 */
export function describeAgent(app: AppOptions, agentId: string): object {
  if (agentId !== String(app.agentId))
    throw new Refusal(301002, 'not allow operate another agent with this accesstoken');
  const { visible } = app;
  return {
    agentid: app.agentId,
    name: app.name ?? '群学',
    close: app.closed ? 1 : 0,
    allow_userinfos: { user: (visible ?? []).map((userid) => ({ userid })) },
    allow_partys: { partyid: visible ? [] : [1] },
  };
}
