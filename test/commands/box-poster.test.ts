import jsqr from 'jsqr';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { make } from '../../src/report/make.ts';
import { openWithOpinions, withOpinions } from '../opinions/support.ts';
import { type County, openCounty } from '../support/county.ts';

/** What another reader than the maker's own finds in the picture. */
function decoded(png: Uint8Array): string | undefined {
  const { data, width, height } = PNG.sync.read(Buffer.from(png));
  return jsqr.default(new Uint8ClampedArray(data), width, height)?.data;
}

function pictureIn(county: County, group: 'office' | 'education1'): Uint8Array {
  const [post, ...more] = county.posted(group);
  if (post?.content.type !== 'image' || more.length > 0) throw new Error('not one picture');
  return post.content.image.bytes;
}

const box = ({ stage }: County): string => `${stage.app.url}/box`;

describe('/意见箱', () => {
  it('gives the office the address and a poster for everybody’s wall', async () => {
    const county = await openWithOpinions();
    await county.bind('office');
    const reply = await county.says('wanglihua', 'office', '/意见箱');
    expect(reply).toContain(`${box(county)}\n`);
    expect(reply).toContain(`${box(county)}/poster`);
    expect(reply).toContain('海报图随后就到');
    expect(decoded(pictureIn(county, 'office'))).toBe(box(county));
  });

  it('gives a secretary the poster of the own unit, which is chosen beforehand on the page', async () => {
    const county = await openWithOpinions();
    await county.bind('education1');
    expect(await county.says('zhoumin', 'education1', '/yjx')).toContain('（县教育局 机关第一支部）');
    const link = decoded(pictureIn(county, 'education1')) ?? '';
    expect(link).toMatch(/\/box\?unit=%E5%8E%BF/);
    expect(await (await fetch(link)).text()).toContain('<option value="县教育局/机关第一支部" selected>');
    expect(await county.whispers('zhoumin', '/意见箱 县卫生局')).toContain('需要由');
  });

  it('gives the address and where to print when no picture can be sent alone', async () => {
    const county = await openWithOpinions();
    const reply = await county.whispers('wanglihua', '/意见箱 县图书馆');
    expect(reply).toMatch(/\/box\?unit=.*\/box\/poster\?unit=/s);
    expect(reply).not.toContain('随后就到');
  });

  it('sends the picture in private where that can be done', async () => {
    const county = await openCounty({ campaign: withOpinions, setUp: 'AC' });
    expect(await county.whispers('wanglihua', '/意见箱')).toContain('海报图随后就到');
    const sent = county.stage.platform.takeMessages({ app: 'wanglihua' });
    expect(sent.map(({ content }) => content.type)).toEqual(['image']);
  });

  it('is not for members, and says where there is no box', async () => {
    const county = await openWithOpinions();
    expect(await county.whispers('zhaolei', '/意见箱')).toContain('需要由');
    const without = await openCounty();
    expect(await without.whispers('wanglihua', '/意见箱')).toContain('网页意见箱没有开');
  });
});

it('a poster of the longest words and address is A4, and can still be read', async () => {
  const address = `https://bot.example.gov.cn/a/long/path/box?unit=${encodeURIComponent('很长的单位名称'.repeat(4))}`;
  const long = '字'.repeat(60);
  const poster = {
    heading: '意见箱',
    campaign: `${long} <&> 🙂`,
    unit: long,
    address,
    invitation: '用手机扫一扫',
    steps: [long, long, long],
    notKept: [long],
  };
  const png = await make({ kind: 'poster', poster });
  const { width, height } = PNG.sync.read(Buffer.from(png));
  expect(height / width).toBeCloseTo(Math.SQRT2, 2);
  expect(png.length).toBeLessThan(500_000);
  expect(decoded(png)).toBe(address);
});
