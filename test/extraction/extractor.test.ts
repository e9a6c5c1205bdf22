import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { constants, deflateRawSync, deflateSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { Extractor, type ExtractorOptions } from '../../src/extraction/extractor.ts';
import { typeOf } from '../../src/journal/files/sniff.ts';
import type { FileContents } from '../../src/records/records.ts';
import {
  bomb,
  docxOf,
  pdfFile,
  pdfOf,
  pdfStream,
  wordParagraph,
  wordParts,
  wordPicture,
  wordXml,
  zipOf,
} from '../support/sent-files.ts';
import { turnsDuring } from '../support/turns.ts';

const MEGABYTE = 2 ** 20;
const HONEST = docxOf(wordParagraph('学习体会'));
const READ: FileContents = { kind: 'text', text: '学习体会', cut: false };

const open: Extractor[] = [];
const faults: unknown[] = [];

function extractorOf(options: Partial<ExtractorOptions> = {}): Extractor {
  const extractor = new Extractor({ onFault: (error) => faults.push(error), ...options });
  open.push(extractor);
  return extractor;
}

const read = async (extractor: Extractor, content: Uint8Array): Promise<FileContents> =>
  extractor.read(content, await typeOf(content));

afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
  expect(faults.splice(0)).toEqual([]);
});

/** Reading it takes minutes and little memory: 500 pages show the same 20 MB of nothing. */
function endless(): Buffer {
  const pages = 500;
  const kids = Array.from({ length: pages }, (_, at) => `${at + 4} 0 R`).join(' ');
  const nothing = deflateSync(Buffer.alloc(20 * MEGABYTE, 'q Q ')).toString('latin1');
  return pdfFile([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages} >>`,
    pdfStream(nothing, '/Filter /FlateDecode '),
    ...Array.from(
      { length: pages },
      () => '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R >>',
    ),
  ]);
}

/** A docx of one word of so many megabytes. */
function oneWord(megabytes: number): Buffer {
  const [before = '', after = ''] = wordXml(wordParagraph('|')).split('|');
  const deflated = Buffer.concat([
    deflateRawSync(before, { finishFlush: constants.Z_SYNC_FLUSH }),
    bomb(megabytes, 'a').subarray(0, -2),
    deflateRawSync(after),
  ]);
  const declared = before.length + megabytes * MEGABYTE + after.length;
  return zipOf(wordParts({ name: 'word/document.xml', content: '', deflated, declared }));
}

describe('the extractor', () => {
  it('reads documents of each kind', async () => {
    const extractor = extractorOf();
    expect(await read(extractor, HONEST)).toEqual(READ);
    expect(await read(extractor, pdfOf([[{ x: 72, y: 700, text: '学习体会' }]]))).toEqual(READ);
    expect(await read(extractor, Buffer.from('\ufeff学习体会\r\n'))).toEqual(READ);
    expect(await read(extractor, Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))).toEqual({ kind: 'picture' });
    expect(await read(extractor, Buffer.alloc(0))).toEqual({ kind: 'unread', why: 'damaged' });
  });

  it('leaves the content to whom it belongs, also when that is part of a larger buffer', async () => {
    const around = Buffer.concat([Buffer.from('before'), HONEST, Buffer.from('after')]);
    const part = around.subarray(6, -5);
    expect(await read(extractorOf(), part)).toEqual(READ);
    expect(part).toEqual(HONEST);
  });

  it('reads ten files at once, each its own', async () => {
    const extractor = extractorOf();
    const essays = Array.from({ length: 10 }, (_, at) => `第${at + 1}篇学习体会`);
    const contents = await Promise.all(essays.map((text) => read(extractor, docxOf(wordParagraph(text)))));
    expect(contents).toEqual(essays.map((text) => ({ kind: 'text', text, cut: false })));
  });

  it('reads them one after the other when it may have one worker only', async () => {
    const extractor = extractorOf({ workers: 1 });
    const order: number[] = [];
    const reading = [1, 2, 3].map((each) => read(extractor, HONEST).then(() => order.push(each)));
    await Promise.all(reading);
    expect(order).toEqual([1, 2, 3]);
  });

  it('gives up when a file takes too long, and reads the next', async () => {
    const extractor = extractorOf({ milliseconds: 4_000, workers: 1 });
    const [first, second] = await Promise.all([read(extractor, endless()), read(extractor, HONEST)]);
    expect(first).toEqual({ kind: 'unread', why: 'too-slow' });
    expect(second).toEqual(READ);
  });

  it('gives up when a file takes too much memory, and reads the next', async () => {
    const extractor = extractorOf({ megabytes: 96, inflatedBytes: 400 * MEGABYTE, workers: 1 });
    const [first, second] = await Promise.all([read(extractor, oneWord(300)), read(extractor, HONEST)]);
    expect(first).toEqual({ kind: 'unread', why: 'too-large' });
    expect(second).toEqual(READ);
  });

  it('reads such a word when it may have the memory', async () => {
    const extractor = extractorOf({ megabytes: 1_024, inflatedBytes: 400 * MEGABYTE });
    expect(await read(extractor, oneWord(30))).toMatchObject({ kind: 'text', cut: true });
  });

  it('says when a worker cannot do its work at all, and answers nevertheless', async () => {
    const seen: unknown[] = [];
    const unfit = { note: () => 'a function, which cannot be handed to a worker' };
    const extractor = extractorOf({ ...unfit, onFault: (error) => seen.push(error) });
    expect(await read(extractor, HONEST)).toEqual({ kind: 'unread', why: 'damaged' });
    expect(seen).toEqual([expect.objectContaining({ name: 'DataCloneError' })]);
  });

  it('ends what is under way and what waits when it is closed, and answers all the same', async () => {
    const extractor = extractorOf({ workers: 1 });
    const reading = [endless(), HONEST].map((content) => read(extractor, content));
    await setImmediate();
    await extractor.close();
    const late = read(extractor, HONEST);
    for (const each of [...reading, late]) expect(await each).toEqual({ kind: 'unread', why: 'too-slow' });
  });

  it('keeps no process alive that has nothing more to do', async () => {
    const script = `import { Extractor } from './src/extraction/extractor.ts';
      const contents = await new Extractor().read(new TextEncoder().encode('学习体会'), 'text/plain');
      process.stdout.write(JSON.stringify(contents));`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script]);
    expect(JSON.parse(stdout)).toEqual(READ);
  });
});

describe('hazard 8: what hostile files cost', () => {
  /** How much more memory the process held at most while this ran. */
  async function growth(work: () => Promise<void>): Promise<number> {
    const before = process.memoryUsage().rss;
    let peak = before;
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss);
    }, 5);
    await work();
    clearInterval(watch);
    return peak - before;
  }

  it.each([
    ['a zip that inflates to 1 GB and says so', 1_024 * MEGABYTE],
    ['a zip that inflates to 1 GB and says it does not', 1_000],
  ])('%s: next to nothing', async (_, declared) => {
    const file = zipOf(
      wordParts({ name: 'word/document.xml', content: '', deflated: bomb(1_024), declared }),
    );
    const extractor = extractorOf();
    await read(extractor, HONEST);
    const grown = await growth(async () => {
      expect(await read(extractor, file)).toMatchObject({ kind: 'unread' });
    });
    expect(grown).toBeLessThan(150 * MEGABYTE);
  });

  it('a document as large as is allowed: less than a worker may have', async () => {
    const extractor = extractorOf();
    await read(extractor, HONEST);
    const file = oneWord(47);
    const grown = await growth(async () => {
      expect(await read(extractor, file)).toMatchObject({ kind: 'text', cut: true });
    });
    expect(grown).toBeLessThan(400 * MEGABYTE);
  });

  it('twenty of them: no more than one', async () => {
    const extractor = extractorOf();
    const file = zipOf(
      wordParts({ name: 'word/document.xml', content: '', deflated: bomb(1_024), declared: 1_000 }),
    );
    await read(extractor, file);
    const before = process.memoryUsage().rss;
    await Promise.all(Array.from({ length: 20 }, () => read(extractor, file)));
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * MEGABYTE);
  });

  it('a docx of 5 MB, nearly all of it a photograph: this thread goes on meanwhile', async () => {
    const picture = { name: 'word/media/picture.png', content: randomBytes(5 * MEGABYTE), stored: true };
    const file = docxOf(wordParagraph('学习体会') + wordPicture(), [picture]);
    const extractor = extractorOf();
    const turns = await turnsDuring(async () => expect(await read(extractor, file)).toEqual(READ));
    expect(turns).toBeGreaterThan(20);
  });
});
