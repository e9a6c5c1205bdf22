import type { Command } from '../src/dialogue/command.ts';
import { absent } from './absent.ts';
import { anonymousOpinion } from './anonymous-opinion.ts';
import { answerOpinion } from './answer-opinion.ts';
import { appraisal } from './appraisal.ts';
import { bind } from './bind.ts';
import { boxPoster } from './box-poster.ts';
import { checkIn } from './check-in.ts';
import { claimOpinion } from './claim-opinion.ts';
import { closeOpinion } from './close-opinion.ts';
import { closeSession } from './close-session.ts';
import { code } from './code.ts';
import { contactPoint } from './contact-point.ts';
import { digest } from './digest.ts';
import { doubtful } from './doubtful.ts';
import { enterprise } from './enterprise.ts';
import { essay } from './essay.ts';
import { evidence } from './evidence.ts';
import { exemplar } from './exemplar.ts';
import { exportWorkbook } from './export.ts';
import { fixAtOnce } from './fix-at-once.ts';
import { gapCheck } from './gap-check.ts';
import { help } from './help.ts';
import { interview } from './interview.ts';
import { items } from './items.ts';
import { lateCheckIn } from './late-check-in.ts';
import { leave } from './leave.ts';
import { lecture } from './lecture.ts';
import { lookBack } from './look-back.ts';
import { mine } from './mine.ts';
import { missing } from './missing.ts';
import { nudge } from './nudge.ts';
import { openSession } from './open-session.ts';
import { opinion } from './opinion.ts';
import { pairing } from './pairing.ts';
import { phase } from './phase.ts';
import { progress } from './progress.ts';
import { readEssay } from './read-essay.ts';
import { reading } from './reading.ts';
import { rectify } from './rectify.ts';
import { review } from './review.ts';
import { rules } from './rules.ts';
import { selfCheck } from './self-check.ts';
import { sendDocument } from './send-document.ts';
import { summaryDraft } from './summary-draft.ts';
import { supervise } from './supervise.ts';
import { undelivered } from './undelivered.ts';
import { undo } from './undo.ts';
import { verifyOpinion } from './verify-opinion.ts';
import { visit } from './visit.ts';
import { webPage } from './web-page.ts';
import { wish } from './wish.ts';

/** Everything that can be said, in the order the help shows it. */
export const commands: readonly Command[] = [
  checkIn,
  leave,
  essay,
  visit,
  pairing,
  interview,
  contactPoint,
  reading,
  lecture,
  enterprise,
  mine,
  progress,
  openSession,
  closeSession,
  lateCheckIn,
  absent,
  missing,
  evidence,
  code,
  readEssay,
  sendDocument,
  summaryDraft,
  review,
  phase,
  doubtful,
  appraisal,
  opinion,
  anonymousOpinion,
  boxPoster,
  claimOpinion,
  rectify,
  verifyOpinion,
  answerOpinion,
  closeOpinion,
  lookBack,
  gapCheck,
  selfCheck,
  wish,
  fixAtOnce,
  rules,
  items,
  supervise,
  nudge,
  exemplar,
  undo,
  bind,
  digest,
  exportWorkbook,
  undelivered,
  webPage,
  help,
];
