import { CallbackCrypto } from '../../wecom/callback/crypto.ts';
import { lookAtDoor } from '../callback-door.ts';
import type { Check } from '../check.ts';
import { unset } from '../finding.ts';
import { BOT_CALLBACK } from '../places.ts';
import type { Premises } from '../premises.ts';

export const botCallback = (premises: Premises): Check => ({
  name: '智能机器人 URL 回调',
  limit: 20_000,
  async run(signal) {
    const { bot } = premises.config.wecom;
    if (bot.mode !== 'callback') return [unset('用的是长连接')];
    const door = {
      path: '/wecom/callback',
      crypto: new CallbackCrypto(bot, premises.clock),
      variables: { token: 'WECOM_TOKEN', key: 'WECOM_AES_KEY' },
      place: BOT_CALLBACK,
    } as const;
    return [await lookAtDoor(premises, door, signal)];
  },
});
