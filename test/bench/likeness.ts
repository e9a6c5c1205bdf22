import { LikenessIndex } from '../../src/likeness/likeness-index.ts';
import { likenessOf, type Trigrams, trigramsOf } from '../../src/likeness/trigrams.ts';
import { ALIKE } from '../../src/progress/essays-alike.ts';
import { Writer } from '../likeness/texts.ts';
import type { Report, Row } from './rows.ts';
import { median, quantile } from './statistics.ts';

export interface LikenessSize {
  /** Essays in the index. */
  readonly essays: number;
  /** Look-ups through the index. */
  readonly lookUps: number;
  /** Of these so many are also compared with every essay, which takes seconds each. */
  readonly compared: number;
}

/** One essay in five is somebody else's with a character in twenty changed; every third sentence is what everybody writes. */
const COPIED = 0.2;
const CHANGED = 0.05;
const STOCK = 0.3;

/** A look-up among many essays against a comparison with each of them, in one run, the answers compared. */
export async function benchLikeness(
  { essays, lookUps, compared }: LikenessSize,
  report: Report = () => {},
): Promise<Row[]> {
  report(`写出${essays}篇文章`);
  const writer = new Writer(41);
  const texts = invent(writer, essays);
  report('逐篇收入索引');
  const index = new LikenessIndex<number>(ALIKE, (number) => texts[number] ?? '');
  const added = Array.from(texts.keys(), (number) => milliseconds(() => index.add(number)).took);
  report(`查${lookUps}次`);
  const asked = Array.from({ length: lookUps }, (_, number) => {
    const original = Math.floor((number * essays) / lookUps);
    return { original, text: writer.edited(texts[original] ?? '', CHANGED) };
  });
  const looked = asked.map(({ text }) => milliseconds(() => index.near(text)));
  const found = looked.filter(({ result }, at) => result.some(({ id }) => id === asked[at]?.original));
  report(`逐篇比较${compared}次`);
  const slow = asked.slice(0, compared).map(({ text }) => milliseconds(() => everyNear(text, texts)));
  const right = slow.filter(({ result }, at) => agree(result, looked[at]?.result ?? []));
  const took = looked.map((each) => each.took);
  const among = essays.toLocaleString('en-US');
  return [
    {
      item: `在${among}篇里查雷同，对照逐篇比较，中位`,
      unit: '毫秒',
      ours: median(took),
      reference: median(slow.map((each) => each.took)),
      aim: { atMost: 0.01 },
    },
    { item: `在${among}篇里查雷同，第99百分位`, unit: '毫秒', ours: quantile(took, 0.99) },
    {
      item: '改动5%的文章，查到的和查过的',
      unit: '篇',
      ours: found.length,
      reference: lookUps,
      aim: { atLeast: 0.99 },
    },
    {
      item: '答案与逐篇比较一致',
      unit: '次',
      ours: right.length,
      reference: compared,
      aim: { atLeast: 1 },
    },
    { item: '收入一篇', unit: '毫秒', ours: added.reduce((sum, each) => sum + each, 0) / essays },
    { item: '索引每篇占内存', unit: '字节', ours: index.bytes / essays },
  ];
}

function invent(writer: Writer, count: number): string[] {
  const texts: string[] = [];
  for (let number = 0; number < count; number++) {
    const model = texts[Math.floor(writer.random() * number)];
    const isCopy = model !== undefined && writer.random() < COPIED;
    texts.push(isCopy ? writer.edited(model, CHANGED) : writer.essay(400 + writer.random() * 600, STOCK));
  }
  return texts;
}

/** What the index is to find, without it: every essay read and compared in full. */
function everyNear(
  text: string,
  texts: readonly string[],
): { readonly id: number; readonly likeness: number }[] {
  const own: Trigrams = trigramsOf(text);
  return texts
    .map((other, id) => ({ id, likeness: likenessOf(own, trigramsOf(other)) }))
    .filter(({ likeness }) => likeness >= ALIKE);
}

type Nears = readonly { readonly id: number; readonly likeness: number }[];

/** The index finds nothing that is not there, and at most its sixteen of what is nearly the same. */
function agree(expected: Nears, found: Nears): boolean {
  const likeness = new Map(expected.map((each) => [each.id, each.likeness]));
  return (
    found.every((each) => likeness.get(each.id) === each.likeness) &&
    found.length >= Math.min(16, expected.filter((each) => each.likeness >= 0.8).length)
  );
}

function milliseconds<T>(work: () => T): { readonly result: T; readonly took: number } {
  const start = performance.now();
  const result = work();
  return { result, took: performance.now() - start };
}
