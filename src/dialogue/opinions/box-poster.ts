import type { Campaign } from '../../campaign/campaign.ts';
import type { Poster } from '../../report/poster/poster.ts';
import type { Roster, UnitId } from '../../roster/roster.ts';
import type { Say } from '../../wording/wording.ts';
import { unitTitle } from './titles.ts';

/** Where the box is; with a unit, it is chosen there beforehand and can be chosen otherwise. */
export const boxLink = (address: string, unit: UnitId | null): string =>
  unit === null ? address : `${address}?unit=${encodeURIComponent(unit)}`;

/** What hangs on the wall of the unit, or of everybody. */
export const boxPoster = (
  say: Say,
  { title }: Pick<Campaign, 'title'>,
  roster: Roster,
  address: string,
  unit: UnitId | null,
): Poster => ({
  heading: say('box.poster-heading'),
  campaign: title,
  unit: unit === null ? null : unitTitle(roster, unit),
  address: boxLink(address, unit),
  invitation: say('box.poster-invitation'),
  steps: [say('box.poster-write'), say('box.poster-note'), say('box.poster-follow')],
  notKept: [say('box.poster-not-kept'), say('box.poster-no-harm')],
});
