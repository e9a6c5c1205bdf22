import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type County, openCounty } from '../support/county.ts';
import { PageVisitor, type Visited } from '../support/page-visitor.ts';
import { aBusyWeek, linkFor, openPagesCounty } from '../support/pages.ts';
import { inside } from './support.ts';

/** Every line of every ledger. */
async function ledgers(county: County): Promise<string> {
  const names = await readdir(county.folder, { recursive: true });
  const files = names.filter((name) => name.endsWith('.jsonl'));
  return (await Promise.all(files.map((name) => readFile(join(county.folder, name), 'utf8')))).join('\n');
}

const countOf = async (county: County, kind: string): Promise<number> =>
  (await ledgers(county)).split(`"kind":"${kind}"`).length - 1;

async function answerTo(visitor: PageVisitor, done: Visited): Promise<string> {
  expect(done.status).toBe(303);
  return (await visitor.get(done.location)).text;
}

describe('an opinion', () => {
  it('goes its whole way by buttons, each on the record as the command would put it', async () => {
    const county = await openPagesCounty();
    const { opinion } = await aBusyWeek(county);
    const path = `/p/opinions/${opinion}`;
    const press = async (
      who: string,
      button: string,
      words?: string | readonly string[],
    ): Promise<string> => {
      county.minutesPass(1);
      const visitor = await inside(county, who);
      return answerTo(visitor, await visitor.press(await visitor.get(path), button, words));
    };

    expect(await press('wanglihua', '定类别', ['官僚主义'])).toContain('定为：官僚主义');
    expect(await press('wanglihua', '转办', '县图书馆')).toContain('已转 县图书馆');
    expect(await press('douwenjing', '认领')).toContain('已认领意见');
    expect(await press('douwenjing', '四定', ['panxiaohui', '2014-03-20', '增设午间窗口'])).toMatch(
      /已四定：潘晓慧负责，3月3日至3月20日，增设午间窗口/,
    );
    expect(await press('douwenjing', '记进展', '排好了值班表')).toContain('已记下');
    expect(await press('douwenjing', '整改完成', '有人值班')).toContain('请督导组核实');
    expect(await press('jinxin', '核实不通过', '中午仍无人')).toContain('核实不通过');
    expect(await press('douwenjing', '整改完成', '这回真有人了')).toContain('请督导组核实');
    expect(await press('jinxin', '核实通过')).toContain('核实通过');
    expect(await press('douwenjing', '答复', '中午有人值班了')).toContain('已答复');
    expect(await press('zhaolei', '评价：满意')).toContain('谢谢您的评价');
    expect(await press('douwenjing', '销号')).toContain('已销号');
    const { text } = await (await inside(county, 'wanglihua')).get(path);
    expect(text).toMatch(/已销号.*官僚主义.*县图书馆.*潘晓慧.*这回真有人了.*中午有人值班了.*满意/);
    expect(await countOf(county, 'opinion.checked')).toBe(2);
  });

  it('has no buttons for who may only read it', async () => {
    const county = await openPagesCounty();
    const { opinion } = await aBusyWeek(county);
    const page = await (await inside(county, 'zhaolei')).get(`/p/opinions/${opinion}`);
    expect(page.text).not.toContain('办理');
  });
});

describe('a review', () => {
  it('by a button is the record a command makes, once for a double press', async () => {
    const county = await openPagesCounty();
    await aBusyWeek(county);
    const visitor = await inside(county, 'jinxin');
    const list = await visitor.get('/p/reviews');
    const [, path = ''] = /href="(\/p\/reviews\/[^"]+)"/.exec(list.html) ?? [];
    const token = (await visitor.get(path)).tokenOf('同意');
    const [first, second] = await Promise.all([
      visitor.post('/p/act', { token }),
      visitor.post('/p/act', { token }),
    ]);
    expect(first.location).toBe(second.location);
    expect(await answerTo(visitor, first)).toContain('已同意：第1号');
    expect(await countOf(county, 'document.reviewed')).toBe(1);
    await county.stage.app.delivered();
    expect(county.postedTexts('library').join('')).toContain('金鑫 已审阅同意');
    county.ignorePosts();
    // Old news by now: the page offers it no more, and the button of an old page is told so by the command.
    expect((await visitor.get(path)).text).not.toContain('办理');
    expect(await countOf(county, 'document.reviewed')).toBe(1);
  });

  it('is nobody’s but the reader’s whose turn it is', async () => {
    const county = await openPagesCounty();
    await aBusyWeek(county);
    for (const who of ['wanglihua', 'douwenjing']) {
      const visitor = await inside(county, who);
      const [, path = ''] = /href="(\/p\/reviews\/[^"]+)"/.exec((await visitor.get('/p/reviews')).html) ?? [];
      expect((await visitor.get(path)).text).toMatch(/正文.*每周五下午/);
      expect((await visitor.get(path)).text).not.toContain('办理');
    }
  });
});

describe('a nudge', () => {
  it('goes to the group as the command sends it, and is counted with those', async () => {
    const county = await openPagesCounty();
    const visitor = await inside(county, 'wanglihua');
    const page = await visitor.get(encodeURI('/p/unit/县图书馆'));
    const told = await answerTo(visitor, await visitor.press(page, '催办', '体会文章1篇'));
    expect(told).toContain('已提醒 县图书馆，共1项');
    await county.stage.app.delivered();
    const posts = ['县图书馆', 'library'].flatMap((group) => county.postedTexts(group));
    expect(posts.join('')).toContain('云溪县活动办提醒 县图书馆');
    expect(await countOf(county, 'unit.nudged')).toBe(1);
  });

  it('is no member’s or secretary’s to give', async () => {
    const county = await openPagesCounty();
    for (const who of ['zhaolei', 'zhoumin'])
      expect((await (await inside(county, who)).get('/p')).text).not.toContain('催办');
  });
});

describe('网页', () => {
  it('is answered in private alone, and the link is in no ledger and no log', async () => {
    const county = await openPagesCounty();
    expect(await county.says('zhoumin', 'education1', '/网页')).toContain('只给您一个人看');
    const link = await linkFor(county, 'zhoumin');
    const token = link.split('/w/')[1] ?? '';
    await inside(county, 'zhoumin');
    expect(token.length).toBeGreaterThan(40);
    expect(await countOf(county, 'group.bound')).toBeGreaterThan(0);
    for (const text of [await ledgers(county), county.log.join('\n')]) {
      expect(text).not.toContain(token);
      expect(text).not.toContain('/w/');
    }
  });

  it('退出 ends what is open and what has not been opened yet', async () => {
    const county = await openPagesCounty();
    const visitor = await inside(county, 'zhoumin');
    const link = await linkFor(county, 'zhoumin');
    expect(await county.whispers('zhoumin', '/网页 退出')).toContain('都已退出');
    expect((await visitor.get('/p')).status).toBe(403);
    expect((await visitor.enter(link)).status).toBe(410);
    expect((await (await inside(county, 'zhoumin')).get('/p')).status).toBe(200);
  });

  it('does not outlive a restart', async () => {
    const county = await openPagesCounty();
    const { cookie } = await inside(county, 'zhoumin');
    const path = new URL(await linkFor(county, 'zhoumin')).pathname;
    await county.stage.restart();
    const again = new PageVisitor(county.stage.app.url);
    expect((await again.enter(again.origin + path)).status).toBe(410);
    again.cookie = cookie;
    expect((await again.get('/p')).status).toBe(403);
  });

  it('says what to do where pages are off', async () => {
    const county = await openCounty({ pages: false });
    expect(await county.whispers('zhoumin', '/网页')).toContain('WECOM_PUBLIC_URL');
    expect((await new PageVisitor(county.stage.app.url).get('/p')).status).toBe(404);
  });
});
