/** How the values of a column are written and shown. `percent` is a share of one. `day` is `2014-03-05`, `moment` `2014-03-05 09:30`. */
export type Format = 'text' | 'count' | 'amount' | 'percent' | 'day' | 'moment';

/** What a cell says at a glance. Its value says the same in words. */
export type Tone = 'met' | 'partly' | 'late' | 'quiet';

export interface Toned {
  readonly value: string | number | null;
  readonly tone: Tone;
}

/** Text, a number, or nothing; days and moments as text, as {@link Format} has them. */
export type Cell = string | number | null | Toned;

export interface Column {
  readonly title: string;
  readonly format: Format;
  /** In letters of the Latin alphabet; a Chinese one takes two. */
  readonly width: number;
}

/** Rows in portions, each as JSON: thousands of rows go to a worker in no time, and never stand side by side unpacked. */
export interface PackedRows {
  readonly count: number;
  readonly portions: readonly Uint8Array[];
}

/** One table, with what is said above it. */
export interface Sheet {
  readonly name: string;
  readonly title: string;
  readonly notes: readonly string[];
  readonly columns: readonly Column[];
  readonly rows: PackedRows;
  /** What stands in place of rows where there are none. */
  readonly empty: string;
  /** So many columns stay in sight when one scrolls to the right, and are repeated on every printed page. */
  readonly fixed: number;
  /** Left out, with the others like it, where the whole file would be too large. */
  readonly expendable: boolean;
}

/** A workbook with every word and figure in it. Plain data: it goes to a worker. */
export interface Workbook {
  readonly sheets: readonly Sheet[];
  readonly limit: {
    /** The file is never larger. */
    readonly bytes: number;
    /** What the first sheet says when others had to be left out for it. */
    readonly note: string;
  };
}
