import type { LedgerRecord } from '../../records/records.ts';
import type { View } from '../../wording/wording.ts';
import { type Context, Refusal } from '../command.ts';
import { titleOf, votedOf } from './titles.ts';

/** Whoever wants a vote back must not lose the record before it: nobody knows which ballot it was, so none can be taken back. */
export function refuseVote({ state, person, say }: Context, named: string | undefined): void {
  const own = state.authoredBy(person.id);
  const wantsVote = named === '评议' && !own.some(({ kind }) => kind === 'appraisal.opened');
  const last = own.at(-1)?.kind === 'vote.cast';
  if (last && (named === undefined || wantsVote)) throw new Refusal(say('undo.vote'));
}

/** A ballot can be taken back while nobody has voted; later it can only be called off, with a reason. */
export function refuseBallot(context: Context, target: LedgerRecord): void {
  if (target.kind !== 'appraisal.opened') return;
  const { say, state } = context;
  const unit = titleOf(context, target);
  if (state.appraisals.closing(target.id)) throw new Refusal(say('undo.ballots-counted', { unit }));
  if (votedOf(context, target) > 0 || state.appraisals.isBusy(target.id))
    throw new Refusal(say('undo.ballots-cast', { unit }));
}

/** What names the ballot, for `undo.appraisal-opened`. */
export const appraisalView = (context: Context, record: LedgerRecord): View =>
  record.kind === 'appraisal.opened' ? { unit: titleOf(context, record) } : {};
