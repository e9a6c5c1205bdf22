import { dueInWords } from '../campaign/deadline-words.ts';
import type { Outgoing } from '../journal/outgoing.ts';
import { doubtsInSteps, type Window } from '../progress/doubts.ts';
import type { Draft } from '../report/draft.ts';
import type { UnitId } from '../roster/roster.ts';
import { atOnce, type Steps } from '../time/steps.ts';
import { isoWeek } from '../time/zone.ts';
import { dayWithWeekday, nameList } from '../wording/format.ts';
import type { View } from '../wording/wording.ts';
import { digestDay, latestDigestDay, maySpeak } from './calendar.ts';
import { picturesOf } from './digest-pictures.ts';
import { fallingDue, isDone, isLate, type Reading, readForDigest } from './digest-reading.ts';
import { lastDigestAt, unitsWithDigest } from './digest-units.ts';
import { leadersEssays } from './leaders-essays.ts';
import { leewayViews } from './leeway-views.ts';
import { type Outlook, type Reach, todayOf } from './outlook.ts';
import type { Overview } from './overview.ts';
import { undelivered } from './undelivered.ts';
import { titleOf } from './unit-title.ts';
import { unreadDocuments } from './unread-documents.ts';

/** A unit is named as needing help from so many workdays before the deadline on. */
const HELP_WORKDAYS = 7;
/** How many units with a meeting too few came to are named. */
const SHORT_UNITS = 6;

/**
 * The digests that are due and have not been sent, the office's and those of units: this week's, or after downtime the latest one
 * missed. Waits for a workday and for people to be awake.
 */
export function* planDigests(outlook: Outlook, reach: Reach): Steps<Digest[]> {
  const { progress, workdays } = outlook;
  const day = maySpeak(outlook) ? latestDigestDay(outlook) : undefined;
  if (!day) return [];
  const today = todayOf(outlook);
  const isPast = day !== today;
  // A new installation has missed nothing, and who was down until the day of the next digest can wait for that one.
  const waits = progress.state.size === 0 || digestDay(progress.campaign, workdays, today) === today;
  if (isPast && waits) return [];
  const digests: Digest[] = [];
  for (const unit of unitsWithDigest(progress, reach)) {
    const key = `digest/${unit}/${isoWeek(day)}`;
    if (!progress.state.outbox.has(key)) digests.push(yield* digestFor(outlook, key, unit));
  }
  return digests;
}

/** What goes to one group: the digest, and the pictures that follow it. */
export interface Digest {
  readonly message: Outgoing;
  /** Their files are yet to be made. The message stands by itself where they cannot be. */
  readonly pictures: readonly Draft[];
}

/** The digest for the unit's group under this key; a key of `digest/<unit>/<week>…` begins the next one's period. */
export function* digestFor(
  outlook: Outlook,
  key: string,
  unit: UnitId = outlook.progress.roster.root.id,
): Steps<Digest> {
  const reading = yield* readForDigest(outlook, unit);
  const view = yield* viewOf(reading);
  const message: Outgoing = {
    key,
    to: { kind: 'group', unit },
    content: { type: 'markdown', ...bothWays(outlook, view), mention: [] },
    covers: reading.fresh.map(({ purpose }) => purpose),
    nudges: [],
    expires: null,
  };
  return { message, pictures: picturesOf(reading, message) };
}

/** A unit's picture of the campaign now and of what has happened since its last digest; the office's is the whole county's. */
export function composeDigest(outlook: Outlook, unit: UnitId = outlook.progress.roster.root.id): string {
  return atOnce(composed(outlook, unit));
}

function* composed(outlook: Outlook, unit: UnitId): Steps<string> {
  return bothWays(outlook, yield* viewOf(yield* readForDigest(outlook, unit))).text;
}

/** As words that every way can carry, and with a table. */
const bothWays = ({ say }: Outlook, view: View): { text: string; tabled: string } => ({
  text: say('outreach.digest', { ...view, tabled: false }),
  tabled: say('outreach.digest', { ...view, tabled: true }),
});

function* viewOf(reading: Reading): Steps<View> {
  const { outlook, unit, isOffice, today, all } = reading;
  const { progress } = outlook;
  const window: Window = { from: lastDigestAt(outlook, unit), to: outlook.now };
  const essays = isOffice ? leadersEssays(progress, window) : undefined;
  const failures = undelivered(progress, window, unit);
  const doubtful = yield* doubtsInSteps(progress, window, unit);
  return {
    title: progress.campaign.title,
    unit: isOffice ? null : progress.roster.titleOf(unit).replaceAll('/', ' '),
    week: Number(isoWeek(today).slice(-2)),
    today: dayWithWeekday(today, today),
    requirements: all.map((each) => requirementView(outlook, each)),
    helpWorkdays: HELP_WORKDAYS,
    help: helpViews(outlook, all),
    fresh: freshViews(reading),
    essays: essays ? String(essays) : null,
    ahead: fallingDue(reading).map(({ requirement, due }) => ({
      title: requirement.title,
      due: dueInWords(outlook.say, requirement.due, due, today, 'weekday'),
    })),
    leeway: leewayViews(outlook, unit),
    failures,
    failed: failures.length > 0,
    tooFew: tooFewView(outlook, unit, window),
    doubts: doubtful.length,
    unread: isOffice ? unreadDocuments(progress) : null,
  };
}

/** How many sessions settled in the window count for nothing because too few came, and whose they are. */
function tooFewView({ progress }: Outlook, unit: UnitId, { from, to }: Window): View | null {
  const { facts, state, roster, campaign } = progress;
  const short = facts.sessionsHeldIn(unit).filter((session) => {
    const closedAt = state.closing(session.id)?.at;
    return closedAt !== undefined && from < closedAt && closedAt <= to && !progress.isQuorate(session);
  });
  if (short.length === 0) return null;
  const units = [...new Set(short.map((session) => roster.titleOf(session.unit).replaceAll('/', ' ')))];
  return {
    count: short.length,
    lacking: campaign.quorum.lacking,
    units: nameList(units, SHORT_UNITS, '个单位'),
  };
}

function requirementView(outlook: Outlook, each: Overview): View {
  const { requirement, counter, met, unmet, idle, waived, dues } = each;
  const { title, clause, due, advisory } = requirement;
  const today = todayOf(outlook);
  return {
    title: inCell(title),
    clause: inCell(clause),
    advisory,
    counter,
    met: String(met),
    unmet: unmet > 0 ? unmet : null,
    idle: idle > 0 ? idle : null,
    waived: waived > 0 ? waived : null,
    done: isDone(each),
    due: dueInWords(outlook.say, due, dues.shared, today, 'until'),
    late: isLate(each, today),
  };
}

/** In a table a bar would begin the next cell. */
const inCell = (text: string): string => text.replaceAll('|', '｜');

/** Who has not done what falls due soon or has passed, by the date that is theirs. */
function helpViews(outlook: Outlook, all: readonly Overview[]): View[] {
  const { say, workdays } = outlook;
  const today = todayOf(outlook);
  return all.flatMap(({ requirement: { title, due: deadline, advisory }, bearers }): View[] => {
    if (advisory) return [];
    const behind = bearers.flatMap(({ unit, dues: { unmet } }) => {
      const [due] = unmet;
      return due && workdays.between(today, due.day) <= HELP_WORKDAYS ? [{ unit, due }] : [];
    });
    return [...Map.groupBy(behind, ({ due }) => `${due.day} ${due.from}`).values()].flatMap(
      (group): View[] => {
        const [first] = group;
        if (!first) return [];
        const words = dueInWords(say, deadline, first.due, today, 'until');
        const units = group.map(({ unit }) => titleOf(unit)).join('、');
        return [{ title, due: words, late: first.due.day < today, units }];
      },
    );
  });
}

function freshViews({ fresh }: Reading): View[] {
  const groups = Map.groupBy(fresh, (met) => met.overview);
  return [...groups].map(([{ requirement }, met]) => ({
    title: requirement.title,
    units: met.map(({ bearer }) => titleOf(bearer.unit)).join('、'),
  }));
}
