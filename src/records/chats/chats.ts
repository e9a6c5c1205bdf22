import type { RecordOf } from '../define.ts';
import { chatOpened } from './chat-opened.ts';
import { deliveryNoted } from './delivery-noted.ts';
import { groupBound } from './group-bound.ts';

export * from './chat-opened.ts';
export * from './delivery-noted.ts';
export * from './group-bound.ts';

export const CHAT_RECORDS = [groupBound, chatOpened, deliveryNoted] as const;
export type ChatRecord = RecordOf<(typeof CHAT_RECORDS)[number]>;
