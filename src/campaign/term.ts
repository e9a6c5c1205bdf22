/** A word people may type, and what else they may call it. */
export interface Term {
  readonly name: string;
  readonly also: readonly string[];
}
