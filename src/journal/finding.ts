export interface Finding {
  readonly file: string;
  readonly problem: string;
  readonly advice: string;
}
