import type { Target } from '../../journal/outgoing.ts';
import type { Queued } from '../../progress/outbox-state.ts';
import { type Brief, momentOf, titleOf } from './brief.ts';
import type { Table } from './table.ts';
import type { Cell, Column } from './workbook.ts';

const COLUMNS: readonly Column[] = [
  { title: '日期时间', format: 'moment', width: 18 },
  { title: '发给谁', format: 'text', width: 28 },
  { title: '发到哪里', format: 'text', width: 10 },
  { title: '到了没有', format: 'text', width: 16 },
  { title: '原因', format: 'text', width: 50 },
];

const FAILURES: ReadonlySet<string> = new Set(['refused', 'unknown', 'abandoned']);

/** Messages to the unit and all below it that did not arrive, or of which nobody knows whether they did. */
export function undeliveredSheet(brief: Brief): Table {
  const { say, progress } = brief;
  const { outbox } = progress.state;
  const lost = [...outbox.all()]
    .filter(({ message }) => isFor(brief, message.to) && FAILURES.has(outbox.fate(message.key)))
    .sort((a, b) => a.at - b.at || (a.message.key < b.message.key ? -1 : 1));
  return {
    name: '未送达',
    title: say('workbook.undelivered'),
    notes: [say('workbook.undelivered-how')],
    columns: COLUMNS,
    rows: lost.values().map((each) => rowOf(brief, each)),
    empty: say('workbook.undelivered-none'),
    fixed: 0,
    expendable: false,
  };
}

/** The office sees to all of it, also to what was meant for somebody who has left. */
function isFor({ progress: { roster }, unit }: Brief, target: Target): boolean {
  if (unit === roster.root.id) return true;
  const home = target.kind === 'group' ? target.unit : roster.person(target.person)?.home;
  return home !== undefined && roster.within(home, unit);
}

function rowOf(brief: Brief, { at, message: { key, to } }: Queued): Cell[] {
  const { roster, state } = brief.progress;
  const doubtful = state.outbox.fate(key) === 'unknown';
  return [
    momentOf(brief, at),
    to.kind === 'group' ? titleOf(brief, to.unit) : roster.nameOf(to.person),
    to.kind === 'group' ? '群' : '个人',
    doubtful ? { value: '不确定是否到了', tone: 'partly' } : { value: '没有到', tone: 'late' },
    state.outbox.notesOf(key).at(-1)?.detail ?? null,
  ];
}
