import type { DocumentType } from '../src/campaign/documents.ts';
import { wordsOf } from '../src/dialogue/arguments.ts';
import type { Command, Context, Decision } from '../src/dialogue/command.ts';
import { actsFor } from '../src/dialogue/document-rights.ts';
import { requireUnit } from '../src/dialogue/finding.ts';
import { permit } from '../src/dialogue/permit.ts';
import { ALONE } from '../src/journal/outgoing.ts';
import type { Draft } from '../src/report/draft.ts';
import { gapsIn, type Paper, textOfPaper } from '../src/report/paper/paper.ts';
import { summaryTypeOf } from '../src/report/summary/kinds.ts';
import { summaryOf } from '../src/report/summary/summary.ts';
import type { Unit, UnitId } from '../src/roster/roster.ts';
import { fullDay } from '../src/wording/format.ts';
import { plainLines } from '../src/wording/plain.ts';
import type { View } from '../src/wording/wording.ts';

/** A summary of the stage, written from the ledgers as far as they go, for whoever has to send one up. */
export const summaryDraft: Command = {
  name: '总结稿',
  aliases: ['小结稿', 'zjg', 'summary', '总结草稿', '小结草稿'],
  summary: '按台账起草阶段总结（Word），空着的地方由您补',
  examples: [
    ['/总结稿', '本单位的总结草稿，只发给您'],
    ['/总结稿 县教育局', '您负责的另一个单位'],
  ],
  decide(context, rest) {
    const [word] = wordsOf(rest);
    const unit = word === undefined ? ownUnit(context) : requireUnit(context, word);
    if (!actsFor(context, '总结稿', unit.id)) permit(context, '总结稿', unit.id);
    const type = typeFor(context, unit.id);
    const { progress, now, say } = context;
    return handOver(context, unit, type, summaryOf({ progress, unit, now, say, type }));
  },
};

/** The unit that sends the summary up on behalf of the speaker's, else the speaker's own. */
function ownUnit(context: Context): Unit {
  const { progress, roster, unit } = context;
  const type = typeFor(context, unit.id);
  const sender = type ? roster.unit(progress.facts.senderOf(unit.id, type.name)) : undefined;
  return sender && actsFor(context, '总结稿', sender.id) ? sender : unit;
}

function typeFor({ campaign, progress }: Context, unit: UnitId): DocumentType | undefined {
  const asked = progress.forUnit(unit).flatMap(({ requirement: { measure } }) => measure.documentTypes);
  return summaryTypeOf(campaign, asked);
}

function handOver(context: Context, unit: Unit, type: DocumentType | undefined, paper: Paper): Decision {
  const { message, person, say, today } = context;
  const view = {
    unit: unit.title,
    type: type?.name ?? say('summary.type'),
    today: fullDay(today),
    gaps: gapsIn(paper),
    ...wayUp(context, unit, type),
  };
  if (!context.reach.reachesPerson(person.id))
    return { reply: say('summary.in-words', { ...view, text: plainLines(textOfPaper(paper)) }) };
  const draft: Draft = {
    key: `summary/${message.id}`,
    to: { kind: 'person', person: person.id },
    content: {
      type: 'file',
      name: say('summary.file', { ...view, unit: paper.signature, day: today.replaceAll('-', '') }),
      order: { kind: 'document', document: paper },
    },
    ...ALONE,
  };
  return {
    drafts: [draft],
    reply: (complete) => say(complete ? 'summary.done' : 'summary.unmade', view),
  };
}

/** What becomes of it once it is finished: it is sent up, or is matter for whoever does. */
function wayUp({ progress }: Context, unit: Unit, type: DocumentType | undefined): View {
  const sender = type && progress.facts.senderOf(unit.id, type.name);
  const sends = sender === unit.id && !(type?.each === 'branch' && unit.kind !== 'branch');
  return {
    sends,
    elsewhere: sends || !type || sender === undefined ? null : progress.roster.titleOf(sender),
    unasked: !type,
  };
}
