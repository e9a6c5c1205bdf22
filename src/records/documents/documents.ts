import type { RecordOf } from '../define.ts';
import { oneOf } from '../registry.ts';
import { documentReviewed } from './document-reviewed.ts';
import { documentSent } from './document-sent.ts';
import { phaseAdvanced } from './phase-advanced.ts';
import { phaseConsented } from './phase-consented.ts';

export * from './document-reviewed.ts';
export * from './document-sent.ts';
export * from './phase-advanced.ts';
export * from './phase-consented.ts';

export const DOCUMENT_RECORDS = [documentSent, documentReviewed, phaseConsented, phaseAdvanced] as const;
export type DocumentRecord = RecordOf<(typeof DOCUMENT_RECORDS)[number]>;
export const isDocument = oneOf(DOCUMENT_RECORDS);
