import { describe, expect, it } from 'vitest';
import { PIXEL } from '../support/county.ts';
import { HOSTILE, type Talk, talk } from './talk.ts';

/** Another picture than {@link PIXEL}: what follows the end of a PNG is not looked at. */
const picture = (number: number): Uint8Array => Buffer.concat([PIXEL, Buffer.from(String(number))]);

async function discussed(): Promise<Talk> {
  const county = await talk(['education1', 'health', 'office']);
  await county.says('zhoumin', 'education1', '/开会 讨论 三思三观 半天');
  county.later();
  return county;
}

const copies = (county: Talk) => county.county.posted('office').map(({ content }) => content.type);

describe('材料', () => {
  it('takes record, news and photos from any member until nothing is missing, a copy for the office', async () => {
    const county = await discussed();
    const photos = await county.says('zhaolei', 'education1', '/材料 照片', {
      images: [picture(1), picture(2)],
    });
    expect(photos).toMatch(
      /3月3日（周一）“三思三观讨论”的照片（2张），并抄送活动办\n.*还缺：记录、信息（发 \/材料）/,
    );
    expect(copies(county)).toEqual(['markdown', 'image', 'image']);
    expect(await county.says('zhoumin', 'education1', '/材料记录 大家谈了入户的体会')).toContain(
      '还缺：信息',
    );
    expect(await county.says('sunxiaoyan', 'education1', '／cl　简报：开展讨论')).toContain('要报的材料齐了');
    expect(copies(county)).toEqual(['markdown', 'markdown']);
  });

  it('takes a picture quoted in the group', async () => {
    const county = await discussed();
    const quote = await county.chats('zhaolei', 'education1', '现场', [PIXEL]);
    expect(await county.says('zhoumin', 'education1', '/材料 照片', { quote })).toContain(
      '的照片，并抄送活动办',
    );
    expect(copies(county)).toEqual(['markdown', 'image']);
  });

  it('takes all pictures sent one by one in private, and each only once', async () => {
    const county = await discussed();
    for (const number of [1, 2, 3]) {
      await county.county.sendsPicture('zhaolei', picture(number));
      county.later();
    }
    expect(await county.whispers('zhaolei', '/材料')).toContain('照片（3张）');
    expect(copies(county)).toEqual(['markdown', 'image', 'image', 'image']);
    county.later();
    expect(await county.whispers('zhaolei', '/材料 照片')).toContain('没有看到图片');
  });

  it('takes a file for the record', async () => {
    const county = await discussed();
    await county.county.sendsFile('zhoumin', '记录.txt', Buffer.from('讨论记录'));
    expect(await county.whispers('zhoumin', '/材料 讨论记录')).toContain('的记录，并抄送活动办');
    expect(copies(county)).toEqual(['markdown', 'file']);
  });

  it('gives it to the latest session that lacks the piece, or to the one of the day that is named', async () => {
    const county = await discussed();
    await county.until('2014-03-04', '09:00');
    await county.says('zhoumin', 'education1', '/补签 周敏');
    await county.says('zhoumin', 'education1', '/结束');
    await county.says('zhoumin', 'education1', '/开会 讨论 三思三观 半天');
    expect(await county.says('zhoumin', 'education1', '/材料 信息 第二次讨论')).toContain('3月4日（周二）');
    county.later();
    const next = await county.says('zhoumin', 'education1', '/材料 信息 第一次讨论');
    expect(next).toContain('3月3日（周一）');
    expect(next).toMatch(/3月3日“三思三观讨论”还缺：记录、照片.*\n3月4日/);
    for (const text of ['/材料 记录 昨天 发言', '/材料 3月3日 记录 发言', '/材料 记录 周一 发言'])
      expect(await county.says('zhoumin', 'education1', text)).toContain('3月3日（周一）');
    expect(await county.says('zhoumin', 'education1', '/材料 3月2日 记录 发言')).toContain(
      '没有找到3月2日（周日）的会议',
    );
    county.county.ignorePosts();
  });

  it.each([
    ['/材料', /请写明是哪种材料/],
    ['/材料 计录 发言', /请写明是哪种材料/],
    ['/材料 照片', /没有看到图片.*3\. 私聊把图片发给我，再发 \/材料 照片/s],
    ['/材料 记录', /没有看到记录的内容.*1\. 写在后面/s],
  ])('refuses %s and shows how', async (text, told) => {
    expect(await (await discussed()).says('zhaolei', 'education1', text)).toMatch(told);
  });

  it('is for the branch’s own people, and for sessions that were held', async () => {
    const county = await discussed();
    expect(await county.says('yanming', 'education1', '/材料 信息 一条')).toContain(
      '需要由 机关第一支部 的人来发',
    );
    expect(await county.says('yanming', 'health', '/材料 信息 一条')).toContain('请支部书记先发 /开会 登记');
  });

  it('copies long and hostile text harmlessly, shortened', async () => {
    const county = await discussed();
    await county.says('zhaolei', 'education1', `/材料 记录 ${HOSTILE}\n# 二\n${'长'.repeat(2000)}`);
    const [copy = ''] = county.county.postedTexts('office');
    expect(copy).toContain('＜@all＞ ［点我］(http：//evil.example)');
    expect(copy).toMatch(/\n＃ 二\n长+…$/);
    expect(copy.length).toBeLessThan(800);
  });
});
