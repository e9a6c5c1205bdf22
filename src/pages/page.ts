import type { Context } from '../dialogue/command.ts';
import type { Instant } from '../time/clock.ts';
import type { View } from '../wording/wording.ts';

/** Who looks, at what, and how a button comes by its form. */
export interface Reader extends Context {
  readonly query: URLSearchParams;
  /** The hidden field of a form that says the order, with what is filled in behind it. */
  sign(order: string): string;
  /** Asked for the one page that shows it alone: it tries to write to the disk. */
  readonly health: Health | null;
}

/** How the bot itself is doing: whether it can really work, as numbers that the office and a monitor can watch. */
export interface Health {
  readonly storeWritable: boolean;
  /** When the last tick ended; null before the first. */
  readonly lastTick: Instant | null;
  /** Messages decided but not yet delivered. */
  readonly backlog: number;
  readonly repairs: readonly string[];
  /** The ways to the platform that can tell how they are. */
  readonly ways: readonly { readonly name: string; readonly ok: boolean; readonly detail: string }[];
}

export type PageView = View & { readonly title: string };

/** One kind of page. Its template has its name. */
export interface Page {
  readonly name: string;
  /** Undefined for what there is not as well as for what is not this reader's to see. */
  show(reader: Reader, id: string): PageView | undefined;
}
