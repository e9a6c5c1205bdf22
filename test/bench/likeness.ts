import { LikenessIndex } from '../../src/likeness/likeness-index.ts';
import { likenessOf, type Trigrams, trigramsOf } from '../../src/likeness/trigrams.ts';
import { ALIKE } from '../../src/progress/essays-alike.ts';
import { Writer } from '../likeness/texts.ts';
import { inRounds, type Report, type Row, rowOf } from './rows.ts';
import { median, quantile, stopped } from './statistics.ts';

export interface LikenessOptions {
  /** Essays in the index. */
  readonly essays: number;
  /** Look-ups through the index, in a round. */
  readonly lookUps: number;
  /** Of these so many are also compared with every essay, which takes seconds each. */
  readonly compared: number;
  readonly rounds: number;
}

/** One essay in five is somebody else's with a character in twenty changed; every third sentence is what everybody writes. */
const COPIED = 0.2;
const CHANGED = 0.05;
const STOCK = 0.3;

/** A look-up among many essays against a comparison with each of them, in one run, the answers compared. */
export async function benchLikeness(options: LikenessOptions, report: Report): Promise<Row[]> {
  const { essays, lookUps, compared, rounds } = options;
  report(`雷同：写出 ${essays} 篇文章，收入索引`);
  const writer = new Writer(41);
  const texts = invent(writer, essays);
  const index = new LikenessIndex<number>(ALIKE, (number) => texts[number] ?? '');
  const adding = stopped(() => texts.forEach((_, number) => void index.add(number)));
  const measured = await inRounds('雷同', rounds, report, (round) => {
    const asked = Array.from({ length: lookUps }, (_, number) => {
      const original = Math.floor(((number + round / rounds) * essays) / lookUps);
      return { original, text: writer.edited(texts[original] ?? '', CHANGED) };
    });
    const looked = asked.map(({ text }) => stopped(() => index.near(text)));
    const slow = asked.slice(0, compared).map(({ text }) => stopped(() => everyNear(text, texts)));
    const took = looked.map((each) => each.took);
    return {
      median: median(took),
      p99: quantile(took, 0.99),
      slow: median(slow.map((each) => each.took)),
      found: looked.filter(({ result }, at) => result.some(({ id }) => id === asked[at]?.original)).length,
      right: slow.filter(({ result }, at) => agree(result, looked[at]?.result ?? [])).length,
    };
  });
  const what = `在 ${essays.toLocaleString('en-US')} 篇里查雷同`;
  return [
    rowOf(
      `${what}，中位（对照逐篇比较）`,
      'ms',
      measured,
      (each) => ({ ours: each.median, reference: each.slow }),
      { atMost: 0.01 },
    ),
    rowOf(`${what}，第99百分位`, 'ms', measured, ({ p99 }) => ({ ours: p99 })),
    rowOf(
      '改动5%的文章，查到的（对照查过的）',
      '篇',
      measured,
      ({ found }) => ({ ours: found, reference: lookUps }),
      { atLeast: 0.99 },
    ),
    rowOf(
      '答案与逐篇比较一致的（对照比较过的）',
      '次',
      measured,
      ({ right }) => ({ ours: right, reference: compared }),
      { atLeast: 1 },
    ),
    rowOf('收入索引，平均一篇', 'ms', [adding], ({ took }) => ({ ours: took / essays })),
    rowOf('索引每篇占内存', '字节', [index], ({ bytes }) => ({ ours: bytes / essays })),
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
