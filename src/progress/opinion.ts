import type {
  OpinionAnswered,
  OpinionChecked,
  OpinionClaimed,
  OpinionClosed,
  OpinionNumber,
  OpinionPlanned,
  OpinionProgressed,
  OpinionRectified,
  OpinionSentUp,
  OpinionStep,
  RecordId,
} from '../records/records.ts';
import type { PersonId, UnitId } from '../roster/roster.ts';
import type { Instant } from '../time/clock.ts';
import { addDays, type Day, type Zone } from '../time/zone.ts';
import { isOpen, type OpinionAction, STAGES, type Stage } from './opinion-stages.ts';

/** What the one who raised an opinion said of an answer. */
export interface Rating {
  readonly satisfied: boolean;
  readonly text: string | null;
}

/** How an opinion came in. */
export interface OpinionOrigin {
  readonly number: OpinionNumber;
  /** Word for word. */
  readonly text: string;
  /** A moment for what stands in a ledger, a day for what stands in the box. */
  readonly raised: { readonly at: Instant } | { readonly day: Day };
  /** Who typed it; null for an anonymous one. */
  readonly by: PersonId | null;
  /** The unit whose person typed it; null for an anonymous one. */
  readonly gatheredIn: UnitId | null;
  /** Where it was gathered; null for one's own. */
  readonly source: string | null;
  readonly people: string | null;
  readonly question: string | null;
  readonly proposed: string | null;
  /** The unit it is given to. */
  readonly unit: UnitId | null;
  /** The unit named by whoever raised it. */
  readonly wish: UnitId | null;
}

/** An opinion and how far it has come. */
export interface Opinion extends OpinionOrigin {
  /** The topic a person decided on, null for work; undefined while nobody has. */
  readonly topic: string | null | undefined;
  readonly problem: string | null;
  readonly assignedAt: Instant | null;
  /** The unit it was with until that was given up with nobody in its place; null where it is with a unit, or was with none. */
  readonly backFrom: UnitId | null;
  readonly sentUp: OpinionSentUp | null;
  readonly reportedAt: Instant | null;
  readonly claim: OpinionClaimed | null;
  readonly plan: OpinionPlanned | null;
  /** Since the plan in force. */
  readonly progress: readonly OpinionProgressed[];
  readonly rectified: OpinionRectified | null;
  readonly check: OpinionChecked | null;
  /** The answer in force; one that was badly rated no longer is. */
  readonly answer: OpinionAnswered | null;
  readonly rating: Rating | null;
  /** The last answer there was, with what was said of it. */
  readonly lastAnswer: { readonly answer: OpinionAnswered; readonly rating: Rating | null } | null;
  /** How often a bad rating opened it again (复号). */
  readonly reopened: number;
  readonly closed: OpinionClosed | null;
}

/** What an opinion has come to, given its steps in time order and what was said of its answers. */
export function followed(
  origin: OpinionOrigin,
  steps: readonly OpinionStep[],
  ratingOf: (answer: RecordId) => Rating | undefined,
): Opinion {
  const untouched: Opinion = { ...origin, ...UNHANDLED, topic: undefined, problem: null, reportedAt: null };
  return steps.reduce((opinion, step) => advance(opinion, step, ratingOf), untouched);
}

const UNTRIED = {
  plan: null,
  progress: [],
  rectified: null,
  check: null,
  answer: null,
  rating: null,
} as const;
const UNHANDLED = {
  ...UNTRIED,
  assignedAt: null,
  backFrom: null,
  sentUp: null,
  claim: null,
  lastAnswer: null,
  reopened: 0,
  closed: null,
} as const;

function advance(
  opinion: Opinion,
  step: OpinionStep,
  ratingOf: (answer: RecordId) => Rating | undefined,
): Opinion {
  switch (step.kind) {
    case 'opinion.sorted':
      return { ...opinion, topic: step.topic, problem: step.problem };
    case 'opinion.assigned':
      return { ...opinion, ...UNHANDLED, unit: step.unit, assignedAt: step.at };
    case 'opinion.sent-up':
      return { ...opinion, ...UNHANDLED, sentUp: step };
    case 'opinion.reported':
      return { ...opinion, reportedAt: opinion.reportedAt ?? step.at };
    case 'opinion.claimed':
      return opinion.unit === step.unit ? { ...opinion, claim: opinion.claim ?? step } : opinion;
    case 'opinion.planned':
      return { ...opinion, ...UNTRIED, plan: step, closed: null };
    case 'opinion.progressed':
      return { ...opinion, progress: [...opinion.progress, step] };
    case 'opinion.rectified':
      return { ...opinion, rectified: step, check: null };
    case 'opinion.checked':
      return { ...opinion, check: step, rectified: step.passed ? opinion.rectified : null };
    case 'opinion.answered':
      return answered(opinion, step, ratingOf(step.id) ?? null);
    case 'opinion.closed':
      return step.plan !== null || opinion.rating?.satisfied ? { ...opinion, closed: step } : opinion;
  }
}

/** With the office again: the unit it was given to is no more, and nobody has taken its place. What is finished stays so. */
export function givenBack(opinion: Opinion): Opinion {
  const { unit, answer, closed } = opinion;
  if (answer || closed) return opinion;
  return { ...opinion, ...UNHANDLED, unit: null, backFrom: unit };
}

/** A badly rated answer opens the opinion again: everything from the plan on has to be done anew. */
function answered(opinion: Opinion, answer: OpinionAnswered, rating: Rating | null): Opinion {
  const lastAnswer = { answer, rating };
  if (rating && !rating.satisfied)
    return { ...opinion, ...UNTRIED, lastAnswer, closed: null, reopened: opinion.reopened + 1 };
  return { ...opinion, answer, rating, lastAnswer, closed: null };
}

/** Where the opinion stands today. */
export function stageOf(opinion: Opinion, today: Day): Stage {
  const { closed, answer, rating, check, rectified, plan, reopened } = opinion;
  if (closed?.plan === null) return 'closed';
  if (closed?.plan && closed.plan.until >= today) return 'promised';
  if (answer) return rating ? 'rated' : 'answered';
  // Nobody can plan what was sent up: when the day of its plan has passed, it waits for the level above again.
  if (opinion.sentUp) return 'sent-up';
  if (closed) return 'lapsed';
  if (opinion.unit === null) return 'unassigned';
  if (!opinion.claim) return 'assigned';
  if (!plan) return reopened > 0 ? 'reopened' : 'claimed';
  if (check?.passed) return 'checked';
  if (rectified) return 'rectified';
  return plan.limit < today ? 'late' : 'planned';
}

/** The step that the opinion waits for today; null where it waits for none. */
export const turnOf = (opinion: Opinion, today: Day): OpinionAction | null =>
  STAGES[stageOf(opinion, today)].turn;

/** The answer that can be rated today; null where there is none. */
export const ratableAnswer = (opinion: Opinion, today: Day): OpinionAnswered | null =>
  isOpen('评价', stageOf(opinion, today)) ? opinion.answer : null;

/** The unit it is given to; null while it is with the office. */
export const unitWith = ({ unit, sentUp }: Opinion): UnitId | null => (sentUp ? null : unit);

/** The day on which it came in. */
export const raisedOn = ({ raised }: OpinionOrigin, zone: Zone): Day =>
  'day' in raised ? raised.day : zone.dayOf(raised.at);

/** The day on which it was given to the unit it is with. */
export const givenOn = (opinion: Opinion, zone: Zone): Day =>
  opinion.assignedAt === null ? raisedOn(opinion, zone) : zone.dayOf(opinion.assignedAt);

/** The day by which the next step should be taken; null where no limit runs. */
export function limitOn(
  opinion: Opinion,
  today: Day,
  zone: Zone,
  limits: { readonly claim: number; readonly answer: number },
): Day | null {
  switch (STAGES[stageOf(opinion, today)].limit) {
    case 'claim':
      return addDays(givenOn(opinion, zone), limits.claim);
    case 'plan':
      return opinion.plan?.limit ?? null;
    case 'answer':
      return opinion.claim && addDays(zone.dayOf(opinion.claim.at), limits.answer);
    case null:
      return null;
  }
}

/** What it is about: decided by a person, else proposed by rule. Null for work. */
export const topicOf = ({ topic, proposed }: Opinion): string | null =>
  topic === undefined ? proposed : topic;

/** Whether nothing more is to be done about it for now. */
export const isHandled = (opinion: Opinion, today: Day): boolean =>
  STAGES[stageOf(opinion, today)].course === 'done';
