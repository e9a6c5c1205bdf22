import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { openBrowser } from '../support/browser.ts';
import type { County } from '../support/county.ts';
import { openBox } from './support/box.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const VIOLATIONS = z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) }));

const WORDS = '局长开会念稿子，\n没人敢说 <b>真的</b>';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** A page of the box in a browser; whatever the browser complains of fails the test. */
async function visit(county: County, width: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, bypassCSP: false });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => void complaints.push(message.text()));
  page.on('pageerror', (error) => void complaints.push(String(error)));
  page.on('requestfailed', (request) => void complaints.push(request.url()));
  onTestFinished(async () => {
    expect(await context.cookies()).toEqual([]);
    await context.close();
    expect(complaints).toEqual([]);
  });
  await page.goto(`${county.stage.app.url}/box`);
  return page;
}

/** Fits the width, and nobody is kept from using it. */
async function isWellMade(page: Page): Promise<void> {
  const wide = await page.evaluate(
    'document.documentElement.scrollWidth > document.documentElement.clientWidth',
  );
  expect(wide, page.url()).toBe(false);
  const violations = VIOLATIONS.parse(
    await page.evaluate(`(() => { ${AXE}; return axe.run().then(({ violations }) => violations); })()`),
  );
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

describe.each([
  ['a phone', 375],
  ['a desk', 1280],
])('the box on %s', (_, width) => {
  it('is written into, followed and rated by hand', async () => {
    const { county } = await openBox();
    const page = await visit(county, width);
    await isWellMade(page);
    await page.getByLabel('您的意见').fill(WORDS);
    await page.getByLabel('涉及哪个单位').selectOption('县图书馆');
    await page.getByLabel('属于哪一类').selectOption('形式主义');
    county.minutesPass(2);
    await page.getByRole('button', { name: '交进意见箱' }).click();
    await page.getByRole('heading', { name: '已经收下' }).waitFor();
    await isWellMade(page);
    const [number = '', word = ''] = await page.getByRole('definition').allTextContents();

    await county.until('2014-03-04', '09:31');
    county.ignorePosts();
    for (const [who, text] of [
      ['wanglihua', `/意见 转 ${number} 县图书馆`],
      ['shuiqingyang', `/认领 ${number}`],
      ['shuiqingyang', `/整改 ${number} 窦文静 3月20日 开会不念稿`],
      ['shuiqingyang', `/整改 ${number} 完成 已改`],
      ['jinxin', `/核实 ${number} 通过`],
      ['shuiqingyang', `/反馈 ${number} 以后不念稿`],
    ] as const)
      await county.whispers(who, text);

    await page.getByRole('link', { name: '看办得怎样' }).click();
    await isWellMade(page);
    await page.getByLabel('编号').fill(number);
    await page.getByLabel('回执词').fill(word);
    await page.getByRole('button', { name: '查看' }).click();
    await page.getByText('已答复，请您评价').waitFor();
    expect(await page.locator('.words').first().innerText()).toBe(WORDS);
    await isWellMade(page);
    await page.getByRole('radio', { name: /^不满意/ }).check();
    await page.getByLabel('想说明的话').fill('还在念');
    await page.getByRole('button', { name: '交评价' }).click();
    await page.getByText('您的评价已经收下').waitFor();
    await isWellMade(page);
    expect(await county.whispers('shuiqingyang', `/意见 ${number}`)).toMatch(/复号，待重新四定.*还在念/s);
  });

  it('has a poster to be printed', async () => {
    const { county } = await openBox();
    const page = await visit(county, width);
    await page.goto(`${county.stage.app.url}/box/poster?unit=${encodeURIComponent('县图书馆')}`);
    await isWellMade(page);
    const code = page.getByRole('img', { name: /\/box\?unit=%E5%8E%BF/ });
    expect((await code.boundingBox())?.width).toBeGreaterThan(300);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByText('打开意见箱').isVisible()).toBe(false);
    expect((await page.pdf({ preferCSSPageSize: true })).toString('latin1')).toMatch(/\/Count 1\b/);
  });
});
