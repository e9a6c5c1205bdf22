import { z } from 'zod';
import { day, person, text } from '../fields.ts';

/** What people do one by one. Each is a command of the same name. */
export const DEEDS = ['走访', '结对', '谈话', '联系点', '读书', '党课', '联系企业'] as const;
export type Deed = (typeof DEEDS)[number];

/** What is said of a deed, done or planned. The unit is the doer's home branch at that time. */
export const deedShape = {
  person,
  deed: z.enum(DEEDS),
  /** As its list names it, `河东村12户`; a household never by a name. */
  target: text,
  day,
  note: text,
};
