import { inTurns, type Steps } from '../../time/steps.ts';
import { excerpt } from '../../wording/plain.ts';
import type { Errand } from '../draft.ts';
import { askedWithin } from './answers.ts';
import { attendanceSheet } from './attendance-sheet.ts';
import { type Brief, titleOf } from './brief.ts';
import { documentSheet } from './document-sheet.ts';
import { essaySheet } from './essay-sheet.ts';
import { leewaySheet } from './leeway-sheet.ts';
import { levelSheets } from './level-sheets.ts';
import { missingPeopleSheet, missingSheet } from './missing-sheets.ts';
import { opinionSheet } from './opinion-sheet.ts';
import { overviewSheet } from './overview-sheet.ts';
import { sessionSheet } from './session-sheet.ts';
import { sessionsFor } from './sessions.ts';
import { sheetOf, type Table } from './table.ts';
import { undeliveredSheet } from './undelivered-sheet.ts';
import type { Sheet, Workbook } from './workbook.ts';

/** A file message takes 20 MB: https://developer.work.weixin.qq.com/document/path/90253 */
const BYTES = 20 * 1024 * 1024;

const LONGEST_TITLE = 40;

/** The workbook of a unit and all below it, for one reader: everything they may see, and nothing else. */
export function* planWorkbook(brief: Brief): Steps<Workbook> {
  const { say } = brief;
  const sheets: Sheet[] = [];
  for (const table of yield* tablesOf(brief)) sheets.push(yield* sheetOf(table));
  return { sheets, limit: { bytes: BYTES, note: say('workbook.people-left-out') } };
}

function* tablesOf(brief: Brief): Steps<Table[]> {
  const { say, sight, progress } = brief;
  const asked = yield* askedWithin(progress, brief.unit);
  const sessions = yield* sessionsFor(brief);
  return [
    overviewSheet(brief, asked, sight.aloud ? [say('workbook.aloud')] : []),
    ...(yield* levelSheets(brief, asked)),
    missingSheet(brief, asked),
    missingPeopleSheet(brief, asked),
    leewaySheet(brief),
    sessionSheet(brief, sessions),
    ...(sight.aloud ? [] : [attendanceSheet(brief)]),
    essaySheet(brief, asked),
    ...(sight.aloud ? [] : [opinionSheet(brief)]),
    documentSheet(brief, asked),
    ...(sight.undelivered ? [undeliveredSheet(brief)] : []),
  ];
}

/** `县教育局台账2014-03-05.xlsx`, fit for every file system. */
export function workbookName(brief: Brief): string {
  const { progress, unit, now } = brief;
  const title = titleOf(brief, unit)
    .replace(/[<>:"|?*\\\p{Cc}]/gu, '')
    .toWellFormed();
  return `${excerpt(title, LONGEST_TITLE)}台账${progress.zone.dayOf(now)}.xlsx`;
}

/**
 * The same as an errand for the workshop. What is put on record while it is planned may stand in one sheet already and in another
 * not yet.
 */
export const workbookErrand = (brief: Brief): Errand => ({
  kind: 'errand',
  plan: async () => ({ kind: 'workbook', workbook: await inTurns(planWorkbook(brief)) }),
});
