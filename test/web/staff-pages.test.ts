import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Message } from '../../src/dialogue/message.ts';
import { createLogger } from '../../src/log.ts';
import { personId } from '../../src/roster/roster.ts';
import { HOUR, MINUTE, MovableClock } from '../../src/time/clock.ts';
import { Furniture } from '../../src/web/page/furniture.ts';
import type { PageAddress } from '../../src/web/pages/page-source.ts';
import { StaffDoor } from '../../src/web/pages/staff-door.ts';
import { StaffPages } from '../../src/web/pages/staff-pages.ts';
import { listen } from '../../src/web/server.ts';
import { PageVisitor } from '../support/page-visitor.ts';

const LI = personId('lina');
const WU = personId('wugang');

/** The pages with two people on a roster that can change, and a bot that repeats what it was told. */
async function open({ publicUrl = '' }: { publicUrl?: string } = {}) {
  const log: string[] = [];
  const logger = createLogger('debug', { write: (line) => void log.push(line) });
  const clock = new MovableClock(Date.parse('2026-03-11T09:30+08:00'));
  const names = new Map([
    [LI, '李娜'],
    [WU, '吴刚'],
  ]);
  const heard: Message[] = [];
  const asked: PageAddress[] = [];
  const server = await listen({ host: '127.0.0.1', port: 0 }, logger);
  onTestFinished(() => server.close());
  const own = server.url;
  const url = publicUrl || own;
  const furniture = new Furniture({ folder: 'templates/pages', log: logger, publicUrl: url });
  const door = new StaffDoor(url, clock);
  const pages = new StaffPages({
    furniture,
    clock,
    door,
    conversation: {
      answer: async (message) => {
        heard.push(message);
        return { text: `**听到** ${message.text}`, card: null };
      },
    },
    source: {
      templates: ['health'],
      nameOf: (person) => names.get(person),
      links: () => [{ path: '/p', text: '总览', here: true }],
      show: async (person, address, sign) => {
        asked.push(address);
        if (address.page === 'broken') throw new Error('a fault of ours');
        if (address.page === 'nothing') return undefined;
        const title = `${names.get(person)}的 ${sign(address.id || '审阅 3 退回')}`;
        return { template: 'health', view: { title, ways: [], repairs: [] } };
      },
      workbook: async (person, unit) =>
        unit === '县教育局' ? { name: '工作簿.xlsx', content: Buffer.from(String(person)) } : null,
    },
  });
  const health = async () => undefined;
  server.serve(
    { callback: undefined, appCallback: undefined, health, pages: [furniture.route, ...pages.routes] },
    furniture.explain,
  );
  let message = 0;
  return {
    clock,
    names,
    heard,
    asked,
    log,
    door,
    own,
    link: (person = LI) => door.link(person, `message ${message++}`) ?? '',
    visitor: () => new PageVisitor(own),
    async inside(person = LI) {
      const visitor = new PageVisitor(own);
      await visitor.enter(this.link(person));
      return visitor;
    },
  };
}

/** The token a page of this test holds in its heading. */
const tokenIn = (html: string): string => /<h1>\S+ ([\w.-]+)<\/h1>/.exec(html)?.[1] ?? '';

type House = Awaited<ReturnType<typeof open>>;
let house: House;

beforeEach(async () => {
  house = await open();
});

describe('a link', () => {
  test('lets in by its button, once', async () => {
    const link = house.link();
    const visitor = house.visitor();
    expect((await visitor.get(link)).text).toContain('李娜，您好');
    const entered = await visitor.post(new URL(link).pathname);
    expect([entered.status, entered.location]).toEqual([303, '/p']);
    expect((await visitor.get('/p')).text).toContain('李娜的');
    const again = await house.visitor().enter(link);
    expect(again.status).toBe(410);
    expect(again.text).toContain('发送“/网页”，会得到一个新链接');
  });

  test('is not used up by whatever looks at it without pressing', async () => {
    const link = house.link();
    for (let look = 0; look < 3; look++) expect((await house.visitor().get(link)).status).toBe(200);
    expect((await house.visitor().enter(link)).status).toBe(303);
  });

  test('holds for ten minutes', async () => {
    const [first, second] = [house.link(), house.link()];
    house.clock.advance(10 * MINUTE - 1);
    expect((await house.visitor().enter(first)).status).toBe(303);
    house.clock.advance(1);
    expect((await house.visitor().enter(second)).status).toBe(410);
    expect((await house.visitor().get(second)).status).toBe(410);
  });

  test('of somebody else cannot be made from one’s own', async () => {
    const [body = '', mac = ''] = house.link().split('/w/')[1]?.split('.') ?? [];
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
    const forged = Buffer.from(JSON.stringify([WU, ...claims.slice(1)])).toString('base64url');
    const later = Buffer.from(JSON.stringify([claims[0], claims[1] + HOUR, claims[2]])).toString('base64url');
    const tokens = [
      `${forged}.${mac}`,
      `${later}.${mac}`,
      `${body}.`,
      `${body}.${mac}.x`,
      body,
      'x',
      'bnVsbA.x',
    ];
    for (const token of tokens)
      expect((await house.visitor().enter(`${house.own}/w/${token}`)).status).toBe(410);
  });

  test('is used up in every spelling of it', async () => {
    const link = house.link();
    await house.visitor().enter(link);
    for (const spelling of [`${link}=`, `${link}%20`, `${link}!`, link.replace(/\.(?=[^.]*$)/, '=.')])
      expect((await house.visitor().enter(spelling)).status).toBe(410);
  });

  test('of another house, or of this one before it was restarted, is as good as none', async () => {
    const other = await open();
    const token = new URL(other.link()).pathname;
    expect((await house.visitor().enter(house.own + token)).status).toBe(410);
  });

  test('says the same whether it is old, used or forged', async () => {
    const used = house.link();
    await house.visitor().enter(used);
    const texts = [used, `${house.own}/w/forged.forged`].map(
      async (link) => (await house.visitor().get(link)).html,
    );
    expect(new Set(await Promise.all(texts)).size).toBe(1);
  });

  test('cannot be pressed from a page elsewhere', async () => {
    const path = new URL(house.link()).pathname;
    expect((await house.visitor().post(path, {}, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await house.visitor().post(path, {}, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await house.visitor().post(path)).status).toBe(303);
  });

  test('is worth nothing to who has left the roster meanwhile', async () => {
    const link = house.link();
    house.names.delete(LI);
    expect((await house.visitor().enter(link)).status).toBe(410);
  });

  test('is never logged, nor is anything else that opens a door', async () => {
    const link = house.link();
    const visitor = house.visitor();
    await visitor.enter(link);
    const token = tokenIn((await visitor.get('/p')).html);
    await visitor.post('/p/act', { token, words: '原因' });
    await visitor.get('/p/nothing');
    expect((await visitor.get('/p/broken/县教育局')).status).toBe(500);
    await house.visitor().enter(link);
    const secrets = [link.split('/w/')[1] ?? '', visitor.cookie.split('=')[1] ?? '', token];
    expect(house.log.join('\n')).toContain('a fault of ours');
    expect(house.log.join('\n')).not.toContain('/p/broken');
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(20);
      expect(house.log.join('\n')).not.toContain(secret);
    }
  });

  test('is none while pages are off', () => {
    expect(new StaffDoor(undefined, house.clock).link(LI, 'a message')).toBeNull();
  });
});

describe('a session', () => {
  test('is needed for every page', async () => {
    for (const path of ['/p', '/p/unit/县教育局', '/p/reply/x', '/p/workbook?unit=县教育局']) {
      const refused = await house.visitor().get(path);
      expect([path, refused.status]).toEqual([path, 403]);
      expect(refused.text).toContain('私聊机器人，发送“/网页”');
    }
    expect(house.asked).toEqual([]);
  });

  test('ends after half an hour without a look, and after eight hours in any case', async () => {
    const visitor = await house.inside();
    for (let minutes = 0; minutes < 8 * 60 - 29; minutes += 29) {
      expect((await visitor.get('/p')).status).toBe(200);
      house.clock.advance(29 * MINUTE);
    }
    house.clock.advance(29 * MINUTE);
    expect((await visitor.get('/p')).status).toBe(403);

    const other = await house.inside();
    house.clock.advance(30 * MINUTE);
    expect((await other.get('/p')).status).toBe(403);
  });

  test('ends by the button on each page', async () => {
    const visitor = await house.inside();
    const { cookie } = visitor;
    const left = await visitor.press(await visitor.get('/p'), '退出');
    expect(left.text).toContain('已退出');
    visitor.cookie = cookie;
    expect((await visitor.get('/p')).status).toBe(403);
  });

  test('ends by word, with all others of this person and the links not yet used', async () => {
    const [first, second, stranger] = [await house.inside(), await house.inside(), await house.inside(WU)];
    const link = house.link();
    house.door.leave(LI);
    for (const visitor of [first, second]) expect((await visitor.get('/p')).status).toBe(403);
    expect((await house.visitor().enter(link)).status).toBe(410);
    expect((await stranger.get('/p')).status).toBe(200);
    expect((await house.visitor().enter(house.link())).status).toBe(303);
  });

  test('ends with the person’s place on the roster', async () => {
    const visitor = await house.inside();
    house.names.delete(LI);
    expect((await visitor.get('/p')).status).toBe(403);
  });

  test('gives a cookie that no script can read and no other path is sent', async () => {
    const entered = await house.visitor().enter(house.link());
    expect(entered.headers.get('set-cookie')).toMatch(
      /^qunxue=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/p$/,
    );
  });

  test('gives a secure one behind https, under the path of the public address', async () => {
    const secure = await open({ publicUrl: 'https://bot.example.gov.cn/q' });
    const { pathname } = new URL(secure.link());
    expect(pathname).toMatch(/^\/q\/w\//);
    const visitor = new PageVisitor(secure.own);
    const entered = await visitor.post(pathname.slice(2), {}, { origin: 'https://bot.example.gov.cn' });
    expect(entered.location).toBe('/q/p');
    expect(entered.headers.get('set-cookie')).toMatch(
      /^__Secure-qunxue=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/q\/p; Secure$/,
    );
    expect((await visitor.get('/p')).html).toContain('href="/q/p"');
  });

  test('is one of at most five a person: a further one ends the oldest', async () => {
    const visitors: PageVisitor[] = [];
    for (let each = 0; each < 6; each++) visitors.push(await house.inside());
    const statuses = await Promise.all(visitors.map(async (visitor) => (await visitor.get('/p')).status));
    expect(statuses).toEqual([403, 200, 200, 200, 200, 200]);
  });

  test('sees pages that nobody keeps', async () => {
    const visitor = await house.inside();
    const pages = [
      await visitor.get('/p'),
      await visitor.get('/p/nothing'),
      await visitor.get('/p/workbook?unit=县教育局'),
    ];
    for (const { headers } of pages) expect(headers.get('cache-control')).toBe('no-store');
  });

  test('asks for a page by its address', async () => {
    const visitor = await house.inside();
    await visitor.get(`/p/unit/${['县教育局', '机关第一支部'].map(encodeURIComponent).join('/')}?a=1`);
    const [{ page, id, query } = {}] = house.asked.slice(-1);
    expect([page, id, query?.get('a')]).toEqual(['unit', '县教育局/机关第一支部', '1']);
    expect((await visitor.get('/p/nothing')).status).toBe(404);
  });

  test('downloads the workbook of a unit that is the reader’s to have', async () => {
    const visitor = await house.inside();
    const file = await visitor.get('/p/workbook?unit=县教育局');
    expect(file.html).toBe('lina');
    expect(file.headers.get('content-disposition')).toBe(
      `attachment; filename*=UTF-8''${encodeURIComponent('工作簿.xlsx')}`,
    );
    expect((await visitor.get('/p/workbook?unit=县卫生局')).status).toBe(404);
  });
});

describe('a button', () => {
  test('says what the person could have typed in private, with what was filled in behind it', async () => {
    const visitor = await house.inside();
    const token = tokenIn((await visitor.get('/p')).html);
    const done = await visitor.post('/p/act', { token, words: ' 时间不具体\r\n/审阅 3 同意 ' });
    expect(done.status).toBe(303);
    expect(house.heard).toMatchObject([
      {
        from: LI,
        chat: { kind: 'single', id: null },
        text: '/审阅 3 退回 时间不具体\r\n/审阅 3 同意',
        files: [],
        tapped: null,
      },
    ]);
    const reply = await visitor.get(done.location);
    expect(reply.text).toContain('听到 /审阅 3 退回 时间不具体');
    expect(reply.html).toContain('href="/p"');
  });

  test('pressed twice is the same message twice', async () => {
    const visitor = await house.inside();
    const token = tokenIn((await visitor.get('/p')).html);
    const [first, second] = [
      await visitor.post('/p/act', { token }),
      await visitor.post('/p/act', { token }),
    ];
    expect(first.location).toBe(second.location);
    expect(new Set(house.heard.map(({ id }) => id)).size).toBe(1);
    await visitor.post('/p/act', { token: tokenIn((await visitor.get('/p')).html) });
    expect(new Set(house.heard.map(({ id }) => id)).size).toBe(2);
  });

  test('does nothing without the page’s token, with a changed one, or with that of another session', async () => {
    const [visitor, other] = [await house.inside(), await house.inside(WU)];
    const token = tokenIn((await visitor.get('/p')).html);
    const [body = '', mac = ''] = token.split('.');
    const form = JSON.parse(Buffer.from(body, 'base64url').toString());
    const changed = Buffer.from(JSON.stringify({ ...form, order: '审阅 3 同意' })).toString('base64url');
    const foreign = tokenIn((await other.get('/p')).html);
    const link = house.link().split('/w/')[1] ?? '';
    expect((await visitor.post('/p/act', {})).status).toBe(400);
    for (const wrong of [`${changed}.${mac}`, `${body}.`, foreign, link, ''])
      expect((await visitor.post('/p/act', { token: wrong })).status).toBe(403);
    expect(house.heard).toEqual([]);
  });

  test('does nothing from a page elsewhere, even with a token that holds', async () => {
    const visitor = await house.inside();
    const token = tokenIn((await visitor.get('/p')).html);
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'same-site' }])
      expect((await visitor.post('/p/act', { token }, headers)).status).toBe(403);
    expect(house.heard).toEqual([]);
  });

  test('does nothing once the session is over', async () => {
    const visitor = await house.inside();
    const token = tokenIn((await visitor.get('/p')).html);
    house.door.leave(LI);
    expect((await visitor.post('/p/act', { token })).status).toBe(403);
    expect(house.heard).toEqual([]);
  });

  test('refuses what is longer than anybody writes', async () => {
    const visitor = await house.inside();
    const token = tokenIn((await visitor.get('/p')).html);
    expect((await visitor.post('/p/act', { token, words: '长'.repeat(5000) })).status).toBe(413);
    expect((await visitor.post('/p/act', { token, words: '长'.repeat(4001) })).status).toBe(400);
    expect(house.heard).toEqual([]);
    expect((await visitor.post('/p/act', { token, words: '长'.repeat(4000) })).status).toBe(303);
  });

  test('has an answer that only its own session can look at', async () => {
    const [visitor, other] = [await house.inside(), await house.inside()];
    const done = await visitor.post('/p/act', { token: tokenIn((await visitor.get('/p')).html) });
    expect((await other.get(done.location)).status).toBe(404);
  });
});
