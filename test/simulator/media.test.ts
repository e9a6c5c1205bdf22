import { createDecipheriv } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { AES_KEY } from './echo-bot.ts';
import { PICTURE, useStage } from './stage.ts';

/** Written from the document, not from the simulator: AES-256-CBC, PKCS#7 to 32, IV the key's first half. */
function open(bytes: Buffer): Buffer {
  const key = Buffer.from(`${AES_KEY}=`, 'base64');
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(bytes), decipher.final()]);
  const fill = padded.at(-1) ?? 0;
  expect(padded.subarray(-fill).every((byte) => byte === fill)).toBe(true);
  return padded.subarray(0, -fill);
}

describe('a link to a picture or a file', () => {
  const stage = useStage();
  const linkTo = async (name: string, bytes: Buffer): Promise<string> => {
    await stage().platform.say({ from: 'LiMing', chat: 'private', file: { name, bytes } });
    return stage().bot.heard.at(-1)?.file?.url ?? '';
  };

  it.each([0, 1, 31, 32, 33, 100_000])('gives %i bytes back, encrypted in blocks of 32', async (size) => {
    const bytes = Buffer.alloc(size, '学习');
    const response = await fetch(await linkTo('a.txt', bytes));
    const body = Buffer.from(await response.arrayBuffer());
    expect(body.length % 32).toBe(0);
    expect(body.length).toBeGreaterThan(size);
    expect(open(body)).toEqual(bytes);
  });

  it('opens the published example of file encryption the same way', () => {
    const sealed = Buffer.from('v2GewjYWS712m+b1tLyI6se7xrREW8+OuF57yIzGXbo=', 'base64');
    expect(open(sealed).toString()).toBe('hello wecom file\n');
  });

  it('names the file, whatever characters it has', async () => {
    const response = await fetch(await linkTo(`体会 "100%" (王芳's).docx`, Buffer.from('x')));
    const header = response.headers.get('content-disposition') ?? '';
    expect(header).toContain(
      `filename*=UTF-8''%E4%BD%93%E4%BC%9A%20%22100%25%22%20%28%E7%8E%8B%E8%8A%B3%27s%29.docx`,
    );
    expect(header).toMatch(/^attachment; filename="[\x20-\x7e]+";/);
  });

  it('dies after five minutes', async () => {
    const { clock } = stage();
    const link = await linkTo('a.txt', Buffer.from('x'));
    clock.advance(300_000);
    expect((await fetch(link)).status).toBe(200);
    clock.advance(1);
    expect((await fetch(link)).status).toBe(403);
  });

  it('is new for every message, and there are no others', async () => {
    const [one, two] = [await linkTo('a.txt', PICTURE), await linkTo('a.txt', PICTURE)];
    expect(one).not.toBe(two);
    expect((await fetch(`${stage().platform.url}/media/none`)).status).toBe(404);
  });
});
