import type { SessionOpened } from '../../records/records.ts';
import { amount } from '../../wording/format.ts';
import { type Brief, titleOf } from './brief.ts';
import { turnoutOf } from './sessions.ts';
import type { Table } from './table.ts';
import type { Cell, Column } from './workbook.ts';

const COLUMNS: readonly Column[] = [
  { title: '日期', format: 'day', width: 12 },
  { title: '主办单位', format: 'text', width: 24 },
  { title: '名称', format: 'text', width: 22 },
  { title: '活动', format: 'text', width: 12 },
  { title: '主题', format: 'text', width: 14 },
  { title: '方式', format: 'text', width: 10 },
  { title: '开始', format: 'text', width: 7 },
  { title: '时长（小时）', format: 'amount', width: 8 },
  { title: '主持或主讲', format: 'text', width: 10 },
  { title: '联合单位', format: 'text', width: 18 },
  { title: '应到', format: 'count', width: 6 },
  { title: '实到', format: 'count', width: 6 },
  { title: '其中线上', format: 'count', width: 6 },
  { title: '其中送学上门', format: 'count', width: 8 },
  { title: '其中补签', format: 'count', width: 6 },
  { title: '请假', format: 'count', width: 6 },
  { title: '免到', format: 'count', width: 6 },
  { title: '缺席', format: 'count', width: 6 },
  { title: '出勤率', format: 'percent', width: 8 },
  { title: '已交材料', format: 'text', width: 16 },
  { title: '登记', format: 'text', width: 12 },
];

/** What was held, and how many of those called came. */
export function sessionSheet(brief: Brief, sessions: readonly SessionOpened[]): Table {
  const { say } = brief;
  return {
    name: '学习与出勤',
    title: say('workbook.sessions'),
    notes: [say('workbook.sessions-how')],
    columns: COLUMNS,
    rows: sessions.values().map((session) => rowOf(brief, session)),
    empty: say('workbook.sessions-none'),
    fixed: 3,
    expendable: false,
  };
}

function rowOf(brief: Brief, session: SessionOpened): Cell[] {
  const { state, roster, zone } = brief.progress;
  const { called, present, online, atHome, late, onLeave, letOff } = turnoutOf(brief, session);
  const closing = state.closing(session.id);
  const given = new Set(state.evidenceOf(session.id).map(({ piece }) => piece));
  return [
    zone.dayOf(session.start),
    titleOf(brief, session.unit),
    session.title,
    session.activity,
    session.topic,
    session.mode,
    zone.time(session.start),
    closing ? Number(amount(closing.minutes / 60)) : null,
    session.chair === undefined ? null : roster.nameOf(session.chair),
    session.joined.map((id) => titleOf(brief, id)).join('、'),
    called,
    present,
    online,
    atHome,
    late,
    ...(closing ? [onLeave, letOff, called - present - onLeave - letOff] : [null, null, null]),
    closing && called > 0 ? present / called : null,
    [...given].join('、'),
    settledCell(closing !== undefined, session.start > brief.now),
  ];
}

function settledCell(settled: boolean, ahead: boolean): Cell {
  if (settled) return '已登记结束';
  return ahead ? '还没有开' : { value: '还没登记结束', tone: 'partly' };
}
