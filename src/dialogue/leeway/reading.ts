import type { Requirement } from '../../campaign/campaign.ts';
import type { Subject } from '../../campaign/measures/measure.ts';
import { type Progress, personSubject } from '../../progress/progress.ts';
import type { Person, Unit } from '../../roster/roster.ts';
import { nearest } from '../../wording/nearest.ts';
import { excerpt } from '../../wording/plain.ts';
import type { Action } from '../access.ts';
import { type Context, Refusal } from '../command.ts';
import { peopleNamed, requirePerson, requireUnit, unitsNamed } from '../finding.ts';
import { permit } from '../permit.ts';

const SHOWN = 8;
const LONGEST_REASON = 100;

/** For whom: a unit with all below it, or one person. */
export type Bearer =
  | { readonly of: 'unit'; readonly unit: Unit }
  | { readonly of: 'person'; readonly person: Person };

export const nameOf = (bearer: Bearer): string =>
  bearer.of === 'unit' ? bearer.unit.title : bearer.person.name;

export const subjectOf = (bearer: Bearer): Subject =>
  bearer.of === 'unit' ? { kind: 'unit', unit: bearer.unit.id } : personSubject(bearer.person);

/** The office alone may, and not before another unit's group: why somebody needs more time is not for everybody. */
export function permitOffice(context: Context, action: Extract<Action, '延期' | '免除'>): void {
  const { place, unit, roster, say } = context;
  permit(context, action, roster.root.id);
  if (place === 'group' && unit.id !== roster.root.id) throw new Refusal(say('leeway.where', { action }));
}

/** The one unit or person meant. Of several, asks which. */
export function readBearer(context: Context, name: string): Bearer {
  const { roster, say } = context;
  if (unitsNamed(roster, name, context.unit.id).length > 0)
    return { of: 'unit', unit: requireUnit(context, name) };
  if (peopleNamed(roster.people, name).length > 0)
    return { of: 'person', person: requirePerson(context, name, roster.root.id) };
  const names = [...roster.units, ...roster.people].map((each) => each.name);
  throw new Refusal(say('leeway.unknown', { name: excerpt(name, 20), near: nearest(name, names) }));
}

/** The one requirement meant, by number, id or words of its title, among those asked of the bearer. */
export function readRequirement(context: Context, bearer: Bearer, words: string): Requirement {
  const { say, campaign, progress } = context;
  const asked = campaign.requirements.filter((each) => isAsked(progress, each, bearer));
  const [only, ...others] = matching(campaign.requirements, asked, words);
  if (only && others.length === 0) return only;
  if (only) {
    const choices = [only, ...others].slice(0, SHOWN).map((each) => choiceView(context, each));
    throw new Refusal(say('leeway.which', { words: excerpt(words, 20), choices }));
  }
  const [elsewhere] = matching(campaign.requirements, campaign.requirements, words);
  throw new Refusal(
    say('leeway.not-asked', {
      name: nameOf(bearer),
      words: excerpt(words, 20),
      whole: elsewhere && askedAbove(context, elsewhere, bearer),
      choices: asked.slice(0, SHOWN).map((each) => choiceView(context, each)),
    }),
  );
}

const choiceView = ({ campaign }: Context, requirement: Requirement) => ({
  number: campaign.requirements.indexOf(requirement) + 1,
  title: requirement.title,
});

/** What fits exactly goes before what holds the words. */
function matching(
  all: readonly Requirement[],
  among: readonly Requirement[],
  words: string,
): readonly Requirement[] {
  const number = /^第?(\d{1,3})[项条]?$/.exec(words.normalize('NFKC'))?.[1];
  const exact = among.filter(
    (each) => each.id === words || each.title === words || all.indexOf(each) + 1 === Number(number),
  );
  return exact.length > 0 ? exact : among.filter(({ title }) => title.includes(words));
}

/** Whether it is laid on the bearer or on anybody below; what the office does itself is nobody else's. */
function isAsked(progress: Progress, requirement: Requirement, bearer: Bearer): boolean {
  if (bearer.of === 'person') return progress.asksPerson(requirement, bearer.person);
  const { roster } = progress;
  const units = bearer.unit.kind === 'office' ? [bearer.unit] : [...roster.subtree(bearer.unit.id)];
  return units.some(
    (unit) =>
      progress.asksUnit(requirement, unit) ||
      (requirement.each === 'person' && progress.askedAt(requirement, unit.id).length > 0),
  );
}

/** The unit that is asked as a whole, where a branch of it was named. */
function askedAbove({ progress, roster }: Context, requirement: Requirement, bearer: Bearer): string | null {
  if (bearer.of === 'person') return null;
  const above = [...roster.lineage(bearer.unit.id)].slice(1).filter(({ kind }) => kind !== 'office');
  return above.find((unit) => progress.asksUnit(requirement, unit))?.title ?? null;
}

/** Why; refuses what gives no reason. */
export function readReason({ say }: Context, text: string, usage: string): string {
  const reason = text.replace(/^(?:理由|原因|因为|因)[：:，, ]*/, '').trim();
  if (reason === '') throw new Refusal(say(usage));
  return excerpt(reason, LONGEST_REASON);
}

/** Refuses what is done already, or asked no longer. */
export function refuseSettled(context: Context, requirement: Requirement, bearer: Bearer): void {
  const { progress, say } = context;
  const view = { name: nameOf(bearer), title: requirement.title };
  const subject = subjectOf(bearer);
  const waiver = progress.leeway(requirement, subject)?.waiver;
  if (waiver) throw new Refusal(say('leeway.waived-already', { ...view, reason: waiver.reason }));
  const isOwn =
    bearer.of === 'unit' ? progress.asksUnit(requirement, bearer.unit) : requirement.each === 'person';
  if (isOwn && progress.standing(requirement, subject).status === 'met')
    throw new Refusal(say('leeway.met', view));
}
