import { z } from 'zod';
import type { UnitId } from '../../roster/roster.ts';
import type { DocumentFact } from '../facts/documents.ts';
import type { Facts } from '../facts.ts';
import { defineMeasure, type Note, type Tally, unitOf } from './measure.ts';

const params = z.strictObject({
  document: z.array(z.string().min(1)).min(1),
  /** `sent`: all its points stated and not returned. `approved`: everybody who has to has agreed. */
  status: z.enum(['sent', 'approved']).default('approved'),
});

type Params = z.infer<typeof params>;

/** Documents sent up, or agreed to. Of each type the newest version counts. */
export const documents = defineMeasure({
  name: 'documents',
  each: ['unit', 'branch'],
  counter: '份',
  countsAll: true,
  params,
  describe: ({ document, status }) =>
    `${document.join('、')}，${status === 'sent' ? '已报送' : '经审阅同意'}`,
  documentTypes: ({ document }) => document,
  hint: ({ document }) => ({ document: document.join('、') }),
  tally(wanted, subject, facts) {
    const unit = unitOf(subject);
    const { document: types } = wanted;
    const standings = types.map((type) => ({ type, found: facts.documentOf(unit, type) }));
    const open = standings.filter(({ found }) => !isDone(wanted, found));
    // One that was asked for alone and never came needs no reason: the requirement's own line says it all.
    const notes = open
      .filter(({ type, found }) => found || types.length > 1 || !facts.answersFor(unit, type))
      .map(({ type, found }) => noteOn(facts, unit, type, found));
    // A branch cannot do its unit's paper work: it is told whose it is, and not asked.
    const isOthers = open.some(({ type }) => !facts.answersFor(unit, type));
    return {
      have: types.length - open.length,
      need: isOthers ? 0 : null,
      all: types.length,
      notes,
      ...turnOf(open, unit, facts),
    };
  },
});

interface Open {
  readonly type: string;
  readonly found: DocumentFact | undefined;
}

function turnOf(open: readonly Open[], unit: UnitId, facts: Facts): Pick<Tally, 'turn'> {
  if (open.length > 0 && open.every(({ found }) => found?.status === 'waiting')) return { turn: 'others' };
  // The only branch of a unit is told in its stead; of several none is.
  return facts.branchesOf(unit).length > 1 ? { turn: 'own' } : {};
}

function isDone({ status }: Params, found: DocumentFact | undefined): boolean {
  return found?.status === 'approved' || (status === 'sent' && found?.status === 'waiting');
}

/** Why a document is not there yet. */
function noteOn(facts: Facts, unit: UnitId, type: string, found: DocumentFact | undefined): Note {
  if (!facts.answersFor(unit, type))
    return { key: 'note.document-others', view: { type, sender: facts.titleOf(facts.senderOf(unit, type)) } };
  if (!found) return { key: 'note.document-missing', view: { type } };
  const view = { type, version: found.version };
  switch (found.status) {
    case 'incomplete':
      return { key: 'note.document-incomplete', view: { ...view, missing: found.missing.join('、') } };
    case 'returned':
      return { key: 'note.document-returned', view: { ...view, reason: found.reason } };
    case 'waiting':
    case 'approved':
      return {
        key: 'note.document-waiting',
        view: { ...view, reader: found.status === 'waiting' && found.step === 'office' ? '活动办' : '督导' },
      };
  }
}
