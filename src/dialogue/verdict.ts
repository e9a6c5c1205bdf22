const VERDICTS: ReadonlyMap<string, boolean> = new Map([
  ['通过', true],
  ['属实', true],
  ['合格', true],
  ['不通过', false],
  ['不属实', false],
  ['不合格', false],
  ['退回', false],
]);

/** Whether what was looked at passed, by the word for it; undefined for any other word. */
export const readVerdict = (word: string): boolean | undefined => VERDICTS.get(word);
