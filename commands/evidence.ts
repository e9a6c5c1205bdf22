import { Arguments } from '../src/dialogue/arguments.ts';
import { settledCard } from '../src/dialogue/cards/tapped.ts';
import { type Command, type Context, Refusal } from '../src/dialogue/command.ts';
import { isPicture } from '../src/dialogue/files/file-at-hand.ts';
import { filesAtHand } from '../src/dialogue/files/loose-files.ts';
import { lastSession } from '../src/dialogue/past-session.ts';
import { permit } from '../src/dialogue/permit.ts';
import { noteLines } from '../src/dialogue/standing-lines.ts';
import { fileTo, wordsTo } from '../src/dialogue/to-group.ts';
import type { Outgoing } from '../src/journal/outgoing.ts';
import { sessionsShared } from '../src/progress/sessions.ts';
import type { EvidenceGiven, EvidencePiece, SessionOpened, StoredFile } from '../src/records/records.ts';
import type { Day } from '../src/time/zone.ts';
import { dayWithWeekday, shortDay } from '../src/wording/format.ts';
import { excerpt, plain, plainLines } from '../src/wording/plain.ts';

// A map, because every object knows a `constructor`, which people may type.
const PIECES: ReadonlyMap<string, EvidencePiece> = new Map(
  Object.entries({
    记录: '记录',
    会议记录: '记录',
    讨论记录: '记录',
    学习记录: '记录',
    纪要: '记录',
    信息: '信息',
    简报: '信息',
    报道: '信息',
    新闻: '信息',
    照片: '照片',
    图片: '照片',
    相片: '照片',
  } as const),
);

/** What proves a session: its record, a news item, photos. A copy goes up to the office. */
export const evidence: Command = {
  name: '材料',
  aliases: ['cl', 'evidence'],
  summary: '交会议的记录、信息、照片',
  examples: [
    ['/材料 照片', '和图片一起发，或引用图片，或先私聊发图再发这句'],
    ['/材料 记录 讨论情况……', '讨论记录'],
    ['/材料 信息 活动信息……', '活动信息'],
    ['/材料 3月12日 照片', '交那一天的会议'],
  ],
  decide(context, rest) {
    permit(context, '材料', context.unit.id);
    const { piece, day, text } = readRest(context, rest);
    const session = chooseSession(context, day, piece);
    const given = piece === '照片' ? photos(context, session) : [writing(context, session, piece, text)];
    return {
      records: given,
      messages: copyUp(context, session, given),
      card: () => settledCard(context, `${piece} ✓`, [named(context, session).day, plain(session.title)]),
      reply: () =>
        context.say('evidence.done', {
          piece,
          count: given.length > 1 ? given.length : null,
          ...named(context, session),
          copied: session.unit !== context.roster.root.id,
          past: shortDay(context.zone.dayOf(session.start), context.today),
          lacks: noteLines(context, evidenceNotes(context)).map((line) => ({ line })),
        }),
    };
  },
};

interface Rest {
  readonly piece: EvidencePiece;
  readonly day: Day | undefined;
  readonly text: string;
}

/** Piece and day stand in front, in any order; what follows is kept as it was typed. */
function readRest(context: Context, rest: string): Rest {
  let text = rest.trim();
  let piece: EvidencePiece | undefined;
  let day: Day | undefined;
  for (let looking = true; looking; ) {
    const [word = ''] = text.split(/[\s:：，,]/, 1);
    const words = new Arguments(word);
    const asPiece = piece === undefined ? PIECES.get(word.normalize('NFKC')) : undefined;
    const asDay = day === undefined ? words.takeDay(context.today, 'back') : undefined;
    looking = word !== '' && (asPiece !== undefined || asDay !== undefined);
    piece ??= asPiece;
    day ??= asDay;
    if (looking) text = text.slice(word.length).replace(/^[\s:：，,]+/, '');
  }
  const hasPicture = filesAtHand(context).some(isPicture);
  piece ??= text === '' && hasPicture ? '照片' : undefined;
  if (piece === undefined) throw new Refusal(context.say('evidence.which-piece'));
  return { piece, day, text };
}

/** The session of that day, or the latest that lacks the piece, or the latest. */
function chooseSession(context: Context, day: Day | undefined, piece: EvidencePiece): SessionOpened {
  if (day !== undefined) return lastSession(context, { day, which: 'shared' });
  const { state, roster, unit, now } = context;
  const begun = sessionsShared(state, roster, unit.id).filter((session) => session.start <= now);
  const lacking = begun.findLast(
    (session) =>
      wanted(context, session, piece) && !state.evidenceOf(session.id).some((given) => given.piece === piece),
  );
  return lacking ?? lastSession(context, { which: 'shared' });
}

const evidenceNotes = ({ progress, unit }: Context) =>
  progress
    .forUnit(unit.id)
    .flatMap(({ notes }) => notes)
    .filter((note) => note.key === 'note.evidence');

function wanted(context: Context, session: SessionOpened, piece: EvidencePiece): boolean {
  return evidenceNotes(context).some(
    ({ view }) => view['session'] === session.id && String(view['missing']).includes(piece),
  );
}

function photos(context: Context, session: SessionOpened): EvidenceGiven[] {
  const pictures = filesAtHand(context).filter(isPicture);
  if (pictures.length === 0) throw new Refusal(context.say('evidence.no-picture'));
  return pictures.map(({ file }) => give(context, session, '照片', null, file));
}

function writing(
  context: Context,
  session: SessionOpened,
  piece: EvidencePiece,
  typed: string,
): EvidenceGiven {
  const text = typed || context.message.quote?.text.trim() || '';
  if (text !== '') return give(context, session, piece, text, null);
  const files = filesAtHand(context);
  const found = files.findLast((each) => !isPicture(each)) ?? files.at(-1);
  if (!found) throw new Refusal(context.say('evidence.no-text', { piece }));
  return give(context, session, piece, null, found.file);
}

const give = (
  context: Context,
  session: SessionOpened,
  piece: EvidencePiece,
  text: string | null,
  file: StoredFile | null,
): EvidenceGiven =>
  context.record(session.unit, { kind: 'evidence.given', session: session.id, piece, text, file });

const named = ({ zone, roster, today }: Context, session: SessionOpened) => ({
  unit: roster.titleOf(session.unit),
  title: session.title,
  day: dayWithWeekday(zone.dayOf(session.start), today),
});

/** The office is sent a copy, unless it held the session itself: one note, and the files behind it. */
function copyUp(context: Context, session: SessionOpened, given: readonly EvidenceGiven[]): Outgoing[] {
  const { roster, say } = context;
  const [first] = given;
  if (!first || session.unit === roster.root.id) return [];
  const text = say('evidence.copied', {
    ...named(context, session),
    piece: first.piece,
    count: given.length > 1 ? given.length : null,
    file: first.file?.name ?? null,
    text: first.text === null ? null : plainLines(excerpt(first.text, 600)),
  });
  const { id } = roster.root;
  return [
    wordsTo(id, `evidence/${first.id}`, text),
    ...given.flatMap((each) => (each.file ? [fileTo(id, `evidence/${each.id}/file`, each.file)] : [])),
  ];
}
