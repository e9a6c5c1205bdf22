import { z } from 'zod';
import { defineRecord, type Held, joined, object, type RecordOf, recordId, text } from '../define.ts';

const counts = z.record(text, z.number());
export type Counts = Held<typeof counts>;

const subjectTally = object({
  subject: z.number(),
  ballots: z.number(),
  /** By choice; null where there were too few ballots to count. */
  overall: counts.nullable(),
  parts: z.array(object({ groups: z.array(text), counts })),
  /** By aspect, then by choice. */
  aspects: z.record(text, counts),
});
export type SubjectTally = Held<typeof subjectTally>;

const turnout = object({ group: text, voters: z.number(), voted: z.number() });
export type Turnout = Held<typeof turnout>;

interface Result {
  readonly leftOut: number;
  readonly tallies: readonly SubjectTally[];
  readonly turnout: readonly Turnout[];
}

const tellResult = ({ tallies, turnout, leftOut }: Result): readonly string[] => [
  ...turnout.map(({ group, voters, voted }) => `${group} ${voted}/${voters} 人投票`),
  ...(leftOut > 0 ? [`${leftOut} 张选票损坏，没有计入`] : []),
  ...tallies.map(({ subject, ballots, overall }) =>
    joined(
      subject === 0 ? '班子' : `第${subject}人`,
      `${ballots} 票`,
      overall ? tellCounts(overall) : '票数太少，不计',
    ),
  ),
];

const tellCounts = (all: Counts): string =>
  Object.entries(all)
    .map(([choice, count]) => `${choice} ${count}`)
    .join('、');

/** The ballot is over and counted. Single ballots are kept no longer. */
export const appraisalClosed = defineRecord('appraisal.closed', {
  shape: {
    appraisal: recordId,
    tallies: z.array(subjectTally),
    turnout: z.array(turnout),
    /** What was written, word for word; apart from what was chosen, and in no order. */
    comments: z.array(object({ subject: z.number(), text })),
    /** How many slips were damaged or missing when it was decided to count without them. */
    leftOut: z.number(),
  },
  label: '评议结果',
  tells: ({ comments, ...result }) => [...tellResult(result), ...comments.map(({ text }) => text)].join('\n'),
  undo: 'never',
  archive: {
    withholds: 'part',
    why: ({ comments }, view) =>
      view.own || comments.length === 0 ? undefined : '评议时写的意见只归入活动办自己的档案',
    keeps: ({ appraisal, tallies, turnout, leftOut }) => ({ appraisal, tallies, turnout, leftOut }),
    tells: (result) => tellResult(result).join('\n'),
  },
});
export type AppraisalClosed = RecordOf<typeof appraisalClosed>;
