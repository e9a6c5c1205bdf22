import type { Occasion } from './callbacks.ts';

/** Something to be sent to the bot, and how the answer is to be judged. */
export interface Shot {
  /** `any/17`: which part of a run, and which one of it. */
  readonly name: string;
  /** Whose address it goes to. */
  readonly door: 'bot' | 'app';
  /** What is wrong with it, for the counts. */
  readonly kind: string;
  /** What the bot's clock shows when it comes. */
  readonly at: number;
  /** `http`: a request like any other. `cut`: the line is cut before the body's end. `raw`: the body is all that goes over the line. */
  readonly line: 'http' | 'cut' | 'raw';
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly expects: readonly number[];
  /** What may be answered; `any` where the callback has been changed beyond knowing. */
  readonly occasion: Occasion | 'any';
  /** The answer has to carry it. */
  readonly nonce: string;
}

export interface Answer {
  /** 0 when the line was cut without an answer. */
  readonly status: number;
  readonly body: string;
  /** Milliseconds from the first byte sent to the last one received. */
  readonly took: number;
}
