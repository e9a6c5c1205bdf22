import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Demo, startDemo } from '../../src/demo/demo.ts';
import { tourSteps } from '../../src/demo/tour/steps.ts';
import { openBrowser } from '../support/browser.ts';
import { essayText, makeQuickly } from '../support/county.ts';
import { docxOf, wordParagraph } from '../support/sent-files.ts';

const desk = { viewport: { width: 1280, height: 800 } };
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const LAST = tourSteps.length;

let folder: string;
let demo: Demo;
let browser: Browser;
const complaints: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qunxue-tour-test-'));
  const now = Date.parse('2026-03-11T09:30+08:00');
  [demo, browser] = await Promise.all([
    startDemo({ folder, port: 0, now, make: makeQuickly }),
    openBrowser(),
  ]);
});
afterAll(async () => {
  await browser.close();
  await demo.close();
  await rm(folder, { recursive: true, force: true });
});
afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
  expect(complaints.splice(0)).toEqual([]);
});

async function visit(options: BrowserContextOptions): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(demo.url);
  await page.locator('.chip').first().waitFor();
  return page;
}

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' });

/** Waits until the tour stands at this step, counted from 1, and it has been performed. */
async function standsAt(page: Page, step: number): Promise<void> {
  await page.getByText(`导览 ${step}/${LAST}`).waitFor();
  await page.locator('#tour-next[aria-disabled="false"]').waitFor();
  expect(await page.locator('#tour-problem').isHidden()).toBe(true);
}

async function goesOn(page: Page, from: number, to: number): Promise<void> {
  for (let step = from + 1; step <= to; step++) {
    await button(page, '下一步').click();
    await standsAt(page, step);
  }
}

/** What axe has to say against the page as it stands. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found: { id: string; nodes: { html: string }[] }[] = await page.evaluate(
    'axe.run().then(({ violations }) => violations)',
  );
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

async function hasRoom(page: Page): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
}

/** The newest bubble that stands out. */
const lit = (page: Page) => page.locator('.lit').last();

describe('a visitor', () => {
  it('is led through the whole story at a desk, and looks over the shoulder of the machines', async () => {
    const page = await visit(desk);
    await button(page, '开始导览（约两分钟）').click();
    await standsAt(page, 1);
    expect(await faults(page)).toEqual([]);
    await button(page, '开发者').click();
    await goesOn(page, 1, 2);
    await lit(page).getByText('已绑定到').waitFor();
    const [told, said] = [page.locator('.wire-side').nth(0), page.locator('.wire-side').nth(1)];
    await told.getByText('"content": "@群学助手 /绑定"').waitFor();
    await said.getByText('已绑定到').waitFor();
    expect(await faults(page)).toEqual([]);

    await goesOn(page, 2, 3);
    await lit(page).getByText('@费长河').waitFor();
    await goesOn(page, 3, 5);
    expect(await page.getByLabel('我现在是').inputValue()).toBe('lianqiuju');
    await page.locator('.tap-card').getByText('到会3/7人').waitFor();
    await goesOn(page, 5, 7);
    await lit(page).getByText('已补签').waitFor();

    // A reload comes back to where the tour is, and a second window sees the same.
    await page.reload();
    await standsAt(page, 7);
    await lit(page).getByText('已补签').waitFor();
    const other = await visit(desk);
    await standsAt(other, 7);
    await button(page, '下一步').click();
    await Promise.all([standsAt(page, 8), standsAt(other, 8)]);
    await other.close();

    await goesOn(page, 8, 9);
    await lit(page).getByText('体会文章 ✓').waitFor();
    await page.getByRole('link', { name: /三思三观体会\.docx.*KB/ }).waitFor();
    await goesOn(page, 9, 11);
    await enlargesTheDigest(page);
    await goesOn(page, 11, 14);
    await lit(page).getByText('谢谢您的评价：满意').waitFor();
    await goesOn(page, 14, 16);
    await lit(page).getByText('✅ 已同意').waitFor();
    await goesOn(page, 16, LAST);
    await button(page, '结束导览').click();
    await page.getByText(`导览 ${LAST}/${LAST}`).waitFor({ state: 'hidden' });
    await looksAtTheWire(page);
    await hasRoom(page);
  });

  async function enlargesTheDigest(page: Page): Promise<void> {
    await page.locator('.lit').getByRole('button', { name: '群学助手发的图片' }).last().click();
    const large = page.getByRole('dialog', { name: '放大的图片' });
    await large.getByAltText('群学助手发的图片，放大').waitFor();
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await large.waitFor({ state: 'hidden' });
  }

  async function looksAtTheWire(page: Page): Promise<void> {
    await button(page, '开发者').click();
    await page.getByText('webhook/send').first().waitFor();
    const all = await page.locator('.wire-row').count();
    await page.getByLabel('看哪个会话').selectOption('只看当前会话');
    await expect.poll(() => page.locator('.wire-row').count()).toBeLessThan(all);
    const everything = await (await fetch(`${demo.url}/page/wire`)).text();
    const { bot } = demo.stage.config.wecom;
    const secrets = bot?.mode === 'callback' ? [bot.token, bot.aesKey] : [];
    expect(secrets).toHaveLength(2);
    for (const secret of [...secrets, 'demo-yunxi-']) expect(everything).not.toContain(secret);
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: '机器人和企业微信之间' }).waitFor({ state: 'hidden' });
  }

  it('begins anew after other things were done, and lets it play by itself, on a telephone', async () => {
    const page = await visit({ ...phone, colorScheme: 'dark' });
    await button(page, '/帮助').click();
    await page.getByRole('article').first().waitFor();
    await button(page, '导览').click();
    await page.getByText('刚才在演示里说过、做过的都会清空').waitFor();
    expect(await faults(page)).toEqual([]);
    await button(page, '清空，从头开始').click();
    await standsAt(page, 1);
    expect(await page.getByRole('article').count()).toBe(0);
    expect(await page.locator('#now').textContent()).toMatch(/^2026-03-11 星期三 09:3/);
    expect(await faults(page)).toEqual([]);
    await hasRoom(page);

    await page.clock.install();
    await button(page, '自动播放').click();
    await page.clock.runFor(20_000);
    await page.clock.resume();
    await standsAt(page, 2);
    await button(page, '暂停').click();
    await button(page, '离开导览').click();
    await page.getByText('导览 2/').waitFor({ state: 'hidden' });
    await takesPart(page);
  });

  /** Goes on by hand where the tour was left: the group is bound. */
  async function takesPart(page: Page): Promise<void> {
    await button(page, '/开会 讨论 三思三观 半天').click();
    const card = page.locator('.tap-card').filter({ hasText: '到会0/7人' });
    await card.waitFor();
    await page.getByLabel('我现在是').selectOption({ label: '廉秋菊（党员）' });
    await page.getByText('您是廉秋菊（党员）').waitFor();
    await page.locator('.tap-card').getByRole('button', { name: '签到', exact: true }).click();
    await page.locator('.tap-card').filter({ hasText: '到会1/7人' }).waitFor();

    await button(page, '返回会话列表').click();
    await page.getByRole('tab', { name: '人员' }).click();
    await page.getByRole('searchbox', { name: '找人' }).fill('督导');
    await button(page, /^郑海涛/).waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('tab', { name: '会话' }).click();
    await button(page, /^群学助手/).click();
    const buffer = Buffer.from(docxOf(wordParagraph(essayText(1).repeat(3))));
    await page.getByLabel('文件', { exact: true }).setInputFiles({ name: '体会.docx', mimeType: '', buffer });
    await page.locator('.tap-card').getByText('这份文件做什么用').waitFor();
    await page.getByRole('link', { name: /体会\.docx/ }).waitFor();
    await hasRoom(page);

    await button(page, '拨时间').click();
    await button(page, '到周五周报').click();
    await button(page, /^看.*群 \+\d/)
      .first()
      .click();
    await page.getByText('以下是拨动时间期间的新消息').waitFor();
    expect(await faults(page)).toEqual([]);
    await hasRoom(page);
  }
});
