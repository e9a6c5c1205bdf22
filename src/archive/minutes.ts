import { called, onLeave } from '../progress/sessions.ts';
import type { SessionOpened } from '../records/records.ts';
import { escaped } from '../wording/markup.ts';
import { type ArchiveBrief, homeTitle, momentOf, titleOf, writerOf } from './brief.ts';
import type { FilePaths } from './files.ts';
import { factsOf, link, pageOf, paragraph, tableOf } from './html.ts';

/** The minutes of a session: what it was, who was there, who was not, and what was handed in about it. */
export function minutesPage(brief: ArchiveBrief, session: SessionOpened, paths: FilePaths): string {
  const { progress, rights } = brief;
  const { roster, state, zone } = progress;
  const presence = [...state.presence(session.id)].filter(([home]) => rights.covers(home));
  const there = presence.flatMap(([, people]) => [...people.values()]);
  const present = new Set(there.map(({ person }) => person));
  const absent = called(roster, session).filter(
    ({ id, home, flags }) => !present.has(id) && rights.covers(home) && !flags.includes('excused'),
  );
  const day = zone.dayOf(session.start);
  const [excused, missing] = [true, false].map((leave) =>
    absent.filter(({ id }) => onLeave(state, id, session, day) === leave).map(({ name }) => name),
  );
  const closed = state.closing(session.id);
  const facts: readonly (readonly [string, string | null])[] = [
    ['召集单位', titleOf(brief, session.unit)],
    ['活动', session.activity],
    ['主题', session.topic],
    ['方式', session.mode],
    ['开始', momentOf(brief, session.start)],
    ['时长', closed ? `${closed.minutes} 分钟` : '没有结束的记录'],
    ['主持或主讲', session.chair === undefined ? null : roster.nameOf(session.chair)],
    ['一同参加', session.joined.map((id) => titleOf(brief, id)).join('、') || null],
    ['签到', `${there.length} 人`],
  ];
  return pageOf(`纪要：${session.title}`, [
    factsOf(['项目', '内容'], facts),
    '<h2>签到</h2>',
    tableOf(
      ['姓名', '单位', '时间', '方式', '补签原因'],
      there
        .toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
        .map(({ person, at, mode, late }) =>
          [roster.nameOf(person), homeTitle(brief, person), momentOf(brief, at), mode, late ?? ''].map(
            escaped,
          ),
        ),
    ),
    '<h2>请假</h2>',
    paragraph(excused?.join('、') || '没有。'),
    '<h2>没有签到，也没有请假</h2>',
    paragraph(missing?.join('、') || '没有。'),
    '<h2>材料</h2>',
    ...state.evidenceOf(session.id).map(({ piece, text, file, at, by }) => {
      const path = file ? paths.get(file.hash) : undefined;
      const held = path === undefined ? escaped(file?.name ?? '') : link(`../${path}`, file?.name ?? path);
      return `<p>${escaped(`${momentOf(brief, at)} ${writerOf(brief, by)} ${piece}：${text ?? ''}`)} ${held}</p>`;
    }),
  ]);
}
