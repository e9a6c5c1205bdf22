import { describe, expect, it, vi } from 'vitest';
import { WatchedDisk } from '../journal/watched-disk.ts';
import { essayText, openCounty, PIXEL } from '../support/county.ts';
import { recordsOf } from './support/books.ts';
import { GatedDisk } from './support/gate.ts';

const BRANCH = 'education1';

async function onFailingDisk() {
  const disk = new WatchedDisk();
  const county = await openCounty({ bound: [BRANCH, 'office'], disk });
  await county.says('zhoumin', BRANCH, '/开会 讨论 三思三观 半天');
  const health = async () => {
    const response = await fetch(`${county.stage.app.url}/healthz`);
    return { status: response.status, body: await response.json() };
  };
  return { disk, county, health };
}

describe('a disk that fails', () => {
  it.each([
    ['ENOSPC', 'write', /没有登记成功：服务器磁盘满了.*再发一次.*清理磁盘/s],
    ['EACCES', 'open', /没有登记成功：服务器不允许写入.*检查数据目录的权限.*再发一次/s],
    ['EIO', 'datasync', /没有登记成功：服务器磁盘出错.*再发一次/s],
  ] as const)(
    '%s while checking in: told so and what to do, nothing counted, later it works',
    async (code, operation, told) => {
      const { disk, county } = await onFailingDisk();
      // The handle is open from the session before; a failed write drops it, so that opening can fail too.
      if (operation === 'open') {
        disk.fail('write', 'EIO');
        await county.says('sunxiaoyan', BRANCH, '/签到');
      }
      const before = await county.says('zhaolei', BRANCH, '/进度');
      const absent = await county.says('zhoumin', BRANCH, '/未签');
      disk.fail(operation, code);
      const refused = await county.says('zhaolei', BRANCH, '/签到');
      expect(refused).toMatch(told);
      expect(refused).not.toMatch(/✅|已签到/);
      expect(await county.says('zhaolei', BRANCH, '/进度')).toBe(before);
      expect(await county.says('zhoumin', BRANCH, '/未签')).toBe(absent);
      disk.heal();
      expect(await county.says('zhaolei', BRANCH, '/签到')).toMatch(/赵磊 已签到.*到会1\/7人/);
      await county.stage.restart();
      expect(await recordsOf(county, 'attended')).toHaveLength(1);
    },
  );

  it('half a line on a disk that fills up is gone when the next one is written', async () => {
    const { disk, county } = await onFailingDisk();
    disk.takes = (offered) => Math.min(offered, 40);
    let writes = 0;
    disk.before = (operation) => {
      if (operation === 'write' && ++writes > 1) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    };
    expect(await county.says('zhaolei', BRANCH, '/签到')).toContain('磁盘满了');
    disk.heal();
    expect(await county.says('sunxiaoyan', BRANCH, '/签到')).toContain('到会1/7人');
    await county.stage.restart();
    expect(await recordsOf(county, 'attended')).toHaveLength(1);
    expect(await county.says('zhaolei', BRANCH, '/签到')).toContain('到会2/7人');
  });

  it('takes neither the essay nor the note to the office when it cannot keep both', async () => {
    const { disk, county } = await onFailingDisk();
    await county.says('zhaolei', BRANCH, '/签到');
    county.minutesPass(180);
    await county.says('zhoumin', BRANCH, '/结束');
    disk.fail('datasync', 'ENOSPC');
    expect(await county.whispers('chenjianguo', `/体会 三思三观 ${essayText(1)}`)).toContain('没有登记成功');
    expect(await county.whispers('chenjianguo', '/我的')).toContain('还差1篇');
    disk.heal();
    county.nothingElse();
    expect(await county.whispers('chenjianguo', `/体会 三思三观 ${essayText(1)}`)).toContain('已收到');
    expect(county.postedTexts('office')).toHaveLength(1);
  });

  it('a picture that cannot be stored is not evidence', async () => {
    const { disk, county } = await onFailingDisk();
    disk.fail('rename', 'ENOSPC');
    const send = () => county.says('zhoumin', BRANCH, '/材料 照片', { images: [PIXEL] });
    expect(await send()).toContain('没有收下');
    expect(await recordsOf(county, 'evidence.given')).toEqual([]);
    disk.heal();
    expect(await send()).toContain('已收到');
    county.ignorePosts();
  });

  it('/healthz says 503 while nothing can be stored, and 200 again afterwards', async () => {
    const { disk, health } = await onFailingDisk();
    expect(await health()).toMatchObject({ status: 200, body: { ok: true, store: 'writable' } });
    disk.fail('write', 'ENOSPC');
    expect(await health()).toMatchObject({ status: 503, body: { ok: false, store: 'not writable' } });
    disk.heal();
    expect(await health()).toMatchObject({ status: 200 });
  });

  it('/healthz says 503 when the ticks stay away, and 200 after the next one', async () => {
    const { county, health } = await onFailingDisk();
    county.minutesPass(3);
    expect(await health()).toMatchObject({ status: 503, body: { ticking: false, store: 'writable' } });
    await county.stage.app.tick();
    expect(await health()).toMatchObject({ status: 200, body: { ticking: true } });
  });

  it('a digest that could not be stored is stored at the next tick, once', async () => {
    const { disk, county, health } = await onFailingDisk();
    await county.until('2014-03-07', '16:59');
    disk.fail('datasync', 'ENOSPC');
    await county.until('2014-03-07', '17:03');
    expect(await health()).toMatchObject({ status: 503 });
    county.nothingElse();
    disk.heal();
    await county.until('2014-03-07', '17:40');
    expect(county.digests('office')).toEqual([expect.stringContaining('第10周周报')]);
  });

  it('a slow one makes the answer a stream that ends; WeCom never waits 5 seconds', async () => {
    const disk = new GatedDisk();
    const county = await openCounty({ bound: [BRANCH], disk });
    await county.says('zhoumin', BRANCH, '/开会 集中学习');
    disk.hold();
    // The stand-in platform rejects whatever takes longer than 5 s, refreshes included.
    const answer = county.saysFully('zhaolei', BRANCH, '/签到');
    await disk.arrived;
    const others = await county.says('sunxiaoyan', BRANCH, '/进度');
    expect(others).toContain('集中学习讨论不少于3天');
    const { outbound } = county.stage.platform;
    await vi.waitUntil(() => outbound.some((each) => each.api === 'callback' && !each.finished), 10_000);
    disk.release();
    expect(await answer).toMatchObject({ streamed: true, text: expect.stringMatching(/^✅ 赵磊 已签到/) });
  });
});
