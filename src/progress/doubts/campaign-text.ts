import type { Campaign, CampaignText } from '../../campaign/campaign.ts';
import { inCommon, type Trigrams, trigramsOf } from '../../likeness/trigrams.ts';
import { ALIKE } from '../essays-alike.ts';
import type { CopiedText, Scope } from './doubt.ts';

interface Prepared {
  readonly text: CampaignText;
  readonly trigrams: Trigrams;
}

const prepared = new WeakMap<Campaign, readonly Prepared[]>();

/** The texts are long and the campaign never changes: they are prepared once. */
function textsOf(campaign: Campaign): readonly Prepared[] {
  const known = prepared.get(campaign);
  if (known) return known;
  const texts = campaign.texts.map((text) => ({ text, trigrams: trigramsOf(text.text) }));
  prepared.set(campaign, texts);
  return texts;
}

/** Essays most of which stands in one of the campaign's own texts. To quote such a text in one's own words around it is fine. */
export function copiedTexts({ progress: { campaign }, essays }: Scope): CopiedText[] {
  const texts = textsOf(campaign);
  if (texts.length === 0) return [];
  return essays.flatMap(({ person, essay }): CopiedText[] => {
    const own = trigramsOf(essay.text ?? '');
    const [most] = texts
      .map(({ text, trigrams }) => ({ text, share: shareIn(own, trigrams) }))
      .sort((a, b) => b.share - a.share);
    if (!most || most.share < ALIKE) return [];
    const about = { unit: person.home, at: essay.at, records: [essay.id], essay };
    return [{ reason: 'campaign-text', key: `campaign-text/${essay.id}`, ...about, ...most }];
  });
}

const shareIn = (own: Trigrams, text: Trigrams): number =>
  own.length === 0 ? 0 : inCommon(own, text) / own.length;
