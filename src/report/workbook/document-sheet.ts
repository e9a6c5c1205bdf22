import type { DocumentFact } from '../../campaign/facts/documents.ts';
import { readersOf } from '../../progress/reviewers.ts';
import type { DocumentReviewed, DocumentSent } from '../../records/records.ts';
import type { UnitId } from '../../roster/roster.ts';
import { nameList } from '../../wording/format.ts';
import type { Answer, Asked } from './answers.ts';
import { type Brief, momentOf, placeOf } from './brief.ts';
import type { Table } from './table.ts';
import type { Cell, Column } from './workbook.ts';

const NAMES = 4;

const FIRST: readonly Column[] = [
  { title: '单位名称', format: 'text', width: 20 },
  { title: '支部', format: 'text', width: 14 },
  { title: '文件', format: 'text', width: 18 },
  { title: '到哪一步了', format: 'text', width: 20 },
  { title: '版次', format: 'count', width: 6 },
  { title: '报送时间', format: 'moment', width: 18 },
  { title: '截止日期', format: 'day', width: 12 },
];
const MORE: readonly Column[] = [
  { title: '编号', format: 'count', width: 7 },
  { title: '报送人', format: 'text', width: 10 },
  { title: '文件名', format: 'text', width: 24 },
  { title: '还没写明', format: 'text', width: 20 },
  { title: '等谁审阅', format: 'text', width: 18 },
  { title: '审阅经过', format: 'text', width: 50 },
];

/** What was sent up and what was decided about it, and what has not been sent. Nothing of what stands in it. */
export function documentSheet(brief: Brief, asked: readonly Asked[]): Table {
  const { say, progress, sight } = brief;
  const sent = versionsIn(brief);
  const there = new Set(sent.map(({ unit, type }) => keyOf(unit, type)));
  const open = asked.flatMap(({ answers }) => answers).flatMap((answer) => notSent(answer, there));
  const byUnit = Map.groupBy(sent, ({ unit }) => unit);
  const openByUnit = Map.groupBy(open, ({ unit }) => unit);
  const dues = duesOf(asked);
  return {
    name: '材料与审阅',
    title: say('workbook.documents'),
    notes: [say(sight.aloud ? 'workbook.documents-aloud' : 'workbook.documents-how')],
    columns: [...FIRST, ...(sight.aloud ? [] : MORE)],
    rows: progress.roster.units
      .values()
      .flatMap(({ id }) => [
        ...(byUnit.get(id) ?? []).map((each) => sentRow(brief, each, dues.get(keyOf(id, each.type)) ?? null)),
        ...(openByUnit.get(id) ?? []).map(({ type, due }) => openRow(brief, id, type, due)),
      ]),
    empty: say('workbook.documents-none'),
    fixed: 3,
    expendable: false,
  };
}

/** Every version where it may be read, the newest of each paper elsewhere. */
function versionsIn({ progress, unit, sight }: Brief): readonly DocumentSent[] {
  const { state, roster } = progress;
  return state.documents
    .registered()
    .filter((each) => roster.within(each.unit, unit))
    .filter(
      (each) => sight.document(each) || progress.facts.documentOf(each.unit, each.type)?.id === each.id,
    );
}

const keyOf = (unit: UnitId, type: string): string => `${type} ${unit}`;

interface Open {
  readonly unit: UnitId;
  readonly type: string;
  readonly due: string | null;
}

function notSent({ of, place, standing }: Answer, there: ReadonlySet<string>): Open[] {
  const { requirement } = standing;
  if (of === 'person' || standing.status !== 'unmet') return [];
  return requirement.measure.documentTypes
    .filter((type) => !there.has(keyOf(place, type)))
    .map((type) => ({ unit: place, type, due: requirement.due }));
}

function duesOf(asked: readonly Asked[]): ReadonlyMap<string, string | null> {
  return new Map(
    asked.flatMap(({ requirement, answers }) =>
      requirement.measure.documentTypes.flatMap((type) =>
        answers.map(({ place }) => [keyOf(place, type), requirement.due] as const),
      ),
    ),
  );
}

const openRow = (brief: Brief, unit: UnitId, type: string, due: string | null): Cell[] => [
  ...placeOf(brief, unit),
  type,
  '还没有报送',
  null,
  null,
  due,
];

function sentRow(brief: Brief, document: DocumentSent, due: string | null): Cell[] {
  const { progress, sight } = brief;
  const newest = progress.facts.documentOf(document.unit, document.type);
  const fact = newest?.id === document.id ? newest : undefined;
  const first: Cell[] = [
    ...placeOf(brief, document.unit),
    document.type,
    stateCell(brief, document.type, fact),
    document.version,
    momentOf(brief, document.at),
    due,
  ];
  return sight.document(document) ? [...first, ...moreOf(brief, document, fact)] : first;
}

function stateCell({ progress: { campaign } }: Brief, type: string, fact: DocumentFact | undefined): Cell {
  if (!fact) return { value: '已有新的一版', tone: 'quiet' };
  switch (fact.status) {
    case 'approved': {
      const reviewed = campaign.documents.some(({ name, review }) => name === type && review.length > 0);
      return { value: reviewed ? '已审阅同意' : '已报送，不用审阅', tone: 'met' };
    }
    case 'waiting':
      return { value: fact.step === 'supervisor' ? '等督导审阅' : '等活动办审阅', tone: 'partly' };
    case 'returned':
      return { value: '被退回，要改', tone: 'late' };
    case 'incomplete':
      return { value: '要点还没写全', tone: 'partly' };
  }
}

function moreOf(brief: Brief, document: DocumentSent, fact: DocumentFact | undefined): Cell[] {
  const { roster, state } = brief.progress;
  const readers = fact?.status === 'waiting' ? readersOf(roster, document.unit, fact.step) : [];
  return [
    document.number,
    nameOf(brief, document.by),
    document.file?.name ?? null,
    fact?.status === 'incomplete' ? fact.missing.join('、') : null,
    nameList(
      readers.map(({ name }) => name),
      NAMES,
    ),
    state.documents
      .reviewsOf(document.id)
      .map((review) => reviewLine(brief, review))
      .join('\n'),
  ];
}

function reviewLine(brief: Brief, { at, by, verdict, reason }: DocumentReviewed): string {
  const said = verdict === 'returned' ? '退回' : '同意';
  const line = [momentOf(brief, at), nameOf(brief, by), said].filter((part) => part !== null).join(' ');
  return reason ? `${line}：${reason}` : line;
}

const nameOf = ({ progress: { roster } }: Brief, by: DocumentSent['by']): string | null =>
  by === 'system' ? null : roster.nameOf(by);
