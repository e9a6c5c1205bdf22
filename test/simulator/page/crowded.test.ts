import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser } from '../../support/browser.ts';
import { stream } from '../echo-bot.ts';
import { TEAM, team, useStage } from '../stage.ts';

const ATTACK = '<img src=x onerror=alert(1)><b>粗</b>';

describe('the page, when it is put to the test', () => {
  const stage = useStage({ page: { now: () => '', controls: [] } });
  let browser: Browser;
  let complaints: string[];

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

  async function visit(): Promise<Page> {
    const page = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('dialog', (dialog) => complaints.push(dialog.message()));
    await page.goto(`${stage().platform.url}/#me=LiMing&group=${TEAM}`);
    await page.getByRole('heading', { name: '一组' }).waitFor();
    return page;
  }

  const says = async (page: Page, text: string): Promise<void> => {
    await page.getByRole('textbox', { name: '消息' }).fill(text);
    await page.keyboard.press('Enter');
  };

  it('draws the end of two thousand messages, and what came before when asked', async () => {
    const { world } = stage().platform;
    for (let number = 1; number <= 2000; number++)
      world.post({
        chat: team,
        author: { kind: 'person', userid: number % 2 ? 'LiMing' : 'wangfang' },
        content: { type: 'text', text: `第${number}条` },
      });
    const page = await visit();
    const articles = page.getByRole('article');
    await page.getByText('第2000条', { exact: true }).last().waitFor();
    expect(await articles.count()).toBe(120);
    await says(page, '还能说话');
    await page.getByText('您说：@Echo Bot 还能说话').last().waitFor();
    await page.getByRole('button', { name: '更早的 1880 条消息' }).click();
    await page.getByText('第1650条', { exact: true }).waitFor();
    expect(await articles.count()).toBe(420);
    expect(await page.getByText('第1650条', { exact: true }).count()).toBe(1);
  });

  it('keeps a message without end and a name made of markup inside its room, as words', async () => {
    const { platform, bot } = stage();
    platform.addPerson({ userid: 'eve', name: ATTACK, note: ATTACK });
    platform.addGroup({ id: 'g2', name: `${ATTACK}群`, members: ['LiMing', 'eve'] });
    bot.answer = () => stream(`长${'a'.repeat(4000)}`);
    const page = await visit();
    await says(page, `https://example.com/${'x'.repeat(3000)}`);
    await page.getByText('长aaa').last().waitFor();
    await page.getByRole('button', { name: '返回会话列表' }).click();
    await page.getByRole('tab', { name: '人员' }).click();
    await page.getByRole('button', { name: ATTACK }).click();
    await page.getByText(`${ATTACK}（${ATTACK}）`).first().waitFor({ state: 'attached' });
    expect(await page.locator('b, main img:not(#picture-preview)').count()).toBe(0);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
  });

  it('says what was wrong with an answer, and shows it to developers', async () => {
    stage().bot.answer = () => ({ msgtype: 'nonsense' });
    const page = await visit();
    await says(page, '在吗');
    await page.getByRole('alert').getByText('机器人的回答不合企业微信的规定').waitFor();
    complaints = complaints.filter((text) => !text.includes('502'));
    await page.getByRole('button', { name: '开发者' }).click();
    await page.locator('.wire-row').first().getByText('"msgtype": "nonsense"').waitFor();
    await page.getByRole('button', { name: '收起开发者面板' }).click();

    await page.keyboard.press('Escape');
    await page.locator('body').press('?');
    await page.getByRole('heading', { name: '键盘' }).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('#wire-open').press('/');
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('text');
  });
});
