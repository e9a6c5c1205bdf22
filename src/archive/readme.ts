import { type ArchiveBrief, momentOf, titleOf } from './brief.ts';
import { BOM } from './csv.ts';
import { filled } from './html.ts';

/** Explains the folder to somebody who has never seen the program, in twenty years. */
export function readmeOf(brief: ArchiveBrief): string {
  const { unit, progress, rights, until } = brief;
  const text = filled('readme.txt', {
    unit: titleOf(brief, unit.id),
    campaign: progress.campaign.title,
    document: progress.campaign.document,
    own: rights.own,
    until: momentOf(brief, until),
    zone: progress.zone.name,
  });
  return BOM + text.replaceAll('\n', '\r\n');
}
