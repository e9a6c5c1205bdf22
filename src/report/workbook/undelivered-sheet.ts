import type { Target } from '../../journal/outgoing.ts';
import type { Queued } from '../../progress/outbox-state.ts';
import { type Brief, momentOf, titleOf } from './brief.ts';
import { filled, type Table, type Told, told } from './table.ts';

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
    ...filled(columnsOf(brief), lost),
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

const columnsOf = (brief: Brief): Told<Queued>[] => {
  const { roster, state } = brief.progress;
  return [
    told('日期时间', 'moment', 18, ({ at }) => momentOf(brief, at)),
    told('发给谁', 'text', 28, ({ message: { to } }) =>
      to.kind === 'group' ? titleOf(brief, to.unit) : roster.nameOf(to.person),
    ),
    told('发到哪里', 'text', 10, ({ message: { to } }) => (to.kind === 'group' ? '群' : '个人')),
    told('到了没有', 'text', 16, ({ message: { key } }) =>
      state.outbox.fate(key) === 'unknown'
        ? { value: '不确定是否到了', tone: 'partly' }
        : { value: '没有到', tone: 'late' },
    ),
    told('原因', 'text', 50, ({ message: { key } }) => state.outbox.notesOf(key).at(-1)?.detail ?? null),
  ];
};
