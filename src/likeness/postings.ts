import { SKETCH } from './sketch.ts';

/** Of a stock phrase only the newest holders are looked at: who copied more than phrases shares other runs too. */
const NEWEST = 32;
/** Where to stop in a chain in which other hashes stand as well. */
const STEPS = 512;
/** Hashes a chain holds at most on average. */
const CROWD = 2;
const NONE = -1;
/** Fills the places that a short text leaves over; no hash is 0. */
const VACANT = 0;

/**
 * Which texts hold which hash: chains in typed arrays, newest first; a text's hashes stand in the places from
 * `number × SKETCH` on. Takes at most 0.9 KB a text, however long the text is.
 */
export class Postings {
  #texts = 0;
  #hashes = new Uint32Array(16 * SKETCH);
  #next = new Int32Array(16 * SKETCH);
  #heads = new Int32Array(512).fill(NONE);
  #tally = new Uint8Array(16);

  /** How many texts it holds. */
  get size(): number {
    return this.#texts;
  }

  /** What it takes in memory. */
  get bytes(): number {
    const arrays = [this.#hashes, this.#next, this.#heads, this.#tally];
    return arrays.reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  /** Adds a text; texts are numbered from 0 in the order they come. */
  add(sketch: Uint32Array): void {
    if (this.#texts === this.#tally.length) this.#grow();
    const first = this.#texts++ * SKETCH;
    this.#hashes.set(sketch, first);
    for (let place = first; place < first + sketch.length; place++) this.#chain(place);
  }

  /** The sketch of a text that was added. */
  sketch(text: number): Uint32Array {
    const first = text * SKETCH;
    const room = this.#hashes.subarray(first, first + SKETCH);
    const vacant = room.indexOf(VACANT);
    return vacant < 0 ? room : room.subarray(0, vacant);
  }

  /** How many hashes each text has in common with the sketch; texts with none are left out. */
  shared(sketch: Uint32Array): Map<number, number> {
    const met: number[] = [];
    for (const hash of sketch) this.#count(hash, met);
    const found = new Map(met.map((text) => [text, this.#tally[text] ?? 0]));
    for (const text of met) this.#tally[text] = 0;
    return found;
  }

  #count(hash: number, met: number[]): void {
    let place = this.#heads[this.#slot(hash)] ?? NONE;
    for (let steps = 0, holders = 0; place !== NONE && steps < STEPS && holders < NEWEST; steps++) {
      if (this.#hashes[place] === hash) {
        holders++;
        const text = Math.floor(place / SKETCH);
        const before = this.#tally[text] ?? 0;
        if (before === 0) met.push(text);
        this.#tally[text] = before + 1;
      }
      place = this.#next[place] ?? NONE;
    }
  }

  #chain(place: number): void {
    const hash = this.#hashes[place] ?? VACANT;
    if (hash === VACANT) return;
    const slot = this.#slot(hash);
    this.#next[place] = this.#heads[slot] ?? NONE;
    this.#heads[slot] = place;
  }

  /** The low bits: sketches hold the smallest hashes, so the high ones are all alike. */
  #slot(hash: number): number {
    return hash & (this.#heads.length - 1);
  }

  #grow(): void {
    const texts = Math.ceil(this.#texts * 1.5);
    const places = texts * SKETCH;
    this.#tally = new Uint8Array(texts);
    this.#hashes = filled(new Uint32Array(places), this.#hashes);
    this.#next = filled(new Int32Array(places), this.#next);
    if (places <= this.#heads.length * CROWD) return;
    this.#heads = new Int32Array(this.#heads.length * 2).fill(NONE);
    for (let place = 0; place < this.#texts * SKETCH; place++) this.#chain(place);
  }
}

function filled<A extends Uint32Array | Int32Array>(room: A, from: A): A {
  room.set(from);
  return room;
}
