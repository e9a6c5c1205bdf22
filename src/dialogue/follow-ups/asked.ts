import type { Requirement } from '../../campaign/campaign.ts';
import type { UnitId } from '../../roster/roster.ts';
import type { View } from '../../wording/wording.ts';
import { type Action, may, mayAnywhere } from '../access.ts';
import { type Context, Refusal } from '../command.ts';
import { actsFor } from '../document-rights.ts';
import { requireUnit, unitsNamed } from '../finding.ts';
import { permit } from '../permit.ts';
import { dueView } from '../standing-lines.ts';

/** The requirements on this unit, or on those it is part of, that a checklist or pipeline of this name counts for. */
export function askedBy(
  { campaign, progress, roster }: Context,
  measure: 'checklist' | 'pipeline',
  name: string,
  unit: UnitId,
): readonly Requirement[] {
  const lineage = [...roster.lineage(unit)];
  return campaign.requirements.filter(
    (each) =>
      each.measure.measure === measure &&
      each.measure.hint[measure] === name &&
      lineage.some((place) => progress.asksUnit(each, place)),
  );
}

/** The first clause that asks for it, and by when. */
export function clauseView(context: Context, [first]: readonly Requirement[], unit: UnitId): View {
  if (!first) return { clause: null, due: null };
  const { due } = context.progress.standing(first, { kind: 'unit', unit });
  return { clause: first.clause, due: dueView(context, first, due).due };
}

export interface Placed {
  readonly unit: UnitId;
  readonly rest: string;
}

/**
 * A unit named in front, `县教育局 1 是`, that the speaker may ask about; else the one this is about. A name of somebody else's unit
 * with words behind it is no place but what the words are about: `河东村支部 修活动室`.
 */
export function unitAhead(context: Context, rest: string): Placed {
  const text = rest.trim();
  const [word = ''] = text.split(/\s/, 1);
  const behind = text.slice(word.length).trim();
  const named = word === '' ? [] : unitsNamed(context.roster, word, context.unit.id);
  const isPlace = behind === '' || /^第?[0-9０-９]/u.test(behind);
  if (named.length > 0 && (isPlace || named.some(({ id }) => actsFor(context, '进度', id)))) {
    const { id } = requireUnit(context, word);
    if (!actsFor(context, '进度', id)) permit(context, '进度', id);
    return { unit: id, rest: behind };
  }
  permit(context, '进度', context.unit.id);
  return { unit: context.unit.id, rest: text };
}

/**
 * The unit the speaker may write for: the holder, when it is theirs to answer for or the place is its only branch; else the place
 * itself. Refuses when it is neither.
 */
export function writingUnit(context: Context, action: Writing, place: UnitId, command: string): UnitId {
  const { holder, isPart } = context.progress.facts.holdingOf(place, 'unit');
  if (actsFor(context, action, holder)) return holder;
  permitWriting(context, action, isPart ? place : holder, command, place);
  return isPart ? place : holder;
}

type Writing = Extract<Action, '自查登记' | '事项登记' | '典型提名'>;

/** Refuses, naming the command that was typed, when the speaker may not do this for the unit or for the place in its stead. */
export function permitWriting(
  context: Context,
  action: Writing,
  unit: UnitId,
  command: string,
  place: UnitId = unit,
): void {
  const { person, roster, say } = context;
  if (may(person, action, place, roster)) return;
  throw new Refusal(
    say('errors.not-allowed', {
      action: command,
      unit: roster.unit(unit)?.name ?? roster.titleOf(unit),
      members: false,
      office: unit === roster.root.id,
      elsewhere: mayAnywhere(person, action),
      inPrivate: true,
    }),
  );
}

/** Text no longer than so many characters; refuses it otherwise, so that nothing is cut off unseen. */
export function shortEnough({ say }: Context, text: string, most: number): string {
  if ([...text].length <= most) return text;
  throw new Refusal(say('pipelines.too-long', { most }));
}
