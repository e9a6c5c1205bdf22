import type { CallbackCrypto } from '../wecom/callback/crypto.ts';

/** A callback of ours. */
export interface Door {
  readonly path: '/wecom/callback' | '/wecom/app';
  readonly crypto: CallbackCrypto;
  /** The variables that hold the Token and the EncodingAESKey. */
  readonly variables: { readonly token: string; readonly key: string };
  /** Where in the console they come from. */
  readonly place: string;
}
