import type { RecordOf } from '../define.ts';
import { attended } from './attended.ts';
import { evidenceGiven } from './evidence-given.ts';
import { leaveTaken } from './leave-taken.ts';
import { makeupChecked } from './makeup-checked.ts';
import { makeupLogged } from './makeup-logged.ts';
import { sessionClosed } from './session-closed.ts';
import { sessionMoved } from './session-moved.ts';
import { sessionOpened } from './session-opened.ts';

export * from './attended.ts';
export * from './evidence-given.ts';
export * from './leave-taken.ts';
export * from './makeup-checked.ts';
export * from './makeup-logged.ts';
export * from './session-closed.ts';
export * from './session-moved.ts';
export * from './session-opened.ts';

export const SESSION_RECORDS = [
  sessionOpened,
  sessionMoved,
  sessionClosed,
  attended,
  leaveTaken,
  evidenceGiven,
  makeupLogged,
  makeupChecked,
] as const;
export type SessionRecord = RecordOf<(typeof SESSION_RECORDS)[number]>;
