import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { type Demo, startDemo } from '../../src/demo/demo.ts';
import { openBrowser } from './browser.ts';

const IMAGES = join(import.meta.dirname, '../../.github/images');
const WEDNESDAY = Date.parse('2026-03-11T09:30+08:00');
const DESK = { viewport: { width: 1280, height: 900 } };

const MARGIN = 10;

// A headless machine has no font for the marks that telephones draw in colour, so they are drawn here.
const DRAW_MARKS = `(() => {
  const marks = {
    '✅': ['#2da44e', 'M3.4 8.3l3 3 6.2-6.6', '#fff'],
    '⬜': ['#d5dae2', 'M0 0', '#fff'],
    '⚠': ['#e8a317', 'M8 4v5M8 11.4v.6', '#fff'],
    '❗': ['#d93025', 'M8 4v5M8 11.4v.6', '#fff'],
    '➖': ['#8a92a0', 'M4 8h8', '#fff'],
  };
  const svg = (name, attributes) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  const draw = ([fill, d, stroke]) => {
    const mark = svg('svg', { viewBox: '0 0 16 16', width: 15, height: 15, 'vertical-align': 'text-bottom' });
    mark.append(svg('rect', { width: 16, height: 16, rx: 3, fill }));
    mark.append(svg('path', { d, stroke, fill: 'none', 'stroke-width': 1.8, 'stroke-linecap': 'round' }));
    return mark;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) if (/[✅⬜⚠❗➖]/.test(walker.currentNode.data)) found.push(walker.currentNode);
  for (const text of found) {
    const parts = text.data.replaceAll('\\uFE0F', '').split(/([✅⬜⚠❗➖])/);
    text.replaceWith(...parts.map((part) => (marks[part] ? draw(marks[part]) : part)));
  }
})()`;

const browser = await openBrowser();
try {
  await onFreshDemo(DESK, takeConversation);
} finally {
  await browser.close();
}

async function onFreshDemo(
  options: BrowserContextOptions,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'qunxue-pictures-'));
  const demo = await startDemo({ folder, port: 0, now: WEDNESDAY });
  try {
    await use(await visit(demo, options));
  } finally {
    await demo.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function visit({ url }: Demo, options: BrowserContextOptions): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  await page.goto(url);
  await page.getByRole('button', { name: '收起提示' }).click();
  return page;
}

async function takeConversation(page: Page): Promise<void> {
  await discuss(page, ['薛小燕']);
  const reminder = page.getByRole('log').getByText('规定动作没有完成');
  while ((await reminder.count()) === 0) await moves(page, '到下一次提醒');
  await startAt(page, page.getByRole('article').filter({ hasText: '/开会 讨论' }));
  await take(page, 'conversation.png');
}

/** Binds the group and holds a discussion of half a day; members check in by a tap, the secretary by a word. */
async function discuss(page: Page, members: readonly string[]): Promise<void> {
  await picks(page, /^\/绑定/);
  await picks(page, /^\/开会 讨论/);
  await picks(page, /^\/签到/);
  for (const name of members) {
    await becomes(page, name);
    const card = page.getByRole('article').filter({ hasText: '线上签到' });
    await card.getByRole('button', { name: '签到', exact: true }).click();
    await card.getByText('到会2/7人').waitFor();
  }
  await becomes(page, '费长河');
  for (let hour = 0; hour < 4; hour++) await moves(page, '+1 小时');
  await picks(page, /^\/结束/);
}

async function picks(page: Page, suggestion: RegExp): Promise<void> {
  const messages = page.getByRole('article');
  const before = await messages.count();
  await page.getByRole('button', { name: suggestion }).click();
  await messages.nth(before + 1).waitFor();
  await page.getByText('正在处理').waitFor({ state: 'detached' });
}

async function becomes(page: Page, name: string): Promise<void> {
  const option = page.getByRole('option', { name: new RegExp(`^${name}`) });
  await page.getByLabel('我现在是').selectOption((await option.getAttribute('value')) ?? '');
  await page.getByPlaceholder(`以${name}的名义说话`).waitFor({ state: 'attached' });
}

async function moves(page: Page, button: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click();
  await page.getByRole('button', { name: button, exact: true, disabled: false }).waitFor();
}

/** Makes the window as high as it takes to see everything from this message on, and nothing before it. */
async function startAt(page: Page, message: Locator): Promise<void> {
  const [first, log] = [await message.first().boundingBox(), await page.getByRole('log').boundingBox()];
  const { width = 0, height = 0 } = page.viewportSize() ?? {};
  if (!first || !log) throw new Error('the conversation cannot be seen');
  await page.setViewportSize({ width, height: Math.round(height + log.y + MARGIN - first.y) });
  await page.getByRole('article').last().scrollIntoViewIfNeeded();
}

async function take(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.evaluate('document.activeElement.blur()');
  await page.evaluate(DRAW_MARKS);
  await page
    .getByRole('main')
    .getByRole('region', { name: '群' })
    .screenshot({ path: join(IMAGES, name) });
}
