import { dueInWords } from '../campaign/deadline-words.ts';
import { lacksOf } from '../dialogue/follow-ups/unit-lacks.ts';
import { permitted } from '../dialogue/permit.ts';
import { mayHaveWorkbook } from '../dialogue/workbook.ts';
import { fallingDue, isDone, isLate } from '../outreach/digest-reading.ts';
import { type Overview, overview } from '../outreach/overview.ts';
import { calledCount, isSettled, presentCount } from '../progress/sessions.ts';
import { markSymbols } from '../report/chart/inline.ts';
import type { Unit, UnitId } from '../roster/roster.ts';
import { dayWithWeekday, shortDay } from '../wording/format.ts';
import type { View } from '../wording/wording.ts';
import type { Page, PageView, Reader } from './page.ts';
import { overviewPath, unitPath, workbookPath } from './paths.ts';
import { peopleView } from './people.ts';
import { isOver, requirementRows } from './requirement-rows.ts';
import { maySeeUnit, seenUnits, unitAsked } from './rights.ts';
import { unitTable } from './unit-table.ts';

/** Sessions shown; older ones are counted. */
const SESSIONS = 10;

/** Where the reader begins: the county for the office, the branch for a member. */
export const overviewPage: Page = {
  name: '',
  show(reader) {
    const unit = unitAsked(reader, reader.query.get('unit'));
    return unit && unitView(reader, unit, reader.campaign.title);
  },
};

/** Everything about one unit, down to its people. */
export const unitPage: Page = {
  name: 'unit',
  show(reader, id) {
    const unit = unitAsked(reader, id);
    return unit && unitView(reader, unit, null);
  },
};

function unitView(reader: Reader, unit: Unit, campaign: string | null): PageView {
  const all = overview(reader.progress, unit.id);
  const over = isOver(reader, unit);
  const scopes = campaign === null ? [] : seenUnits(reader);
  return {
    title: unit.name,
    campaign,
    symbols: markSymbols(),
    today: dayWithWeekday(reader.today, reader.today),
    kind: unit.kind === 'office' ? null : unit.category,
    above: above(reader, unit),
    scopes:
      scopes.length > 1
        ? scopes.map(({ id, name }) => ({ name, path: overviewPath(id), here: id === unit.id }))
        : [],
    tiles: over ? tilesOf(reader, all) : [],
    ahead: aheadView(reader, all),
    requirements: requirementRows(reader, unit, all),
    units: unitTable(reader, unit.id, all),
    people: peopleView(reader, unit.id),
    sessions: sessionsView(reader, unit.id),
    nudge: nudgeView(reader, unit),
    workbook: mayHaveWorkbook(reader.person, unit.id, reader.progress) ? workbookPath(unit.id) : null,
  };
}

/** The way up, as far as the reader may go. */
function above(reader: Reader, unit: Unit): View[] {
  return [...reader.roster.lineage(unit.id)]
    .slice(1)
    .toReversed()
    .map(({ id, name }) => ({ name, path: maySeeUnit(reader, id) ? unitPath(id) : null }));
}

function tilesOf(reader: Reader, all: readonly Overview[]): View[] {
  const { say, today } = reader;
  const done = all.filter(isDone).length;
  const going = all.filter(({ unmet, idle }) => unmet + idle > 0).length;
  const late = all.filter((each) => isLate(each, today)).length;
  return [
    { value: String(done), label: say('outreach.picture-done'), tone: 'met' },
    { value: String(going - late), label: say('outreach.picture-going'), tone: 'calm' },
    { value: String(late), label: say('outreach.picture-late'), tone: late > 0 ? 'late' : 'calm' },
  ];
}

function aheadView({ today, say }: Reader, all: readonly Overview[]): View[] {
  return fallingDue({ all, today }).map(({ requirement, due }) => ({
    title: requirement.title,
    day: dueInWords(say, requirement.due, due, today, 'weekday'),
  }));
}

/** Its own meetings, newest first. */
function sessionsView(reader: Reader, unit: UnitId): View | null {
  const { state, roster, zone, progress, campaign } = reader;
  const tooFew = new Set(
    progress.facts
      .sessionsHeldBy(unit)
      .filter((session) => session.minutes !== null && !progress.isQuorate(session))
      .map(({ id }) => id),
  );
  const sessions = state.sessionsOf(unit).toSorted((a, b) => b.start - a.start);
  if (sessions.length === 0) return null;
  return {
    more: sessions.length > SESSIONS ? sessions.length - SESSIONS : null,
    rows: sessions.slice(0, SESSIONS).map((session) => ({
      day: shortDay(zone.dayOf(session.start), reader.today),
      time: zone.time(session.start),
      title: session.title,
      present: String(presentCount(state, roster, session)),
      called: calledCount(roster, session),
      open: !isSettled(state, session),
      lacking: tooFew.has(session.id) ? campaign.quorum.lacking : null,
    })),
  };
}

/** What can be urged on, where the reader may and somebody would hear it. */
function nudgeView(reader: Reader, unit: Unit): View | null {
  const { roster, reach } = reader;
  if (unit.id === roster.root.id || /\s/.test(unit.id) || !permitted(reader, '催办', unit.id)) return null;
  if (![unit, ...roster.leaves(unit.id)].some(({ id }) => reach.reachesGroup(id))) return null;
  const lacks = lacksOf(reader, unit);
  if (lacks.length === 0) return null;
  return {
    token: reader.sign(`催办 ${unit.id}`),
    choices: lacks.map(({ requirement: { title } }) => ({ title })),
  };
}
