import { describe, expect, it } from 'vitest';
import { imports } from '../reorganisation/support.ts';
import { essayText, openCounty } from '../support/county.ts';

const ROW = '安大山,无,县教育局,,,机关第一支部,退休教师,,离退休,';
const PHONE = '安大山,andashan,县教育局,,,机关第一支部,退休教师,,离退休,';

/** The sample county, whose first branch has an old member without WeCom. */
async function withOldMember() {
  const county = await openCounty({ bound: ['education1', 'office'] });
  const told = await imports(county, (sheet) => `${sheet.trimEnd()}\r\n${ROW}\r\n`);
  expect(told.code, told.text).toBe(0);
  return county;
}

describe('somebody without an account', () => {
  it('is signed in, made up for and handed in for by the secretary, and shown like everybody else', async () => {
    const county = await withOldMember();
    await county.says('zhoumin', 'education1', '/开会 讨论 三思三观 半天');
    expect(await county.says('zhoumin', 'education1', '/未签')).toContain('安大山');
    expect(await county.says('zhoumin', 'education1', '/补签 安大山 送学上门')).toContain('安大山');
    county.minutesPass(180);
    expect(await county.says('zhoumin', 'education1', '/结束')).toContain('到会1/8人');
    expect(await county.says('zhoumin', 'education1', '/名单 体会')).toContain('安大山');
    expect(await county.says('zhoumin', 'education1', `/体会 替 安大山 三思三观 ${essayText(1)}`)).toContain(
      '✅ 已收到 安大山 的体会文章',
    );
    expect(await county.says('zhoumin', 'education1', '/名单 体会')).toMatch(/1\/8人已完成(?!.*安大山)/s);
    const { state, roster } = county.stage.app.outlook().progress;
    const [old] = roster.people.filter(({ name }) => name === '安大山');
    expect(old?.account).toBeNull();
    expect(old && state.essaysOf(old.id)).toMatchObject([{ by: 'zhoumin' }]);
  });

  it('cannot be spoken for by a member, nor by the secretary of another branch', async () => {
    const county = await withOldMember();
    for (const who of ['zhaolei', 'liguodong'])
      expect(await county.says(who, 'education1', `/体会 替 安大山 ${essayText(1)}`)).not.toContain('✅');
  });

  it('is meant by no message: nobody is mentioned in their place', async () => {
    const county = await withOldMember();
    await county.says('zhoumin', 'education1', '/开会 讨论 三思三观 半天');
    await county.says('zhoumin', 'education1', '/签到');
    county.minutesPass(180);
    await county.says('zhoumin', 'education1', '/结束');
    await county.until('2014-04-09', '12:00');
    const mentions = county.posted('education1').flatMap((post) => post.mentions);
    expect(mentions).toContain('qianyongkang');
    expect(mentions.filter((each) => each.includes('安大山'))).toEqual([]);
    county.ignorePosts();
  });

  it('who gets an account later is asked about, and keeps what was done for them', async () => {
    const county = await withOldMember();
    await county.says('zhoumin', 'education1', '/开会 集中学习');
    await county.says('zhoumin', 'education1', '/补签 安大山');
    const asked = await imports(county, (sheet) => sheet.replace(ROW, PHONE));
    expect(asked.code).not.toBe(0);
    expect(asked.text).toContain('--account 安大山=andashan');
    const taken = await imports(county, (sheet) => sheet.replace(ROW, PHONE), '--account', '安大山=andashan');
    expect(taken.code, taken.text).toBe(0);
    const { state, roster } = county.stage.app.outlook().progress;
    const person = roster.byAccount('andashan');
    expect(person && state.attendedBy(person.id)).toHaveLength(1);
  });

  it('has to be told from a namesake by number, and a cell left empty is not taken for it', async () => {
    const county = await withOldMember();
    const twice = await imports(county, (sheet) => `${sheet}${ROW}\r\n`);
    expect(twice.text).toMatch(/同名，两人都没有账号.*人员编号/s);
    const empty = await imports(county, (sheet) => sheet.replace('安大山,无,', '安大山,,'));
    expect(empty.text).toMatch(/“安大山”没有账号.*不用企业微信的人写“无”/s);
  });
});
