import { isSettled, onLeave, sessionsAround } from '../../progress/sessions.ts';
import type { SessionOpened } from '../../records/records.ts';
import type { Person, Unit } from '../../roster/roster.ts';
import { type Brief, placeOf } from './brief.ts';
import type { Table } from './table.ts';
import type { Cell, Column } from './workbook.ts';

const COLUMNS: readonly Column[] = [
  { title: '单位名称', format: 'text', width: 20 },
  { title: '支部', format: 'text', width: 16 },
  { title: '姓名', format: 'text', width: 10 },
  { title: '应到（次）', format: 'count', width: 8 },
  { title: '实到', format: 'count', width: 7 },
  { title: '其中线上', format: 'count', width: 7 },
  { title: '其中送学上门', format: 'count', width: 8 },
  { title: '其中补签', format: 'count', width: 7 },
  { title: '请假', format: 'count', width: 7 },
  { title: '已补学', format: 'count', width: 7 },
  { title: '没有到', format: 'count', width: 8 },
  { title: '出勤率', format: 'percent', width: 9 },
  { title: '备注', format: 'text', width: 10 },
];

/** How often each person was called and came, in the roster's order. */
export function attendanceSheet(brief: Brief): Table {
  const { say, progress, unit } = brief;
  return {
    name: '个人出勤',
    title: say('workbook.attendance'),
    notes: [say('workbook.attendance-how')],
    columns: COLUMNS,
    rows: progress.roster.units
      .values()
      .filter(({ id }) => progress.roster.within(id, unit))
      .flatMap((home) => rowsOf(brief, home)),
    empty: say('workbook.attendance-none'),
    fixed: 3,
    expendable: true,
  };
}

function rowsOf(brief: Brief, home: Unit): Cell[][] {
  const { state, roster } = brief.progress;
  const residents = roster.residents(home.id);
  const called = sessionsAround(state, roster, home.id).filter((session) => isSettled(state, session));
  if (called.length === 0) return [];
  const place = placeOf(brief, home.id);
  return residents.map((person) => [...place, person.name, ...countsOf(brief, person, called)]);
}

function countsOf(brief: Brief, person: Person, called: readonly SessionOpened[]): Cell[] {
  const { state, zone } = brief.progress;
  const there = new Map(state.attendedBy(person.id).map((record) => [record.session, record]));
  const came = called.flatMap(({ id }) => there.get(id) ?? []);
  const away = called.filter(({ id }) => !there.has(id));
  const excused = person.flags.includes('excused');
  const leave = away.filter((session) => onLeave(state, person.id, session, zone.dayOf(session.start)));
  const madeUp = away.filter(({ id }) => {
    const makeup = state.makeups.for(person.id, id);
    return makeup !== undefined && state.makeups.stage(makeup) === 'passed';
  });
  return [
    called.length,
    came.length,
    came.filter(({ mode }) => mode === '线上').length,
    came.filter(({ mode }) => mode === '送学上门').length,
    came.filter(({ late }) => late !== null).length,
    leave.length,
    madeUp.length,
    away.filter((session) => !leave.includes(session) && !madeUp.includes(session)).length,
    came.length / called.length,
    excused ? '名册上免到' : null,
  ];
}
