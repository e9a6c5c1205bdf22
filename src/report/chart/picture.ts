/** What a place in the table says. `free`: it is not asked of this unit. `idle`: there is nothing to do yet. */
export type Mark = 'met' | 'partly' | 'unmet' | 'late' | 'idle' | 'free';

export interface Cell {
  readonly mark: Mark;
  /** `3/12`, where there is something between nothing and all; shown where it fits. */
  readonly amount: string | null;
  /** Met since the last digest. */
  readonly fresh: boolean;
}

/** A requirement or a unit, at the beginning of a row or the head of a column. */
export interface Label {
  /** The requirement's number, the same in every picture of one digest; units have none. */
  readonly number: number | null;
  readonly text: string;
  /** When it falls due, or that this has passed. */
  readonly note: string | null;
  readonly late: boolean;
}

/** Requirements and units, one of them down and the other across, in their own order and never in that of their figures. */
export interface CellTable {
  readonly kind: 'cells';
  readonly rows: readonly Label[];
  readonly columns: readonly Label[];
  /** Row by row. */
  readonly cells: readonly (readonly Cell[])[];
}

/** How many have met one requirement, have begun, have not, have nothing to do yet. */
export interface Bar {
  readonly label: Label;
  readonly met: number;
  readonly partly: number;
  readonly unmet: number;
  readonly idle: number;
  /** `86/120个单位` */
  readonly amount: string;
  /** `新增5`, what has been met since the last digest. */
  readonly fresh: string | null;
}

export interface BarTable {
  readonly kind: 'bars';
  readonly bars: readonly Bar[];
}

export interface Tile {
  readonly value: string;
  readonly label: string;
  readonly tone: 'met' | 'calm' | 'late' | 'fresh';
}

export interface Legend {
  readonly mark: Mark | 'fresh';
  readonly text: string;
}

export interface List {
  readonly title: string;
  readonly lines: readonly string[];
}

/** One picture to be read on a phone, with every word that stands on it. Plain data: it goes to a worker. */
export interface Picture {
  readonly heading: string;
  readonly subheading: string;
  readonly tiles: readonly Tile[];
  readonly list: List | null;
  readonly legend: readonly Legend[];
  readonly table: CellTable | BarTable;
  /** What the marks mean and what they do not. */
  readonly footnotes: readonly string[];
}
