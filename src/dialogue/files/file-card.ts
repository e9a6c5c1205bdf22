import type { Card, Choice } from '../../journal/outgoing.ts';
import { personSubject } from '../../progress/progress.ts';
import type { SessionOpened, StoredFile } from '../../records/records.ts';
import { shortDay } from '../../wording/format.ts';
import { plain } from '../../wording/plain.ts';
import { type Action, may } from '../access.ts';
import type { Context } from '../command.ts';
import type { Message } from '../message.ts';
import { type FileAtHand, isPicture } from './file-at-hand.ts';

const MOST = 6;
const ESSAYS = 3;
const SESSIONS = 4;

const PREFIX = 'file-';
/** Room in a card's id for the beginnings of hashes, each with a hyphen; shorter ones than the least would not tell files apart. */
const ROOM = 110;
const LEAST = 8;
const LONGEST = 32;

/** The card that asks what these files are for; undefined where they are too many for one card's id. */
function cardIdOf(files: readonly FileAtHand[]): string | undefined {
  const length = Math.min(LONGEST, Math.floor(ROOM / files.length) - 1);
  return length < LEAST ? undefined : PREFIX + files.map(({ file }) => file.hash.slice(0, length)).join('-');
}

/** Tells the files whose card was tapped; undefined when none was. */
export function filesTapped({ tapped }: Message): ((file: StoredFile) => boolean) | undefined {
  if (!tapped?.startsWith(PREFIX)) return undefined;
  const beginnings = tapped.slice(PREFIX.length).split('-');
  return ({ hash }) => beginnings.some((beginning) => hash.startsWith(beginning));
}

/**
 * Asks by card what files that came together are for; undefined where there is nothing this person could use them for. Several are
 * one thing only where they are pictures of one meeting.
 */
export function fileCard(context: Context, files: readonly FileAtHand[]): Card | undefined {
  const pictures = files.every(isPicture);
  const choices = pictures ? photoChoices(context) : paperChoices(context);
  const id = cardIdOf(files);
  const [first, ...others] = files;
  if (!first || id === undefined || choices.length === 0 || (others.length > 0 && !pictures))
    return undefined;
  return {
    id,
    title: context.say('files.card-title'),
    lines: [
      others.length > 0
        ? context.say('files.card-pictures', { count: files.length })
        : plain(first.file.name),
    ],
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
    const day = shortDay(zone.dayOf(session.start), context.today);
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
