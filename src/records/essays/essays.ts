import type { RecordOf } from '../define.ts';
import { essayWritten } from './essay-written.ts';
import { fileReceived } from './file-received.ts';

export * from './essay-written.ts';
export * from './file-received.ts';

export const ESSAY_RECORDS = [essayWritten, fileReceived] as const;
export type EssayRecord = RecordOf<(typeof ESSAY_RECORDS)[number]>;
