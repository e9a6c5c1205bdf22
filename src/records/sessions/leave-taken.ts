import { day, defineRecord, joined, person, type RecordOf, recordId, type Teller, text } from '../define.ts';
import type { PersonId } from '../ids.ts';

/** The reason is nobody's business later on. */
const tells = (
  { person, from, to }: { readonly person: PersonId; readonly from: string; readonly to: string },
  teller: Teller,
): string => joined(teller.name(person), `${from} 至 ${to}`);

/** Somebody is excused from one session or for some days. */
export const leaveTaken = defineRecord('leave.taken', {
  shape: {
    person,
    /** Leave from one session, or null for days of leave. */
    session: recordId.nullable(),
    from: day,
    to: day,
    reason: text,
  },
  label: '请假',
  tells,
  undo: { by: 'secretary', words: ['请假'] },
  archive: {
    withholds: 'part',
    why: () => '请假事由属于个人信息，不归档',
    keeps: ({ person, session, from, to }) => ({ person, session, from, to }),
    tells,
  },
});
export type LeaveTaken = RecordOf<typeof leaveTaken>;
