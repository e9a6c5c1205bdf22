import type { Card } from '../../journal/outgoing.ts';
import type { AppraisalOpened } from '../../records/records.ts';
import { plain } from '../../wording/plain.ts';
import { rulesOf, subjectTitle, titleOf } from '../appraisal/titles.ts';
import type { Context } from '../command.ts';

const MOST = 6;

/**
 * Votes by one tap on the first of these subjects. It is each voter's own, and never shows how one has voted: once the tap has been
 * taken it goes on to the next subject. Undefined where the campaign has more choices than a card.
 */
export function voteCard(
  context: Context,
  opened: AppraisalOpened,
  left: readonly number[],
): Card | undefined {
  const { say, person } = context;
  const { choices } = rulesOf(context);
  const [subject] = left;
  if (choices.length > MOST) return undefined;
  const unit = titleOf(context, opened);
  const name = subject === undefined ? null : subjectTitle(context, opened, subject);
  return {
    id: `vote-${opened.id}-${person.id.replace(/[^\w-]/g, '')}`.slice(0, 100),
    title: say('appraisal.card-title', { unit }),
    lines: [
      name === null ? say('appraisal.card-done') : say('appraisal.card-subject', { name: plain(name) }),
    ],
    choices:
      name === null
        ? []
        : choices.map((choice) => ({
            label: choice.name,
            says: `/评议 ${unit} ${subject === 0 ? '' : `${name} `}${choice.name}`,
          })),
  };
}
