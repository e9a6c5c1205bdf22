import type { AppraisalClosed, AppraisalOpened, Counts, SubjectTally } from '../../records/records.ts';
import { dayWithWeekday } from '../../wording/format.ts';
import { wordsOf } from '../arguments.ts';
import { voteCard } from '../cards/vote-card.ts';
import { type Context, type Decision, Refusal } from '../command.ts';
import { requireUnit } from '../finding.ts';
import { permit } from '../permit.ts';
import { progressView } from './organise.ts';
import { organises, rulesOf, subjectsOf, subjectTitle, titleOf } from './titles.ts';
import { ballotsOf, openSubjects } from './vote.ts';

const SHOWN = 4;
/** Subjects and comments a page holds. */
const PAGE = 8;
const COMMENTS = 8;
/** Characters of comments on a page; a longer one has a page to itself, for none is cut. */
const LONGEST = 400;

/** What the speaker may vote on, and of the ballots held by them how many have voted. */
export function overview(context: Context): Decision {
  const { say, state, roster } = context;
  const { choices } = rulesOf(context);
  const mine = ballotsOf(context);
  const held = state.appraisals.open().filter(({ unit }) => {
    const found = roster.unit(unit);
    return found !== undefined && organises(context, found);
  });
  const [first] = mine.filter((each) => openSubjects(context, each).length > 0);
  const card = first && voteCard(context, first, openSubjects(context, first));
  return {
    ...(card ? { card } : {}),
    reply: say('appraisal.overview', {
      nothing: mine.length === 0 && held.length === 0,
      mine: mine.slice(0, SHOWN).map((opened) => {
        const left = openSubjects(context, opened);
        return {
          unit: titleOf(context, opened),
          left: left.map((subject) => subjectTitle(context, opened, subject)).join('、'),
          done: left.length === 0,
        };
      }),
      example: first ? titleOf(context, first) : null,
      leader: first && first.leaders.length > 0 ? subjectTitle(context, first, 1) : null,
      choices: choices.map(({ name }) => name).join('、'),
      choice: choices[0]?.name,
      held: held.slice(0, SHOWN).map((opened) => ({
        ...progressView(context, opened),
        damaged: state.appraisals.urn(opened.id)?.slips.filter(({ sealed }) => sealed === null).length,
      })),
      organiser: context.person.duties.some(({ role }) => role === 'supervisor' || role === 'office'),
    }),
  };
}

/** The result of the unit's last ballot: in the roster's order, never by how somebody came out. */
export function results(context: Context, rest: string): Decision {
  const { say, state } = context;
  rulesOf(context);
  const [name, ...words] = wordsOf(rest);
  if (name === undefined) throw new Refusal(say('appraisal.which-unit'));
  const unit = requireUnit(context, name);
  permit(context, '评议结果', unit.id);
  const opened = state.appraisals.of(unit.id).findLast(({ id }) => state.appraisals.closing(id));
  if (!opened) throw new Refusal(say('appraisal.no-result', { unit: unit.name }));
  const page = Math.max(1, Number(words.find((word) => /^\d{1,3}$/.test(word)) ?? 1));
  if (words.includes('意见')) return comments(context, opened, page);
  const wanted = subjectsOf(opened).find((each) => words.includes(subjectTitle(context, opened, each)));
  const subject = words.includes('班子') ? 0 : wanted;
  return subject === undefined ? whole(context, opened, page) : one(context, opened, subject);
}

function whole(context: Context, opened: AppraisalOpened, page: number): Decision {
  const { say, state, zone } = context;
  const closing = state.appraisals.closing(opened.id);
  const all = closing?.tallies ?? [];
  const shown = all.slice((page - 1) * PAGE, page * PAGE);
  return {
    reply: say('appraisal.result', {
      unit: titleOf(context, opened),
      day: closing ? dayWithWeekday(zone.dayOf(closing.at), context.today) : null,
      turnout: closing?.turnout
        .filter(({ voters }) => voters > 0)
        .map(({ group, voted, voters }) => `${group}${voted}/${voters}人`)
        .join('、'),
      subjects: shown.map((tally) => tallyView(context, opened, tally)),
      leftOut: closing?.leftOut,
      more: all.length > page * PAGE ? page + 1 : null,
      example: subjectTitle(context, opened, shown[0]?.subject ?? 0),
      comments: mayReadComments(context, opened) ? (closing?.comments.length ?? 0) : null,
    }),
  };
}

const tallyView = (context: Context, opened: AppraisalOpened, { subject, overall }: SubjectTally) => ({
  subject: subjectTitle(context, opened, subject),
  counts: overall ? inWords(context, overall) : null,
  least: opened.least,
});

function one(context: Context, opened: AppraisalOpened, subject: number): Decision {
  const { say, state } = context;
  const tally = state.appraisals.closing(opened.id)?.tallies.find((each) => each.subject === subject);
  const { aspects } = rulesOf(context);
  return {
    reply: say('appraisal.result-one', {
      unit: titleOf(context, opened),
      ...(tally ? tallyView(context, opened, tally) : {}),
      parts: tally?.parts.map(({ groups, counts }) => ({
        groups: groups.join('和'),
        together: groups.length > 1,
        counts: inWords(context, counts),
      })),
      aspects: aspects.flatMap(({ name }) => {
        const counts = tally?.aspects[name];
        return counts ? [{ name, counts: inWords(context, counts) }] : [];
      }),
    }),
  };
}

/** `好12、较好3`: in the order of the campaign's choices. */
function inWords(context: Context, counts: Counts): string {
  const known = rulesOf(context).choices.map(({ name }) => name);
  const names = [...known, ...Object.keys(counts).filter((name) => !known.includes(name))];
  return names.map((name) => `${name}${counts[name] ?? 0}`).join('、');
}

/** What was written is read by those who held the ballot. */
function mayReadComments(context: Context, { unit }: AppraisalOpened): boolean {
  const found = context.roster.unit(unit);
  return found !== undefined && organises(context, found);
}

function comments(context: Context, opened: AppraisalOpened, page: number): Decision {
  const { say, state } = context;
  const unit = titleOf(context, opened);
  if (!mayReadComments(context, opened)) throw new Refusal(say('appraisal.comments-not-yours', { unit }));
  const all = state.appraisals.closing(opened.id)?.comments ?? [];
  const pages = pagesOf(all);
  return {
    reply: say('appraisal.comments', {
      unit,
      count: all.length,
      comments: (pages[page - 1] ?? []).map(({ subject, text }) => ({
        subject: subjectTitle(context, opened, subject),
        text,
      })),
      none: all.length === 0,
      more: pages.length > page ? page + 1 : null,
    }),
  };
}

type Comments = AppraisalClosed['comments'];

function pagesOf(comments: Comments): readonly Comments[] {
  const pages: Comments[number][][] = [];
  let length = 0;
  for (const comment of comments) {
    const page = pages.at(-1);
    length += comment.text.length;
    if (page && page.length < COMMENTS && length <= LONGEST) page.push(comment);
    else {
      pages.push([comment]);
      length = comment.text.length;
    }
  }
  return pages;
}
