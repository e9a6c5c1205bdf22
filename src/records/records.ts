import { APPRAISAL_RECORDS } from './appraisals/appraisals.ts';
import { CHAT_RECORDS } from './chats/chats.ts';
import { CORRECTION_RECORDS } from './corrections/corrections.ts';
import { DEED_RECORDS } from './deeds/deeds.ts';
import type { RecordOf } from './define.ts';
import { DOCUMENT_RECORDS } from './documents/documents.ts';
import { ESSAY_RECORDS } from './essays/essays.ts';
import type { StoredFile } from './files.ts';
import { FOLLOW_UP_RECORDS } from './follow-ups/follow-ups.ts';
import type { Header } from './header.ts';
import { LEEWAY_RECORDS } from './leeway/leeway.ts';
import { OPINION_RECORDS } from './opinions/opinions.ts';
import { records } from './registry.ts';
import { SESSION_RECORDS } from './sessions/sessions.ts';

export * from './appraisals/appraisals.ts';
export * from './chats/chats.ts';
export * from './corrections/corrections.ts';
export * from './deeds/deeds.ts';
export * from './documents/documents.ts';
export * from './essays/essays.ts';
export * from './files.ts';
export * from './follow-ups/follow-ups.ts';
export * from './header.ts';
export * from './ids.ts';
export * from './leeway/leeway.ts';
export * from './opinions/opinions.ts';
export * from './sessions/sessions.ts';

/** Every kind of record there is. Each stands in one file, and here through the list of its family. */
export const RECORDS = [
  ...CHAT_RECORDS,
  ...SESSION_RECORDS,
  ...ESSAY_RECORDS,
  ...CORRECTION_RECORDS,
  ...APPRAISAL_RECORDS,
  ...DEED_RECORDS,
  ...DOCUMENT_RECORDS,
  ...FOLLOW_UP_RECORDS,
  ...LEEWAY_RECORDS,
  ...OPINION_RECORDS,
] as const;

export type LedgerRecord = RecordOf<(typeof RECORDS)[number]>;
export type RecordKind = LedgerRecord['kind'];

/** What a person's secretary may take back as well. */
export type CorrectedKind = Extract<
  (typeof RECORDS)[number],
  { readonly undo: { readonly by: 'secretary' } }
>['kind'];

export const { kinds: RECORD_KINDS, schema: recordSchema, definition: definitionOf } = records(RECORDS);

type Headless = { readonly [R in LedgerRecord as R['kind']]: Omit<R, keyof Header | 'kind'> };

/** A record as a command words it: the header is still missing. */
export type RecordDraft<K extends RecordKind = RecordKind> = { readonly kind: K } & Headless[K];

/** A draft that has been given its header. */
export type Stamped<K extends RecordKind> = RecordDraft<K> & Header;

/** The file a record came with. */
export const fileOf = (record: LedgerRecord): StoredFile | null => ('file' in record ? record.file : null);
