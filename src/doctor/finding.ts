/** What a check found, in words for whoever installs the bot. Holds no secret. */
export interface Finding {
  readonly level: 'fine' | 'warning' | 'wrong' | 'unset';
  /** What is so. */
  readonly text: string;
  /** What to do about it and where; empty when there is nothing to do. */
  readonly advice: string;
  /** More of it, one a line. */
  readonly lines: readonly string[];
}

export const fine = (detail: string): Finding => ({ level: 'fine', text: detail, advice: '', lines: [] });

/** It works, but not as well as it could, or nobody can tell. */
export const warning = (text: string, advice = '', lines: readonly string[] = []): Finding => ({
  level: 'warning',
  text,
  advice,
  lines,
});

/** It does not work. */
export const wrong = (text: string, advice: string, lines: readonly string[] = []): Finding => ({
  level: 'wrong',
  text,
  advice,
  lines,
});

/** Nobody asked for it. */
export const unset = (detail = ''): Finding => ({ level: 'unset', text: detail, advice: '', lines: [] });
