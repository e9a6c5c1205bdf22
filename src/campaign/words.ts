import type { Campaign } from './campaign.ts';

/** Words of the campaign for examples, so that what the bot shows can be typed as it stands. */
export interface CampaignWords {
  /** What may follow 开会: `讨论 三思三观 半天`. */
  readonly meeting: string;
  /** What may follow 体会: `三思三观`. */
  readonly essayTopic: string;
}

/** Taken from the first requirement that asks for a session, and from the first that asks for an essay. */
export function campaignWords({ requirements, activities, topics }: Campaign): CampaignWords {
  const hint = requirements
    .map(({ measure }) => measure.hint)
    .find(({ activity, topic }) => activity && topic);
  const meeting = hint ? [hint['activity'], hint['topic'], hint['length']] : [activities[0]?.name, '半天'];
  const [essayTopic = topics[0]?.name ?? '主题'] = requirements.flatMap(({ measure }) => measure.essayTopics);
  return { meeting: meeting.filter((word) => word !== undefined).join(' '), essayTopic };
}

/** An example with the campaign's words in place of `{{meeting}}` and `{{essayTopic}}`. */
export function fillExample(typed: string, words: CampaignWords): string {
  return typed.replaceAll('{{meeting}}', words.meeting).replaceAll('{{essayTopic}}', words.essayTopic);
}
