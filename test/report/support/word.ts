import { SaxesParser } from 'saxes';
import { contentsOf } from '../../../src/extraction/contents.ts';
import { DEFAULT_LIMITS } from '../../../src/extraction/limits.ts';
import { ZipGuard } from '../../../src/extraction/zip-guard.ts';

/** A Word document as another reader sees it than the library that wrote it. */
export class Word {
  readonly text: string;
  readonly parts: ReadonlyMap<string, string>;

  private constructor(text: string, parts: ReadonlyMap<string, string>) {
    this.text = text;
    this.parts = parts;
  }

  /** Fails when a part is not well-formed XML. */
  static async open(content: Uint8Array): Promise<Word> {
    const contents = await contentsOf(content, DEFAULT_LIMITS);
    if (contents.kind !== 'text') throw new Error(`read as ${contents.kind}`);
    const zip = await ZipGuard.open(content, DEFAULT_LIMITS);
    const parts = new Map<string, string>();
    for (const name of zip.names) {
      if (!/\.(?:xml|rels)$/.test(name)) continue;
      const chunks: Uint8Array[] = [];
      for await (const chunk of zip.content(name)) chunks.push(chunk);
      const xml = Buffer.concat(chunks).toString('utf8');
      new SaxesParser({ xmlns: true }).write(xml).close();
      parts.set(name, xml);
    }
    return new Word(contents.text, parts);
  }

  part(name: string): string {
    const found = this.parts.get(name);
    if (found === undefined) throw new Error(`no ${name} among ${[...this.parts.keys()].join(' ')}`);
    return found;
  }

  /** The footnotes' texts by their numbers. */
  get notes(): ReadonlyMap<number, string> {
    const notes = this.part('word/footnotes.xml').matchAll(
      /<w:footnote\b[^>]*w:id="(\d+)"[^>]*>(.*?)<\/w:footnote>/gs,
    );
    const texts = [...notes].map(([, id, xml = '']): [number, string] => [Number(id), wordsIn(xml)]);
    return new Map(texts.filter(([, text]) => text !== ''));
  }

  /** The paragraphs of the body, each with a `[1]` where it refers to a footnote and 【】 in a highlight as `{…}`. */
  get paragraphs(): readonly string[] {
    const paragraphs = this.part('word/document.xml').matchAll(/<w:p>(.*?)<\/w:p>|<w:p\/>/gs);
    return [...paragraphs].map(([, xml = '']) =>
      [...xml.matchAll(/<w:r>(.*?)<\/w:r>/gs)].map(([, run = '']) => runIn(run)).join(''),
    );
  }
}

function runIn(run: string): string {
  const [, note] = /<w:footnoteReference w:id="(\d+)"/.exec(run) ?? [];
  if (note !== undefined) return `[${note}]`;
  return run.includes('<w:highlight ') ? `{${wordsIn(run)}}` : wordsIn(run);
}

const wordsIn = (xml: string): string =>
  [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text = '']) => text).join('');
