import type { Campaign } from '../../campaign/campaign.ts';
import type { DocumentType } from '../../campaign/documents.ts';
import type { Deed } from '../../records/records.ts';

/** Deeds by which people are heard. */
export const CALLS = ['走访', '结对', '谈话', '联系企业'] as const satisfies readonly Deed[];

/** Deeds that are study. */
export const LESSONS = ['党课', '读书'] as const satisfies readonly Deed[];

// A campaign names its activities itself; these are the words all such names hold.
export const isMobilization = (activity: string): boolean => activity.includes('动员');
export const isForum = (activity: string): boolean => /座谈|恳谈|听证|问政/.test(activity);

const isSummary = ({ name, also }: DocumentType): boolean =>
  [name, ...also].some((word) => /总结|小结/.test(word));

/** The paper the summary is sent up as: of those the campaign knows, one that is asked for, else the first; undefined for none. */
export function summaryTypeOf({ documents }: Campaign, asked: readonly string[]): DocumentType | undefined {
  const types = documents.filter(isSummary);
  return types.find(({ name }) => asked.includes(name)) ?? types[0];
}
