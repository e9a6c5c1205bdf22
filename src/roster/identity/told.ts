import { clean } from '../text.ts';

/** One thing that the clerk says, or is asked to say, of what became of units or of an account. Names as in the roster. */
export interface Saying {
  readonly kind: 'rename' | 'merge' | 'split' | 'account';
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** What the clerk has said of an import. `asNew`: whatever was not said otherwise is new, and what is missing is gone. */
export interface Told {
  readonly sayings: readonly Saying[];
  readonly asNew: boolean;
}

export const NOTHING_TOLD: Told = { sayings: [], asNew: false };

/** How many may stand on either side of the sign. */
const SIDES: Readonly<Record<Saying['kind'], readonly [from: 'one' | 'any', to: 'one' | 'any']>> = {
  rename: ['one', 'one'],
  merge: ['any', 'one'],
  split: ['one', 'any'],
  account: ['one', 'one'],
};

/** `旧=新`, `甲,乙=丙`, `甲=乙,丙`; undefined when it is not so written. */
export function readSaying(kind: Saying['kind'], text: string): Saying | undefined {
  const [left, right, ...more] = clean(text).split('=').map(namesIn);
  if (!left || !right || more.length > 0) return undefined;
  const [from, to] = SIDES[kind];
  return fits(left, from) && fits(right, to) ? { kind, from: left, to: right } : undefined;
}

const namesIn = (side: string): readonly string[] =>
  side
    .split(/[,、]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');

const fits = (names: readonly string[], side: 'one' | 'any'): boolean =>
  side === 'one' ? names.length === 1 : names.length > 0;

/** The option to add to the command. */
export const optionOf = ({ kind, from, to }: Saying): string => {
  const text = `${from.join(',')}=${to.join(',')}`;
  return `--${kind} ${/[\s()&;|<>'"$]/.test(text) ? `"${text}"` : text}`;
};
