import { endedWords } from '../../campaign/ended.ts';
import { Zone } from '../../time/zone.ts';
import type { Check } from '../check.ts';
import { warning } from '../finding.ts';
import type { Premises } from '../premises.ts';

/** Says nothing while the campaign lasts: once all its dates are past, whatever else is fine is of no use. */
export const ended = (premises: Premises): Check => ({
  name: '活动时间',
  async run() {
    const loaded = await premises.campaign();
    const today = new Zone(premises.config.zone).dayOf(premises.clock.now());
    const words = loaded?.ok ? endedWords(loaded.campaign, today) : undefined;
    return words ? [warning(words.what, words.advice)] : [];
  },
});
