import { describe, expect, it } from 'vitest';
import { imports } from '../reorganisation/support.ts';
import { openCounty } from '../support/county.ts';

const FIRST = '县教育局/机关第一支部';

/** The head of the personnel section of one branch is the secretary of another bureau's branch as well. */
const POST = '赵磊,zhaolei,县图书馆,,,图书馆支部,兼支部书记,书记,,';

async function withTwoPosts() {
  const county = await openCounty({ bound: ['education1', 'library', 'office'] });
  const told = await imports(county, (sheet) => `${sheet.trimEnd()}\r\n${POST}\r\n`);
  expect(told.code, told.text).toBe(0);
  return county;
}

describe('somebody with posts in several units', () => {
  it('belongs to one branch and answers for the other', async () => {
    const county = await withTwoPosts();
    expect(await county.says('zhaolei', 'library', '/开会 集中学习')).toContain('已登记');
    expect(await county.says('zhaolei', 'education1', '/开会 集中学习')).toContain('需要由');
    const { roster } = county.stage.app.outlook().progress;
    expect(roster.byAccount('zhaolei')?.home).toBe(FIRST);
    expect(roster.residents('县图书馆/图书馆支部' as never).map(({ name }) => name)).not.toContain('赵磊');
  });

  it('is called to what the own branch holds, and only counted there', async () => {
    const county = await withTwoPosts();
    await county.says('zhaolei', 'library', '/开会 集中学习');
    expect(await county.says('zhaolei', 'library', '/签到')).toContain('按列席登记');
    county.ignorePosts();
  });

  it.each([
    ['the same branch again', '赵磊,zhaolei,县教育局,,,机关第一支部,科长,书记,,'],
    ['another name', '赵雷,zhaolei,县图书馆,,,图书馆支部,书记,书记,,'],
    ['no post', '赵磊,zhaolei,县图书馆,,,图书馆支部,科长,,,'],
  ])('is not taken for that where the second row says %s', async (_, row) => {
    const county = await openCounty({ bound: ['education1'] });
    const told = await imports(county, (sheet) => `${sheet.trimEnd()}\r\n${row}\r\n`);
    expect(told.code).toBe(1);
    expect(told.text).toMatch(/账号“zhaolei”与第 \d+ 行重复.*兼职的另起一行/s);
  });
});
