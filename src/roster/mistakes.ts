import { COLUMNS, type Column } from './columns.ts';

/** Why a sheet cannot be imported: where, what is wrong, what may stand there. Holds no webhook key. */
export interface Mistake {
  /** The row as Excel numbers it; null when it is about the sheet as a whole. */
  readonly row: number | null;
  readonly column: Column | null;
  readonly problem: string;
  readonly allowed: string | null;
}

/** Collects mistakes while a sheet is read, so that all are told at once. */
export class Mistakes {
  readonly #found: Mistake[] = [];

  add(row: number | null, column: Column | null, problem: string, allowed: string | null = null): void {
    this.#found.push({ row, column, problem, allowed });
  }

  get any(): boolean {
    return this.#found.length > 0;
  }

  /** From top to bottom and from left to right. */
  list(): readonly Mistake[] {
    const place = ({ column }: Mistake): number => (column ? COLUMNS.indexOf(column) : -1);
    return this.#found.toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0) || place(a) - place(b));
  }
}
