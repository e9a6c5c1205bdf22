import { type Held, object, text, unit } from '../fields.ts';

/** Short and drawn at random, so that it says nothing of when an opinion came or after which. */
export type OpinionNumber = string;

/** What whoever raises an opinion says about it, on record as in the box. Words of the campaign's lists. */
export const opinionTags = {
  /** Which of the kinds of people. */
  people: text.nullable(),
  /** Which of the questions put to them. */
  question: text.nullable(),
  /** The topic a rule proposes, null for work; a person decides. */
  proposed: text.nullable(),
  /** The unit concerned, where it was named. */
  about: unit.nullable(),
};
const tags = object(opinionTags);
export type OpinionTags = Held<typeof tags>;

/** What every step in handling an opinion says. */
export const step = {
  /** The opinion's number. */
  opinion: text,
};

export const numbered = (opinion: OpinionNumber): string => `${opinion} 号`;

/** Why what tells who raised an opinion stays out of other archives than the office's. */
export const RAISER_WITHHELD = '意见的内容和办理情况见“意见与整改”，不留是谁、什么时候提的';
