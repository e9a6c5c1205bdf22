import type { Dice } from './dice.ts';
import { hostileText } from './hostile.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

type Path = readonly (string | number)[];

/** The value with some places in it changed: other types, fields that are gone, doubled, renamed, nested. */
export function changed(value: Json, dice: Dice): Json {
  let result = value;
  for (let times = dice.weighted(TIMES); times > 0; times--) {
    const path = dice.pick(pathsOf(result));
    const change = dice.pick(CHANGES);
    result = withChange(result, path, (old) => change(old, dice));
  }
  return result;
}

const TIMES = [
  [6, 1],
  [3, 2],
  [1, 5],
] as const;

/** Takes a place out of what holds it. */
const GONE = Symbol('gone');

type Change = (old: Json, dice: Dice) => Json | typeof GONE;

const CHANGES: readonly Change[] = [
  () => GONE,
  () => GONE,
  () => null,
  (_, dice) => dice.pick(ODD),
  (_, dice) => dice.pick(ODD),
  (_, dice) => hostileText(dice),
  (old) => [old],
  (old) => ({ content: old, value: old }),
  (old) => [old, old, old],
  (old, dice) => nested(old, dice.pick([2, 30, 400])),
  (old) => (typeof old === 'string' ? old.toUpperCase() : JSON.stringify(old)),
  (old) => (typeof old === 'string' ? old.split('') : old),
  (old, dice) => (isRecord(old) ? renamed(old, dice) : old),
  (old) => (typeof old === 'string' ? ` ${old}\u3000` : old),
  (_, dice) => 'x'.repeat(dice.pick([128, 129, 256, 257, 1024, 30_000])),
];

const ODD: readonly Json[] = [
  '',
  0,
  -0,
  -1,
  1.5,
  1e308,
  2 ** 53,
  true,
  false,
  [],
  {},
  [[]],
  [null],
  'null',
  '0',
  { length: -1 },
  { toString: 'a', valueOf: null },
];

function isRecord(value: Json): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function pathsOf(value: Json, path: Path = []): Path[] {
  if (Array.isArray(value)) return [path, ...value.flatMap((each, index) => pathsOf(each, [...path, index]))];
  if (!isRecord(value)) return [path];
  return [path, ...Object.entries(value).flatMap(([name, each]) => pathsOf(each, [...path, name]))];
}

function withChange(value: Json, path: Path, change: (old: Json) => Json | typeof GONE): Json {
  const result = replaced(value, path, change);
  return result === GONE ? null : result;
}

function replaced(
  value: Json,
  [step, ...rest]: Path,
  change: (old: Json) => Json | typeof GONE,
): Json | typeof GONE {
  if (step === undefined) return change(value);
  if (Array.isArray(value))
    return value.flatMap((each, index) => {
      const kept = index === step ? replaced(each, rest, change) : each;
      return kept === GONE ? [] : [kept];
    });
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).flatMap(([name, each]): [string, Json][] => {
    const kept = name === step ? replaced(each, rest, change) : each;
    return kept === GONE ? [] : [[name, kept]];
  });
  return Object.fromEntries(entries);
}

function nested(value: Json, depth: number): Json {
  let result = value;
  for (let level = 0; level < depth; level++) result = level % 2 === 0 ? [result] : { text: result };
  return result;
}

function renamed(old: { readonly [name: string]: Json }, dice: Dice): Json {
  const names = Object.keys(old);
  if (names.length === 0) return old;
  const chosen = dice.pick(names);
  const other = dice.pick([
    chosen.toUpperCase(),
    `${chosen}s`,
    '__proto__',
    'constructor',
    '',
    'msgid',
    'from',
  ]);
  // By entries: `__proto__` is to be a field like any other.
  return Object.fromEntries(
    Object.entries(old).map(([name, value]) => [name === chosen ? other : name, value]),
  );
}

/** JSON as it stands on the wire, with its text itself spoiled. */
export function distorted(text: string, dice: Dice): string {
  const at = dice.below(text.length + 1);
  return dice.pick<() => string>([
    () => text.slice(0, at),
    () => text + text,
    () => `${text},`,
    () => `\ufeff${text}`,
    () => `${text.slice(0, at)}\0${text.slice(at)}`,
    () => `${text.slice(0, at)}${text.slice(at + 1)}`,
    () => `${text.slice(0, at)}${String.fromCharCode(dice.below(0x10000))}${text.slice(at)}`,
    () =>
      text.replace(
        ':',
        `:${dice.pick(['1e999', '-0', '123456789012345678901234567890', 'NaN', '0x1', '+1'])},"a":`,
      ),
    () => text.replace('{', `{"msgid":${dice.pick(['1', '"x"', 'null', '{}'])},"msgid":"doubled",`),
    () => text.replace('{', '{"__proto__":{"msgtype":"text"},'),
    () => text.replaceAll('"', "'"),
    () => `[${text},${text}]`,
    () => JSON.stringify(text),
    () => '['.repeat(dice.pick([10, 1000, 100_000])) + text,
    () => `{"a":`.repeat(5000) + text + '}'.repeat(5000),
    () => dice.pick(['', 'null', '0', '""', '[]', '{}', 'true', ' ', '\n', '<xml/>', 'msgid=1']),
    () => text.replaceAll('\\u', '\\U'),
    () => text.replace(/"[^"]*"/, '"\\ud800\\u0000\\uDC00"'),
  ])();
}
