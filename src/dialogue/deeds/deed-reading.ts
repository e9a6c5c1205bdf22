import { type DeedRule, inFew, placeOf } from '../../campaign/target-list.ts';
import { nearest } from '../../wording/nearest.ts';
import { excerpt } from '../../wording/plain.ts';
import type { Lean } from '../arguments.ts';
import { type Context, Refusal } from '../command.ts';
import { everyTarget, ownTargets } from './candidates.ts';
import { type DeedText, readHouseholds, readListed, readNamed, type Setting } from './deed-text.ts';
import { bare } from './target-reader.ts';

/** Of a long list as many runs as a telephone shows. */
const SHOWN = 8;
const LONGEST_TARGET = 40;
/** A note is a few words about what was done, not an essay. */
const LONGEST_NOTE = 500;
/** More at one go were not visited, they were copied off a list. */
const MOST_TARGETS = 20;

/** What was told of a deed. Refuses, with the nearest target and what there is, when it names none. */
export function readDeed(context: Context, rule: DeedRule, rest: string, lean: Lean): DeedText {
  const text = read(context, rule, rest, lean);
  if (text.targets.length === 0 || text.stray) refuseUnknown(context, rule, rest, text);
  refuseTooMuch(context, rule, text);
  return text;
}

/** As {@link readDeed}, but a village alone will do where somebody means to go there; what no list has is taken as typed. */
export function readPlan(context: Context, rule: DeedRule, rest: string): DeedText {
  const text = planText(context, rule, rest);
  refuseTooMuch(context, rule, text);
  return text;
}

function refuseTooMuch({ say }: Context, { deed }: DeedRule, { targets, note }: DeedText): void {
  if (targets.some((target) => [...target].length > LONGEST_TARGET))
    throw new Refusal(say('deeds.target-too-long', { deed, longest: LONGEST_TARGET }));
  if (targets.length > MOST_TARGETS)
    throw new Refusal(say('deeds.too-many', { count: targets.length, most: MOST_TARGETS }));
  if ([...note].length > LONGEST_NOTE)
    throw new Refusal(say('deeds.note-too-long', { longest: LONGEST_NOTE, begins: excerpt(note, 10) }));
}

function planText(context: Context, rule: DeedRule, rest: string): DeedText {
  const text = read(context, rule, rest, 'ahead');
  if (text.targets.length > 0) return text;
  if (text.place !== '') return { ...text, targets: [placeNamed(context, rule, text.place)] };
  const named = readNamed(rest, settingOf(context, rule, 'ahead'));
  const [word = ''] = named.targets;
  if (word === '' || nearestTarget(context, rule, word) !== undefined)
    refuseUnknown(context, rule, rest, text);
  return named;
}

/** One's own lists first; who helps out may log what stands on another's. */
function read(context: Context, rule: DeedRule, rest: string, lean: Lean): DeedText {
  const setting = settingOf(context, rule, lean);
  if (rule.target === 'household') return readHouseholds(rest, setting);
  if (rule.target === 'named') return readNamed(rest, setting);
  const own = readListed(rest, setting, ownTargets(context, rule));
  if (isClear(own) || own.choice.length > 0) return own;
  const any = readListed(rest, setting, everyTarget(context, rule));
  return isClear(any) || own.place === '' ? any : own;
}

const isClear = ({ targets, stray }: DeedText): boolean => targets.length > 0 && !stray;

const settingOf = ({ today }: Context, { acts }: DeedRule, lean: Lean): Setting => ({ acts, today, lean });

const known = (context: Context, rule: DeedRule): readonly string[] => {
  const own = ownTargets(context, rule);
  return own.length > 0 ? own : everyTarget(context, rule);
};

function placeNamed(context: Context, rule: DeedRule, said: string): string {
  const places = [...ownTargets(context, rule), ...everyTarget(context, rule)].map(placeOf);
  return places.find((place) => place === said) ?? places.find((place) => place.includes(said)) ?? said;
}

function nearestTarget(context: Context, rule: DeedRule, word: string): string | undefined {
  const targets = known(context, rule);
  const names = [...targets.filter((target) => placeOf(target) === target), ...targets.map(placeOf)];
  const near = nearest(bare(word), names.map(bare));
  return names.find((name) => bare(name) === near);
}

function refuseUnknown(context: Context, rule: DeedRule, rest: string, text: DeedText): never {
  const { say } = context;
  const [word = ''] = rest.trim().split(/\s/, 1);
  if (rule.target !== 'listed') throw new Refusal(say(`deeds.which-${rule.target}`, { deed: rule.deed }));
  const targets = known(context, rule);
  const within = targets.filter((target) => text.place !== '' && placeOf(target).includes(text.place));
  const shown = text.choice.length > 0 ? text.choice : within.length > 0 ? within : targets;
  const [example] = shown;
  throw new Refusal(
    say('deeds.which-listed', {
      deed: rule.deed,
      word: excerpt(word, 20),
      several: text.choice.length > 0,
      near: shown === targets ? (nearestTarget(context, rule, word) ?? null) : null,
      list: inFew(shown, SHOWN),
      example: example ?? null,
    }),
  );
}
