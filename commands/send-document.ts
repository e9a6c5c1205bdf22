import { findTerm } from '../src/campaign/campaign.ts';
import type { DocumentType } from '../src/campaign/documents.ts';
import { settledCard } from '../src/dialogue/cards/tapped.ts';
import { type Command, type Context, Refusal } from '../src/dialogue/command.ts';
import { type Draft, readDraft } from '../src/dialogue/document-draft.ts';
import { statusLine } from '../src/dialogue/document-lines.ts';
import { toOffice, toReaders } from '../src/dialogue/document-messages.ts';
import { actsFor } from '../src/dialogue/document-rights.ts';
import { factOf } from '../src/dialogue/document-turn.ts';
import { permit } from '../src/dialogue/permit.ts';
import { dueView, noteLines } from '../src/dialogue/standing-lines.ts';
import { standing } from '../src/progress/facts/documents.ts';
import { outOfPhase } from '../src/progress/phases.ts';
import type { DocumentSent } from '../src/records/records.ts';
import type { Unit, UnitId } from '../src/roster/roster.ts';
import { nearest } from '../src/wording/nearest.ts';
import { plain } from '../src/wording/plain.ts';
import type { View } from '../src/wording/wording.ts';

/** Fewer characters than this are a slip of the finger, not a plan. */
const SHORTEST = 20;
const LACKING = 3;

/** Sends up a plan, speech, summary or report, and is asked for every point it does not state. */
export const sendDocument: Command = {
  name: '报送',
  aliases: ['bs', 'send', '上报', '报件'],
  summary: '报送方案、计划、讲话、总结、报告',
  examples: [
    ['/报送', '看要报哪些、报到哪一步'],
    ['/报送 学习计划 正文……', '直接写在后面；也可引用消息，或先私聊发文件再发这句'],
    ['/报送 学习计划 人员：全体党员', '补上缺的要点；文件里已有的写 人员已写明'],
  ],
  isUsed: ({ documents }) => documents.length > 0,
  isDecidedInTurn: true,
  decide(context, rest) {
    const { campaign, say, state, roster } = context;
    if (campaign.documents.length === 0) throw new Refusal(say('documents.none-asked'));
    if (rest.trim() === '') return { reply: overview(context) };
    const { type, body } = readType(context, rest);
    const unit = senderOf(context, type);
    const draft = readVersion(context, type, unit, body);
    const sent = context.record(unit.id, {
      kind: 'document.sent',
      type: type.name,
      version: state.documents.countOf(unit.id, type.name) + 1,
      number: state.documents.nextNumber,
      text: draft.text,
      file: draft.file,
      points: draft.points,
    });
    const fact = standing(sent, [], campaign.documents, roster);
    const replaced = context.progress.facts.documentOf(unit.id, type.name);
    return {
      records: [sent],
      messages: [...toOffice(context, sent, fact, sent.id), ...toReaders(context, sent, fact, sent.id)],
      card: () => settledCard(context, `${type.name} ✓`, [plain(unit.title)]),
      reply: () => replyTo(context, sent, draft, replaced?.status === 'approved'),
    };
  },
};

function overview(context: Context): string {
  const { progress, say, unit } = context;
  const shown = typesFor(context);
  const documents = shown.map(({ name }) => {
    const sender = progress.facts.senderOf(unit.id, name);
    const fact = progress.facts.documentOf(unit.id, name);
    return {
      name,
      sender: context.roster.titleOf(sender),
      fact: fact && {
        version: fact.version,
        status: statusLine(context, { unit: sender, type: name }, fact),
      },
    };
  });
  return say('documents.overview', { documents, example: shown[0]?.name });
}

/** What is asked of this unit, what it has sent, and what is asked of nobody in particular; all types where that is none. */
function typesFor({ campaign, progress, unit }: Context): readonly DocumentType[] {
  const own = progress.forUnit(unit.id).flatMap(({ requirement: { measure } }) => measure.documentTypes);
  const anybodys = campaign.requirements.flatMap(({ measure }) => measure.documentTypes);
  const found = campaign.documents.filter(
    ({ name }) =>
      own.includes(name) ||
      !anybodys.includes(name) ||
      progress.facts.documentOf(unit.id, name) !== undefined,
  );
  return found.length > 0 ? found : campaign.documents;
}

/** The type is the first word; what follows is kept as it was typed. */
function readType(
  { campaign, say }: Context,
  rest: string,
): { readonly type: DocumentType; readonly body: string } {
  const [word = ''] = rest.trim().split(/[\s:：，,。、]/, 1);
  const named = findTerm(campaign.documents, word.normalize('NFKC'));
  const type = campaign.documents.find((each) => each === named);
  if (!type) {
    const words = campaign.documents.flatMap(({ name, also }) => [name, ...also]);
    const types = campaign.documents.map(({ name }) => name).join('、');
    throw new Refusal(say('documents.which-type', { near: nearest(word, words), types }));
  }
  return {
    type,
    body: rest
      .trim()
      .slice(word.length)
      .replace(/^[\s:：，,。、]+/, ''),
  };
}

/** Whose document it is, by where it is said; only those who answer for it may send it. */
function senderOf(context: Context, type: DocumentType): Unit {
  const { progress, roster, say, unit } = context;
  const sender = roster.unit(progress.facts.senderOf(unit.id, type.name)) ?? unit;
  if (type.each === 'branch' && sender.kind !== 'branch' && roster.children(sender.id).length > 0)
    throw new Refusal(say('documents.by-branches', { type: type.name }));
  if (!actsFor(context, '报送', sender.id)) permit(context, '报送', sender.id);
  return sender;
}

function readVersion(context: Context, type: DocumentType, unit: Unit, body: string): Draft {
  const { state, progress, say } = context;
  const before = state.documents.versionsOf(unit.id, type.name).at(-1);
  const fact = progress.facts.documentOf(unit.id, type.name);
  const draft = readDraft(
    context,
    type,
    before && { document: before, isIncomplete: fact?.status === 'incomplete' },
    body,
  );
  if (!draft) {
    const status = fact ? statusLine(context, { unit: unit.id, type: type.name }, fact) : null;
    throw new Refusal(say('documents.empty', { type: type.name, status, version: fact?.version }));
  }
  if (before && isSame(before, draft))
    throw new Refusal(say('documents.same', { type: type.name, version: before.version }));
  const length = [...(draft.text ?? '').replace(/\s/g, '')].length;
  if (draft.file === null && length < SHORTEST)
    throw new Refusal(say('documents.too-short', { type: type.name, length, shortest: SHORTEST }));
  return draft;
}

const isSame = (before: DocumentSent, draft: Draft): boolean =>
  before.text === draft.text &&
  before.file?.hash === draft.file?.hash &&
  draft.points.every((point) => before.points.includes(point));

function replyTo(context: Context, sent: DocumentSent, draft: Draft, approved: boolean): string {
  const { state, campaign, say } = context;
  const fact = factOf(context, sent);
  const missing = fact.status === 'incomplete' ? fact.missing : [];
  const early = outOfPhase(campaign, state, 'documents', sent.type);
  return say('documents.done', {
    unit: context.roster.titleOf(sent.unit),
    type: sent.type,
    version: sent.version,
    file: sent.file?.name ?? null,
    adds: draft.adds,
    missing: missing.join('、'),
    first: missing[0] ?? null,
    several: missing.length > 1,
    complete: missing.length === 0 && draft.points.length > 0,
    status: missing.length === 0 ? statusLine(context, sent, fact) : null,
    nextPhase: early?.early ? early.phase.title : null,
    pastPhase: early && !early.early ? early.phase.title : null,
    approved,
    ...askedFor(context, sent.unit, sent.type),
  });
}

/** By when and by which clause the document is asked for, and what else is asked for with it. */
function askedFor(context: Context, unit: UnitId, type: string): View {
  const { campaign, progress, roster } = context;
  const place = roster.unit(unit);
  const asking = campaign.requirements.filter(
    (each) => each.measure.documentTypes.includes(type) && place && progress.asksUnit(each, place),
  );
  const others = asking.flatMap((each) => progress.standing(each, { kind: 'unit', unit }).notes);
  const lacking = noteLines(
    context,
    others.filter(({ view }) => view['type'] !== type && view['type'] !== undefined),
  );
  const [first] = asking;
  return {
    clause: first?.clause ?? null,
    due: first ? dueView(context, first, progress.standing(first, { kind: 'unit', unit }).due).due : null,
    lacking: lacking.slice(0, LACKING).map((line) => ({ line })),
  };
}
