import type { DocumentFact } from '../../campaign/facts/documents.ts';
import { readersOf } from '../../progress/reviewers.ts';
import type { DocumentReviewed, DocumentSent } from '../../records/records.ts';
import type { UnitId } from '../../roster/roster.ts';
import { nameList } from '../../wording/format.ts';
import type { Answer, Asked } from './answers.ts';
import { type Brief, momentOf, placeColumns } from './brief.ts';
import { filled, type Table, type Told, told } from './table.ts';
import type { Cell } from './workbook.ts';

const NAMES = 4;

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
    ...filled(
      [...stateColumns(brief), ...(sight.aloud ? [] : moreColumns(brief))],
      progress.roster.units
        .values()
        .flatMap(({ id }): Paper[] => [
          ...(byUnit.get(id) ?? []).map((each) =>
            sentPaper(brief, each, dues.get(keyOf(id, each.type)) ?? null),
          ),
          ...(openByUnit.get(id) ?? []),
        ]),
    ),
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

/** A version that was sent, or a paper that was not. */
interface Paper {
  readonly unit: UnitId;
  readonly type: string;
  readonly due: string | null;
  readonly sent: DocumentSent | null;
  /** Where it stands; undefined for a version that another has followed. */
  readonly fact: DocumentFact | undefined;
}

function notSent({ of, place, standing }: Answer, there: ReadonlySet<string>): Paper[] {
  const { requirement } = standing;
  if (of === 'person' || standing.status !== 'unmet') return [];
  return requirement.measure.documentTypes
    .filter((type) => !there.has(keyOf(place, type)))
    .map((type) => ({ unit: place, type, due: standing.due?.day ?? null, sent: null, fact: undefined }));
}

function duesOf(asked: readonly Asked[]): ReadonlyMap<string, string | null> {
  return new Map(
    asked.flatMap(({ requirement, answers }) =>
      requirement.measure.documentTypes.flatMap((type) =>
        answers.map(({ place, standing }) => [keyOf(place, type), standing.due?.day ?? null] as const),
      ),
    ),
  );
}

function sentPaper({ progress }: Brief, sent: DocumentSent, due: string | null): Paper {
  const { unit, type } = sent;
  const newest = progress.facts.documentOf(unit, type);
  return { unit, type, due, sent, fact: newest?.id === sent.id ? newest : undefined };
}

const stateColumns = (brief: Brief): Told<Paper>[] => [
  ...placeColumns<Paper>(brief, ({ unit }) => unit, 14),
  told('文件', 'text', 18, ({ type }) => type),
  told('到哪一步了', 'text', 20, ({ sent, type, fact }) =>
    sent ? stateCell(brief, type, fact) : '还没有报送',
  ),
  told('版次', 'count', 6, ({ sent }) => sent?.version ?? null),
  told('报送时间', 'moment', 18, ({ sent }) => sent && momentOf(brief, sent.at)),
  told('截止日期', 'day', 12, ({ due }) => due),
];

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

/** What only those are told who may read the paper itself. */
function moreColumns(brief: Brief): Told<Paper>[] {
  const { progress, sight } = brief;
  const { roster, state } = progress;
  const open = ({ sent }: Paper): DocumentSent | null => (sent && sight.document(sent) ? sent : null);
  return [
    told('编号', 'count', 7, (paper) => open(paper)?.number ?? null),
    told('报送人', 'text', 10, (paper) => {
      const sent = open(paper);
      return sent && nameOf(brief, sent.by);
    }),
    told('文件名', 'text', 24, (paper) => open(paper)?.file?.name ?? null),
    told('还没写明', 'text', 20, (paper) =>
      open(paper) && paper.fact?.status === 'incomplete' ? paper.fact.missing.join('、') : null,
    ),
    told('等谁审阅', 'text', 18, (paper) => {
      if (!open(paper) || paper.fact?.status !== 'waiting') return null;
      const readers = readersOf(roster, paper.unit, paper.fact.step).map(({ name }) => name);
      return nameList(readers, NAMES);
    }),
    told('审阅经过', 'text', 50, (paper) => {
      const sent = open(paper);
      const reviews = sent ? state.documents.reviewsOf(sent.id) : [];
      return reviews.map((review) => reviewLine(brief, review)).join('\n');
    }),
  ];
}

function reviewLine(brief: Brief, { at, by, verdict, reason }: DocumentReviewed): string {
  const said = verdict === 'returned' ? '退回' : '同意';
  const line = [momentOf(brief, at), nameOf(brief, by), said].filter((part) => part !== null).join(' ');
  return reason ? `${line}：${reason}` : line;
}

const nameOf = ({ progress: { roster } }: Brief, by: DocumentSent['by']): string | null =>
  by === 'system' ? null : roster.nameOf(by);
