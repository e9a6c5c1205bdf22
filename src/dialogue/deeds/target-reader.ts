import { type Numbered, numbered, placeOf } from '../../campaign/target-list.ts';

/** What a word was understood as. `place`: a number has to follow. */
export type Reading =
  /** `partly`: by part of a name. */
  | { readonly kind: 'targets'; readonly targets: readonly string[]; readonly partly?: true }
  | { readonly kind: 'place' }
  | { readonly kind: 'choice'; readonly targets: readonly string[] };

const NUMBER = /^(?:第)?(\D*?)(\d{1,4})(?:[-–—~至到](\d{1,4}))?(户|号|家|人|名|组|栋|本)?$/;

/** Text without what people leave out or write differently: 《》, quotes, dashes, white space. */
export const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s《》〈〉“”"'「」,、·—–~-]/g, '')
    .toLowerCase();

/**
 * Finds the targets that words mean, one word after the other: by name, by part of a name, by number in the list, or by a place
 * and the numbers that follow it.
 */
export class TargetReader {
  readonly #targets: readonly string[];
  readonly #rows: readonly (Numbered & { readonly target: string })[];
  /** Words that narrow down the rows: `河东村`, or `县图书馆` and then `班子成员`. */
  #place = '';

  constructor(targets: readonly string[]) {
    this.#targets = targets;
    this.#rows = targets.flatMap((target) => {
      const row = numbered(target);
      return row ? [{ ...row, target }] : [];
    });
  }

  get place(): string {
    return this.#place;
  }

  read(word: string): Reading | undefined {
    return this.#numbers(word) ?? this.#named(word) ?? this.#narrowed(word) ?? this.#part(word);
  }

  /** `12户`, `12-15户`, `河东村12户`; in a list without rows, the third is `3`. */
  #numbers(word: string): Reading | undefined {
    const [, place = '', from, to = from, suffix = ''] = NUMBER.exec(word.normalize('NFKC')) ?? [];
    if (from === undefined) return undefined;
    if (this.#rows.length === 0) return this.#counted(place, Number(from));
    if (place === '' && this.#place === '') return undefined;
    const within = this.#rowsOf(place).filter((row) => suffix === '' || row.suffix === suffix);
    const [first] = within;
    const one = first && within.every((row) => row.place === first.place);
    const found = within.filter(({ number }) => Number(from) <= number && number <= Number(to));
    if (found.length === 0) return undefined;
    if (place !== '' && first) this.#place = one ? first.place : place;
    const targets = found.map(({ target }) => target);
    return one ? { kind: 'targets', targets } : { kind: 'choice', targets };
  }

  #counted(place: string, number: number): Reading | undefined {
    const target = place === '' ? this.#targets[number - 1] : undefined;
    return target === undefined ? undefined : { kind: 'targets', targets: [target] };
  }

  /** Rows whose place is what has been said, else those whose place has it in it. */
  #rowsOf(place: string): readonly (Numbered & { readonly target: string })[] {
    for (const said of [bare(this.#place + place), bare(place)]) {
      const exact = this.#rows.filter((row) => bare(row.place) === said);
      if (exact.length > 0) return exact;
      // A village that is a target itself is not short for its hardship households.
      const whole = said === '' || this.#targets.some((each) => bare(each) === said);
      const within = whole ? [] : this.#rows.filter((row) => bare(row.place).includes(said));
      if (within.length > 0) return within;
    }
    return [];
  }

  #named(word: string): Reading | undefined {
    const target = this.#targets.find((each) => bare(each) === bare(word));
    if (target === undefined) return undefined;
    this.#place = placeOf(target);
    return { kind: 'targets', targets: [target] };
  }

  #narrowed(word: string): Reading | undefined {
    const said = bare(word);
    if (said.length < 2) return undefined;
    const inside = this.#placeInside(said);
    if (inside !== undefined) {
      this.#place = inside;
      return { kind: 'place' };
    }
    const longer = this.#place + word;
    for (const place of this.#place === '' ? [word] : [longer, word])
      if (this.#rows.some((row) => bare(row.place).includes(bare(place)))) {
        this.#place = place;
        return { kind: 'place' };
      }
    return undefined;
  }

  /** The one place within what has been said that has the word in it: `市第一医院`, and then `老同志` for its 退出班子老同志. */
  #placeInside(said: string): string | undefined {
    if (this.#place === '') return undefined;
    const inside = this.#rows
      .map(({ place }) => place)
      .filter((place) => bare(place).startsWith(bare(this.#place)) && bare(place).includes(said));
    return new Set(inside).size === 1 ? inside[0] : undefined;
  }

  #part(word: string): Reading | undefined {
    const said = bare(word);
    const targets = said.length < 2 ? [] : this.#targets.filter((each) => bare(each).includes(said));
    if (targets.length === 0) return undefined;
    return targets.length === 1 ? { kind: 'targets', targets, partly: true } : { kind: 'choice', targets };
  }
}
