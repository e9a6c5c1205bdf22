/** What reading one file may cost, and how much of it is kept. */
export interface Limits {
  /** Of the worker: its heap and what it holds outside (buffers, WebAssembly), together. */
  readonly megabytes: number;
  /** From the start of the worker to its answer. */
  readonly milliseconds: number;
  /** What the main part of a docx may inflate to. */
  readonly inflatedBytes: number;
  readonly zipEntries: number;
  /** Pages of a pdf that are looked at. */
  readonly pages: number;
  /** UTF-16 units of text that are kept. */
  readonly characters: number;
}

export const DEFAULT_LIMITS: Limits = {
  megabytes: 256,
  milliseconds: 20_000,
  inflatedBytes: 50_000_000,
  zipEntries: 2_000,
  pages: 500,
  characters: 200_000,
};
