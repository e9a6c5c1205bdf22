import { describe, expect, it } from 'vitest';
import { essayText, PIXEL } from '../support/county.ts';
import { HOSTILE, type Talk, talk } from './talk.ts';

async function studying(): Promise<Talk> {
  const county = await talk(['education1', 'office']);
  await county.says('zhoumin', 'education1', '/开会 讨论 三思三观');
  county.later();
  await county.says('zhaolei', 'education1', '/签到');
  county.later();
  return county;
}

describe('撤销', () => {
  it('takes back one’s own last record, then the one before, then says there is none', async () => {
    const county = await studying();
    await county.says('zhaolei', 'education1', `/体会 ${essayText(1)}`);
    await county.says('zhaolei', 'education1', '/撤销');
    const essay = await county.says('zhaolei', 'education1', '/撤销 确认');
    expect(essay).toMatch(
      /已撤销您的“三思三观”体会文章。原记录留痕，不再计入。\n这篇文章现在算没有交。\n要重新登记，发 \/体会/,
    );
    expect(await county.says('zhaolei', 'education1', '撤回')).toContain('要撤销的是您的3月3日');
    expect(await county.says('zhaolei', 'education1', '撤回 确认')).toContain(
      '已撤销您的3月3日“三思三观讨论”的签到',
    );
    expect(await county.says('zhaolei', 'education1', '/cx')).toBe(
      '没有可以撤销的登记。看自己的记录发 /我的',
    );
    expect(await county.says('zhaolei', 'education1', '/签到')).toContain('到会1/7人');
  });

  it('takes back the last of one kind', async () => {
    const county = await studying();
    await county.says('zhaolei', 'education1', '/请假 3月10日 培训');
    county.later();
    await county.says('zhaolei', 'education1', `/体会 ${essayText(1)}`);
    expect(await county.says('zhaolei', 'education1', '/撤销请假')).toContain('已撤销您的3月10日的请假');
    expect(await county.says('zhaolei', 'education1', '/撤销 /签到')).toContain('的签到');
    expect(await county.whispers('zhaolei', '/调阅')).toContain(essayText(1));
  });

  it('lets the secretary take back another’s, with a reason', async () => {
    const county = await studying();
    expect(await county.says('zhoumin', 'education1', '/撤销 赵磊')).toMatch(
      /要写原因，例如：\/撤销 赵磊 误签/,
    );
    const reply = await county.says('zhoumin', 'education1', '/撤销 赵磊 误签');
    expect(reply).toMatch(/已撤销 赵磊 的3月3日“三思三观讨论”的签到，原因：误签.*请本人发 \/签到/s);
    expect(await county.whispers('zhaolei', '/我的')).toContain('还没有签到记录');
    expect(await county.says('zhoumin', 'education1', '/撤销 赵磊 再来')).toContain(
      '赵磊 没有可以撤销的登记',
    );
  });

  it('never takes back one’s own because another’s name was not understood', async () => {
    const county = await studying();
    await county.says('zhoumin', 'education1', '/签到');
    expect(await county.says('zhoumin', 'education1', '/撤销 赵雷 误签')).toMatch(
      /没有看懂“赵雷”，没有改动。您要找的是不是“赵磊”/,
    );
    expect(await county.says('zhaolei', 'education1', '/撤销 周敏 误签')).toContain('您不能撤销 周敏 的登记');
    expect(await county.says('zhoumin', 'education1', '/撤销 严明 误签')).toContain('您不能撤销 严明 的登记');
    expect(await county.says('zhoumin', 'education1', '/未签')).toContain('已签到2/7人');
  });

  it('takes back in one go what was entered in one go', async () => {
    const county = await studying();
    await county.says('zhoumin', 'education1', '/补签 孙晓燕、钱永康');
    county.later();
    await county.says('zhoumin', 'education1', '/撤销');
    expect(await county.says('zhoumin', 'education1', '/撤销 确认')).toMatch(
      /已撤销.*的补签（(孙晓燕、钱永康|钱永康、孙晓燕)）.*发 \/补签/s,
    );
    expect(await county.says('zhoumin', 'education1', '/未签')).toContain('已签到1/7人');
    const images = [PIXEL, Buffer.concat([PIXEL, Buffer.from('2')])];
    await county.says('zhoumin', 'education1', '/材料 照片', { images });
    county.later();
    expect(await county.says('zhoumin', 'education1', '/撤销 材料')).toContain('的照片（2张）');
    expect(await county.says('zhoumin', 'education1', '/进度')).toContain('还缺：记录、信息、照片');
    county.county.ignorePosts();
  });

  it('opens a session again that was ended, to be ended anew', async () => {
    const county = await studying();
    county.later(60);
    await county.says('zhoumin', 'education1', '/结束');
    county.later();
    expect(await county.says('zhoumin', 'education1', '/撤销 结束')).toMatch(
      /结束登记.*会议又算没有结束，请重新发 \/结束/s,
    );
    expect(await county.says('sunxiaoyan', 'education1', '/签到')).toContain('到会2/7人');
    expect(await county.says('zhoumin', 'education1', '/结束')).toContain('到会2/7人');
  });

  it('takes a session back with its check-ins, whose people then have nothing left to take back', async () => {
    const county = await studying();
    expect(await county.says('zhoumin', 'education1', '/撤销 开会')).toContain('签到1人（赵磊）');
    expect(await county.says('zhoumin', 'education1', '/撤销 确认')).toContain(
      '已撤销您的3月3日“三思三观讨论”',
    );
    expect(await county.whispers('zhaolei', '/我的')).toContain('还没有签到记录');
    expect(await county.whispers('zhaolei', '/撤销')).toContain('没有可以撤销的登记');
    expect(await county.says('zhoumin', 'education1', '/开会 讨论 三思三观')).toContain('已登记');
  });

  it('of a check-in to a session that is over says who can enter it again', async () => {
    const county = await studying();
    await county.says('zhoumin', 'education1', '/结束');
    expect(await county.says('zhaolei', 'education1', '/撤销 签到')).toContain('请书记发 /补签 赵磊');
  });

  it('shows a reason as plain text, shortened', async () => {
    const county = await studying();
    const reply = await county.says('zhoumin', 'education1', `/撤销 赵磊 ${HOSTILE}${'长'.repeat(9000)}`);
    expect(reply).toContain('原因：＜@all＞ ［点我］');
  });
});
