/**
 * What went against the platform's rules: `rule` is a person doing what WeCom does not allow, `unreachable` and
 * `no-answer` a bot that could not be asked, all others an answer the platform would not have accepted.
 */
export type Breach =
  | 'rule'
  | 'unreachable'
  | 'no-answer'
  | 'status'
  | 'envelope'
  | 'nonce'
  | 'timestamp'
  | 'signature'
  | 'ciphertext'
  | 'receiveid'
  | 'shape'
  | 'too-long'
  | 'stream'
  | 'echo';

export class PlatformError extends Error {
  readonly code: Breach;

  constructor(code: Breach, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PlatformError';
    this.code = code;
  }
}
