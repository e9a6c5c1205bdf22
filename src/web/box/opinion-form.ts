import { z } from 'zod';
import type { Campaign } from '../../campaign/campaign.ts';
import { WORK } from '../../campaign/opinions.ts';
import type { Unsigned } from '../../dialogue/opinions/anonymous.ts';
import { unitTitle } from '../../dialogue/opinions/titles.ts';
import type { Roster, UnitId } from '../../roster/roster.ts';
import type { View } from '../../wording/wording.ts';

/** Bytes: more than the longest opinion can take in a form, so that whoever writes too much is told how much too much. */
export const FORM_LIMIT = 256 * 1024;

const field = z.string().default('');

/** The form as it was filled in. `homepage` is to stay empty: no person sees it. */
export const OPINION_FORM = z.object({
  text: field,
  unit: field,
  people: field,
  question: field,
  topic: field,
  homepage: field,
  stamp: field,
});
export type OpinionForm = z.infer<typeof OPINION_FORM>;

export const blankForm = (unit: string): OpinionForm => ({ ...OPINION_FORM.parse({}), unit });

/** What can be chosen on the form. */
export type Choices = Pick<Campaign, 'opinions'> & { readonly roster: Roster };

/** The opinion as it was written; undefined when something was chosen that cannot be chosen. */
export function unsignedIn(form: OpinionForm, { opinions, roster }: Choices): Unsigned | undefined {
  const unit = form.unit === '' ? null : roster.unit(form.unit as UnitId)?.id;
  const people = chosen(form.people, opinions.people);
  const question = chosen(form.question, opinions.questions);
  const topic = form.topic === WORK ? null : chosen(form.topic, opinions.topics);
  if (unit === undefined || people === undefined || question === undefined || topic === undefined)
    return undefined;
  return {
    text: form.text.replace(/\r\n?/g, '\n').trim(),
    unit: unit === roster.root.id ? null : unit,
    people,
    question,
    ...(form.topic === '' ? {} : { topic }),
  };
}

/** Null for no choice, undefined for one that is not there. */
function chosen(name: string, terms: readonly { readonly name: string }[]): string | null | undefined {
  return name === '' ? null : terms.find((term) => term.name === name)?.name;
}

/** The form with what was filled in, units in the roster's order. */
export function formView(form: OpinionForm, { opinions, roster }: Choices): View {
  const units = roster.units.filter(
    ({ id, kind }) => kind === 'unit' || (kind === 'branch' && id === form.unit),
  );
  const options = (names: readonly string[], now: string): View[] =>
    names.map((name) => ({ name, selected: name === now }));
  return {
    text: form.text,
    units: units.map(({ id }) => ({ id, name: unitTitle(roster, id), selected: id === form.unit })),
    people: options(namesOf(opinions.people), form.people),
    questions: options(namesOf(opinions.questions), form.question),
    topics: options([...namesOf(opinions.topics), WORK], form.topic),
  };
}

const namesOf = (terms: readonly { readonly name: string }[]): string[] => terms.map(({ name }) => name);
