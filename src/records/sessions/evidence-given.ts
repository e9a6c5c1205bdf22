import { z } from 'zod';
import { defineRecord, joined, type RecordOf, recordId, text } from '../define.ts';
import { storedFile } from '../files.ts';
import { tellSession } from './session-opened.ts';

export const EVIDENCE_PIECES = ['记录', '信息', '照片'] as const;
export type EvidencePiece = (typeof EVIDENCE_PIECES)[number];

/** A text or a file that shows what a session was. */
export const evidenceGiven = defineRecord('evidence.given', {
  shape: {
    session: recordId,
    piece: z.enum(EVIDENCE_PIECES),
    text: text.nullable(),
    file: storedFile.nullable(),
  },
  label: '会议材料',
  tells: ({ session, piece, text, file }, teller) =>
    joined(tellSession(session, teller), piece, file?.name, text),
  undo: { by: 'author', words: ['材料'] },
  archive: 'open',
});
export type EvidenceGiven = RecordOf<typeof evidenceGiven>;
