import { hash } from 'node:crypto';

/** The stream a message is answered by: the same message, repeated, has the same stream. */
export const streamId = (msgid: string): string => hash('sha256', msgid).slice(0, 32);
