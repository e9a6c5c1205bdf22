import type { Card, Choice } from '../../ledger/outgoing.ts';
import type { SessionOpened, StoredFile } from '../../ledger/records.ts';
import { personSubject } from '../../progress/progress.ts';
import { shortDay } from '../../wording/format.ts';
import { plain } from '../../wording/plain.ts';
import { type Action, may } from '../access.ts';
import type { Context } from '../command.ts';
import type { Message } from '../message.ts';
import { type FileAtHand, isPicture } from './file-at-hand.ts';

const MOST = 6;
const ESSAYS = 3;
const SESSIONS = 4;

/** The card that asks what this file is for. */
export const cardIdOfFile = ({ hash }: StoredFile): string => `file-${hash.slice(0, 32)}`;

/** The file whose card was tapped, as its card is called; undefined when none was. */
export const hashTapped = ({ tapped }: Message): string | undefined =>
  tapped?.startsWith('file-') ? tapped : undefined;

/** Asks by card what the file is for; undefined where there is nothing this person could use it for. */
export function fileCard(context: Context, at: FileAtHand): Card | undefined {
  const choices = isPicture(at) ? photoChoices(context) : paperChoices(context);
  if (choices.length === 0) return undefined;
  return {
    id: cardIdOfFile(at.file),
    title: context.say('files.card-title'),
    lines: [plain(at.file.name)],
    choices: choices.slice(0, MOST),
  };
}

function paperChoices(context: Context): Choice[] {
  const essays = essayTopics(context).map((topic) => ({ label: `体会 ${topic}`, says: `/体会 ${topic}` }));
  const record = mayHere(context, '材料') && sessionsFor(context).length > 0;
  const documents = mayHere(context, '报送') ? context.campaign.documents : [];
  return [
    ...essays.slice(0, ESSAYS),
    ...(record ? [{ label: '会议记录', says: '/材料 记录' }] : []),
    ...documents.map(({ name }) => ({ label: name, says: `/报送 ${name}` })),
  ];
}

/** What is still asked of this person, else everything the campaign knows. */
function essayTopics({ campaign, progress, person }: Context): readonly string[] {
  const lacking = campaign.requirements.filter(
    (requirement) =>
      requirement.measure.essayTopics.length > 0 &&
      progress.asksPerson(requirement, person) &&
      progress.standing(requirement, personSubject(person)).status !== 'met',
  );
  const topics = lacking.flatMap(({ measure }) => measure.essayTopics);
  return topics.length > 0 ? [...new Set(topics)] : campaign.topics.map(({ name }) => name);
}

function photoChoices(context: Context): Choice[] {
  if (!mayHere(context, '材料')) return [];
  const { zone } = context;
  return sessionsFor(context).map((session) => {
    const day = shortDay(zone.dayOf(session.start));
    return { label: `${day}${session.title}`, says: `/材料 ${day} 照片` };
  });
}

/** The last days on which something was held, newest first. */
function sessionsFor({ state, unit, now, zone }: Context): readonly SessionOpened[] {
  const begun = state
    .sessionsOf(unit.id)
    .filter(({ start }) => start <= now)
    .toReversed();
  return [...new Map(begun.map((session) => [zone.dayOf(session.start), session])).values()].slice(
    0,
    SESSIONS,
  );
}

const mayHere = ({ person, unit, roster }: Context, action: Action): boolean =>
  may(person, action, unit.id, roster);
