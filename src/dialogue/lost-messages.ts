import type { OutboxState, Queued } from '../progress/outbox-state.ts';

const LOST: ReadonlySet<string> = new Set(['refused', 'unknown', 'abandoned']);

/** What did not arrive, or perhaps did not; newest first. */
export const lostMessages = (outbox: OutboxState): Queued[] =>
  [...outbox.all()].filter(({ message }) => LOST.has(outbox.fate(message.key))).sort((a, b) => b.at - a.at);

const PURPOSES: ReadonlySet<string> = new Set([
  'remind',
  'digest',
  'session',
  'essay',
  'evidence',
  'document',
  'nudge',
  'workbook',
]);

/** The wording of what a message was for. */
export function purposeKey(key: string): string {
  const [purpose = ''] = key.split('/', 1);
  return `undelivered.purpose-${PURPOSES.has(purpose) ? purpose : 'other'}`;
}
