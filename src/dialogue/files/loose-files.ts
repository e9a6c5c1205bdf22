import type { EssayWritten, EvidenceGiven, FileReceived, LedgerRecord } from '../../records/records.ts';
import { MINUTE } from '../../time/clock.ts';
import type { Context, Decision } from '../command.ts';
import type { Message, ReceivedFile } from '../message.ts';
import { fileAbout } from './file-about.ts';
import { type FileAtHand, isPicture } from './file-at-hand.ts';
import { fileCard, filesTapped } from './file-card.ts';

/** A file sent without saying what for can be taken up by a command this long afterwards. */
const TAKEN_UP_WITHIN = 30 * MINUTE;

/** Whether files came with the message or with what it quotes: in a group a file cannot come in any other way. */
export const bringsFiles = (message: Message): boolean => allFiles(message).length > 0;

/** A file that came alone is kept, and its sender is asked what it is for. */
export function keepLooseFiles(context: Context): Decision {
  const given = receivedFiles(context.message);
  const records = given.map(({ file, contents }) =>
    context.record(context.person.home, {
      kind: 'file.received',
      person: context.person.id,
      file,
      ...(contents === null ? {} : { contents }),
    }),
  );
  const card = fileCard(context, given);
  return {
    records,
    card: () => card,
    reply: () =>
      context.say('files.kept', {
        name: given[0]?.file.name,
        count: given.length,
        several: given.length > 1,
        picture: given.every(isPicture),
        about: given.map((each) => ({ line: fileAbout(context, each) })),
        tap: card !== undefined,
      }),
  };
}

/** Files of the message itself, of what it quotes, or else those this person sent lately without a word, oldest first. */
export function filesAtHand(context: Context): readonly FileAtHand[] {
  const { message, state, person, now } = context;
  const given = receivedFiles(message);
  if (given.length > 0) return given;
  const takings = state.authoredBy(person.id).filter(takesFile);
  const isLoose = ({ at, file }: FileReceived): boolean =>
    !takings.some((taken) => taken.at >= at && taken.file?.hash === file.hash);
  const loose = state.filesOf(person.id).filter(isLoose);
  const isTapped = filesTapped(message);
  const meant = loose.filter(({ at, file }) => isTapped?.(file) ?? now - at <= TAKEN_UP_WITHIN);
  const distinct = new Map(meant.map((each) => [each.file.hash, each]));
  return [...distinct.values()].map(({ file, contents = null }) => ({ file, contents }));
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

const receivedFiles = (message: Message): FileAtHand[] =>
  allFiles(message).flatMap((each) => (each.ok ? [{ file: each.file, contents: each.contents }] : []));
