import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openFileStore } from '../../src/journal/files/file-store.ts';
import { inParts } from '../../src/journal/files/in-parts.ts';
import { typeOf } from '../../src/journal/files/sniff.ts';
import { gbkOf } from '../support/sent-files.ts';
import { turnsDuring } from '../support/turns.ts';
import { dataFolder } from './fixtures.ts';

const MEGABYTE = 2 ** 20;
/** Of three bytes each, so that the borders between parts fall into characters. */
const utf8 = Buffer.from('群'.repeat(MEGABYTE));
/** After one letter every character of two bytes is cut by the borders. */
const gb18030 = Buffer.concat([Buffer.from('A'), Buffer.alloc(2 * MEGABYTE, gbkOf('群'))]);

describe('a large file', () => {
  it('comes in parts that are the whole', async () => {
    const parts: Uint8Array[] = [];
    for await (const part of inParts(utf8)) parts.push(part);
    expect(parts.length).toBeGreaterThan(1);
    expect(Buffer.concat(parts).equals(utf8)).toBe(true);
  });

  it('gives everybody else a turn between its parts', async () => {
    let parts = 0;
    const turns = await turnsDuring(async () => {
      for await (const _ of inParts(utf8)) parts++;
    });
    expect(turns).toBe(parts - 1);
  });

  it.each([
    ['UTF-8 text', utf8, 'text/plain'],
    ['GB18030 text', gb18030, 'text/plain'],
    ['half a character at its end', gb18030.subarray(0, -1), 'application/octet-stream'],
    ['a NUL at its end', Buffer.concat([utf8, Buffer.from([0])]), 'application/octet-stream'],
  ])('is looked at to its end, and others have their turns meanwhile: %s', async (_, content, type) => {
    expect(await turnsDuring(() => typeOf(content))).toBeGreaterThan(4);
    expect(await typeOf(content)).toBe(type);
  });

  it('is stored under the hash of all of it', async () => {
    const store = await openFileStore(await dataFolder());
    const { hash } = await store.put(utf8, '体会.txt');
    expect(hash).toBe(createHash('sha256').update(utf8).digest('hex'));
    expect(utf8.equals(await store.get(hash))).toBe(true);
  });
});
