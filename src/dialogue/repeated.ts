import type { Commit } from '../journal/commit.ts';
import { tellerOf } from '../progress/teller.ts';
import { definitionOf } from '../records/records.ts';
import { excerpt } from '../wording/plain.ts';
import type { Context } from './command.ts';

/** Characters of a record that remind its author of it. */
const LONGEST = 60;

/**
 * What is said to a message that comes again when its first answer is no longer in memory, as after a restart: that it is on
 * record, and what is.
 */
export function repeatedReply({ say, progress, state }: Context, { records }: Commit): string {
  const teller = tellerOf(progress);
  const said = records.filter(({ by }) => by !== 'system');
  return say('errors.repeated', {
    records: said.map((record) => {
      const { label, tells } = definitionOf(record.kind);
      return {
        label,
        words: excerpt(tells(record, teller), LONGEST),
        voided: state.voided(record.id) !== undefined,
      };
    }),
  });
}
