import { gzipSync } from 'node:zlib';
import { encrypt, getSignature } from '@wecom/crypto';
import { describe, expect, it } from 'vitest';
import { SECRETS, sendPieces, startCallback } from './support.ts';

const MEGABYTE = 1024 * 1024;
const plaintext = JSON.stringify({
  msgid: 'M1',
  chattype: 'single',
  from: { userid: 'zhangsan' },
  msgtype: 'text',
  text: { content: '签到' },
});
const encrypted = encrypt(SECRETS.aesKey, plaintext, '');

describe('hazard 7: bodies', () => {
  it('takes encrypt under either of its two names', async () => {
    const { platform } = await startCallback();
    const query = platform.query(encrypted);
    for (const body of [{ encrypt: encrypted }, { ToUserName: '', Encrypt: encrypted, AgentID: '' }])
      expect((await platform.raw(JSON.stringify(body), query)).status).toBe(200);
  });

  it('never looks at a message that is not encrypted', async () => {
    const { platform, listener } = await startCallback();
    for (const body of [plaintext, JSON.stringify({ encrypt: JSON.parse(plaintext) }), '', '[]', 'null', '{'])
      expect(await platform.raw(body, platform.query(plaintext))).toEqual({ status: 400, body: '' });
    expect(listener.heard).toHaveLength(0);
  });

  it('answers 403 to a wrong signature and 400 to what cannot be decrypted or is no callback', async () => {
    const { platform, listener, lines } = await startCallback();
    const body = JSON.stringify({ encrypt: encrypted });
    const status = async (text: string): Promise<number> =>
      (await platform.raw(JSON.stringify({ encrypt: text }), platform.query(text))).status;
    expect((await platform.raw(body, platform.query(`${encrypted}x`))).status).toBe(403);
    expect((await platform.raw(body, new URLSearchParams())).status).toBe(403);
    expect((await platform.raw(body, platform.query(encrypted, 'n', 0))).status).toBe(403);
    expect(await status('AAAA')).toBe(400);
    expect(await status(encrypt(SECRETS.aesKey, plaintext, 'ww1'))).toBe(400);
    expect(await status(encrypt(SECRETS.aesKey, '{}', ''))).toBe(400);
    expect(listener.heard).toHaveLength(0);
    expect(lines.map((line) => JSON.parse(line).reason)).toEqual([
      'wrong-signature',
      'unsigned',
      'stale',
      'ciphertext',
      'receiver',
      'malformed',
    ]);
    expect(lines.join('')).not.toMatch(/签到|zhangsan|n0nce/);
  });

  it('refuses more than 1 MB that says so', async () => {
    const { platform, listener } = await startCallback();
    const query = platform.query(encrypted);
    const large = (bytes: number): string => JSON.stringify({ encrypt: encrypted }).padEnd(bytes);
    expect((await platform.raw(large(MEGABYTE), query)).status).toBe(200);
    expect((await platform.raw(large(MEGABYTE + 1), query)).status).toBe(413);
    expect(listener.heard).toHaveLength(1);
  });

  it('refuses more than 1 MB in pieces, without a length', async () => {
    const { platform } = await startCallback();
    const url = `${platform.url}?${platform.query(encrypted)}`;
    const body = JSON.stringify({ encrypt: encrypted });
    expect((await sendPieces(url, body)).status).toBe(200);
    const refused = await fetch(url, { method: 'POST', body: ' '.repeat(MEGABYTE + 1) });
    expect(refused.headers.get('connection')).toBe('close');
    const endless = Array.from({ length: 20 }, () => ' '.repeat(64 * 1024));
    expect((await sendPieces(url, endless, false)).status).toBe(413);
  });

  it('gives up on a body that does not end', async () => {
    const { platform, listener } = await startCallback({ bodyTime: 50 });
    const url = `${platform.url}?${platform.query(encrypted)}`;
    expect((await sendPieces(url, ['{"encrypt":"'], false)).status).toBe(408);
    expect(listener.heard).toHaveLength(0);
  });

  it('refuses compressed bodies', async () => {
    const { platform } = await startCallback();
    const body = new Uint8Array(gzipSync(JSON.stringify({ encrypt: encrypted })));
    for (const encoding of ['gzip', 'deflate', 'br', 'zstd', 'gzip, identity'])
      expect(
        (await platform.raw(body, platform.query(encrypted), { headers: { 'content-encoding': encoding } }))
          .status,
      ).toBe(415);
  });

  it('survives deep nesting outside and inside the encryption', async () => {
    const { platform } = await startCallback();
    const deep = '['.repeat(200_000) + ']'.repeat(200_000);
    expect((await platform.raw(deep, platform.query(deep))).status).toBe(400);
    expect((await platform.post(deep)).status).toBe(400);
    expect((await platform.post(plaintext)).status).toBe(200);
  });

  it('passes on a command of 10,000 characters, NUL and half characters left out', async () => {
    const { platform, listener } = await startCallback();
    const content = `/体会 \0\ud83d${'学'.repeat(10_000)}`;
    listener.says = async (message) => message.text.slice(0, 20);
    const message = { ...JSON.parse(plaintext), text: { content } };
    expect(await platform.stream(message)).toMatchObject({ content: `/体会 \ufffd${'学'.repeat(15)}` });
    expect(listener.heard[0]?.text).toHaveLength(10_005);
  });

  it('answers half characters of our own as whole ones', async () => {
    const { platform, listener } = await startCallback();
    listener.says = async () => '好\udc00';
    expect(await platform.stream(JSON.parse(plaintext))).toMatchObject({ content: '好\ufffd' });
  });

  it('does not mix up parameters that are given twice', async () => {
    const { platform } = await startCallback();
    const query = platform.query(encrypted);
    query.append('timestamp', '1');
    expect((await platform.raw(JSON.stringify({ encrypt: encrypted }), query)).status).toBe(403);
    const signature = getSignature(SECRETS.token, '1', 'n', encrypted);
    const pairs = new URLSearchParams([
      ['msg_signature[]', signature],
      ['timestamp', '1'],
      ['nonce', 'n'],
    ]);
    expect((await platform.raw(JSON.stringify({ encrypt: encrypted }), pairs)).status).toBe(403);
  });
});
