import { readFileSync } from 'node:fs';
import type { Facts } from '../../src/campaign/facts.ts';
import { loadCampaign } from '../../src/campaign/load.ts';
import { ledgerFacts } from '../../src/progress/facts/index.ts';
import { State } from '../../src/progress/state.ts';
import { Roster, type UnitId } from '../../src/roster/roster.ts';
import { Zone } from '../../src/time/zone.ts';
import { openingDay } from './opening-day.ts';

const root = { name: '活动办', kind: 'office', category: '', parent: null, webhook: null } as const;

/** What a measure sees where nothing has happened; a test says what has. */
export function emptyFacts(): Facts {
  const loaded = loadCampaign(readFileSync('test/support/campaigns/study.yaml', 'utf8'), {
    file: 'study.yaml',
  });
  if (!loaded.ok) throw new Error('the sample campaign cannot be read');
  const roster = new Roster({ units: [{ ...root, id: '活动办' as UnitId }], people: [], former: [] });
  return ledgerFacts({
    campaign: loaded.campaign,
    roster,
    state: new State(),
    zone: new Zone('Asia/Shanghai'),
    today: openingDay,
  });
}
