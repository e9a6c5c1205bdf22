import { isMyTurn } from '../dialogue/opinions/actions.ts';
import { limitOf } from '../dialogue/opinions/lines.ts';
import { mayRead } from '../dialogue/opinions/rights.ts';
import { isHandled, type Opinion, stageOf } from '../progress/opinion.ts';
import { STAGES } from '../progress/opinion-stages.ts';
import { shortDay } from '../wording/format.ts';
import { excerpt } from '../wording/plain.ts';
import type { View } from '../wording/wording.ts';
import { opinionView } from './opinion-view.ts';
import type { Page, Reader } from './page.ts';
import { opinionPath } from './paths.ts';

const GLIMPSE = 60;
/** Of each list. */
const MOST = 200;

/** The ledger of opinions as far as the reader may read it: what waits for the reader, what is open, what is done. */
export const opinionsPage: Page = {
  name: 'opinions',
  show(reader, id) {
    if (id !== '') return opinionView(reader, id);
    const { state, person, today } = reader;
    const readable = state.opinions.all().filter((opinion) => mayRead(reader, opinion));
    const turn = readable.filter((opinion) => isMyTurn(reader, opinion));
    const rest = readable.filter((opinion) => !turn.includes(opinion));
    const open = rest.filter((opinion) => !isHandled(opinion, today));
    const handled = rest.filter((opinion) => isHandled(opinion, today));
    return {
      title: '意见台账',
      one: null,
      count: readable.length,
      own: readable.filter(({ by }) => by === person.id).length,
      none: readable.length === 0,
      lists: [
        listView(reader, '等您办的', turn),
        listView(reader, '在办的', open),
        listView(reader, '已办结的', handled),
      ].filter((list) => list !== null),
    };
  },
};

function listView(reader: Reader, heading: string, opinions: readonly Opinion[]): View | null {
  if (opinions.length === 0) return null;
  return {
    heading,
    count: opinions.length,
    rows: opinions.slice(0, MOST).map((opinion) => rowView(reader, opinion)),
    more: opinions.length > MOST ? opinions.length - MOST : null,
  };
}

function rowView(reader: Reader, opinion: Opinion): View {
  const { today, person } = reader;
  const limit = limitOf(reader, opinion);
  return {
    number: opinion.number,
    path: opinionPath(opinion.number),
    glimpse: excerpt(opinion.text.replace(/\s+/g, ' '), GLIMPSE),
    stage: STAGES[stageOf(opinion, today)].title,
    unit: opinion.unit === null ? null : reader.roster.titleOf(opinion.unit).replaceAll('/', ' '),
    limit: limit === null ? null : shortDay(limit, today),
    overdue: limit !== null && limit < today,
    mine: opinion.by === person.id,
  };
}
