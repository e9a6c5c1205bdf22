import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { stamp } from '../../src/simulator/page/page-view.ts';
import { Zone } from '../../src/time/zone.ts';
import { openBrowser } from '../support/browser.ts';
import { stream, wordsOf } from './echo-bot.ts';
import { NOW, PICTURE, post, TEAM, team, useStage } from './stage.ts';

const zone = new Zone('Asia/Shanghai');
const DAY = 86_400_000;

describe('the page', () => {
  let moved = 0;
  const stage = useStage({
    page: {
      title: '演示',
      now: () => stamp(zone, NOW + moved),
      controls: [
        { id: 'day', label: '+1 天', run: () => moveOneDay() },
        { id: 'word', label: '说一句', run: async () => '已经说了。' },
      ],
      suggest: (userid, chat) => [`/帮助 ${userid} ${chat === 'private' ? '单聊' : chat.group}`],
    },
  });

  async function moveOneDay(): Promise<string> {
    moved += DAY;
    stage().clock.advance(DAY);
    const content = '<font color="warning">提醒</font> <@wangfang>';
    await post(stage().platform.webhookUrl(TEAM), { msgtype: 'markdown', markdown: { content } });
    stage().platform.takeMessages(team);
    return '';
  }

  let browser: Browser;
  let complaints: string[];

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(() => {
    moved = 0;
    complaints = [];
  });
  // Pages go before the platform does, or they would complain that it is gone.
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    expect(complaints).toEqual([]);
  });

  async function visit(options: BrowserContextOptions = {}, place = ''): Promise<Page> {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('dialog', (dialog) => complaints.push(dialog.message()));
    await page.goto(`${stage().platform.url}/${place}`);
    await page.getByRole('heading', { name: '演示' }).waitFor({ state: 'attached' });
    return page;
  }

  const type = async (page: Page, text: string) => {
    await page.getByRole('textbox', { name: '消息' }).fill(text);
    await page.keyboard.press('Enter');
  };
  const inLog = (page: Page, text: string) => page.getByRole('log').getByText(text);
  const wide = { viewport: { width: 1280, height: 800 } };
  const narrow = { viewport: { width: 375, height: 740 }, hasTouch: true, isMobile: true };

  it.each([
    ['at a desk', wide],
    ['on a telephone', narrow],
  ])('lets one type and read the answer %s', async (_where, options) => {
    const page = await visit(options);
    await page.getByRole('button', { name: /^一组/ }).click();
    await type(page, '/签到');
    await inLog(page, '您说：@Echo Bot /签到').waitFor();
    expect(await page.getByRole('textbox', { name: '消息' }).inputValue()).toBe('');
    const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(overflow).toBe(0);
  });

  it('shows the group or the list of chats on a telephone, not both', async () => {
    const page = await visit(narrow);
    await page.getByRole('button', { name: /^一组/ }).click();
    expect(await page.getByRole('navigation').isVisible()).toBe(false);
    await page.getByRole('button', { name: '返回会话列表' }).click();
    expect(await page.getByRole('log').isVisible()).toBe(false);
  });

  it('lets one be anybody, and each private chat is its own', async () => {
    const page = await visit();
    await page.getByRole('button', { name: /^Echo Bot/ }).click();
    await type(page, '我是李明');
    await inLog(page, '您说：我是李明').waitFor();
    await page.getByLabel('我现在是').selectOption({ label: '王芳' });
    await inLog(page, '我是李明').first().waitFor({ state: 'detached' });
    await type(page, '我是王芳');
    await inLog(page, '您说：我是王芳').waitFor();
    const heard = stage().bot.heard.filter(({ msgtype }) => msgtype === 'text');
    expect(heard.map(({ from }) => from.userid)).toEqual(['LiMing', 'wangfang']);
  });

  it('tells the bot of the first visit of a day, and shows its greeting', async () => {
    const page = await visit();
    const visits = () => stage().bot.heard.filter(({ event }) => event?.eventtype === 'enter_chat').length;
    await page.getByRole('button', { name: /^Echo Bot/ }).click();
    await inLog(page, '欢迎').waitFor();
    await page.reload();
    await inLog(page, '欢迎').waitFor();
    expect(visits()).toBe(1);
    await page.getByRole('button', { name: '+1 天' }).click();
    await page.getByText('时间已到').waitFor();
    await page.reload();
    await expect.poll(visits).toBe(2);
  });

  it('lets a stranger look and join, and only then speak', async () => {
    const page = await visit({}, `#me=zhaoqi&group=${TEAM}`);
    await page.getByText('赵琦不在这个群里').waitFor();
    await page.getByRole('button', { name: '加入这个群' }).click();
    await type(page, '大家好');
    await inLog(page, '您说：@Echo Bot 大家好').waitFor();
  });

  it('sends a picture together with words, and shows it', async () => {
    const page = await visit({}, `#me=LiMing&group=${TEAM}`);
    await page
      .getByLabel('图片', { exact: true })
      .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: PICTURE });
    await type(page, '现场');
    const picture = page.getByRole('log').getByAltText('李明发的图片');
    await picture.waitFor();
    await expect.poll(() => page.evaluate(`document.querySelector('article img').naturalWidth`)).toBe(1);
    expect(stage().bot.heard[0]?.mixed?.msg_item).toHaveLength(2);
  });

  it('quotes a file that was put into a group, because the bot would not see it otherwise', async () => {
    const page = await visit({}, `#me=LiMing&group=${TEAM}`);
    const buffer = Buffer.from('<script>alert(1)</script>');
    await page
      .getByLabel('文件', { exact: true })
      .setInputFiles({ name: '体会.html', mimeType: 'text/html', buffer });
    await page.getByText('已为您引用它').waitFor();
    await type(page, '/体会');
    await inLog(page, '您说：@Echo Bot /体会').waitFor();
    expect(stage().bot.heard).toMatchObject([{ quote: { msgtype: 'file' } }]);
    await inLog(page, '李明：[文件] 体会.html').waitFor();
    const link = await page.getByRole('link', { name: /体会.html/ }).getAttribute('href');
    const file = await fetch(stage().platform.url + link);
    expect(file.headers.get('content-type')).toBe('application/octet-stream');
  });

  it('quotes a message that is clicked', async () => {
    const page = await visit({}, `#me=LiMing&group=${TEAM}`);
    await type(page, '第一句');
    await inLog(page, '您说：@Echo Bot 第一句').click();
    await type(page, '这是什么');
    await expect.poll(() => stage().bot.heard.at(-1)?.quote?.text?.content).toBe('您说：@Echo Bot 第一句');
  });

  it('moves the clock, says what came of it, and shows what arrived', async () => {
    const page = await visit({}, '#me=LiMing');
    await page.getByText('2014-03-05 星期三 09:00').first().waitFor();
    await page.getByRole('button', { name: '+1 天' }).click();
    await page.getByText('时间已到 2014-03-06 星期四 09:00，期间发出 1 条消息。').waitFor();
    await page.getByRole('button', { name: /^一组.*1 条未读/ }).click();
    await inLog(page, '@王芳').waitFor();
    expect(await inLog(page, '提醒').getAttribute('class')).toBe('font-warning');
    await page.getByRole('button', { name: '说一句' }).click();
    await page.getByText('已经说了。').waitFor();
  });

  it('shows that the bot is still at work, then its answer in the same place', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    stage().bot.answer = async (callback) => {
      if (!callback.stream) return stream('', false);
      await promise;
      return stream('数完了');
    };
    const page = await visit({}, `#me=LiMing&group=${TEAM}`);
    await type(page, '数一数');
    await inLog(page, '正在处理').waitFor();
    resolve();
    await inLog(page, '数完了').waitFor();
    expect(await page.getByRole('article').count()).toBe(2);
  });

  it('offers what to say next', async () => {
    const page = await visit({}, `#me=LiMing&group=${TEAM}`);
    await page.getByRole('button', { name: `/帮助 LiMing ${TEAM}` }).click();
    await inLog(page, `您说：@Echo Bot /帮助 LiMing ${TEAM}`).waitFor();
  });

  it('gives the words back and says why when the bot cannot be reached', async () => {
    const page = await visit({}, '#me=LiMing');
    await stage().bot.close();
    await type(page, '在吗');
    await page.getByRole('alert').getByText('连不上机器人').waitFor();
    expect(await page.getByRole('textbox', { name: '消息' }).inputValue()).toBe('在吗');
    complaints = complaints.filter((text) => !text.includes('502'));
  });

  it('draws what people and bots write, and runs none of it', async () => {
    const attack = '<img src=x onerror=alert(1)><script>alert(2)</script>';
    stage().bot.answer = (callback) => stream(`${attack} ${wordsOf(callback)}`);
    stage().platform.addPerson({ userid: 'eve', name: attack });
    stage().platform.world.join(TEAM, 'eve');
    const page = await visit({}, `#me=eve&group=${TEAM}`);
    await type(page, attack);
    await expect.poll(() => page.getByRole('article').count()).toBe(2);
    expect(await page.locator('main img, main script').count()).toBe(1);
  });
});

describe('the page server', () => {
  const stage = useStage({ page: { now: () => '', controls: [] } });

  it('allows the page nothing from elsewhere', async () => {
    const response = await fetch(stage().platform.url);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
  });

  it('does not listen to other sites, nor answer under another name', async () => {
    const { url } = stage().platform;
    const headers = { 'sec-fetch-site': 'cross-site' };
    expect(
      (await fetch(`${url}/page/join?me=zhaoqi&group=${TEAM}`, { method: 'POST', headers })).status,
    ).toBe(403);
    expect(stage().platform.world.group(TEAM).members).not.toContain('zhaoqi');
  });

  it.each([
    ['/page/messages', 400],
    ['/page/messages?me=a&group=none', 200],
    ['/page/attachments/none/0', 404],
    ['/../package.json', 404],
  ])('answers GET %s with %i', async (path, status) => {
    expect((await fetch(stage().platform.url + path)).status).toBe(status);
  });

  it.each([
    ['nothing', {}, 400],
    ['no words', { me: 'LiMing', text: ' ' }, 400],
    ['a group one is not in', { me: 'zhaoqi', group: TEAM, text: '在吗' }, 409],
    ['a picture that is none', { me: 'LiMing', picture: new Blob(['words']) }, 415],
  ])('refuses to say %s', async (_what, fields, status) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    const response = await fetch(`${stage().platform.url}/page/say`, { method: 'POST', body: form });
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ error: expect.stringMatching(/[。！]$/) });
  });
});
