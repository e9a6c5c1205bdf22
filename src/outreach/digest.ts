import type { Outgoing } from '../ledger/outgoing.ts';
import { doubts, type Window } from '../progress/doubts.ts';
import type { UnitId } from '../roster/roster.ts';
import { addDays, daysBetween, isoWeek } from '../time/zone.ts';
import { dayWithWeekday, shortDay } from '../wording/format.ts';
import type { View } from '../wording/wording.ts';
import { digestDay, latestDigestDay, maySpeak } from './calendar.ts';
import { lastDigestAt, unitsWithDigest } from './digest-units.ts';
import { leadersEssays } from './leaders-essays.ts';
import { type Outlook, type Reach, todayOf } from './outlook.ts';
import { type Overview, overview } from './overview.ts';
import { undelivered } from './undelivered.ts';
import { titleOf } from './unit-title.ts';
import { unreadDocuments } from './unread-documents.ts';

/** A unit is named as needing help from so many workdays before the deadline on. */
const HELP_WORKDAYS = 7;
/** How far ahead the digest looks, in days. */
const AHEAD_DAYS = 14;

/**
 * The digests that are due and have not been sent, the office's and those of units: this week's, or after downtime the latest one
 * missed. Waits for a workday and for people to be awake.
 */
export function planDigests(outlook: Outlook, reach: Reach): Outgoing[] {
  const { progress, workdays } = outlook;
  const day = maySpeak(outlook) ? latestDigestDay(outlook) : undefined;
  if (!day) return [];
  const today = todayOf(outlook);
  const isLate = day !== today;
  // A new installation has missed nothing, and who was down until the day of the next digest can wait for that one.
  const waits = progress.state.size === 0 || digestDay(progress.campaign, workdays, today) === today;
  if (isLate && waits) return [];
  return unitsWithDigest(progress, reach)
    .map((unit) => ({ unit, key: `digest/${unit}/${isoWeek(day)}` }))
    .filter(({ key }) => !progress.state.outbox.has(key))
    .map(({ unit, key }) => digestMessage(outlook, key, unit));
}

/** The digest as a message to the unit's group under this key; a key of `digest/<unit>/<week>…` begins the next one's period. */
export function digestMessage(
  outlook: Outlook,
  key: string,
  unit: UnitId = outlook.progress.roster.root.id,
): Outgoing {
  const all = overview(outlook.progress, unit);
  return {
    key,
    to: { kind: 'group', unit },
    content: { type: 'markdown', text: textOf(outlook, unit, all), mention: [] },
    covers: newlyMet(outlook, unit, all).map(({ purpose }) => purpose),
    nudges: [],
    expires: null,
  };
}

/** A unit's picture of the campaign now and of what has happened since its last digest; the office's is the whole county's. */
export function composeDigest(outlook: Outlook, unit: UnitId = outlook.progress.roster.root.id): string {
  return textOf(outlook, unit, overview(outlook.progress, unit));
}

function textOf(outlook: Outlook, unit: UnitId, all: readonly Overview[]): string {
  const { progress, say } = outlook;
  const today = todayOf(outlook);
  const window: Window = { from: lastDigestAt(outlook, unit), to: outlook.now };
  const isOffice = unit === progress.roster.root.id;
  const essays = isOffice ? leadersEssays(progress, window) : undefined;
  const failures = undelivered(progress, window, unit);
  return say('outreach.digest', {
    title: progress.campaign.title,
    unit: isOffice ? null : unit.replaceAll('/', ' '),
    week: Number(isoWeek(today).slice(-2)),
    today: dayWithWeekday(today),
    requirements: all.map((each) => requirementView(outlook, each)),
    helpWorkdays: HELP_WORKDAYS,
    help: helpViews(outlook, all),
    fresh: freshViews(outlook, unit, all),
    essays: essays ? String(essays) : null,
    ahead: aheadViews(outlook, all),
    failures,
    failed: failures.length > 0,
    doubts: doubts(progress, window, unit).length,
    unread: isOffice ? unreadDocuments(progress) : null,
  });
}

function requirementView(outlook: Outlook, { requirement, counter, met, unmet, idle }: Overview): View {
  const { title, clause, due, advisory } = requirement;
  const late = due !== null && due < todayOf(outlook) && unmet > 0;
  return {
    title,
    clause,
    advisory,
    counter,
    met: String(met),
    unmet: unmet > 0 ? unmet : null,
    idle: idle > 0 ? idle : null,
    done: unmet === 0 && idle === 0,
    due: due === null ? null : shortDay(due),
    late,
  };
}

function helpViews(outlook: Outlook, all: readonly Overview[]): View[] {
  const today = todayOf(outlook);
  return all.flatMap(({ requirement: { title, due, advisory }, bearers }): View[] => {
    if (due === null || advisory || outlook.workdays.between(today, due) > HELP_WORKDAYS) return [];
    const units = bearers.filter(({ status }) => status === 'unmet').map(({ unit }) => titleOf(unit));
    if (units.length === 0) return [];
    return [{ title, due: shortDay(due), late: due < today, units: units.join('、') }];
  });
}

interface Met {
  readonly overview: Overview;
  readonly unit: string;
  readonly purpose: string;
}

/**
 * What has been met since the last digest. A digest covers what it has told (`met/essay/县教育局`), so each success is told
 * once to the same group (`…@清源镇`), however many weeks lie between two digests, and no past state has to be rebuilt.
 */
function newlyMet({ progress }: Outlook, told: UnitId, all: readonly Overview[]): Met[] {
  const listener = told === progress.roster.root.id ? '' : `@${told}`;
  const met = all.flatMap((each) =>
    each.bearers
      .filter(({ status }) => status === 'met')
      .map(({ unit }) => ({
        overview: each,
        unit: titleOf(unit),
        purpose: `met/${each.requirement.id}/${unit.id}${listener}`,
      })),
  );
  return met.filter(({ purpose }) => progress.state.outbox.covered(purpose) === undefined);
}

function freshViews(outlook: Outlook, unit: UnitId, all: readonly Overview[]): View[] {
  const groups = Map.groupBy(newlyMet(outlook, unit, all), (met) => met.overview);
  return [...groups].map(([{ requirement }, met]) => ({
    title: requirement.title,
    units: met.map(({ unit }) => unit).join('、'),
  }));
}

function aheadViews(outlook: Outlook, all: readonly Overview[]): View[] {
  const today = todayOf(outlook);
  return all
    .flatMap(({ requirement: { title, due }, unmet, idle }) =>
      due !== null && due >= today && due <= addDays(today, AHEAD_DAYS) && unmet + idle > 0
        ? [{ title, due }]
        : [],
    )
    .sort((a, b) => daysBetween(b.due, a.due))
    .map(({ title, due }) => ({ title, due: dayWithWeekday(due) }));
}
