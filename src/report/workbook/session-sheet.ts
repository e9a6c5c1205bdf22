import type { SessionClosed, SessionOpened } from '../../records/records.ts';
import { amount } from '../../wording/format.ts';
import { type Brief, titleOf } from './brief.ts';
import { type Turnout, turnoutOf } from './sessions.ts';
import { filled, type Table, type Told, told } from './table.ts';
import type { Cell } from './workbook.ts';

/** What was held, and how many of those called came. */
export function sessionSheet(brief: Brief, sessions: readonly SessionOpened[]): Table {
  const { say } = brief;
  return {
    name: '学习与出勤',
    title: say('workbook.sessions'),
    notes: [say('workbook.sessions-how')],
    ...filled(
      columnsOf(brief),
      sessions.values().map((session) => heldOf(brief, session)),
    ),
    empty: say('workbook.sessions-none'),
    fixed: 3,
    expendable: false,
  };
}

interface Held extends Turnout {
  readonly session: SessionOpened;
  readonly closing: SessionClosed | undefined;
}

const heldOf = (brief: Brief, session: SessionOpened): Held => ({
  ...turnoutOf(brief, session),
  session,
  closing: brief.progress.state.closing(session.id),
});

function columnsOf(brief: Brief): Told<Held>[] {
  const { state, roster, zone } = brief.progress;
  return [
    told('日期', 'day', 12, ({ session }) => zone.dayOf(session.start)),
    told('主办单位', 'text', 24, ({ session }) => titleOf(brief, session.unit)),
    told('名称', 'text', 22, ({ session }) => session.title),
    told('活动', 'text', 12, ({ session }) => session.activity),
    told('主题', 'text', 14, ({ session }) => session.topic),
    told('方式', 'text', 10, ({ session }) => session.mode),
    told('开始', 'text', 7, ({ session }) => zone.time(session.start)),
    told('时长（小时）', 'amount', 8, ({ closing }) =>
      closing ? Number(amount(closing.minutes / 60)) : null,
    ),
    told('主持或主讲', 'text', 10, ({ session: { chair } }) =>
      chair === undefined ? null : roster.nameOf(chair),
    ),
    told('联合单位', 'text', 18, ({ session }) => session.joined.map((id) => titleOf(brief, id)).join('、')),
    told('应到', 'count', 6, ({ called }) => called),
    told('实到', 'count', 6, ({ present }) => present),
    told('其中线上', 'count', 6, ({ online }) => online),
    told('其中送学上门', 'count', 8, ({ atHome }) => atHome),
    told('其中补签', 'count', 6, ({ late }) => late),
    told('请假', 'count', 6, ({ closing, onLeave }) => (closing ? onLeave : null)),
    told('免到', 'count', 6, ({ closing, letOff }) => (closing ? letOff : null)),
    told('缺席', 'count', 6, ({ closing, called, present, onLeave, letOff }) =>
      closing ? called - present - onLeave - letOff : null,
    ),
    told('出勤率', 'percent', 8, ({ closing, called, present }) =>
      closing && called > 0 ? present / called : null,
    ),
    told('已交材料', 'text', 16, ({ session }) =>
      [...new Set(state.evidenceOf(session.id).map(({ piece }) => piece))].join('、'),
    ),
    told('登记', 'text', 14, ({ session }) => settledCell(brief, session)),
  ];
}

function settledCell({ progress, now }: Brief, { id, unit, start }: SessionOpened): Cell {
  const held = progress.facts.sessionsHeldBy(unit).find((fact) => fact.id === id);
  if (held && held.minutes !== null)
    return progress.isQuorate(held)
      ? '已登记结束'
      : { value: `${progress.campaign.quorum.lacking}，不计`, tone: 'late' };
  return start > now ? '还没有开' : { value: '还没登记结束', tone: 'partly' };
}
