/** Something wrong with a file of the data folder, for whoever runs the machine. */
export interface Finding {
  /** Its path. */
  readonly file: string;
  /** What is wrong with it, in Chinese. */
  readonly problem: string;
  /** What to do about it, in Chinese. */
  readonly advice: string;
}
