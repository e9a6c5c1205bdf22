import { CallbackCrypto } from '../../wecom/callback/crypto.ts';
import { lookAtDoor } from '../callback-door.ts';
import type { Check } from '../check.ts';
import { unset } from '../finding.ts';
import { APP_CALLBACK } from '../places.ts';
import type { Premises } from '../premises.ts';

export const appCallback = (premises: Premises): Check => ({
  name: '自建应用接收消息',
  limit: 20_000,
  async run(signal) {
    const { app } = premises.config.wecom;
    if (!app) return [unset()];
    if (!app.callback) return [unset('只发不收')];
    const door = {
      path: '/wecom/app',
      crypto: new CallbackCrypto({ ...app.callback, receiveId: app.corpId }, premises.clock),
      variables: { token: 'WECOM_APP_TOKEN', key: 'WECOM_APP_AES_KEY 和 WECOM_CORP_ID' },
      place: APP_CALLBACK,
    } as const;
    return [await lookAtDoor(premises, door, signal)];
  },
});
