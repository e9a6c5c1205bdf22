import type { Command } from '../src/dialogue/command.ts';
import { absent } from './absent.ts';
import { bind } from './bind.ts';
import { checkIn } from './check-in.ts';
import { closeSession } from './close-session.ts';
import { code } from './code.ts';
import { digest } from './digest.ts';
import { essay } from './essay.ts';
import { evidence } from './evidence.ts';
import { help } from './help.ts';
import { lateCheckIn } from './late-check-in.ts';
import { leave } from './leave.ts';
import { mine } from './mine.ts';
import { missing } from './missing.ts';
import { openSession } from './open-session.ts';
import { progress } from './progress.ts';
import { readEssay } from './read-essay.ts';
import { undelivered } from './undelivered.ts';
import { undo } from './undo.ts';

/** Everything that can be said, in the order the help shows it. */
export const commands: readonly Command[] = [
  checkIn,
  leave,
  essay,
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
  undo,
  bind,
  digest,
  undelivered,
  help,
];
