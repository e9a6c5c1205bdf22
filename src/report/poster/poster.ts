/** What hangs on the wall: where the opinion box is, how it is used, and what it does not keep. Finished text throughout. */
export interface Poster {
  readonly heading: string;
  readonly campaign: string;
  /** The unit whose wall it is; null for everybody's. */
  readonly unit: string | null;
  /** What the code leads to. */
  readonly address: string;
  readonly invitation: string;
  readonly steps: readonly string[];
  readonly notKept: readonly string[];
}
