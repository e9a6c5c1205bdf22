import type { Standing } from '../../progress/progress.ts';
import type { EssayWritten } from '../../records/records.ts';
import type { Person } from '../../roster/roster.ts';
import { notesInWords } from '../../wording/notes.ts';
import type { Asked } from './answers.ts';
import { type Brief, momentOf, placeColumns, todayOf } from './brief.ts';
import { filled, type Table, type Told, told } from './table.ts';

/** Which essays there are and which are missing. Nothing of what stands in them. */
export function essaySheet(brief: Brief, asked: readonly Asked[]): Table {
  const { say, progress, unit, sight } = brief;
  const wanted = wantedOf(asked);
  return {
    name: '体会文章',
    title: say('workbook.essays'),
    notes: [say(sight.aloud ? 'workbook.essays-aloud' : 'workbook.essays-how')],
    ...filled(
      columnsOf(brief),
      progress.roster.units
        .values()
        .filter(({ id }) => progress.roster.within(id, unit))
        .flatMap(({ id }) => progress.roster.residents(id))
        .flatMap((person) => papersOf(brief, person, wanted.get(person) ?? new Map())),
    ),
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

/** One topic of one person. */
interface Paper {
  readonly person: Person;
  readonly topic: string;
  readonly essay: EssayWritten | undefined;
  readonly standing: Standing | undefined;
}

function papersOf(brief: Brief, person: Person, wanted: ReadonlyMap<string, Standing>): Paper[] {
  const essays = new Map(brief.progress.state.essaysOf(person.id).map((essay) => [essay.topic, essay]));
  const topics = [...new Set([...wanted.keys(), ...essays.keys()])];
  return topics.map((topic) => ({ person, topic, essay: essays.get(topic), standing: wanted.get(topic) }));
}

function columnsOf(brief: Brief): Told<Paper>[] {
  const { say, sight } = brief;
  const seen = ({ essay, person }: Paper): EssayWritten | undefined =>
    essay && sight.essay(person, essay) ? essay : undefined;
  return [
    ...placeColumns<Paper>(brief, ({ person }) => person.home),
    told('姓名', 'text', 10, ({ person }) => person.name),
    told('题目', 'text', 24, ({ topic }) => topic),
    told('交了没有', 'text', 12, ({ essay }) => (essay ? { value: '已交', tone: 'met' } : '还没交')),
    ...(sight.aloud
      ? []
      : [
          told<Paper>('字数', 'count', 8, (paper) => seen(paper)?.length || null),
          told<Paper>('交稿时间', 'moment', 18, (paper) => {
            const essay = seen(paper);
            return essay ? momentOf(brief, essay.at) : null;
          }),
        ]),
    told('是否计入', 'text', 12, ({ standing }) => countedWord(standing)),
    told('说明', 'text', 40, ({ standing }) =>
      standing ? notesInWords(say, standing.notes, todayOf(brief)).join('\n') : null,
    ),
  ];
}

function countedWord(standing: Standing | undefined): string {
  if (!standing) return '没有要求';
  if (standing.status === 'met') return '已计入';
  return standing.status === 'idle' ? '暂时不用交' : '还没计入';
}
