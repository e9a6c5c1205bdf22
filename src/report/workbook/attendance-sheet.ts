import { isSettled, onLeave, sessionsAround } from '../../progress/sessions.ts';
import type { Attended, SessionOpened } from '../../records/records.ts';
import type { Person, Unit } from '../../roster/roster.ts';
import { type Brief, placeColumns } from './brief.ts';
import { filled, type Table, type Told, told } from './table.ts';

/** How often each person was called and came, in the roster's order. */
export function attendanceSheet(brief: Brief): Table {
  const { say, progress, unit } = brief;
  return {
    name: '个人出勤',
    title: say('workbook.attendance'),
    notes: [say('workbook.attendance-how')],
    ...filled(
      columnsOf(brief),
      progress.roster.units
        .values()
        .filter(({ id }) => progress.roster.within(id, unit))
        .flatMap((home) => calledAt(brief, home)),
    ),
    empty: say('workbook.attendance-none'),
    fixed: 3,
    expendable: true,
  };
}

interface Called {
  readonly person: Person;
  /** How often. */
  readonly called: number;
  readonly came: readonly Attended[];
  readonly leave: number;
  /** How many they have made up for since. */
  readonly madeUp: number;
}

function calledAt(brief: Brief, home: Unit): Called[] {
  const { state, roster } = brief.progress;
  const called = sessionsAround(state, roster, home.id).filter((session) => isSettled(state, session));
  if (called.length === 0) return [];
  return roster.residents(home.id).map((person) => cameOf(brief, person, called));
}

function cameOf({ progress: { state, zone } }: Brief, person: Person, all: readonly SessionOpened[]): Called {
  const there = new Map(state.attendedBy(person.id).map((record) => [record.session, record]));
  const away = all.filter(({ id }) => !there.has(id));
  const madeUp = away.filter(({ id }) => {
    const makeup = state.makeups.for(person.id, id);
    return makeup !== undefined && state.makeups.stage(makeup) === 'passed';
  });
  const leave = away
    .filter((session) => !madeUp.includes(session))
    .filter((session) => onLeave(state, person.id, session, zone.dayOf(session.start)));
  const came = all.flatMap(({ id }) => there.get(id) ?? []);
  return { person, called: all.length, came, leave: leave.length, madeUp: madeUp.length };
}

const columnsOf = (brief: Brief): Told<Called>[] => [
  ...placeColumns<Called>(brief, ({ person }) => person.home),
  told('姓名', 'text', 10, ({ person }) => person.name),
  told('应到（次）', 'count', 8, ({ called }) => called),
  told('实到', 'count', 7, ({ came }) => came.length),
  told('其中线上', 'count', 7, ({ came }) => came.filter(({ mode }) => mode === '线上').length),
  told('其中送学上门', 'count', 8, ({ came }) => came.filter(({ mode }) => mode === '送学上门').length),
  told('其中补签', 'count', 7, ({ came }) => came.filter(({ late }) => late !== null).length),
  told('请假', 'count', 7, ({ leave }) => leave),
  told('已补学', 'count', 7, ({ madeUp }) => madeUp),
  told('没有到', 'count', 8, ({ called, came, leave, madeUp }) => called - came.length - leave - madeUp),
  told('出勤率', 'percent', 9, ({ called, came }) => came.length / called),
  told('备注', 'text', 10, ({ person }) => (person.flags.includes('excused') ? '名册上免到' : null)),
];
