import { type SaxesOptions, SaxesParser, type SaxesTagNS } from 'saxes';
import { Unread } from './unread.ts';

/** Of the transitional and of the strict format. */
const WORD: readonly string[] = [
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  'http://purl.oclc.org/ooxml/wordprocessingml/main',
];
const COMPATIBILITY = 'http://schemas.openxmlformats.org/markup-compatibility/2006';

/** How a paragraph is set, what was deleted or moved away, and the reading aid above characters: no part of the text. */
const SKIPPED: readonly string[] = ['pPr', 'rPr', 'tblPr', 'sectPr', 'del', 'moveFrom', 'rt'];
/** What begins a text of its own. */
const FRAMES: readonly string[] = ['tr', 'tc', 'txbxContent'];
const CHARACTERS: ReadonlyMap<string, string> = new Map([
  ['tab', '\t'],
  ['br', '\n'],
  ['cr', '\n'],
  ['noBreakHyphen', '-'],
]);

/** Deeper than anything a person writes; every open element costs memory, and so does every attribute. */
const DEPTH = 1_000;
const ATTRIBUTES = 1_000;

type XmlOptions = SaxesOptions & { readonly xmlns: true };

/**
 * The text of a Word document's main part, from its XML as it comes: a line for a paragraph or a row of a table, tabs between
 * the cells, text boxes after the paragraph they are fixed to. Holds no more than the text, whatever the XML is like.
 */
export class WordText {
  readonly #parser = new SaxesParser<XmlOptions>({ xmlns: true });
  /** The document, and within it the rows, cells and boxes that are open, the innermost last. */
  readonly #frames: string[][] = [[]];
  readonly #boxes: string[] = [];
  /** For each open choice between ways of saying the same: whether one was taken. */
  readonly #choices: boolean[] = [];
  #depth = 0;
  /** The depth of the element that is left out with all it holds, while there is one. */
  #skipped: number | undefined;
  #inText = false;
  #attributes = 0;
  #length = 0;

  constructor() {
    this.#parser.on('doctype', () => refuse('DOCTYPE, which no document may have (ECMA-376, part 2)'));
    this.#parser.on('attribute', () => this.#attributes++ < ATTRIBUTES || refuse('too many attributes'));
    this.#parser.on('opentag', (tag) => this.#open(tag));
    this.#parser.on('closetag', (tag) => this.#close(tag));
    this.#parser.on('text', (text) => this.#inText && this.#add(text));
    this.#parser.on('cdata', (text) => this.#inText && this.#add(text));
  }

  /** UTF-16 units so far. */
  get length(): number {
    return this.#length;
  }

  /** Takes in more of the XML. @throws Unread, and what the parser throws when it is not well-formed. */
  write(xml: string): void {
    this.#parser.write(xml);
  }

  /** @throws what the parser throws when something is still open. */
  close(): void {
    this.#parser.close();
  }

  text(): string {
    return [...this.#frames.flat(), ...this.#boxes].join('');
  }

  #open({ uri, local }: SaxesTagNS): void {
    this.#attributes = 0;
    if (++this.#depth > DEPTH) refuse('elements too deep');
    if (this.#skipped !== undefined) return;
    if (uri === COMPATIBILITY) this.#choose(local);
    else if (WORD.includes(uri)) this.#openWord(local);
  }

  #openWord(local: string): void {
    if (SKIPPED.includes(local)) this.#skipped = this.#depth;
    else if (FRAMES.includes(local)) this.#frames.push([]);
    else if (local === 't') this.#inText = true;
    else if (CHARACTERS.has(local)) this.#add(CHARACTERS.get(local) ?? '');
  }

  /** Of several ways of saying the same, the first. */
  #choose(local: string): void {
    if (local === 'AlternateContent') this.#choices.push(false);
    else if (this.#choices.at(-1)) this.#skipped = this.#depth;
    else this.#choices.splice(-1, 1, true);
  }

  #close({ uri, local }: SaxesTagNS): void {
    const depth = this.#depth--;
    if (this.#skipped !== undefined) {
      if (this.#skipped === depth) this.#skipped = undefined;
    } else if (uri === COMPATIBILITY) {
      if (local === 'AlternateContent') this.#choices.pop();
    } else if (WORD.includes(uri)) this.#closeWord(local);
  }

  #closeWord(local: string): void {
    if (local === 't') this.#inText = false;
    else if (local === 'p') this.#add(['\n', ...this.#boxes.splice(0)].join(''));
    else if (local === 'tc') this.#add(inOneLine(this.#closed().join('')));
    else if (local === 'tr') this.#add(`${this.#closed().join('\t')}\n`);
    else if (local === 'txbxContent') this.#boxes.push(this.#closed().join(''));
  }

  #closed(): string[] {
    const pieces = this.#frames.length > 1 ? (this.#frames.pop() ?? []) : [];
    this.#length -= pieces.reduce((sum, piece) => sum + piece.length, 0);
    return pieces;
  }

  #add(text: string): void {
    this.#frames.at(-1)?.push(text);
    this.#length += text.length;
  }
}

const inOneLine = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');

function refuse(why: string): never {
  throw new Unread('damaged', why);
}
