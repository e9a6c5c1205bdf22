import type { Standing } from '../../progress/progress.ts';
import type { EssayWritten } from '../../records/records.ts';
import type { Person } from '../../roster/roster.ts';
import { notesInWords } from '../../wording/notes.ts';
import type { Asked } from './answers.ts';
import { type Brief, momentOf, placeOf } from './brief.ts';
import type { Table } from './table.ts';
import type { Cell, Column } from './workbook.ts';

const WHO: readonly Column[] = [
  { title: '单位名称', format: 'text', width: 20 },
  { title: '支部', format: 'text', width: 16 },
  { title: '姓名', format: 'text', width: 10 },
  { title: '题目', format: 'text', width: 24 },
  { title: '交了没有', format: 'text', width: 12 },
];
const MORE: readonly Column[] = [
  { title: '字数', format: 'count', width: 8 },
  { title: '交稿时间', format: 'moment', width: 18 },
];
const LAST: readonly Column[] = [
  { title: '是否计入', format: 'text', width: 12 },
  { title: '说明', format: 'text', width: 40 },
];

/** Which essays there are and which are missing. Nothing of what stands in them. */
export function essaySheet(brief: Brief, asked: readonly Asked[]): Table {
  const { say, progress, unit, sight } = brief;
  const wanted = wantedOf(asked);
  return {
    name: '体会文章',
    title: say('workbook.essays'),
    notes: [say(sight.aloud ? 'workbook.essays-aloud' : 'workbook.essays-how')],
    columns: [...WHO, ...(sight.aloud ? [] : MORE), ...LAST],
    rows: progress.roster.units
      .values()
      .filter(({ id }) => progress.roster.within(id, unit))
      .flatMap(({ id }) => progress.roster.residents(id))
      .flatMap((person) => rowsOf(brief, person, wanted.get(person) ?? new Map())),
    empty: say('workbook.essays-none'),
    fixed: 3,
    expendable: true,
  };
}

/** What is asked of whom, by topic. */
function wantedOf(asked: readonly Asked[]): ReadonlyMap<Person, ReadonlyMap<string, Standing>> {
  const found = new Map<Person, Map<string, Standing>>();
  for (const { requirement, answers } of asked)
    for (const topic of requirement.measure.essayTopics)
      for (const answer of answers) {
        if (answer.of !== 'person') continue;
        const topics = found.get(answer.person) ?? new Map<string, Standing>();
        found.set(answer.person, topics.set(topic, answer.standing));
      }
  return found;
}

function rowsOf(brief: Brief, person: Person, wanted: ReadonlyMap<string, Standing>): Cell[][] {
  const essays = new Map(brief.progress.state.essaysOf(person.id).map((essay) => [essay.topic, essay]));
  const topics = [...new Set([...wanted.keys(), ...essays.keys()])];
  return topics.map((topic) => [
    ...placeOf(brief, person.home),
    person.name,
    topic,
    ...essayCells(brief, person, essays.get(topic)),
    ...countedCells(brief, wanted.get(topic)),
  ]);
}

function essayCells(brief: Brief, person: Person, essay: EssayWritten | undefined): Cell[] {
  const { sight } = brief;
  const there: Cell = essay ? { value: '已交', tone: 'met' } : '还没交';
  if (sight.aloud) return [there];
  if (!essay || !sight.essay(person, essay)) return [there, null, null];
  return [there, essay.length > 0 ? essay.length : null, momentOf(brief, essay.at)];
}

function countedCells({ say }: Brief, standing: Standing | undefined): Cell[] {
  if (!standing) return ['没有要求', null];
  const { status, notes } = standing;
  const words = notesInWords(say, notes).join('\n');
  if (status === 'met') return ['已计入', words];
  return [status === 'idle' ? '暂时不用交' : '还没计入', words];
}
