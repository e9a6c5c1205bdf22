import { statusLine } from '../dialogue/document-lines.ts';
import { mayRead } from '../dialogue/document-rights.ts';
import { factOf, isMine, isNewest, newestOf } from '../dialogue/document-turn.ts';
import type { DocumentSent } from '../records/records.ts';
import type { Roster } from '../roster/roster.ts';
import { dayWithWeekday, shortDay } from '../wording/format.ts';
import type { View } from '../wording/wording.ts';
import { formView } from './form-view.ts';
import type { Page, PageView, Reader } from './page.ts';
import { reviewPath, unitPath } from './paths.ts';
import { maySeeUnit } from './rights.ts';

/** Documents sent up: what waits for the reader's decision, and what else the reader may read. */
export const reviewsPage: Page = {
  name: 'reviews',
  show(reader, id) {
    const readable = reader.state.documents.registered().filter((each) => mayRead(reader, each));
    if (id !== '') {
      const wanted = readable.find((each) => each.id === id);
      return wanted && documentView(reader, wanted);
    }
    const newest = readable.filter((each) => isNewest(reader, each));
    const waiting = newest.filter((each) => isMine(reader, each));
    const others = newest.filter((each) => !waiting.includes(each)).toReversed();
    return {
      title: '报送和审阅',
      one: null,
      none: newest.length === 0,
      lists: [listView(reader, '等您审阅的', waiting), listView(reader, '其他可以看的', others)].filter(
        (list) => list !== null,
      ),
    };
  },
};

function listView(reader: Reader, heading: string, documents: readonly DocumentSent[]): View | null {
  if (documents.length === 0) return null;
  return {
    heading,
    count: documents.length,
    rows: documents.map((each) => ({
      ...nameView(reader.roster, each),
      path: reviewPath(each.id),
      day: shortDay(reader.zone.dayOf(each.at), reader.today),
      status: statusLine(reader, each, factOf(reader, each)),
    })),
  };
}

const nameView = (roster: Roster, { number, unit, type, version }: DocumentSent): View => ({
  number,
  unit: roster.titleOf(unit).replaceAll('/', ' '),
  type,
  version,
});

/** One version with its text, what was said of it, and the decision where it is the reader's to make. */
function documentView(reader: Reader, wanted: DocumentSent): PageView {
  const { roster, zone, state } = reader;
  const newest = isNewest(reader, wanted);
  const mine = newest && isMine(reader, wanted);
  const later = newest ? undefined : newestOf(reader, wanted);
  return {
    ...nameView(roster, wanted),
    title: `${roster.titleOf(wanted.unit).replaceAll('/', ' ')} ${wanted.type}`,
    one: true,
    unitPath: maySeeUnit(reader, wanted.unit) ? unitPath(wanted.unit) : null,
    by: wanted.by === 'system' ? null : roster.nameOf(wanted.by),
    day: dayWithWeekday(zone.dayOf(wanted.at), reader.today),
    file: wanted.file?.name ?? null,
    points: wanted.points.join('、'),
    text: wanted.text,
    status: newest ? statusLine(reader, wanted, factOf(reader, wanted)) : null,
    later: later ? { version: later.version, path: reviewPath(later.id) } : null,
    reviews: state.documents.reviewsOf(wanted.id).map(({ by, at, verdict, reason }) => ({
      name: by === 'system' ? null : roster.nameOf(by),
      day: shortDay(zone.dayOf(at), reader.today),
      returned: verdict === 'returned',
      reason,
    })),
    forms: mine ? decisions(reader, wanted) : [],
    lists: [],
  };
}

const decisions = (reader: Reader, { number }: DocumentSent): View[] => [
  formView(reader, `审阅 ${number} 同意`, '同意', []),
  formView(reader, `审阅 ${number} 退回`, '退回', [
    { kind: 'area', label: '退回的原因', example: '时间安排不具体', required: true },
  ]),
];
