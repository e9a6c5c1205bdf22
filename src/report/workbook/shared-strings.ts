import { cellText, stringItem } from './xml.ts';

/** The texts of all cells, each written once. */
export class SharedStrings {
  // A Map, because every object knows a `constructor`, which people may type.
  readonly #numbers = new Map<string, number>();
  #uses = 0;

  numberOf(text: string): number {
    this.#uses++;
    const shown = cellText(text);
    const known = this.#numbers.get(shown);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(shown, number);
    return number;
  }

  toXml(): string {
    const items = [...this.#numbers.keys()].map(stringItem).join('');
    return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="${this.#uses}" uniqueCount="${this.#numbers.size}">${items}</sst>`;
  }
}
