import { setUpOf } from '../../wecom/abilities.ts';
import type { Check } from '../check.ts';
import { fine } from '../finding.ts';
import type { Premises } from '../premises.ts';

/** That `.env` is complete was seen before any check could be made; this tells what it says. */
export const settings = ({ config }: Premises): Check => ({
  name: '配置',
  run: async () => [fine(setUpOf(config.wecom))],
});
