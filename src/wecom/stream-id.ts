import { createHash } from 'node:crypto';

/** The stream a message is answered by: the same message, repeated, has the same stream. */
export const streamId = (msgid: string): string =>
  createHash('sha256').update(msgid).digest('hex').slice(0, 32);
