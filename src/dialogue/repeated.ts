import type { Commit } from '../journal/commit.ts';
import type { Context } from './command.ts';
import { inShort } from './in-short.ts';

/**
 * What is said to a message that comes again when its first answer is no longer in memory, as after a restart: that it is on
 * record, and what is.
 */
export function repeatedReply(context: Context, { records }: Commit): string {
  const said = records.filter(({ by }) => by !== 'system');
  return context.say('errors.repeated', {
    records: said.map((record) => ({
      ...inShort(context, record),
      voided: context.state.voided(record.id) !== undefined,
    })),
  });
}
