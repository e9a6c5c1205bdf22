import { z } from 'zod';
import { defineRecord, joined, type RecordOf, recordId, type Teller, text } from '../define.ts';
import { makeupLogged } from './makeup-logged.ts';

const tellPerson = (id: Parameters<Teller['label']>[0], teller: Teller): string => {
  const makeup = teller.find(makeupLogged, id);
  return makeup ? teller.name(makeup.person) : '（找不到的补学）';
};

/** A secretary has looked at a make-up: it was done, or it has to be done again, and why. */
export const makeupChecked = defineRecord('makeup.checked', {
  shape: { makeup: recordId, passed: z.boolean(), reason: text.nullable() },
  label: '补学核实',
  tells: ({ makeup, passed, reason }, teller) =>
    joined(tellPerson(makeup, teller), passed ? '属实' : '退回', reason),
  undo: { by: 'author', words: ['补学核实'] },
  archive: 'open',
});
export type MakeupChecked = RecordOf<typeof makeupChecked>;
