import { SaxesParser } from 'saxes';

/** `xml > SelectedItems > SelectedItem > OptionIds > OptionId` is the deepest there is. */
const DEEPEST = 8;
const MOST_FIELDS = 100;

/** The fields right below `<xml>`; those that hold elements instead of text are left out. */
export type Fields = ReadonlyMap<string, string>;

/**
 * Reads the flat XML of a callback, of at most so many characters; undefined when it is anything else. No document type, no entities
 * but XML's own five, no field twice. https://developer.work.weixin.qq.com/document/path/90238
 */
export function readXml(text: string, longest: number): Fields | undefined {
  if (text.length > longest) return undefined;
  const reader = new Reader();
  try {
    reader.parser.write(withoutForbidden(text)).close();
    return reader.fields;
  } catch {
    return undefined;
  }
}

/** Leaves out the characters XML has no place for. What people typed may hold them, which is no reason not to hear the rest. */
export const withoutForbidden = (text: string): string =>
  text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');

class Reader {
  readonly parser = new SaxesParser({ position: false });
  readonly fields = new Map<string, string>();
  readonly #open: string[] = [];
  readonly #seen = new Set<string>();
  #text = '';
  #flat = true;

  constructor() {
    // Without a handler of its own for errors the parser throws them.
    this.parser.on('doctype', () => refuse());
    this.parser.on('processinginstruction', () => refuse());
    this.parser.on('opentag', ({ name }) => this.#begin(name));
    this.parser.on('closetag', ({ name }) => this.#end(name));
    this.parser.on('text', (text) => this.#add(text));
    this.parser.on('cdata', (text) => this.#add(text));
  }

  #begin(name: string): void {
    const depth = this.#open.push(name);
    if (depth > DEEPEST || (depth === 1 && name !== 'xml')) refuse();
    if (depth > 2) this.#flat = false;
    if (depth !== 2) return;
    if (this.#seen.has(name) || this.#seen.size === MOST_FIELDS) refuse();
    this.#seen.add(name);
    this.#text = '';
    this.#flat = true;
  }

  #end(name: string): void {
    if (this.#open.length === 2 && this.#flat) this.fields.set(name, this.#text);
    this.#open.pop();
  }

  // Between the fields there is nothing but white space.
  #add(text: string): void {
    if (this.#open.length === 2) this.#text += text;
    else if (this.#open.length < 2 && text.trim() !== '') refuse();
  }
}

function refuse(): never {
  throw new SyntaxError('not the XML of a callback');
}
