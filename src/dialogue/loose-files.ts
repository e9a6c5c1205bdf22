import type { EssayWritten, EvidenceGiven, LedgerRecord, StoredFile } from '../ledger/records.ts';
import { MINUTE } from '../time/clock.ts';
import type { Context, Decision } from './command.ts';
import type { Message, ReceivedFile } from './message.ts';

/** A file sent without saying what for can be taken up by a command this long afterwards. */
const TAKEN_UP_WITHIN = 30 * MINUTE;

/** A file that came alone is kept, and its sender is asked what it is for. */
export function keepLooseFiles(context: Context): Decision {
  const files = receivedFiles(context.message);
  const records = files.map((file) =>
    context.record(context.person.home, { kind: 'file.received', person: context.person.id, file }),
  );
  const [first] = files;
  return {
    records,
    reply: context.say('files.kept', {
      name: first?.name,
      count: files.length,
      several: files.length > 1,
      picture: first?.type.startsWith('image/') ?? false,
    }),
  };
}

/** Files of the message itself, of what it quotes, or else those this person sent lately without a word, oldest first. */
export function filesAtHand({ message, state, person, now }: Context): readonly StoredFile[] {
  const given = receivedFiles(message);
  if (given.length > 0) return given;
  const takings = state.authoredBy(person.id).filter(takesFile);
  const loose = state
    .filesOf(person.id)
    .filter(({ at }) => now - at <= TAKEN_UP_WITHIN)
    .filter(({ at, file }) => !takings.some((taken) => taken.at >= at && taken.file?.hash === file.hash));
  return [...new Map(loose.map(({ file }) => [file.hash, file])).values()];
}

const takesFile = (record: LedgerRecord): record is EssayWritten | EvidenceGiven =>
  record.kind === 'essay.written' || record.kind === 'evidence.given';

/** Why a file of this message could not be had, if any could not. */
export function failedFile(message: Message): Extract<ReceivedFile, { ok: false }>['why'] | undefined {
  return allFiles(message).find((file) => !file.ok)?.why;
}

const allFiles = (message: Message): readonly ReceivedFile[] => [
  ...message.files,
  ...(message.quote?.files ?? []),
];

const receivedFiles = (message: Message): StoredFile[] =>
  allFiles(message).flatMap((file) => (file.ok ? [file.file] : []));
