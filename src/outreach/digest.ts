import type { Outgoing } from '../ledger/outgoing.ts';
import { doubts, type Window } from '../progress/doubts.ts';
import type { State } from '../progress/state.ts';
import type { UnitId } from '../roster/roster.ts';
import type { Instant } from '../time/clock.ts';
import { addDays, daysBetween, isoWeek } from '../time/zone.ts';
import { dayWithWeekday, shortDay } from '../wording/format.ts';
import type { View } from '../wording/wording.ts';
import { digestDay, latestDigestDay, maySpeak } from './calendar.ts';
import { leadersEssays } from './leaders-essays.ts';
import { type Outlook, todayOf } from './outlook.ts';
import { type Overview, overview } from './overview.ts';
import { undelivered } from './undelivered.ts';
import { titleOf } from './unit-title.ts';

/** A unit is named as needing help from so many workdays before the deadline on. */
const HELP_WORKDAYS = 7;
/** How far ahead the digest looks, in days. */
const AHEAD_DAYS = 14;

/**
 * The digest that is due and has not been sent: this week's, or after downtime the latest one missed. Waits for a workday and
 * for people to be awake.
 */
export function planDigest(outlook: Outlook): Outgoing[] {
  const { progress, workdays } = outlook;
  const day = maySpeak(outlook) ? latestDigestDay(outlook) : undefined;
  if (!day) return [];
  const today = todayOf(outlook);
  const isLate = day !== today;
  // A new installation has missed nothing, and who was down until the day of the next digest can wait for that one.
  const waits = progress.state.size === 0 || digestDay(progress.campaign, workdays, today) === today;
  const key = `${prefixOf(progress.roster.root.id)}${isoWeek(day)}`;
  return (isLate && waits) || progress.state.outbox.has(key) ? [] : [digestMessage(outlook, key)];
}

/** The digest as a message to the office group under this key; a key of `digest/<office>/…` ends the period of the next one. */
export function digestMessage(outlook: Outlook, key: string): Outgoing {
  const unit = outlook.progress.roster.root.id;
  return {
    key,
    to: { kind: 'group', unit },
    content: { type: 'markdown', text: composeDigest(outlook), mention: [] },
    covers: newlyMet(outlook, overview(outlook.progress)).map(({ purpose }) => purpose),
    nudges: [],
    expires: null,
  };
}

/** The office's picture of the campaign now, and of what has happened since the last digest. */
export function composeDigest(outlook: Outlook): string {
  const { progress, say } = outlook;
  const today = todayOf(outlook);
  const all = overview(progress);
  const window: Window = { from: lastDigestAt(outlook), to: outlook.now };
  const essays = leadersEssays(progress, window);
  const failures = undelivered(progress, window);
  return say('outreach.digest', {
    title: progress.campaign.title,
    week: Number(isoWeek(today).slice(-2)),
    today: dayWithWeekday(today),
    requirements: all.map((each) => requirementView(outlook, each)),
    helpWorkdays: HELP_WORKDAYS,
    help: helpViews(outlook, all),
    fresh: freshViews(outlook, all),
    essays: essays === undefined ? null : String(essays),
    ahead: aheadViews(outlook, all),
    failures,
    failed: failures.length > 0,
    doubts: doubts(progress, window).length,
  });
}

const prefixOf = (office: UnitId): string => `digest/${office}/`;

function lastDigestAt({ progress, zone }: Outlook): Instant {
  const prefix = prefixOf(progress.roster.root.id);
  return lastQueued(progress.state, prefix) ?? zone.at(progress.campaign.start, 0);
}

function lastQueued(state: State, prefix: string): Instant | undefined {
  let last: Instant | undefined;
  for (const { message, at } of state.outbox.all())
    if (message.key.startsWith(prefix)) last = Math.max(at, last ?? at);
  return last;
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
 * once, however many weeks lie between two digests, and no past state has to be rebuilt.
 */
function newlyMet({ progress }: Outlook, all: readonly Overview[]): Met[] {
  const met = all.flatMap((each) =>
    each.bearers
      .filter(({ status }) => status === 'met')
      .map(({ unit }) => ({
        overview: each,
        unit: titleOf(unit),
        purpose: `met/${each.requirement.id}/${unit.id}`,
      })),
  );
  return met.filter(({ purpose }) => progress.state.outbox.covered(purpose) === undefined);
}

function freshViews(outlook: Outlook, all: readonly Overview[]): View[] {
  const groups = Map.groupBy(newlyMet(outlook, all), (met) => met.overview);
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
