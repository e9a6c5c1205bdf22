import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { createLogger } from '../../src/log.ts';
import { readForm } from '../../src/web/page/form.ts';
import { Furniture, type PageRoute } from '../../src/web/page/furniture.ts';
import { PageMistake } from '../../src/web/page/mistake.ts';
import { loadPageTemplates, PageTemplateError } from '../../src/web/page/templates.ts';
import { listen, type WebServer } from '../../src/web/server.ts';

const log: string[] = [];
let server: WebServer;

beforeAll(async () => {
  const folder = await folderOf({
    'layout.html': '<html><title>{{title}}</title><link href="{{style}}">{{{content}}}</html>',
    'mistake.html':
      '{{#is400}}400{{/is400}}{{#is404}}404{{/is404}}{{#is405}}405{{/is405}}{{#is413}}413{{/is413}}{{#is415}}415{{/is415}}{{#is500}}500{{/is500}}',
    'hello.html': '{{> part}} {{name}}',
    'part.html': '<a href="{{base}}/p">你好</a>',
    'style.css': 'body { margin: 0 }',
  });
  const logger = createLogger('debug', { write: (line) => void log.push(line) });
  const furniture = new Furniture({ folder, log: logger, publicUrl: 'https://bot.example.gov.cn/q/' });
  const routes: PageRoute[] = [
    furniture.route,
    {
      method: 'get',
      path: '/hello/:name',
      handle: furniture.guarded(async (context, { name = '' }) =>
        furniture.page(context, 'hello', { title: name, name }),
      ),
    },
    {
      method: 'post',
      path: '/form',
      handle: furniture.guarded(async (context) => {
        const fields = z.object({ word: z.string(), box: z.array(z.string()).optional() });
        context.body = await readForm(context, fields, 64);
      }),
    },
    {
      method: 'get',
      path: '/broken',
      handle: furniture.guarded(async () => {
        throw new Error('a fault of ours');
      }),
    },
    {
      method: 'get',
      path: '/nobodys',
      handle: furniture.guarded(async () => {
        throw new PageMistake(404);
      }),
    },
  ];
  const health = async () => undefined;
  server = await listen({ host: '127.0.0.1', port: 0 }, logger);
  server.serve({ callback: undefined, appCallback: undefined, health, pages: routes }, furniture.explain);
  return () => server.close();
});

async function folderOf(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pages-'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

const get = (path: string): Promise<Response> => fetch(server.url + path);
const post = (body: string, type = 'application/x-www-form-urlencoded'): Promise<Response> =>
  fetch(`${server.url}/form`, { method: 'POST', body, headers: { 'content-type': type } });

describe('a page', () => {
  test('stands in the layout, with its parts, and what people wrote is harmless', async () => {
    const text = await (await get(`/hello/${encodeURIComponent('<b>"&\u202e')}`)).text();
    expect(text).toContain('<title>&lt;b&gt;&quot;&amp;</title>');
    expect(text).toContain('你好</a> &lt;b&gt;&quot;&amp;</html>');
  });

  test('has links that begin with the path of the public address', async () => {
    const text = await (await get('/hello/a')).text();
    expect(text).toContain('<a href="/q/p">');
    expect(text).toMatch(/<link href="\/q\/assets\/style-[0-9a-f]{12}\.css">/);
  });

  test.each([['/hello/a'], ['/broken'], ['/nobodys'], ['/nothing'], ['/form']])(
    '%s runs nothing, is framed by nobody and kept by nobody',
    async (path) => {
      const { headers } = await get(path);
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
      );
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('permissions-policy')).toContain('camera=()');
      expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    },
  );

  test.each([
    ['/nothing', 404],
    ['/nobodys', 404],
    ['/form', 405],
    ['/broken', 500],
    ['/assets/other.css', 404],
  ])('%s is explained as %i', async (path, status) => {
    const answer = await get(path);
    expect(answer.status).toBe(status);
    expect(await answer.text()).toContain(String(status));
  });

  test('that fails is logged without its address', async () => {
    await get('/broken?word=secret');
    expect(log.join('')).toContain('a fault of ours');
    expect(log.join('')).not.toContain('secret');
  });
});

describe('the stylesheet', () => {
  test('is kept for good under the address that pages give', async () => {
    const [path = ''] = /assets\/style-[0-9a-f]{12}\.css/.exec(await (await get('/hello/a')).text()) ?? [];
    const answer = await get(`/${path}`);
    expect(await answer.text()).toBe('body { margin: 0 }');
    expect(answer.headers.get('content-type')).toBe('text/css; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  test('comes under an old address too, but is not kept', async () => {
    const answer = await get('/assets/style-000000000000.css');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });
});

describe('a form', () => {
  test('is read field by field, and ticked boxes are a list', async () => {
    expect(await (await post('word=%E4%BD%A0+%E5%A5%BD%0D%0A&box=a&box=b')).json()).toEqual({
      word: '你 好\r\n',
      box: ['a', 'b'],
    });
  });

  test.each([
    ['without a field it needs', 'other=1', 400],
    ['with a field twice', 'word=a&word=b', 400],
    ['of 65 bytes where 64 are allowed', `word=${'a'.repeat(60)}`, 413],
  ])('%s is refused', async (_, body, status) => {
    expect((await post(body)).status).toBe(status);
  });

  test('in another format is refused, compressed as well', async () => {
    expect((await post('{"word":"a"}', 'application/json')).status).toBe(415);
    expect((await post('word=a', 'multipart/form-data')).status).toBe(415);
    expect(
      (
        await fetch(`${server.url}/form`, {
          method: 'POST',
          body: 'word=a',
          headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-encoding': 'gzip' },
        })
      ).status,
    ).toBe(415);
  });

  test('that does not say how long it is, is refused as soon as it is too long', async () => {
    const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
    const sending = request(`${server.url}/form`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'transfer-encoding': 'chunked',
      },
    });
    sending.on('response', (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sending.on('error', reject);
    onTestFinished(() => void sending.destroy());
    sending.write(`word=${'a'.repeat(80)}`);
    expect(await promise).toBe(413);
  });
});

describe('templates', () => {
  async function load(files: Readonly<Record<string, string>>) {
    const folder = await folderOf(files);
    onTestFinished(() => rm(folder, { recursive: true }));
    return () => loadPageTemplates(folder);
  }

  test.each([
    ['the layout is missing', { 'a.html': 'a' }, 'layout.html'],
    [
      'a part is missing, however deep it stands',
      { 'layout.html': '', 'a.html': '{{#x}}{{^y}}{{> b}}{{/y}}{{/x}}' },
      'b.html',
    ],
    ['braces do not match', { 'layout.html': '', 'a.html': '{{#x}}' }, 'a.html'],
  ])('stop the start when %s', async (_, files, named) => {
    const loading = await load(files);
    expect(loading).toThrow(PageTemplateError);
    expect(loading).toThrow(named);
  });

  test('stop the start when a page somebody serves is missing', async () => {
    const templates = (await load({ 'layout.html': '', 'a.html': '' }))();
    expect(() => templates.requirePages(['a', 'b'])).toThrow('b.html');
  });
});
