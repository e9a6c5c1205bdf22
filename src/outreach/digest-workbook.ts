import type { Outgoing } from '../journal/outgoing.ts';
import type { Draft } from '../report/draft.ts';
import type { Brief } from '../report/workbook/brief.ts';
import { workbookErrand, workbookName } from '../report/workbook/plan.ts';
import { groupSight } from '../report/workbook/sight.ts';
import type { Outlook } from './outlook.ts';

/** The workbook that follows the office's digest, with what a group may read. Units have none: they ask for theirs. */
export function workbookOf({ progress, now, say }: Outlook, digest: Outgoing): Draft[] {
  const { root } = progress.roster;
  if (digest.to.kind !== 'group' || digest.to.unit !== root.id) return [];
  const brief: Brief = { progress, unit: root.id, now, say, sight: groupSight(true) };
  const content = { type: 'file', name: workbookName(brief), order: workbookErrand(brief) } as const;
  return [{ ...digest, key: `${digest.key}/workbook`, content, covers: [] }];
}
