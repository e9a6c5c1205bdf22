import type { Requirement } from '../campaign/campaign.ts';
import { standingLine } from '../dialogue/standing-lines.ts';
import { cellOf } from '../outreach/digest-grid.ts';
import { type Bearer, type Overview, overview } from '../outreach/overview.ts';
import { type Dues, duesOf } from '../progress/dues.ts';
import { markSymbols } from '../report/chart/inline.ts';
import type { Unit } from '../roster/roster.ts';
import type { View } from '../wording/wording.ts';
import { markView, overviewView, standingView } from './marks.ts';
import type { Page, Reader } from './page.ts';
import { requirementPath, unitPath } from './paths.ts';
import { nameViews } from './people.ts';
import { headView, isOver, notesOf } from './requirement-rows.ts';
import { maySeeNames, maySeeUnit, unitAsked } from './rights.ts';

/** One requirement with its clause: who has to, who has, who has not yet; by level. */
export const requirementPage: Page = {
  name: 'requirement',
  show(reader, id) {
    const requirement = reader.progress.requirement(id);
    const unit = unitAsked(reader, reader.query.get('unit'));
    if (!requirement || !unit) return undefined;
    const below = overview(reader.progress, unit.id).find((each) => each.requirement === requirement);
    return {
      ...headView(reader, requirement, unit.id, duesAt(reader, unit, requirement, below)),
      title: requirement.title,
      symbols: markSymbols(),
      description: requirement.measure.description,
      counter: requirement.measure.counter,
      least: requirement.min === 'all' ? null : String(requirement.min),
      most: requirement.max,
      unit: { name: unit.name, path: unitPath(unit.id) },
      above: above(reader, unit, requirement),
      whole: below ? overviewView(reader, below) : null,
      own: ownView(reader, unit, requirement),
      rows: below ? levelBelow(reader, unit, below) : [],
      people: peopleView(reader, unit, requirement),
    };
  },
};

const above = (reader: Reader, unit: Unit, { id: requirement }: Requirement): View[] =>
  [...reader.roster.lineage(unit.id)]
    .slice(1)
    .toReversed()
    .map(({ id, name }) => ({
      name,
      path: maySeeUnit(reader, id) ? requirementPath(requirement, id) : null,
    }));

/** The dates of all below; where nobody there is asked, that of the unit's part. */
function duesAt(reader: Reader, unit: Unit, requirement: Requirement, below: Overview | undefined): Dues {
  if (below) return below.dues;
  return duesOf(reader.progress.forUnit(unit.id).filter((each) => each.requirement === requirement));
}

/** Where the unit itself stands, when it is asked. */
function ownView(reader: Reader, unit: Unit, requirement: Requirement): View | null {
  const standing = isOver(reader, unit)
    ? undefined
    : reader.progress.forUnit(unit.id).find((each) => each.requirement === requirement);
  if (!standing) return null;
  return {
    ...standingView(reader, standing),
    line: standingLine(reader, standing),
    notes: notesOf(reader, standing),
  };
}

/** The units right below that answer for it or have others below them that do, in the roster's order. */
function levelBelow(reader: Reader, { id: scope }: Unit, all: Overview): View[] {
  const { roster, today } = reader;
  return roster.children(scope).flatMap((child): View[] => {
    const inside = new Set([...roster.subtree(child.id)].map(({ id }) => id));
    const bearers = all.bearers.filter(({ unit }) => inside.has(unit.id));
    if (bearers.length === 0) return [];
    const { mark, amount } = cellOf({ today }, all, bearers, NO_NEWS);
    return [
      {
        ...markView(reader, mark),
        name: child.name,
        path: requirementPath(all.requirement.id, child.id),
        amount,
      },
    ];
  });
}

const NO_NEWS: ReadonlySet<Bearer> = new Set();

/** Who of those at home in exactly this unit; for whoever may not know, only how many. */
function peopleView(reader: Reader, { id: unit }: Unit, requirement: Requirement): View | null {
  const { progress, roster } = reader;
  const { asked, met, missing, waived } = progress.coverageOf(requirement, unit, roster.residents(unit));
  if (asked.length === 0) return null;
  const names = maySeeNames(reader, unit);
  const idle = asked.filter((person) => ![met, missing, waived].some((group) => group.includes(person)));
  const group = (people: typeof asked): View | null =>
    people.length === 0 ? null : { count: people.length, names: names ? nameViews(reader, people) : [] };
  return {
    asked: asked.length,
    met: group(met),
    missing: group(missing),
    idle: group(idle),
    waived: group(waived),
  };
}
