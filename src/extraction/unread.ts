import type { FileContents, UnreadReason } from '../records/records.ts';

/** Why a file is not read; thrown wherever that becomes clear. */
export class Unread extends Error {
  override readonly name = 'Unread';
  readonly why: UnreadReason;

  constructor(why: UnreadReason, message: string) {
    super(message);
    this.why = why;
  }
}

export const unread = (why: UnreadReason): FileContents => ({ kind: 'unread', why });
