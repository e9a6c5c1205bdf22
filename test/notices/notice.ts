import { expect } from 'vitest';
import type { Requirement } from '../../src/campaign/campaign.ts';
import { daysNamed } from '../../src/campaign/deadline.ts';
import { personSubject, type Status } from '../../src/progress/progress.ts';
import type { UnitId } from '../../src/roster/roster.ts';
import type { Day } from '../../src/time/zone.ts';
import { shortDay } from '../../src/wording/format.ts';
import { type County, type CountyOptions, openCounty } from '../support/county.ts';

/** A county under the campaign file of a notice, with an invented roster of its own. */
export const openNotice = (name: string, options: CountyOptions = {}): Promise<County> =>
  openCounty({
    campaignFile: `templates/campaigns/${name}.yaml`,
    rosterFile: `test/notices/rosters/${name}.csv`,
    ...options,
  });

/** Writes to the bot in private. People take a minute over what they type. */
export function types(county: County, userid: string, text: string): Promise<string> {
  county.minutesPass(1);
  return county.whispers(userid, text);
}

/** What is asked of these units and their people, and how each of them stands: `id who` → status. */
export function standingsOf(county: County, units: readonly string[]): ReadonlyMap<string, Status> {
  const { progress } = county.stage.app.outlook();
  const { campaign, roster } = progress;
  const isWithin = (id: UnitId): boolean =>
    units.some((unit) => [...roster.lineage(id)].some((each) => each.id === unit));
  const ofUnits = campaign.requirements.flatMap((requirement) =>
    roster.units
      .filter((unit) => isWithin(unit.id) && progress.asksUnit(requirement, unit))
      .map((unit) => ({ requirement, who: unit.id, subject: { kind: 'unit', unit: unit.id } as const })),
  );
  const ofPeople = campaign.requirements.flatMap((requirement) =>
    roster.people
      .filter((person) => isWithin(person.home) && progress.asksPerson(requirement, person))
      .map((person) => ({ requirement, who: person.name, subject: personSubject(person) })),
  );
  return new Map(
    [...ofUnits, ...ofPeople].map(({ requirement, who, subject }) => [
      `${requirement.id} ${who}`,
      progress.standing(requirement, subject).status,
    ]),
  );
}

/** Whoever is not done, as `id who status`. */
export const openOf = (county: County, units: readonly string[]): readonly string[] =>
  [...standingsOf(county, units)]
    .filter(([, status]) => status === 'unmet')
    .map(([what, status]) => `${what} ${status}`);

/** Ids of the requirements that somebody of these units has met. */
export const metIds = (county: County, units: readonly string[]): ReadonlySet<string> =>
  new Set(
    [...standingsOf(county, units)].flatMap(([what, status]) =>
      status === 'met' ? [what.split(' ')[0] ?? ''] : [],
    ),
  );

export const requirementsOf = (county: County): readonly Requirement[] =>
  county.stage.app.outlook().progress.campaign.requirements;

/** Every reminder decided so far: to whom, on which day, what. */
export function remindersOf(
  county: County,
): readonly { readonly unit: string; readonly day: string; readonly text: string }[] {
  return [...county.stage.app.books.state.outbox.all()].flatMap(({ message: { key, to, content } }) =>
    key.startsWith('remind/') && to.kind === 'group' && content.type === 'markdown'
      ? [{ unit: to.unit, day: key.slice(-10), text: content.text }]
      : [],
  );
}

/** Every digest decided so far, its parts together. */
export const digestsOf = (county: County): string =>
  [...county.stage.app.books.state.outbox.all()]
    .flatMap(({ message: { key, content } }) =>
      key.startsWith('digest/') && content.type === 'markdown' ? [content.text] : [],
    )
    .join('\n');

/** Whether a text names the requirement and, behind its title, its clause and, where there is one, its day. */
/** The day the campaign file names for everybody. */
export const dayOf = ({ due }: Pick<Requirement, 'due'>): Day | null => daysNamed(due)[0] ?? null;

export function isNamed(text: string, { title, clause, due }: Requirement): boolean {
  const behind = text.includes(title) ? text.slice(text.indexOf(title)) : '';
  const day = dayOf({ due });
  return behind.includes(clause) && (day === null || behind.includes(shortDay(day, day)));
}

/**
 * Every requirement of the file has been told by now: with clause and day in a digest, and, unless it is only urged, in a reminder
 * before its day, each with what to type.
 */
export function expectTold(county: County): void {
  const reminders = remindersOf(county);
  const digests = digestsOf(county);
  expect(reminders.filter(({ text }) => /这样发：\n看还差什么/.test(text))).toEqual([]);
  for (const requirement of requirementsOf(county)) {
    const { id, title, advisory } = requirement;
    const due = dayOf(requirement);
    const about = reminders.filter(({ text }) => text.includes(title));
    const ahead = about.some(({ day, text }) => (due === null || day < due) && isNamed(text, requirement));
    if (advisory) expect(about, id).toEqual([]);
    else expect(ahead, id).toBe(true);
    expect(isNamed(digests, requirement), id).toBe(true);
  }
}
