import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type Demo, startDemo } from '../../src/demo/demo.ts';
import { openBrowser } from '../support/browser.ts';
import { essayText, makeQuickly, PIXEL } from '../support/county.ts';

async function demoAt(time: string, port = 0): Promise<Demo> {
  const folder = await mkdtemp(join(tmpdir(), 'qunxue-demo-test-'));
  const demo = await startDemo({ folder, port, now: Date.parse(`${time}+08:00`), make: makeQuickly });
  onTestFinished(async () => {
    await demo.close();
    await rm(folder, { recursive: true, force: true });
  });
  return demo;
}

const textOf = async (element: Locator): Promise<string> => (await element.textContent()) ?? '';

/** What a visitor sees and does on the page. */
class Visitor {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get messages(): Locator {
    return this.page.getByRole('article');
  }

  /** Sends this and waits for the bot's whole answer. */
  async says(text: string): Promise<string> {
    await this.page.getByRole('textbox', { name: '消息' }).fill(text);
    return this.#presses('发送');
  }

  /** Says one of the suggestions; `cards`: how many come with the answer. */
  picks(text: string, cards = 0): Promise<string> {
    return this.#presses(text, cards);
  }

  async #presses(button: string, cards = 0): Promise<string> {
    const before = await this.messages.count();
    await this.page.getByRole('button', { name: button, exact: true }).click();
    await expect.poll(() => this.messages.count(), { timeout: 10_000 }).toBe(before + 2 + cards);
    await expect.poll(() => this.page.getByText('正在处理').count(), { timeout: 10_000 }).toBe(0);
    return textOf(this.messages.nth(before + 1));
  }

  async becomes(name: string): Promise<void> {
    const option = this.page.getByRole('option', { name: new RegExp(`^${name}`) });
    await this.page.getByLabel('我现在是').selectOption((await option.getAttribute('value')) ?? '');
    await this.page.getByPlaceholder(`以${name}的名义说话`).waitFor({ state: 'attached' });
  }

  async attaches(): Promise<void> {
    await this.page
      .getByLabel('图片', { exact: true })
      .setInputFiles({ name: '现场.png', mimeType: 'image/png', buffer: PIXEL });
    await this.page.getByAltText('要发送的图片').waitFor();
  }

  /** Presses a button of the clock and reads what came of it. */
  async moves(button: string): Promise<string> {
    const fold = this.page.getByRole('button', { name: '拨时间', expanded: false });
    if (await fold.isVisible()) await fold.click();
    await this.page.getByRole('button', { name: button, exact: true }).click();
    const controls = this.page.getByRole('button', { name: button, exact: true, disabled: false });
    await controls.waitFor();
    return textOf(this.page.locator('#summary'));
  }

  async opens(chat: RegExp): Promise<void> {
    const back = this.page.getByRole('button', { name: '返回会话列表' });
    if (await back.isVisible()) await back.click();
    await this.page.getByRole('navigation', { name: '会话' }).getByRole('button', { name: chat }).click();
  }

  async hasRoom(): Promise<void> {
    expect(await this.page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
  }
}

describe('the demo', () => {
  let browser: Browser;
  let complaints: string[];
  const desk = { viewport: { width: 1280, height: 800 } };
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(() => {
    complaints = [];
  });
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    expect(complaints).toEqual([]);
  });

  async function visit(demo: Demo, options: BrowserContextOptions): Promise<Visitor> {
    const page = await (await browser.newContext(options)).newPage();
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(demo.url);
    await page.getByRole('heading', { name: '清源镇 柳树湾村支部群' }).waitFor();
    return new Visitor(page);
  }

  it('tells the story from binding a group to the Friday digest, at a desk', async () => {
    const visitor = await visit(await demoAt('2026-03-11T09:30'), desk);
    const { page } = visitor;
    await page.getByText('您从费长河（书记）开始').waitFor();

    expect(await visitor.picks('/绑定')).toContain('已绑定到 清源镇/柳树湾村支部（7人）');
    expect(await visitor.picks('/开会 讨论 三思三观 半天', 1)).toContain('已登记 三思三观讨论');
    expect(await visitor.picks('/签到')).toContain('到会1/7人');
    await visitor.becomes('廉秋菊');
    const card = visitor.messages.filter({ hasText: '线上签到' });
    expect(await textOf(card)).toContain('到会0/7人');
    await card.getByRole('button', { name: '签到', exact: true }).click();
    await expect.poll(() => textOf(card)).toContain('到会2/7人');
    await visitor.becomes('薛小燕');
    expect(await visitor.picks('/签到 线上')).toMatch(/（线上），到会3\/7人/);
    await visitor.becomes('倪淑芬');
    expect(await visitor.picks('/签到')).toContain('到会4/7人');
    await visitor.becomes('费长河');
    expect(await visitor.picks('/未签')).toContain('还没有签到：岑国旺、雷根生、贺金山');
    for (let hour = 0; hour < 4; hour++) expect(await visitor.moves('+1 小时')).toBe('期间没有新消息。');
    expect(await textOf(page.locator('#now'))).toMatch(/^2026-03-11 星期三 13:/);
    expect(await visitor.picks('/结束')).toMatch(/时长4小时，到会4\/7人.*未到：岑国旺.*已完成/s);

    await visitor.attaches();
    expect(await visitor.picks('/材料 照片')).toContain('还缺：记录、信息');
    await page.getByRole('log').getByAltText('费长河发的图片').waitFor();
    await page.getByRole('button', { name: '/材料 照片', exact: true }).waitFor({ state: 'detached' });

    await visitor.becomes('廉秋菊');
    expect(await visitor.says(`/体会 三思三观 ${essayText(1)}`)).toContain('已收到 廉秋菊 的体会文章');
    await quotesAnEssay(visitor);

    await visitor.becomes('费长河');
    // What proves the discussion is due ten days after it.
    expect(await visitor.moves('下个工作日早上')).toBe('期间有新消息：“清源镇 柳树湾村支部群”。');
    expect(await visitor.moves('到周五周报')).toMatch(/^期间有新消息：.*等 9 个群。$/);
    await visitor.becomes('王丽华');
    await visitor.opens(/^云溪县活动办群.*条未读/);
    const digest = await textOf(visitor.messages.filter({ hasText: '周报' }).last());
    expect(digest).toContain('第11周周报　3月13日（周五）');
    expect(digest).toMatch(/体会文章1篇\s*(?:已完成)?2人/);
    // What a branch has sent in for the office, and those of three digests.
    await expect.poll(() => page.getByRole('log').getByAltText('群学助手发的图片').count()).toBe(4);
    expect(await visitor.picks('/未送达')).toContain('没有未送达');
    await visitor.hasRoom();
  });

  async function quotesAnEssay(visitor: Visitor): Promise<void> {
    const { page } = visitor;
    await visitor.becomes('倪淑芬');
    await page.getByLabel('@群学助手').uncheck();
    await page.getByRole('textbox', { name: '消息' }).fill(essayText(2));
    await page.getByRole('button', { name: '发送', exact: true }).click();
    await page.getByText('没有 @ 机器人，这句话它收不到。').waitFor();
    await visitor.messages.last().getByText(essayText(2)).click();
    await page.getByText('引用 倪淑芬：').waitFor();
    await page.getByLabel('@群学助手').check();
    expect(await visitor.says('/体会 三思三观')).toContain('已收到 倪淑芬 的体会文章');
  }

  it('reminds the group of what is missing, and sends essays in private, on a telephone', async () => {
    const visitor = await visit(await demoAt('2026-03-11T09:30'), phone);
    const { page } = visitor;
    await visitor.picks('/绑定');
    await page.getByText('您从费长河（书记）开始').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: '怎么玩' }).click();
    await page.getByText('您从费长河（书记）开始').waitFor();

    const news = await visitor.moves('到下一次提醒');
    expect(news).toContain('期间有新消息：');
    const reminder = page.getByRole('log').getByText('还有1项规定动作没有完成');
    await reminder.waitFor();
    expect(await textOf(visitor.messages.last())).toMatch(/@费长河.*“三思三观”集中讨论1次.*依据/s);
    await visitor.hasRoom();

    await visitor.opens(/^群学助手/);
    await page.getByRole('log').getByText('费长河书记您好').waitFor();
    expect(await visitor.says(`/体会 三思三观 ${essayText(3)}`)).toContain('已收到 费长河 的体会文章');
    expect(await visitor.moves('到周五周报')).toBe('期间有新消息：“云溪县活动办群”。');
    await visitor.opens(/^云溪县活动办群.*条未读/);
    await page.getByText('费长河不在这个群里，可以看，不能说。').waitFor();
    await page.getByRole('log').getByText('第11周周报').waitFor();
    expect(await textOf(page.getByRole('log'))).not.toContain(essayText(3));
    await visitor.hasRoom();
  });

  it('offers what fits the person and the moment', async () => {
    const { page } = await visit(await demoAt('2026-03-11T09:30'), desk);
    const chips = () => page.locator('.chip').allInnerTexts();
    await expect.poll(chips).toEqual(['/绑定', '/帮助']);
    const visitor = new Visitor(page);
    await visitor.becomes('廉秋菊');
    await expect.poll(chips).toEqual(['/签到', '/帮助']);
    await visitor.becomes('周敏');
    await visitor.opens(/^县教育局 机关第一支部群/);
    await expect.poll(chips).toContain('/开会 讨论 三思三观 半天');
    await visitor.becomes('王丽华');
    await visitor.opens(/^云溪县活动办群/);
    await expect.poll(chips).toContain('/周报 发送');
  });
});

describe('whenever the demo is started', () => {
  it.each([
    ['on a Sunday night', '2026-03-15T23:59', '2026-03-16 星期一 09:00'],
    ['on a Monday just after midnight', '2026-03-16T00:01', '2026-03-16 星期一 09:00'],
    ['late on a Friday', '2026-03-13T17:00', '2026-03-16 星期一 09:00'],
    ['on a make-up Saturday', '2026-10-10T10:15', '2026-10-10 星期六 10:15'],
    ['in the National Day week', '2026-10-03T12:00', '2026-10-08 星期四 09:00'],
    ['right after the Spring Festival', '2026-02-24T09:00', '2026-02-24 星期二 09:00'],
    ['on the first of January', '2026-01-01T00:00', '2026-01-04 星期日 09:00'],
    ['at the end of the last year whose holidays are known', '2026-12-31T16:30', '2027-01-04 星期一 09:00'],
    ['in a year whose holidays are unknown', '2031-11-05T11:00', '2031-11-05 星期三 11:00'],
    ['on a day that is free in every year', '2031-10-01T11:00', '2031-10-06 星期一 09:00'],
  ])('%s, people are at work and two branches have met', async (_when, now, opened) => {
    const demo = await demoAt(now);
    expect(demo.time).toBe(opened);
    const { state, roster } = demo.stage.app.outlook().progress;
    const held = roster.units.flatMap(({ id }) => state.sessionsOf(id));
    expect(held.map(({ id }) => state.closing(id)?.minutes)).toEqual([360, 120]);
    expect(demo.stage.app.outlook().progress.state.outbox.pending()).toEqual([]);
  });

  it('takes another port when its own is in use, and says so', async () => {
    const first = await demoAt('2026-03-11T09:30');
    const second = await demoAt('2026-03-11T09:30', Number(new URL(first.url).port));
    expect([first.moved, second.moved]).toEqual([false, true]);
    expect((await fetch(second.url)).status).toBe(200);
  });

  it('ends at Ctrl+C and leaves nothing behind', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'qunxue-demo-test-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const demo = spawn(process.execPath, ['src/main.ts', 'demo', '0'], {
      env: { ...process.env, TMPDIR: folder },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(demo, 'exit');
    for await (const line of createInterface(demo.stdout)) {
      if (!line.includes('Ctrl+C')) continue;
      expect(await readdir(folder)).toEqual([expect.stringMatching(/^qunxue-demo-/)]);
      demo.kill('SIGINT');
    }
    expect(await ended).toEqual([0, null]);
    expect(await readdir(folder)).toEqual([]);
  });
});
