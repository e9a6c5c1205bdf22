import type { Progress } from '../progress/progress.ts';
import { groupSight, type Sight } from '../report/workbook/sight.ts';
import type { Person } from '../roster/roster.ts';
import type { Day } from '../time/zone.ts';
import { ruleOf } from './access.ts';
import { mayRead as mayReadDocument } from './document-rights.ts';
import { mayReadEssay } from './essay-rights.ts';
import { mayRead as mayReadOpinion, maySeeRaiser } from './opinions/rights.ts';
import { permitted } from './permit.ts';

/**
 * What the person may see in a workbook: there, whatever the commands would answer them one by one. In a group, only what may be
 * asked about in a group.
 */
export function sightOf(
  person: Person,
  place: 'group' | 'private',
  { progress, today }: { readonly progress: Progress; readonly today: Day },
): Sight {
  const { roster, campaign } = progress;
  const speaker = { person, roster, campaign, progress, place, today };
  const undelivered = permitted(speaker, '未送达', roster.root.id);
  if (place === 'group') return groupSight(undelivered && ruleOf('未送达').where === 'any');
  return {
    aloud: false,
    essay: (author, essay) => mayReadEssay(speaker, author, essay),
    opinion: (opinion) => mayReadOpinion(speaker, opinion),
    raiser: (opinion) => maySeeRaiser(speaker, opinion),
    document: (document) => mayReadDocument(speaker, document),
    undelivered,
  };
}
