import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { webhooks } from '../../src/doctor/checks/webhooks.ts';
import type { RosterData, UnitData } from '../../src/roster/roster.ts';
import { startPlatform } from '../../src/simulator/platform.ts';
import { MovableClock } from '../../src/time/clock.ts';
import { NOON, serve } from '../wecom/support.ts';
import { BOT, type Case, CONNECTION, clinic, reading } from './support/clinic.ts';
import { deserted, wecom } from './support/servers.ts';

const keyAt = ({ id }: UnitData): string =>
  `0000-key-of-${createHash('sha256').update(id).digest('hex').slice(0, 16)}`;
const addressOf = (unit: UnitData): string =>
  `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${keyAt(unit)}`;

/** The sample county with webhooks where `has` says so. */
const where =
  (has: (unit: UnitData) => boolean | string) =>
  (data: RosterData): RosterData => ({
    ...data,
    units: data.units.map((unit) => {
      const given = has(unit);
      return { ...unit, webhook: typeof given === 'string' ? given : given ? addressOf(unit) : null };
    }),
  });
const needsOne = ({ kind }: UnitData): boolean => kind !== 'unit';

/** What the doctor says of the webhooks when WeCom answers so to each key, and which keys it was asked for. */
async function examined(roster: Case['roster'], errcodeOf: (key: string) => number, more: Case = {}) {
  const keys: string[] = [];
  const { url } = await wecom({
    'webhook/send': (query) => {
      const key = query.get('key') ?? '';
      keys.push(key);
      return { errcode: errcodeOf(key), errmsg: 'as ordered' };
    },
  });
  const { premises } = await clinic({ ...more, roster, wecom: { apiBase: url, ...more.wecom } });
  return { lines: await reading(webhooks(premises), ['0000-key']), keys, premises };
}

describe('the doctor on the webhooks of the groups', () => {
  it('asks each once for something that is not posted, and finds them alive', async () => {
    const bodies: unknown[] = [];
    const url = await serve(async (request, response) => {
      bodies.push(JSON.parse((await request.toArray()).join('')));
      response.end('{"errcode":44004,"errmsg":"empty content"}');
    });
    const { premises } = await clinic({ roster: where(needsOne), wecom: { apiBase: url } });
    const groups = (await premises.roster())?.roster.units.filter(needsOne).length ?? 0;
    expect(await reading(webhooks(premises))).toEqual([
      `✓ 群机器人：正常（${groups} 个推送地址有效；没有往群里发任何消息）`,
    ]);
    expect(bodies).toHaveLength(groups);
    expect(new Set(bodies.map((body) => JSON.stringify(body)))).toEqual(
      new Set(['{"msgtype":"text","text":{"content":"","mentioned_list":[]}}']),
    );
  });

  it.each([40008, 40058, 44004])('takes %i for a sign of life', async (errcode) => {
    const { lines } = await examined(where(needsOne), () => errcode);
    expect(lines).toEqual([expect.stringMatching(/^✓ 群机器人：正常（\d+ 个推送地址有效/)]);
  });

  it('takes 45009 for a sign of life of somebody busy', async () => {
    const { lines } = await examined(where(needsOne), () => 45009);
    expect(lines).toEqual([expect.stringMatching(/^✓ .*，其中 \d+ 个此刻发得太多，稍后自动恢复/)]);
  });

  it.each([
    [93000, '推送地址已失效：群机器人被移除了，或地址有误（93000）'],
    [93004, '群机器人被停用了（93004）'],
    [93008, '群机器人已经不在群里（93008）'],
  ])('names the unit whose webhook answers %i, and what to do', async (errcode, words) => {
    const dead = (key: string): boolean => key === deadKey;
    let deadKey = '';
    const roster = where((unit) => {
      if (unit.id === '县图书馆/图书馆支部') deadKey = keyAt(unit);
      return needsOne(unit);
    });
    const { lines } = await examined(roster, (key) => (dead(key) ? errcode : 44004));
    expect(lines).toEqual([
      expect.stringMatching(/^✓ 群机器人：正常/),
      `✗ 群机器人：“县图书馆/图书馆支部” 的${words} → 在这个群里重新添加群机器人，把新的 Webhook 地址填进名册的“推送地址”，再 npm run roster -- import 名册.xlsx`,
    ]);
  });

  it('asks once for units that share a webhook, and names them all', async () => {
    const shared = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=0000-key-shared';
    const { lines, keys } = await examined(
      where((unit) => needsOne(unit) && shared),
      () => 93000,
    );
    expect(keys).toEqual(['0000-key-shared']);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/“县教育局\/机关第一支部”、“县教育局\/机关第二支部”/);
  });

  it('does not judge what it does not know', async () => {
    const { lines } = await examined(
      where(({ kind }) => kind === 'office'),
      () => 48002,
    );
    expect(lines[0]).toMatch(/^⚠ 群机器人：“云溪县活动办” 的推送地址不能确定：企业微信答复 48002$/);
  });

  it('names an address that has no key in it', async () => {
    const odd = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?kee=0000-key-lost';
    const { lines, keys } = await examined(
      where(({ kind }) => kind === 'office' && odd),
      () => 0,
    );
    expect(lines[0]).toMatch(/^✗ 群机器人：“云溪县活动办” 的推送地址里没有 key → 在这个群里重新添加/);
    expect(keys).toEqual([]);
  });

  it('counts and names the units without any', async () => {
    const without = ['县图书馆/图书馆支部', '清源镇/镇机关支部'];
    const { lines } = await examined(
      where((unit) => needsOne(unit) && !without.includes(unit.id)),
      () => 44004,
    );
    expect(lines[1]).toMatch(
      /^⚠ 群机器人：2 个单位没有推送地址，收不到提醒和周报：“县图书馆\/图书馆支部”、“清源镇\/镇机关支部” → 在它们的群里/,
    );
  });

  it('warns when there is none at all, but not where a long connection does without', async () => {
    const { lines } = await examined(
      where(() => false),
      () => 0,
    );
    expect(lines).toEqual([expect.stringMatching(/^⚠ 群机器人：名册里一个推送地址也没有/)]);
    const connected = { wecom: { bot: CONNECTION } };
    const without = await examined(
      where(() => false),
      () => 0,
      connected,
    );
    expect(without.lines).toEqual(['– 群机器人：没有配置（长连接能直接往群里发）']);
    const office = where(({ kind }) => kind === 'office');
    const one = await examined(office, () => 44004, connected);
    expect(one.lines).toEqual(['✓ 群机器人：正常（1 个推送地址有效；没有往群里发任何消息）']);
  });

  it('gives up soon when nobody answers, and blames no webhook for it', async () => {
    const { premises } = await clinic({ roster: where(needsOne), wecom: { apiBase: await deserted() } });
    expect(await reading(webhooks(premises))).toEqual([
      expect.stringMatching(/^✗ 群机器人：\d+ 个推送地址没有得到企业微信的答复 → 先处理“接口地址”/),
    ]);
    let calls = 0;
    const url = await serve((_, response) => {
      calls++;
      response.writeHead(502).end();
    });
    const many = await clinic({ roster: where(() => true), wecom: { apiBase: url } });
    await reading(webhooks(many.premises));
    expect(calls).toBeLessThan((await many.premises.roster())?.roster.units.length ?? 0);
  });

  it('has nothing to look at without a roster', async () => {
    const { premises } = await clinic({ roster: null });
    expect(await reading(webhooks(premises))).toEqual(['⚠ 群机器人：没有可用的名册，没有检查']);
  });

  it('says nothing in any group of the stand-in platform', async () => {
    const platform = await startPlatform({
      clock: new MovableClock(NOON),
      bot: { name: '群学助手', callbackUrl: () => '', ...BOT },
    });
    platform.addGroup({ id: 'g1', name: '活动办', members: [] }, '0000-key-office');
    platform.addGroup({ id: 'g2', name: '图书馆支部', members: [] }, '0000-key-gone');
    platform.removeRobot('g2');
    const key = { 云溪县活动办: '0000-key-office', '县图书馆/图书馆支部': '0000-key-gone' };
    const roster = where(({ id }) => {
      const own = Object.entries(key).find(([unit]) => unit === id)?.[1];
      return own !== undefined && `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${own}`;
    });
    const { premises } = await clinic({ roster, wecom: { apiBase: platform.url } });
    const lines = await reading(webhooks(premises), Object.values(key));
    expect(lines.slice(0, 2)).toEqual([
      expect.stringMatching(/^✓ 群机器人：正常（1 个/),
      expect.stringMatching(/^✗ 群机器人：“县图书馆\/图书馆支部” 的推送地址已失效/),
    ]);
    expect(platform.outbound).toHaveLength(2);
    platform.assertNothingUnexpected();
    await platform.close();
  });
});
