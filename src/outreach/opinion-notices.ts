import type { Outgoing } from '../journal/outgoing.ts';
import { limitOn, type Opinion, raisedOn, stageOf, unitWith } from '../progress/opinion.ts';
import type { Person, PersonId, UnitId } from '../roster/roster.ts';
import { nameList } from '../wording/format.ts';
import { isReminderTime } from './calendar.ts';
import { isAway } from './leave.ts';
import { NudgeBudget } from './nudge-budget.ts';
import { type Outlook, type Reach, todayOf } from './outlook.ts';

/** Numbers a message holds before it says 等N条. */
const NUMBERS = 10;

/** Something a group has not been told about an opinion. */
interface News {
  readonly opinion: Opinion;
  readonly about: 'new' | 'back' | 'claim' | 'claim-late' | 'late' | 'answer-late' | 'reopened';
  /** Told once, ever. */
  readonly purpose: string;
}

/**
 * Once a day, what has come in and what is waiting: to the office what is still to be given to a unit, to units what is still to
 * be claimed, is past its limit or was opened again. Never at once and never today's: a message that follows an anonymous opinion
 * by a minute would tell who was typing. Says numbers only; the words are read in private.
 */
export function planOpinionNotices(outlook: Outlook, reach: Reach): Outgoing[] {
  if (!isReminderTime(outlook)) return [];
  const budget = new NudgeBudget(outlook);
  const { state } = outlook.progress;
  const news = state.opinions
    .all()
    .flatMap((opinion) => newsOf(outlook, opinion))
    .filter(({ purpose }) => state.outbox.covered(purpose) === undefined);
  const groups = Map.groupBy(news, ({ opinion }) => groupFor(outlook, reach, opinion));
  return [...groups].flatMap(([unit, found]) => {
    const key = `opinions/${unit}/${todayOf(outlook)}`;
    return unit === undefined || state.outbox.has(key) ? [] : [notice(outlook, budget, unit, key, found)];
  });
}

function newsOf(outlook: Outlook, opinion: Opinion): News[] {
  const { zone } = outlook;
  const today = todayOf(outlook);
  const { number, unit, reopened, plan, closed } = opinion;
  const limit = limitOn(opinion, today, zone, outlook.progress.campaign.opinions.limits);
  const isPast = limit !== null && limit < today;
  const news = (about: News['about'], detail: string | number): News[] => [
    { opinion, about, purpose: `opinion/${number}/${about}/${detail}` },
  ];
  switch (stageOf(opinion, today)) {
    case 'unassigned':
      // At once: it was with a unit already, so it tells nothing of when it came.
      if (opinion.backFrom !== null) return news('back', opinion.backFrom);
      return raisedOn(opinion, zone) < today ? news('new', '') : [];
    case 'assigned':
      return news(isPast ? 'claim-late' : 'claim', unit ?? '');
    case 'claimed':
    case 'rectified':
    case 'checked':
      return isPast ? news('answer-late', unit ?? '') : [];
    case 'reopened':
      return news('reopened', reopened);
    case 'late':
      return news('late', plan?.limit ?? '');
    case 'sent-up':
    case 'lapsed':
      return closed?.plan ? news('late', closed.plan.until) : [];
    case 'planned':
    case 'answered':
    case 'rated':
    case 'promised':
    case 'closed':
      return [];
  }
}

function groupFor({ progress: { roster } }: Outlook, reach: Reach, opinion: Opinion): UnitId | undefined {
  const unit = unitWith(opinion);
  if (unit === null) return reach.reachesGroup(roster.root.id) ? roster.root.id : undefined;
  for (const { id, kind } of roster.lineage(unit)) if (kind !== 'office' && reach.reachesGroup(id)) return id;
  return undefined;
}

function notice(
  outlook: Outlook,
  budget: NudgeBudget,
  unit: UnitId,
  key: string,
  news: readonly News[],
): Outgoing {
  const { progress, zone, say } = outlook;
  const numbers = (about: News['about']): string | null => {
    const found = news.filter((each) => each.about === about).map(({ opinion }) => opinion.number);
    return found.length > 0 ? nameList(found, NUMBERS, '条') : null;
  };
  const mention = news
    .flatMap(({ opinion }) => inCharge(outlook, opinion))
    .filter((person) => !isAway(outlook, person) && budget.allows(person.id))
    .map(({ id }) => id);
  const called: readonly PersonId[] = progress.campaign.reminders.mention ? [...new Set(mention)] : [];
  budget.take(called);
  const text = say('outreach.opinions', {
    fresh: numbers('new'),
    count: news.filter(({ about }) => about === 'new').length,
    back: numbers('back'),
    claim: numbers('claim'),
    claimLate: numbers('claim-late'),
    late: numbers('late'),
    answerLate: numbers('answer-late'),
    reopened: numbers('reopened'),
  });
  return {
    key,
    to: { kind: 'group', unit },
    content: { type: 'markdown', text, mention: called },
    covers: news.map(({ purpose }) => purpose),
    nudges: called,
    expires: zone.at(todayOf(outlook), progress.campaign.reminders.awake.until),
  };
}

/** Those who answer for the unit: its secretaries, else its principals. */
function inCharge({ progress: { roster } }: Outlook, opinion: Opinion): readonly Person[] {
  const unit = unitWith(opinion);
  if (unit === null) return [];
  const secretaries = roster.holders('secretary', unit);
  return secretaries.length > 0 ? secretaries : roster.holders('principal', unit);
}
