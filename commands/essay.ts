import { type Campaign, findTerm, type Requirement, type Term } from '../src/campaign/campaign.ts';
import { settledCard } from '../src/dialogue/cards/tapped.ts';
import { type Command, type Context, Refusal } from '../src/dialogue/command.ts';
import { fileAbout, lengthOf } from '../src/dialogue/files/file-about.ts';
import { type FileAtHand, isPicture } from '../src/dialogue/files/file-at-hand.ts';
import { filesAtHand } from '../src/dialogue/files/loose-files.ts';
import { requirePerson } from '../src/dialogue/finding.ts';
import { permit } from '../src/dialogue/permit.ts';
import { dueView, noteLines, personLacks } from '../src/dialogue/standing-lines.ts';
import { essayReport, goesUpNow } from '../src/outreach/essays-up.ts';
import { personSubject } from '../src/progress/progress.ts';
import type { EssayWritten } from '../src/records/records.ts';
import type { Person } from '../src/roster/roster.ts';
import { shortDay } from '../src/wording/format.ts';
import { distance } from '../src/wording/nearest.ts';

/** Fewer characters than this are a slip of the finger, not an essay. The notices set no length, and neither do we. */
const SHORTEST = 20;

/** Hands in an essay, as text, by quoting a message, or as a file sent before. */
export const essay: Command = {
  name: '体会',
  aliases: ['th', 'essay', '体会文章', '心得', '心得体会'],
  summary: '交体会文章',
  examples: [
    ['/体会 {{essayTopic}} 正文……', '直接写在后面'],
    ['/体会 {{essayTopic}}', '引用一条写好的消息，或先私聊发文件再发这句'],
    ['/体会 替 张三 {{essayTopic}} 正文……', '书记替不用企业微信的人交'],
  ],
  decide(speaker, typedRest) {
    const { author, rest } = readAuthor(speaker, typedRest);
    // All but the files at hand are the author's: what is asked of them, what they wrote before, who may read it.
    const context = { ...speaker, person: author };
    const { person, say, state } = context;
    const { topic, text: typed } = readEssay(context, rest);
    const paper = typed === null ? lastPaper(speaker) : null;
    if (typed === null && paper === null) throw new Refusal(say('essay.empty', { topic }));
    const text = typed ?? (paper?.contents?.kind === 'text' ? paper.contents.text : null);
    const length = text === null ? 0 : lengthOf(text);
    if (text !== null && length < SHORTEST)
      throw new Refusal(
        say('essay.too-short', { length, shortest: SHORTEST, file: paper?.file.name ?? null }),
      );
    const requirement = requirementFor(context, topic);
    const before = state.essaysOf(person.id).findLast((each) => each.topic === topic);
    if (before) refuseReplacement(context, before, requirement, text);
    const written = context.record(person.home, {
      kind: 'essay.written',
      person: person.id,
      topic,
      text,
      file: paper?.file ?? null,
      length,
    });
    return {
      records: [written],
      messages:
        requirement && goesUpNow(context.progress, requirement, person)
          ? essayReport(context.progress, say, person, written)
          : [],
      card: () => settledCard(context, '体会文章 ✓', [topic]),
      reply: () => replyTo(context, written, requirement, before !== undefined, paper),
    };
  },
};

/** Who has no account has it handed in by whoever signs them in. */
function readAuthor(context: Context, rest: string): { readonly author: Person; readonly rest: string } {
  const [, name, own = ''] = /^\s*[替代]\s*([^\s:：，,。]+)[\s:：，,。]*(.*)$/su.exec(rest) ?? [];
  if (name === undefined) return { author: context.person, rest };
  const author = requirePerson(context, name, context.unit.id);
  permit(context, '补签', author.home);
  return { author, rest: own };
}

/** The topic is the first word when the campaign knows it, else the only topic there is. The text stays as it was typed. */
function readEssay(context: Context, rest: string): { readonly topic: string; readonly text: string | null } {
  const { campaign, say, message } = context;
  const [first = ''] = rest.split(/[\s:：，,。]/, 1);
  const named = topicNamed(campaign, first.normalize('NFKC'));
  const [only, ...others] = campaign.topics;
  const topic = named ?? (others.length === 0 ? only : undefined);
  if (!topic)
    throw new Refusal(
      say('essay.which-topic', { topics: campaign.topics.map(({ name }) => name).join('、') }),
    );
  const body = (named ? rest.slice(first.length).replace(/^[\s:：，,。]+/, '') : rest).trim();
  const quoted = message.quote?.text.trim() ?? '';
  const text = body || quoted;
  return { topic: topic.name, text: text === '' ? null : text };
}

/** One slip in a word as long as the topic is forgiven. */
function topicNamed({ topics }: Campaign, word: string): Term | undefined {
  const slips = (term: Term): number => (term.name.length === word.length ? distance(word, term.name) : 9);
  return findTerm(topics, word) ?? (word.length > 2 ? topics.find((term) => slips(term) === 1) : undefined);
}

function lastPaper(context: Context): FileAtHand | null {
  return filesAtHand(context).findLast((each) => !isPicture(each)) ?? null;
}

function requirementFor({ progress, campaign, person }: Context, topic: string): Requirement | undefined {
  return campaign.requirements.find(
    (requirement) =>
      requirement.measure.essayTopics.includes(topic) && progress.asksPerson(requirement, person),
  );
}

/** What does not count yet, handed in before its time, may be replaced at any time. */
function refuseReplacement(
  context: Context,
  before: EssayWritten,
  requirement: Requirement | undefined,
  text: string | null,
): void {
  const { say, today, zone, person, progress } = context;
  const handed = { name: person.name, topic: before.topic, day: shortDay(zone.dayOf(before.at), today) };
  if (text !== null && before.text === text) throw new Refusal(say('essay.same', handed));
  const standing = requirement && progress.standing(requirement, personSubject(person));
  const due = standing?.due;
  if (requirement && due && today > due.day && standing.status === 'met')
    throw new Refusal(say('essay.too-late', { ...handed, due: dueView(context, requirement, due).due }));
}

function replyTo(
  context: Context,
  written: EssayWritten,
  requirement: Requirement | undefined,
  replaced: boolean,
  paper: FileAtHand | null,
): string {
  const { progress, person, say, today } = context;
  const standing = requirement && progress.standing(requirement, personSubject(person));
  const due = standing?.due;
  return say('essay.done', {
    name: person.name,
    topic: written.topic,
    length: written.length,
    file: written.file?.name ?? null,
    about: paper === null ? null : fileAbout(context, paper),
    replaced,
    office: requirement !== undefined && progress.readership(requirement, person) === 'office',
    waits: standing?.status === 'idle',
    late: due ? today > due.day : false,
    early:
      standing && standing.status !== 'met'
        ? noteLines(context, standing.notes).map((line) => ({ line }))
        : [],
    due: requirement && due ? dueView(context, requirement, due).due : null,
    lacks: personLacks(context).map((line) => ({ line })),
  });
}
