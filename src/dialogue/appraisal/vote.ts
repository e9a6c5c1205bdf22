import type { Slip } from '../../journal/box/ballot-box.ts';
import type { AppraisalOpened } from '../../records/kinds/appraisal.ts';
import { ifTapped } from '../cards/tapped.ts';
import { voteCard } from '../cards/vote-card.ts';
import { type Context, type Decision, Refusal } from '../command.ts';
import { requireUnit, unitsNamed } from '../finding.ts';
import { type Opinion, readOpinions, splitComment } from './reading.ts';
import { namesUnit, rulesOf, subjectsOf, subjectTitle, titleOf } from './titles.ts';

/** One vote. It goes into the box; on record goes only that the speaker has voted, and on whom. */
export function vote(context: Context, rest: string): Decision {
  const { say, person, state, zone, message } = context;
  const rules = rulesOf(context);
  if (message.files.length > 0) throw new Refusal(say('appraisal.words-only'));
  const { words, comment } = splitComment(rest);
  const { opened, left } = ballotMeant(context, words);
  const group = opened.voters.find((voter) => voter.person === person.id)?.group;
  if (group === undefined) throw new Refusal(say('appraisal.no-voter', { unit: titleOf(context, opened) }));
  const opinions = readOpinions(context, rules, opened, left, comment);
  if (opinions.length === 0) throw new Refusal(howTo(context, opened));
  const again = opinions.filter(({ subject }) => state.appraisals.hasVoted(opened.id, subject, person.id));
  if (again.length > 0)
    throw new Refusal(
      say('appraisal.voted', {
        subjects: again.map(({ subject }) => subjectTitle(context, opened, subject)).join('、'),
      }),
    );
  const pool = opened.pools.findIndex((groups) => groups.includes(group));
  const subjects = opinions.map(({ subject }) => subject).sort((a, b) => a - b);
  return {
    cast: {
      appraisal: opened.id,
      day: zone.dayOf(opened.at),
      person: person.id,
      subjects,
      lock: opened.lock,
      slips: opinions.flatMap((each) => slipsOf(each, pool)),
    },
    mark: context.record(person.home, { kind: 'vote.cast', appraisal: opened.id, subjects }),
    card: () => ifTapped(context, voteCard(context, opened, openSubjects(context, opened))),
    reply: () =>
      say('appraisal.cast', {
        unit: titleOf(context, opened),
        votes: opinions.map(({ subject, overall, aspects }) => ({
          subject: subjectTitle(context, opened, subject),
          overall,
          aspects: [...aspects].map(([aspect, choice]) => `${aspect}${choice}`).join('、'),
        })),
        comment: comment !== null,
        left: openSubjects(context, opened)
          .map((subject) => subjectTitle(context, opened, subject))
          .join('、'),
      }),
  };
}

const slipsOf = ({ subject, overall, aspects, comment }: Opinion, pool: number): Slip[] => [
  { subject, pool, aspect: null, choice: overall },
  ...[...aspects].map(([aspect, choice]) => ({ subject, pool: null, aspect, choice })),
  ...(comment === null ? [] : [{ subject, comment }]),
];

/** Whom the speaker has not voted on yet. */
export const openSubjects = ({ state, person }: Context, opened: AppraisalOpened): readonly number[] =>
  subjectsOf(opened).filter((subject) => !state.appraisals.hasVoted(opened.id, subject, person.id));

/** The ballots the speaker may vote in, oldest first. */
export const ballotsOf = ({ state, person }: Context): readonly AppraisalOpened[] =>
  state.appraisals.open().filter(({ voters }) => voters.some((voter) => voter.person === person.id));

/** The ballot that is meant: by its unit, or the only one there is. */
function ballotMeant(context: Context, words: readonly string[]) {
  const { say, state, roster, unit } = context;
  const [first = '', ...behind] = words;
  const named = state.appraisals.open().find((each) => namesUnit(context, each, first));
  if (named) return { opened: named, left: behind };
  if (unitsNamed(roster, first, unit.id).length > 0)
    throw new Refusal(say('appraisal.not-open', { unit: requireUnit(context, first).name }));
  const mine = ballotsOf(context);
  const [only, ...others] = mine;
  if (!only) throw new Refusal(say('appraisal.nothing'));
  if (others.length > 0)
    throw new Refusal(
      say('appraisal.which', { units: mine.map((each) => titleOf(context, each)).join('、') }),
    );
  return { opened: only, left: words };
}

function howTo(context: Context, opened: AppraisalOpened): string {
  const rules = rulesOf(context);
  return context.say('appraisal.how', {
    unit: titleOf(context, opened),
    choices: rules.choices.map(({ name }) => name).join('、'),
    choice: rules.choices[0]?.name,
  });
}
