import { describe, expect, it } from 'vitest';
import { formatMinutes, parseDuration } from '../../src/time/duration.ts';
import { Workdays } from '../../src/time/workdays.ts';
import { addDays, isDay, isoWeek, toDay, Zone } from '../../src/time/zone.ts';

const shanghai = new Zone('Asia/Shanghai');

describe('the wall clock of a zone', () => {
  it('turns the day at its own midnight, wherever the machine stands', () => {
    expect(shanghai.dayOf(Date.parse('2014-03-04T15:59:59Z'))).toBe('2014-03-04');
    expect(shanghai.dayOf(Date.parse('2014-03-04T16:00:00Z'))).toBe('2014-03-05');
    expect(shanghai.time(Date.parse('2014-03-04T16:00:00Z'))).toBe('00:00');
  });

  it('is the inverse of at()', () => {
    const at = shanghai.at(toDay('2014-02-28'), 23 * 60 + 59);
    expect(shanghai.wall(at)).toEqual({ day: '2014-02-28', minute: 1439, weekday: 5 });
  });

  it('survives the hours that summer time skips and repeats', () => {
    const newYork = new Zone('America/New_York');
    expect(newYork.dayOf(newYork.at(toDay('2014-03-09'), 12 * 60))).toBe('2014-03-09');
    expect(newYork.wall(newYork.at(toDay('2014-11-02'), 9 * 60)).minute).toBe(540);
  });

  it('refuses a zone nobody knows', () => expect(() => new Zone('Asia/Xianju')).toThrow(RangeError));
});

describe('calendar days', () => {
  it('know leap years', () => {
    expect(isDay('2012-02-29')).toBe(true);
    expect(isDay('2014-02-29')).toBe(false);
    expect(addDays(toDay('2012-02-28'), 2)).toBe('2012-03-01');
  });

  it.each([
    ['2014-01-01', '2014-W01'],
    ['2013-12-30', '2014-W01'],
    ['2015-12-31', '2015-W53'],
    ['2016-01-03', '2015-W53'],
    ['2016-01-04', '2016-W01'],
    ['2014-03-07', '2014-W10'],
  ])('%s lies in week %s', (day, week) => expect(isoWeek(toDay(day))).toBe(week));
});

describe('workdays', () => {
  const workdays = new Workdays();

  it('know holidays and the weekends worked instead', () => {
    expect(workdays.isWorkday(toDay('2014-04-07'))).toBe(false);
    expect(workdays.isWorkday(toDay('2014-05-04'))).toBe(true);
    expect(workdays.isWorkday(toDay('2014-05-02'))).toBe(false);
  });

  it('let the office correct them', () => {
    const corrected = new Workdays({ rest: [toDay('2014-03-05')], work: [toDay('2014-03-08')] });
    expect(corrected.isWorkday(toDay('2014-03-05'))).toBe(false);
    expect(corrected.isWorkday(toDay('2014-03-08'))).toBe(true);
  });

  it('count from the day after to the day itself', () => {
    expect(workdays.between(toDay('2014-03-21'), toDay('2014-04-01'))).toBe(7);
    expect(workdays.between(toDay('2014-04-01'), toDay('2014-03-21'))).toBe(-7);
    expect(workdays.between(toDay('2014-04-01'), toDay('2014-04-01'))).toBe(0);
  });

  it('know weekends and the days that are always free in a year without data, and say so', () => {
    expect(workdays.knowsYear(toDay('2031-01-01'))).toBe(false);
    expect(workdays.isWorkday(toDay('2031-01-01'))).toBe(false);
    expect(workdays.isWorkday(toDay('2031-01-02'))).toBe(true);
    expect(workdays.isWorkday(toDay('2031-01-04'))).toBe(false);
  });
});

describe('lengths of time', () => {
  const studyDay = { day: 360, halfDay: 180 };

  it.each([
    ['半天', 180],
    ['全天', 360],
    ['1天', 360],
    ['两天', 720],
    ['3小时', 180],
    ['1.5小时', 90],
    ['三个小时', 180],
    ['两个半小时', 150],
    ['90分钟', 90],
    ['半小时', 30],
    ['2h', 120],
  ])('%s is %i minutes', (text, minutes) => expect(parseDuration(text, studyDay)).toBe(minutes));

  it.each(['很久', '3', '小时', '三思三观'])('%s is none', (text) =>
    expect(parseDuration(text, studyDay)).toBeUndefined(),
  );

  it('are shown as people say them', () => {
    expect([180, 90, 45, 0].map(formatMinutes)).toEqual(['3小时', '1小时30分钟', '45分钟', '0分钟']);
  });
});
