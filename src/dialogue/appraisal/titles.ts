import type { AppraisalRules } from '../../campaign/appraisal.ts';
import type { AppraisalOpened } from '../../records/records.ts';
import type { Unit } from '../../roster/roster.ts';
import { type Context, Refusal } from '../command.ts';
import { unitsNamed } from '../finding.ts';
import { permitted } from '../permit.ts';

/** The words the campaign has for a ballot. Refuses where it has none. */
export function rulesOf({ campaign, say }: Context): AppraisalRules {
  if (campaign.appraisal) return campaign.appraisal;
  throw new Refusal(say('appraisal.none'));
}

export const titleOf = ({ roster }: Context, { unit }: AppraisalOpened): string =>
  roster.unit(unit)?.name ?? roster.titleOf(unit);

/** `领导班子` or the leader's name. */
export const subjectTitle = (
  { roster, say }: Context,
  { leaders }: AppraisalOpened,
  subject: number,
): string => {
  const leader = leaders[subject - 1];
  return leader === undefined ? say('appraisal.leadership') : roster.nameOf(leader);
};

export const subjectsOf = ({ leaders }: AppraisalOpened): readonly number[] => [
  0,
  ...leaders.map((_, index) => index + 1),
];

export const votedOf = ({ state }: Context, opened: AppraisalOpened): number =>
  opened.voters.filter(({ person }) => state.appraisals.hasTakenPart(opened, person)).length;

/** Whether the speaker opens and closes ballots on the unit: never somebody of the unit itself. */
export const organises = (context: Context, unit: Unit): boolean =>
  permitted(context, '评议组织', unit.id) && !isOwn(context, unit);

// Everybody is below the office, and nobody above it is on the roster: its own ballot its staff has to hold.
export const isOwn = ({ person, roster }: Context, unit: Unit): boolean =>
  unit.kind !== 'office' && roster.within(person.home, unit.id);

/** Whether the word names this ballot's unit. */
export const namesUnit = ({ roster, unit }: Context, opened: AppraisalOpened, word: string): boolean =>
  unitsNamed(roster, word, unit.id).some(({ id }) => id === opened.unit);
