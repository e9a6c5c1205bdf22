import { Postings } from './postings.ts';
import { estimate, sketchOf } from './sketch.ts';
import { likenessOf, trigramsOf } from './trigrams.ts';

/** So many hashes in common, or all there are, and so much of the text by their estimate make a text worth comparing. */
const WORTH = { hashes: 3, share: 0.2 } as const;
/** How many texts are compared in full, the most promising first. */
const COMPARED = 16;

export interface Near<Id> {
  readonly id: Id;
  /** As {@link likenessOf} measures it. */
  readonly likeness: number;
}

/**
 * Finds texts that are nearly the same among very many. Sketches find the few that are worth it, and each of those is compared
 * in full, so that whatever is found is really alike. Texts can be added, never removed: who asks knows which still count.
 */
export class LikenessIndex<Id> {
  readonly #least: number;
  readonly #textOf: (id: Id) => string;
  readonly #ids: Id[] = [];
  readonly #postings = new Postings();

  /** `least` is the likeness from which on texts are near; the texts themselves stay where they are. */
  constructor(least: number, textOf: (id: Id) => string) {
    this.#least = least;
    this.#textOf = textOf;
  }

  get size(): number {
    return this.#ids.length;
  }

  /** What the index takes in memory beside the ids. */
  get bytes(): number {
    return this.#postings.bytes;
  }

  /** Adds a text and tells what it is near to among those added before, the most alike first. */
  add(id: Id): Near<Id>[] {
    const text = this.#textOf(id);
    const sketch = sketchOf(text);
    const near = this.#near(text, sketch);
    this.#ids.push(id);
    this.#postings.add(sketch);
    return near;
  }

  /** The texts nearest to this one, at most 16, the most alike first. */
  near(text: string): Near<Id>[] {
    return this.#near(text, sketchOf(text));
  }

  #near(text: string, sketch: Uint32Array): Near<Id>[] {
    const candidates = this.#candidates(sketch);
    if (candidates.length === 0) return [];
    const own = trigramsOf(text);
    return candidates
      .map((id) => ({ id, likeness: likenessOf(own, trigramsOf(this.#textOf(id))) }))
      .filter(({ likeness }) => likeness >= this.#least)
      .sort((a, b) => b.likeness - a.likeness);
  }

  #candidates(sketch: Uint32Array): Id[] {
    const least = Math.min(WORTH.hashes, sketch.length);
    return [...this.#postings.shared(sketch)]
      .filter(([, shared]) => shared >= least)
      .map(([text, shared]) => ({ text, share: estimate(sketch, this.#postings.sketch(text), shared) }))
      .filter(({ share }) => share >= WORTH.share)
      .sort((a, b) => b.share - a.share || b.text - a.text)
      .slice(0, COMPARED)
      .flatMap(({ text }) => this.#ids[text] ?? []);
  }
}
