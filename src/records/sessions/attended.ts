import { z } from 'zod';
import { defineRecord, joined, person, type RecordOf, recordId, text } from '../define.ts';
import { tellSession } from './session-opened.ts';

export const ATTENDANCE_MODES = ['现场', '线上', '送学上门'] as const;
export type AttendanceMode = (typeof ATTENDANCE_MODES)[number];

/** One person was at one session. The unit is the person's home branch at that time. */
export const attended = defineRecord('attended', {
  shape: {
    session: recordId,
    person,
    mode: z.enum(ATTENDANCE_MODES),
    /** Entered afterwards (补签), and why; null for a check-in on the spot. */
    late: text.nullable(),
    /** As which of the campaign's groups of people, 职工代表; absent where it was not said. */
    group: text.exactOptional(),
  },
  label: '签到',
  tells: ({ session, person, mode, late, group }, teller) =>
    joined(
      teller.name(person),
      tellSession(session, teller),
      mode,
      group,
      late === null ? null : `补签：${late}`,
    ),
  undo: { by: 'secretary', words: ['签到', '补签'] },
  archive: 'open',
});
export type Attended = RecordOf<typeof attended>;
