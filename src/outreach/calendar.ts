import type { Campaign } from '../campaign/campaign.ts';
import { lastDate } from '../campaign/ended.ts';
import type { Progress } from '../progress/progress.ts';
import type { Instant } from '../time/clock.ts';
import type { Workdays } from '../time/workdays.ts';
import { addDays, type Day, weekdayOf } from '../time/zone.ts';
import { type Outlook, todayOf } from './outlook.ts';

/** Days after its last date on which a campaign still speaks: overdue work gets two more weeks of reminders, then peace. */
const TAIL = 14;

function later(a: Day, b: Day): Day {
  if (a > b) return a;
  return b;
}

/** The last day on which the campaign sends anything by itself. */
export function lastDay({ campaign, state }: Pick<Progress, 'campaign' | 'state'>): Day {
  return addDays([lastDate(campaign), ...state.leeway.untils()].reduce(later), TAIL);
}

/** Whether the bot may speak unasked now: a workday of the campaign, while people are awake. */
export function maySpeak(outlook: Outlook): boolean {
  const { campaign } = outlook.progress;
  const { day, minute } = outlook.zone.wall(outlook.now);
  const { from, until } = campaign.reminders.awake;
  return isSpeakingDay(outlook, day) && minute >= from && minute < until;
}

/** Whether today's reminders may go out now: from their hour on, so that a late start still sends them. */
export function isReminderTime(outlook: Outlook): boolean {
  return maySpeak(outlook) && outlook.zone.wall(outlook.now).minute >= outlook.progress.campaign.reminders.at;
}

/** The next moment after now at which reminders are looked at; undefined when the campaign is over by then. */
export function nextReminderTime(outlook: Outlook): Instant | undefined {
  const { campaign } = outlook.progress;
  const minute = Math.max(campaign.reminders.at, campaign.reminders.awake.from);
  const today = todayOf(outlook);
  const last = lastDay(outlook.progress);
  for (let day = later(today, campaign.start); day <= last; day = addDays(day, 1)) {
    const moment = outlook.zone.at(day, minute);
    if (moment > outlook.now && outlook.workdays.isWorkday(day)) return moment;
  }
  return undefined;
}

function isSpeakingDay({ progress, workdays }: Outlook, day: Day): boolean {
  const { campaign } = progress;
  return campaign.start <= day && day <= lastDay(progress) && workdays.isWorkday(day);
}

const mondayOf = (day: Day): Day => addDays(day, 1 - weekdayOf(day));

/**
 * The day of the digest in the ISO week of `day`: the campaign's weekday, or the last workday before it in that week;
 * undefined when there is none.
 */
export function digestDay(campaign: Campaign, workdays: Workdays, day: Day): Day | undefined {
  const monday = mondayOf(day);
  for (let each = addDays(monday, campaign.digest.weekday - 1); each >= monday; each = addDays(each, -1))
    if (workdays.isWorkday(each)) return each;
  return undefined;
}

/** The day of the latest digest that should have gone out by now; undefined when there was none yet. */
export function latestDigestDay(outlook: Outlook): Day | undefined {
  const { campaign } = outlook.progress;
  for (let week = todayOf(outlook); addDays(week, 7) > campaign.start; week = addDays(week, -7)) {
    const day = digestDay(campaign, outlook.workdays, week);
    if (day && day >= campaign.start && outlook.zone.at(day, campaign.digest.at) <= outlook.now) return day;
  }
  return undefined;
}

/** When the next digest after now is due; undefined when the campaign is over by then. */
export function nextDigestTime(outlook: Outlook): Instant | undefined {
  const { campaign } = outlook.progress;
  const today = todayOf(outlook);
  const last = lastDay(outlook.progress);
  const first = mondayOf(later(today, campaign.start));
  for (let week = first; week <= last; week = addDays(week, 7)) {
    const day = digestDay(campaign, outlook.workdays, week);
    if (!day || day < campaign.start || day > last) continue;
    const moment = outlook.zone.at(day, campaign.digest.at);
    if (moment > outlook.now) return moment;
  }
  return undefined;
}
