import type { Campaign } from '../../campaign/campaign.ts';
import type { Facts } from '../../campaign/facts.ts';
import type { Roster } from '../../roster/roster.ts';
import type { Zone } from '../../time/zone.ts';
import type { State } from '../state.ts';
import { appraisalFacts } from './appraisal.ts';
import { deedFacts } from './deeds.ts';
import { documentFacts } from './documents.ts';
import { followUpFacts } from './follow-ups.ts';
import { opinionFacts } from './opinions.ts';
import { sessionFacts } from './sessions.ts';

/** Answers the measures' questions from the folded ledgers, the roster of today and the zone's calendar. */
export function ledgerFacts(state: State, roster: Roster, zone: Zone, campaign: Campaign): Facts {
  return {
    ...sessionFacts(state, roster, zone, campaign),
    ...opinionFacts(state, roster, zone),
    ...appraisalFacts(state, roster, campaign.appraisal),
    ...deedFacts(state, roster, campaign.lists),
    ...documentFacts(state, roster, campaign.documents),
    ...followUpFacts(state, roster, zone, campaign.followUps),
    essaysBy: (person) => state.essaysOf(person),
    titleOf: (unit) => roster.titleOf(unit),
  };
}
