import type { Writable } from 'node:stream';
import cliProgress from 'cli-progress';
import type { OnProgress } from '../time/on-progress.ts';
import { excerpt } from '../wording/plain.ts';

/** Where a bar is drawn: a terminal, or anything else, and then not a byte is written. */
export interface Screen extends Writable {
  readonly isTTY?: boolean;
}

const LONGEST_TITLE = 20;

/** How far long work has come, on one line of a terminal that is gone when the work is. Quiet in a pipe. */
export class ProgressBar {
  readonly #screen: Screen;
  #bar: cliProgress.SingleBar | undefined;

  constructor(screen: Screen = process.stderr) {
    this.#screen = screen;
  }

  /** Draws a part of the work by its name whenever it tells how far it has come. */
  stage(title: string): OnProgress {
    return (done, total) => this.show(title, done, total);
  }

  show(title: string, done: number, total: number): void {
    if (this.#screen.isTTY !== true) return;
    const payload = { title: excerpt(title, LONGEST_TITLE) };
    if (this.#bar) {
      this.#bar.setTotal(total);
      this.#bar.update(done, payload);
      return;
    }
    this.#bar = barOn(this.#screen);
    this.#bar.start(total, done, payload);
  }

  /** Leaves an empty line to whatever is said next. */
  clear(): void {
    this.#bar?.stop();
    this.#bar = undefined;
  }
}

/** Does the work with a bar that is gone whether it ends well or not. */
export async function withBar<T>(work: (bar: ProgressBar) => Promise<T>, screen?: Screen): Promise<T> {
  const bar = new ProgressBar(screen);
  try {
    return await work(bar);
  } finally {
    bar.clear();
  }
}

// Signals, cursor and line wrapping are left alone: the command decides what Ctrl+C does, and a killed one leaves the terminal as it was.
const barOn = (stream: Screen): cliProgress.SingleBar =>
  new cliProgress.SingleBar({
    format: '{title} {bar} {value}/{total}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 24,
    stream,
    clearOnComplete: true,
    gracefulExit: false,
    hideCursor: false,
    linewrap: true,
  });
