import type { DocumentFact } from '../src/campaign/facts/documents.ts';
import { reviewCard } from '../src/dialogue/cards/review-card.ts';
import { settledCard } from '../src/dialogue/cards/tapped.ts';
import { type Command, type Context, type Decision, Refusal } from '../src/dialogue/command.ts';
import { readerNames, statusLine, versionView } from '../src/dialogue/document-lines.ts';
import { toOffice, toReaders, toUnit } from '../src/dialogue/document-messages.ts';
import { mayRead } from '../src/dialogue/document-rights.ts';
import { factOf, isMine, isNewest, newestOf } from '../src/dialogue/document-turn.ts';
import { standing } from '../src/progress/facts/documents.ts';
import { ledgerOfReader, readersOf } from '../src/progress/reviewers.ts';
import type { DocumentSent, Verdict } from '../src/records/records.ts';
import { dayWithWeekday, nameList, shortDay } from '../src/wording/format.ts';
import { plain, plainLines } from '../src/wording/plain.ts';

const SHOWN = 12;
const NAMES = 4;

const VERDICTS: Readonly<Record<string, Verdict>> = {
  同意: 'approved',
  通过: 'approved',
  退回: 'returned',
  打回: 'returned',
  不同意: 'returned',
};

/** Reads what units sent up, and decides about it when it is one's turn. */
export const review: Command = {
  name: '审阅',
  aliases: ['sy', 'review', '审批', '批阅'],
  summary: '看报送的文件；轮到您审阅的，同意或退回',
  isDecidedInTurn: true,
  examples: [
    ['/审阅', '等您审阅的文件和编号'],
    ['/审阅 3', '看第3号文件'],
    ['/审阅 3 同意', '同意'],
    ['/审阅 3 退回 时间不具体', '退回要写原因'],
  ],
  isUsed: ({ documents }) => documents.length > 0,
  decide(context, rest) {
    const { number, verdict, reason } = readOrder(rest);
    if (number === undefined && verdict) throw new Refusal(context.say('review.which-number'));
    if (number === undefined) return { reply: list(context) };
    const wanted = find(context, number);
    return verdict ? decideOn(context, wanted, verdict, reason) : show(context, wanted);
  },
};

interface Order {
  readonly number: number | undefined;
  readonly verdict: Verdict | undefined;
  readonly reason: string;
}

/** A word of consent stands alone: 通过不了 is none. */
const VERDICT = '(不同意|退回|打回|(?:同意|通过)(?=$|[\\s，,：:。；;！!第#0-9０-９]))';
const ORDER = new RegExp(
  `^\\s*${VERDICT}?\\s*[第#]?([0-9０-９]+)?\\s*[号、.．]?\\s*${VERDICT}?[\\s，,：:。；;！!]*([\\s\\S]*)$`,
);

/** `3`, `第3号 同意`, `退回3 理由`; what is said beside the verdict stays as it was typed. */
function readOrder(rest: string): Order {
  const [, before, digits, after, reason = ''] = ORDER.exec(rest) ?? [];
  return {
    number: digits === undefined ? undefined : Number(digits.normalize('NFKC')),
    verdict: VERDICTS[before ?? after ?? ''],
    reason: reason.trim(),
  };
}

const newestVersions = (context: Context): readonly DocumentSent[] =>
  context.state.documents.registered().filter((each) => isNewest(context, each));

/** Whatever waits for the speaker's decision, oldest first. */
const waitingFor = (context: Context): readonly DocumentSent[] =>
  newestVersions(context).filter((each) => isMine(context, each));

/** What waits for the speaker; those who read only are shown the newest versions of their units. */
function list(context: Context): string {
  const { campaign, say, zone } = context;
  if (campaign.documents.length === 0) throw new Refusal(say('documents.none-asked'));
  const waiting = waitingFor(context);
  const readable = newestVersions(context).filter((each) => mayRead(context, each));
  const shown = (waiting.length > 0 ? waiting : readable.slice(-SHOWN)).slice(0, SHOWN);
  return say('review.list', {
    waiting: waiting.length > 0 ? waiting.length : null,
    nothing: shown.length === 0,
    documents: shown.map((each) => ({
      ...versionView(context, each),
      day: shortDay(zone.dayOf(each.at), context.today),
      status: waiting.length > 0 ? null : statusLine(context, each, factOf(context, each)),
    })),
    more: Math.max(0, waiting.length - SHOWN),
    example: shown[0]?.number,
  });
}

/** The version of that number; one that is not the speaker's to read is as good as none. */
function find(context: Context, number: number): DocumentSent {
  const { state, say } = context;
  const found = state.documents.registered().find((each) => each.number === number);
  if (found && mayRead(context, found)) return found;
  throw new Refusal(say('review.unknown-number', { number }));
}

function show(context: Context, wanted: DocumentSent): Decision {
  const { say, zone, roster } = context;
  const newest = isNewest(context, wanted);
  const mine = newest && isMine(context, wanted);
  const reply = say('review.shown', {
    ...versionView(context, wanted),
    by: wanted.by === 'system' ? null : roster.nameOf(wanted.by),
    day: dayWithWeekday(zone.dayOf(wanted.at), context.today),
    file: wanted.file?.name ?? null,
    text: wanted.text === null ? null : plainLines(wanted.text),
    points: wanted.points.join('、'),
    status: newest ? statusLine(context, wanted, factOf(context, wanted)) : null,
    old: !newest,
    reviews: context.state.documents.reviewsOf(wanted.id).map(({ by, at, verdict, reason }) => ({
      reader: by === 'system' ? null : roster.nameOf(by),
      day: shortDay(zone.dayOf(at), context.today),
      returned: verdict === 'returned',
      reason,
    })),
    mine,
    order: wanted.number,
  });
  return mine ? { reply, card: reviewCard(context.roster, wanted) } : { reply };
}

function decideOn(context: Context, wanted: DocumentSent, verdict: Verdict, reason: string) {
  const { roster, person, say, state, campaign } = context;
  const step = stepAtHand(context, wanted);
  if (verdict === 'returned' && reason === '')
    throw new Refusal(say('review.reason-needed', versionView(context, wanted)));
  const record = context.record(ledgerOfReader(roster, person, wanted.unit, step), {
    kind: 'document.reviewed',
    document: wanted.id,
    step,
    verdict,
    reason: reason || null,
  });
  const after = standing(
    wanted,
    [...state.documents.reviewsOf(wanted.id), record],
    campaign.documents,
    roster,
  );
  return {
    records: [record],
    messages: [
      toUnit(context, wanted, record, nextReaders(context, wanted, after)),
      ...toOffice(context, wanted, after, record.id),
      ...toReaders(context, wanted, after, record.id),
    ],
    card: () =>
      settledCard(context, say('review.card-done', { returned: verdict === 'returned' }), [
        plain(wanted.type),
        plain(roster.titleOf(wanted.unit)),
      ]),
    reply: () =>
      say('review.done', {
        ...versionView(context, wanted),
        returned: verdict === 'returned',
        reason: record.reason,
        next: nextReaders(context, wanted, factOf(context, wanted)),
        left: waitingFor(context).length || null,
      }),
  };
}

/** Whose turn it is. Refuses with the reason when it is not the speaker's, or nobody's. */
function stepAtHand(context: Context, wanted: DocumentSent) {
  const { say, roster, person } = context;
  const view = versionView(context, wanted);
  const { unit } = wanted;
  if (!isNewest(context, wanted))
    throw new Refusal(say('review.superseded', { ...view, newest: newestOf(context, wanted)?.version }));
  const fact = factOf(context, wanted);
  if (fact.status !== 'waiting')
    throw new Refusal(say('review.not-waiting', { ...view, status: statusLine(context, wanted, fact) }));
  const readers = readersOf(roster, unit, fact.step);
  if (!readers.includes(person)) {
    const names = nameList(
      readers.map(({ name }) => name),
      NAMES,
    );
    throw new Refusal(say('review.not-yours', { ...view, readers: names }));
  }
  return fact.step;
}

const nextReaders = (context: Context, { unit }: DocumentSent, fact: DocumentFact): string | null =>
  fact.status === 'waiting' ? readerNames(context, unit, fact) : null;
