import type { Campaign, Requirement } from '../campaign/campaign.ts';
import { duesView, noteLines } from '../dialogue/standing-lines.ts';
import type { Overview } from '../outreach/overview.ts';
import { type Dues, duesOf } from '../progress/dues.ts';
import type { Standing } from '../progress/progress.ts';
import type { Unit, UnitId } from '../roster/roster.ts';
import type { View } from '../wording/wording.ts';
import { coverageView, overviewView, standingView } from './marks.ts';
import type { Reader } from './page.ts';
import { requirementPath } from './paths.ts';

/** Every requirement of the unit as /进度 tells it: its own and its people's, or where units lie below it, all of theirs. */
export function requirementRows(reader: Reader, unit: Unit, all: readonly Overview[]): View[] {
  return isOver(reader, unit) ? rowsFromAbove(reader, unit, all) : ownRows(reader, unit.id, all);
}

/** Whether it is seen as the office sees the county: which of those below it have, and which have not. */
export const isOver = ({ roster }: Reader, { id }: Unit): boolean =>
  roster.children(id).some(({ kind }) => kind === 'unit');

function rowsFromAbove(reader: Reader, unit: Unit, all: readonly Overview[]): View[] {
  return all.map((each) => {
    const [only, ...others] = each.bearers;
    const own = each.requirement.each !== 'person' && others.length === 0 && only?.unit.id === unit.id;
    const standing = own
      ? reader.progress.standing(each.requirement, { kind: 'unit', unit: unit.id })
      : undefined;
    return {
      ...headView(reader, each.requirement, unit.id, each.dues),
      ...(standing ? standingView(reader, standing) : overviewView(reader, each)),
      notes: standing ? notesOf(reader, standing) : [],
    };
  });
}

function ownRows(reader: Reader, unit: UnitId, all: readonly Overview[]): View[] {
  const { progress, campaign } = reader;
  const standings = new Map(progress.forUnit(unit).map((each) => [each.requirement, each]));
  const coverages = new Map(progress.coverage(unit).map((each) => [each.requirement, each]));
  const below = new Map(all.map((each) => [each.requirement, each]));
  return campaign.requirements.flatMap((requirement) => {
    const [standing, coverage] = [standings.get(requirement), coverages.get(requirement)];
    const overview = below.get(requirement);
    const view = standing
      ? standingView(reader, standing)
      : coverage
        ? coverageView(reader, coverage)
        : overview && overviewView(reader, overview);
    const notes = standing ? notesOf(reader, standing) : [];
    const dues = (standing && duesOf([standing])) ?? coverage?.dues ?? overview?.dues ?? duesOf([]);
    return view ? { ...headView(reader, requirement, unit, dues), ...view, notes } : [];
  });
}

/** What is said of a requirement wherever it stands. */
export function headView(reader: Reader, requirement: Requirement, unit: UnitId, dues: Dues): View {
  const { id, title, clause, advisory } = requirement;
  const { due, overdue } = duesView(reader, requirement, dues);
  return {
    number: numberOf(reader.campaign, requirement),
    title,
    clause,
    path: requirementPath(id, unit),
    due,
    past: overdue,
    advisory,
  };
}

/** The same on every page, whichever requirements it shows. */
export const numberOf = ({ requirements }: Campaign, requirement: Requirement): number =>
  requirements.indexOf(requirement) + 1;

/** Why what was done does not count yet. */
export const notesOf = (reader: Reader, { status, notes }: Standing): View[] =>
  noteLines(
    reader,
    // Of what is met only this is said: what was entered afterwards is marked wherever it counts.
    notes.filter(({ key }) => (status === 'met' ? key === 'note.late' : key !== 'note.over')),
  ).map((line) => ({ line }));
