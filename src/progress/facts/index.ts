import type { Campaign } from '../../campaign/campaign.ts';
import type { Facts } from '../../campaign/facts.ts';
import type { Roster } from '../../roster/roster.ts';
import type { Day, Zone } from '../../time/zone.ts';
import type { State } from '../state.ts';
import { appraisalFacts } from './appraisal.ts';
import { deedFacts } from './deeds.ts';
import { documentFacts } from './documents.ts';
import { followUpFacts } from './follow-ups.ts';
import { opinionFacts } from './opinions.ts';
import { sessionFacts } from './sessions.ts';

interface Sources {
  readonly campaign: Campaign;
  readonly roster: Roster;
  readonly state: State;
  readonly zone: Zone;
  readonly today: () => Day;
}

/** Answers the measures' questions from the folded ledgers, the roster of today and the zone's calendar. */
export function ledgerFacts({ campaign, roster, state, zone, today }: Sources): Facts {
  return {
    ...sessionFacts(state, roster, zone, campaign),
    ...opinionFacts({ state, roster, zone, today }),
    ...appraisalFacts(state, roster, campaign.appraisal),
    ...deedFacts(state, roster, campaign.lists),
    ...documentFacts(state, roster, campaign.documents),
    ...followUpFacts(state, roster, zone, campaign.followUps),
    essaysBy: (person) => state.essaysOf(person),
    titleOf: (unit) => roster.titleOf(unit),
  };
}
