import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import type { County } from '../support/county.ts';
import { aBusyWeek, enter, openPagesCounty } from '../support/pages.ts';

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const DESK = { viewport: { width: 1280, height: 800 } };

const AXE = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html.slice(0, 200))))`;

let browser: Browser;
let axe: string;
let complaints: string[];

beforeAll(async () => {
  browser = await openBrowser();
  axe = await readFile('node_modules/axe-core/axe.min.js', 'utf8');
});
afterAll(() => browser.close());
beforeEach(() => {
  complaints = [];
});
afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
  expect(complaints).toEqual([]);
});

async function visit(county: County, userid: string, device: typeof PHONE | typeof DESK): Promise<Page> {
  const context: BrowserContext = await browser.newContext(device);
  context.on('console', (message) => complaints.push(`${message.text()} at ${message.location().url}`));
  context.on('weberror', (error) => complaints.push(String(error.error())));
  return enter(county, context, userid);
}

/** No wider than the screen, and nothing that keeps anybody out. */
async function isWellMade(page: Page): Promise<void> {
  const path = new URL(page.url()).pathname;
  const wider = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
  // Run by the browser's own tools, not by the page: its policy would let no script in.
  await page.evaluate(axe);
  expect([decodeURIComponent(path), wider, await page.evaluate(AXE)]).toEqual([
    decodeURIComponent(path),
    0,
    [],
  ]);
}

describe('the pages', () => {
  it('bring the office from the county to a person in three taps, on a phone', async () => {
    const county = await openPagesCounty();
    await aBusyWeek(county);
    const page = await visit(county, 'wanglihua', PHONE);
    await isWellMade(page);
    for (const [tap, heading] of [
      ['县教育局', '县教育局'],
      ['机关第一支部', '机关第一支部'],
      ['赵磊', '赵磊'],
    ] as const) {
      await page.getByRole('link', { name: tap, exact: true }).click();
      await page.getByRole('heading', { level: 1, name: heading }).waitFor();
      await isWellMade(page);
    }
    expect(await page.getByRole('main').innerText()).toMatch(/体会文章1篇[\s\S]*已完成[\s\S]*集中学习/);
  });

  it('show each of the office’s on a phone and at a desk without a complaint', async () => {
    const county = await openPagesCounty();
    const { opinion } = await aBusyWeek(county);
    for (const device of [PHONE, DESK]) {
      const page = await visit(county, 'wanglihua', device);
      const { origin } = new URL(page.url());
      for (const path of [
        '/p/requirement/essay',
        '/p/requirement/collective-study?unit=县教育局',
        '/p/requirement/essay?unit=县教育局/机关第一支部',
        '/p/opinions',
        `/p/opinions/${opinion}`,
        '/p/reviews',
        '/p/undelivered',
        '/p/health',
      ]) {
        expect((await page.goto(origin + path))?.status()).toBe(200);
        await isWellMade(page);
      }
      await page.goto(`${origin}/p/reviews`);
      await page.getByRole('link', { name: /学习计划/ }).click();
      await page.getByRole('heading', { name: '县图书馆 学习计划' }).waitFor();
      await isWellMade(page);
    }
  });

  it('let a supervisor return a plan from a phone, with the reason word for word', async () => {
    const county = await openPagesCounty();
    await aBusyWeek(county);
    const page = await visit(county, 'jinxin', PHONE);
    await page.getByRole('link', { name: '审阅', exact: true }).click();
    await page.getByRole('link', { name: /学习计划/ }).click();
    await page.getByText('退回', { exact: true }).first().click();
    await page.getByRole('textbox', { name: '退回的原因' }).fill('时间不具体\n/审阅 1 同意');
    await isWellMade(page);
    await page.getByRole('button', { name: '退回' }).click();
    await page.getByRole('heading', { name: '办理结果' }).waitFor();
    expect(await page.getByRole('status').innerText()).toMatch(/已退回：第1号　县图书馆/);
    await isWellMade(page);
    await county.stage.app.delivered();
    expect(county.postedTexts('library').join('\n')).toMatch(/被 金鑫 退回：时间不具体/);
    await page.getByRole('link', { name: '返回' }).click();
    expect(await page.getByRole('main').innerText()).toMatch(/金鑫：退回，时间不具体\s*\/审阅 1 同意/);
  });

  it('tell a stranger, plainly, how to get in', async () => {
    const county = await openPagesCounty();
    const page = await (await browser.newContext(PHONE)).newPage();
    for (const path of ['/p', '/w/forged.forged', '/nothing']) {
      await page.goto(county.stage.app.url + path);
      await isWellMade(page);
    }
    await page.goto(`${county.stage.app.url}/p/unit/县教育局`);
    expect(await page.getByRole('main').innerText()).toContain('发送“/网页”');
  });

  it('fit on paper and in the dark', async () => {
    const county = await openPagesCounty();
    await aBusyWeek(county);
    const page = await visit(county, 'wanglihua', DESK);
    await page.emulateMedia({ colorScheme: 'dark' });
    await isWellMade(page);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('navigation', { name: '页面' }).isVisible()).toBe(false);
    expect(await page.getByRole('heading', { name: '各项要求' }).isVisible()).toBe(true);
  });
});
