import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { ReceivedFile } from '../../src/dialogue/message.ts';
import { fileNameOf } from '../../src/wecom/disposition.ts';
import { Media } from '../../src/wecom/media.ts';
import { cipher, eventually, MemoryFiles, padded, readableLog, SECRETS, serve } from './support.ts';

const UNREAD = {
  aesKey: SECRETS.aesKey,
  read: async () => ({ kind: 'unread', why: 'not-a-document' }) as const,
  fetchMedia: null,
};
const link = (url: string, aesKey: string | null = null) => ({ kind: 'link', url, aesKey }) as const;

const encrypted = (content: string | Uint8Array): Buffer => cipher(padded(Buffer.from(content)));

/** A place to fetch from, and somebody who fetches from there. */
async function place(listener: RequestListener, limits: { limit?: number; timeout?: number } = {}) {
  const apiBase = await serve(listener);
  const files = new MemoryFiles();
  const { log, lines } = readableLog();
  const media = new Media({ ...UNREAD, files, apiBase, log, ...limits });
  const receive = (path = '/file?sign=secret'): Promise<ReceivedFile> => media.receive(link(apiBase + path));
  return { apiBase, files, media, lines, receive };
}

const why = (received: ReceivedFile): string => (received.ok ? 'taken' : received.why);

describe('a file people send', () => {
  it('is fetched, decrypted, named and stored', async () => {
    const { files, receive } = await place((_request, response) => {
      response.setHeader('content-disposition', "attachment; filename*=UTF-8''%E4%BD%93%E4%BC%9A.docx");
      response.end(Buffer.from('v2GewjYWS712m+b1tLyI6se7xrREW8+OuF57yIzGXbo=', 'base64'));
    });
    const received = await receive();
    expect(received).toMatchObject({ ok: true, file: { name: '体会.docx', bytes: 17 } });
    const content = received.ok && (await files.get(received.file.hash));
    expect(String(content)).toBe('hello wecom file\n');
  });

  it('may be empty, which is for others to judge', async () => {
    const { receive } = await place((_request, response) => response.end(encrypted('')));
    expect(await receive()).toMatchObject({ ok: true, file: { bytes: 0, name: '未命名' } });
  });

  it('is unreadable when it is not encrypted for us', async () => {
    const bodies = ['', 'plain text', encrypted('x').subarray(0, 16), cipher(Buffer.alloc(64, 200))];
    const { receive } = await place((request, response) =>
      response.end(bodies[Number(request.url?.slice(1))]),
    );
    for (const index of bodies.keys()) expect(why(await receive(`/${index}`))).toBe('unreadable');
  });

  it('says when it could not be stored', async () => {
    const { files, receive } = await place((_request, response) => response.end(encrypted('x')));
    files.broken = true;
    expect(why(await receive())).toBe('store-failed');
  });
});

describe('many files at once', () => {
  it('are fetched four at a time, so that memory is bounded', async () => {
    const held: (() => void)[] = [];
    const { receive } = await place((_request, response) => {
      held.push(() => response.end(encrypted('x')));
    });
    const all = Promise.all(Array.from({ length: 6 }, () => receive()));
    await eventually(() => held.length).toBe(4);
    for (const release of held.splice(0)) release();
    await eventually(() => held.length).toBe(2);
    for (const release of held.splice(0)) release();
    expect((await all).map(why)).toEqual(Array(6).fill('taken'));
  });
});

describe('hazard 8: a download', () => {
  it('that is out of date is told apart from one that fails', async () => {
    const { receive } = await place((request, response) => {
      response.statusCode = Number(request.url?.slice(1));
      response.end('<Error/>');
    });
    for (const status of [403, 404, 410]) expect(why(await receive(`/${status}`))).toBe('expired');
    for (const status of [400, 500, 503]) expect(why(await receive(`/${status}`))).toBe('unreadable');
  });

  it('that is too large is broken off, whatever length it claims', async () => {
    let written = 0;
    const { receive } = await place(
      (request, response) => {
        const size = { '/exact': 1000, '/over': 1001 }[request.url ?? ''];
        if (size !== undefined) return void response.end(encrypted(Buffer.alloc(size)));
        const more = (): void => {
          while (!response.destroyed && response.write(Buffer.alloc(64))) written += 64;
        };
        response.on('drain', more);
        more();
      },
      { limit: 1000 },
    );
    expect(why(await receive('/exact'))).toBe('taken');
    expect(why(await receive('/over'))).toBe('too-large');
    expect(why(await receive('/endless'))).toBe('too-large');
    expect(written).toBeLessThan(50_000_000);
  });

  it('that stalls or breaks is given up', async () => {
    const { receive } = await place(
      (request, response) => {
        if (request.url === '/silent') return;
        response.write('half');
        if (request.url === '/reset') response.destroy();
      },
      { timeout: 100 },
    );
    for (const path of ['/silent', '/half', '/reset']) expect(why(await receive(path))).toBe('unreadable');
  });

  it('may be redirected at the same place, but nowhere else and not for ever', async () => {
    let elsewhere = 0;
    const other = await serve((_request, response) => {
      elsewhere++;
      response.end(encrypted('x'));
    });
    const { receive } = await place((request, response) => {
      if (request.url === '/there') return void response.end(encrypted('x'));
      const to = { '/here': '/there', '/away': other, '/local': 'file:///etc/hosts' }[request.url ?? ''];
      response.writeHead(302, { location: to ?? '/round' }).end();
    });
    expect(why(await receive('/here'))).toBe('taken');
    for (const path of ['/away', '/local', '/round']) expect(why(await receive(path))).toBe('forbidden');
    expect(elsewhere).toBe(0);
  });

  it('is never made from anywhere but WeCom, and its address is in no log', async () => {
    const { media, apiBase, lines, receive } = await place((_request, response) => response.end('x'));
    for (const address of [
      'http://ww-aibot-img-1258476243.cos.ap-guangzhou.myqcloud.com/secret',
      'https://evil-1258476244.cos.ap-guangzhou.myqcloud.com/secret',
      'https://x-1258476243.cos.ap-guangzhou.myqcloud.com.evil.cn/secret',
      'https://evilweixin.qq.com/secret',
      'https://qyapi.weixin.qq.com:8443/secret',
      'https://user:pass@qyapi.weixin.qq.com/secret',
      'http://169.254.0.23/secret',
      apiBase.replace('127.0.0.1', '127.0.0.2'),
      'file:///secret',
      'secret',
      '',
    ])
      expect(why(await media.receive(link(address)))).toBe('forbidden');
    await receive('/?sign=secret');
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join('')).not.toContain('secret');
  });

  it('may come by plain http from this machine alone', async () => {
    const { files } = await place((_request, response) => response.end());
    const { log } = readableLog();
    const apiBase = 'http://wecom.example';
    const media = new Media({ ...UNREAD, files, apiBase, log });
    expect(why(await media.receive(link(`${apiBase}/file`)))).toBe('forbidden');
  });
});

describe('the name of a file', () => {
  const latin1 = Buffer.from('方案.pdf').toString('latin1');
  it.each([
    ["attachment; filename=x.txt; filename*=UTF-8''%E6%96%B9.docx", '方.docx'],
    ['attachment; filename="a b.txt"', 'a b.txt'],
    ['attachment; filename="say \\"hi\\".txt"', 'say "hi".txt'],
    ['attachment; filename=%E6%96%B9%E6%A1%88.pdf', '方案.pdf'],
    [`attachment; filename="${latin1}"`, '方案.pdf'],
    ['attachment; filename="100%.txt"', '100%.txt'],
    ['attachment; filename="../../etc/passwd"', 'passwd'],
    ['attachment; filename="C:\\\\a\\\\b.txt"', 'b.txt'],
    ["attachment; filename*=UTF-8''..%2F..%2Fx.sh", 'x.sh'],
    ["attachment; filename*=UTF-8''a%00%0A%E2%80%AEb.txt", 'ab.txt'],
    ["attachment; filename*=UTF-8''%FF%FE", '未命名'],
    ['attachment; filename=".."', '未命名'],
    ['attachment', '未命名'],
    [null, '未命名'],
  ])('%j is %j', (header, name) => {
    expect(fileNameOf(header)).toBe(name);
  });

  it('is cut in front of its extension when it is very long', () => {
    const name = fileNameOf(`attachment; filename="${'a'.repeat(500)}.docx"`);
    expect(name).toBe(`${'a'.repeat(115)}.docx`);
  });
});
