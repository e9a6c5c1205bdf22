import { describe, expect, it } from 'vitest';
import { HOSTILE, type Talk, talk } from './talk.ts';

async function studying(): Promise<Talk> {
  const county = await talk(['education1', 'education2', 'office']);
  await county.says('zhoumin', 'education1', '/开会 集中学习');
  county.later();
  return county;
}

describe('补签', () => {
  it.each([
    ['/补签 赵磊、孙晓燕', '现场：赵磊、孙晓燕'],
    ['/补签赵磊，孙晓燕', '现场：赵磊、孙晓燕'],
    ['/bq　zhaolei 孙晓燕', '现场：赵磊、孙晓燕'],
    ['/补签 赵磊 送学上门 原因：行动不便', '送学上门：赵磊'],
    ['/补签 今天 线上 赵磊', '线上：赵磊'],
  ])('understands %s', async (text, told) => {
    const reply = await (await studying()).says('zhoumin', 'education1', text);
    expect(reply).toContain(`已补签 **集中学习** 3月3日（周一）${told}`);
    expect(reply).toContain('补错了发 /撤销 赵磊 补错了');
  });

  it('tells new ones from those who had checked in, and who is still missing', async () => {
    const county = await studying();
    await county.says('zhaolei', 'education1', '/签到');
    const reply = await county.says('zhoumin', 'education1', '/补签 赵磊 孙晓燕');
    expect(reply).toContain('原来已经签过，没有重复登记：赵磊');
    expect(reply).toContain('现在到会2人；还没有签到：陈建国、周敏、刘志强、王丽华、钱永康');
    expect(reply).toContain('记得发 /结束');
  });

  it('goes to the session that is open, else to the last one, else to the day that is named', async () => {
    const county = await studying();
    county.later(60);
    await county.says('zhoumin', 'education1', '/结束');
    await county.until('2014-03-05', '10:00');
    await county.says('zhoumin', 'education1', '/开会 党课');
    county.later(60);
    await county.says('zhoumin', 'education1', '/结束');
    expect(await county.says('zhoumin', 'education1', '/补签 赵磊')).toContain('**党课** 3月5日');
    expect(await county.says('zhoumin', 'education1', '/补签 前天 赵磊')).toContain('**集中学习** 3月3日');
    expect(await county.says('zhoumin', 'education1', '/补签 周一 孙晓燕')).toContain('**集中学习** 3月3日');
    expect(await county.says('zhoumin', 'education1', '/补签 集中学习 钱永康')).toContain(
      '**集中学习** 3月3日',
    );
    expect(await county.says('zhoumin', 'education1', '/补签 3月2日 赵磊')).toContain(
      '没有找到3月2日（周日）的会议',
    );
  });

  it('lets a branch enter its own people for a meeting held above it', async () => {
    const county = await studying();
    await county.says('wanglihua', 'office', '/开会 报告会');
    expect(await county.says('liguodong', 'education2', '/补签 冯雪梅')).toContain('已补签 **报告会**');
    expect(await county.says('liguodong', 'education2', '/补签 赵磊')).toContain('名册里没有“赵磊”');
  });

  it.each([
    ['/补签', /请写明给谁补签，例如：\/补签 张三 李四/],
    ['/补签 赵雷', /您要找的是不是“赵磊”？没有处理/],
    ['/补签 赵磊 王五六', /名册里没有“王五六”/],
    [`/补签 ${HOSTILE}`, /名册里没有/],
  ])('refuses %s and enters nobody', async (text, told) => {
    const county = await studying();
    expect(await county.says('zhoumin', 'education1', text)).toMatch(told);
    expect(await county.says('zhoumin', 'education1', '/未签')).toContain('已签到0/7人');
  });

  it('asks for the account when two share a name', async () => {
    const county = await talk(['education1'], {
      roster: (data) => ({
        ...data,
        people: data.people.map((person) =>
          person.name === '孙晓燕' ? { ...person, name: '赵磊' } : person,
        ),
      }),
    });
    await county.says('zhoumin', 'education1', '/开会 集中学习');
    expect(await county.says('zhoumin', 'education1', '/补签 赵磊')).toMatch(/请用账号重发：\n- zhaolei（/);
    expect(await county.says('zhoumin', 'education1', '/补签 sunxiaoyan')).toContain('已补签');
  });

  it('is not for members', async () => {
    const county = await studying();
    expect(await county.says('zhaolei', 'education1', '/补签 赵磊')).toContain(
      '需要由 机关第一支部 的负责人来发',
    );
  });
});
