import { z } from 'zod';
import { defineRecord, joined, type RecordOf, recordId, text } from '../define.ts';
import { documentSent } from './document-sent.ts';

export const VERDICTS = ['approved', 'returned'] as const;
export type Verdict = (typeof VERDICTS)[number];

export const REVIEW_STEPS = ['supervisor', 'office'] as const;
/** Whose turn it is to read a document: the supervisors of its unit, or the office. */
export type ReviewStep = (typeof REVIEW_STEPS)[number];

/** What the one whose turn it was decided about one version. */
export const documentReviewed = defineRecord('document.reviewed', {
  shape: {
    document: recordId,
    step: z.enum(REVIEW_STEPS),
    verdict: z.enum(VERDICTS),
    /** Why it was returned, or what was remarked beside an approval, word for word; null for nothing. */
    reason: text.nullable(),
  },
  label: '审阅',
  tells: ({ document, step, verdict, reason }, teller) => {
    const sent = teller.find(documentSent, document);
    return joined(
      sent && `${sent.type}第 ${sent.version} 稿`,
      step === 'office' ? '活动办' : '督导',
      verdict === 'approved' ? '同意' : '退回',
      reason,
    );
  },
  undo: { by: 'author', words: ['审阅'] },
  archive: 'open',
});
export type DocumentReviewed = RecordOf<typeof documentReviewed>;
