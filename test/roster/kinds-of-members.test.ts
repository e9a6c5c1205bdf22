import { describe, expect, it } from 'vitest';
import { imports } from '../reorganisation/support.ts';
import { openCounty } from '../support/county.ts';

/** In the first branch one is a probationary member, another has applied to join. */
async function withBoth(campaign = (text: string): string => text) {
  const county = await openCounty({ bound: ['education1', 'office'], campaign });
  const told = await imports(county, (sheet) =>
    sheet
      .replace(/^(赵磊,zhaolei,.*),,(\r?)$/m, '$1,预备党员,$2')
      .replace(/^(孙晓燕,sunxiaoyan,.*),预备党员,(\r?)$/m, '$1,积极分子,$2'),
  );
  expect(told.code, told.text).toBe(0);
  await county.says('zhoumin', 'education1', '/开会 讨论 三思三观 半天');
  await county.says('zhoumin', 'education1', '/签到');
  county.minutesPass(180);
  await county.says('zhoumin', 'education1', '/结束');
  return county;
}

describe('kinds of members', () => {
  it('are told apart: who is on probation is a member, who has applied is not yet one', async () => {
    const county = await withBoth();
    const list = await county.says('zhoumin', 'education1', '/名单 体会');
    expect(list).toContain('0/6人');
    expect(list).toContain('赵磊');
    expect(list).not.toContain('孙晓燕');
  });

  it('can be left out by a requirement', async () => {
    const county = await withBoth((text) =>
      text.replace('except: { flag: [免除] }', 'except: { flag: [免除, 预备党员] }'),
    );
    const list = await county.says('zhoumin', 'education1', '/名单 体会');
    expect(list).toContain('0/5人');
    expect(list).not.toContain('赵磊');
  });

  it('can be what a requirement is about', async () => {
    const county = await withBoth((text) =>
      text.replace(
        'where: { role: [党员] }\n    except: { flag: [免除] }',
        'where: { flag: [预备党员, 入党积极分子] }',
      ),
    );
    expect(await county.says('zhoumin', 'education1', '/名单 体会')).toMatch(/0\/2人.*赵磊、孙晓燕/s);
  });
});
