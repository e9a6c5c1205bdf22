import { expect, it } from 'vitest';
import { parseRoster } from '../../src/roster/parse.ts';
import { FLAGS, holds, ROLES, Roster, unitsOf } from '../../src/roster/roster.ts';
import { readSheet } from '../../src/roster/sheet.ts';
import { dataOf, noticesOf } from './sheets.ts';

const parsed = parseRoster(await readSheet('templates/campaigns/roster-sample.csv'));
const roster = new Roster(dataOf(parsed));
const ofKind = (kind: string) => roster.units.filter((unit) => unit.kind === kind);

it('is a county without anything to notice', () => {
  expect(noticesOf(parsed)).toEqual([]);
  expect(roster.root.id).toBe('云溪县活动办');
  expect(ofKind('unit')).toHaveLength(4);
  expect(ofKind('branch')).toHaveLength(9);
  expect(new Set(ofKind('unit').map(({ category }) => category))).toEqual(
    new Set(['机关', '事业单位', '乡镇']),
  );
});

it('has 64 people, each with a name and an account of their own', () => {
  expect(roster.people).toHaveLength(64);
  expect(new Set(roster.people.map(({ name }) => name)).size).toBe(64);
});

it('has every role and every flag', () => {
  for (const role of ROLES) expect(roster.people.some((person) => holds(person, role))).toBe(true);
  for (const flag of FLAGS) expect(roster.people.some(({ flags }) => flags.includes(flag))).toBe(true);
  expect(roster.people.filter((person) => !holds(person, 'member'))).toHaveLength(1);
  expect(roster.holders('office', roster.root.id)).toHaveLength(3);
});

it('has one secretary a branch, and a principal and further leaders a unit', () => {
  for (const { id } of ofKind('branch')) expect(roster.holders('secretary', id)).toHaveLength(1);
  for (const { id } of ofKind('unit')) {
    expect(roster.holders('principal', id)).toHaveLength(1);
    expect(roster.holders('leader', id).length).toBeGreaterThan(1);
  }
});

it('has two supervisors, for different units and never for their own', () => {
  const supervisors = roster.people.filter((person) => holds(person, 'supervisor'));
  expect(supervisors).toHaveLength(2);
  const watched = supervisors.flatMap((person) => unitsOf(person, 'supervisor'));
  expect(new Set(watched).size).toBe(watched.length);
  for (const person of supervisors)
    for (const unit of unitsOf(person, 'supervisor')) expect(roster.within(person.home, unit)).toBe(false);
});

it('has a webhook of its own for every group', () => {
  const webhooks = roster.units.map(({ webhook }) => webhook);
  expect(webhooks).not.toContain(null);
  expect(new Set(webhooks).size).toBe(webhooks.length);
});
