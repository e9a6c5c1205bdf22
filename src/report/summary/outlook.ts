import type { Due } from '../../campaign/deadline.ts';
import { eachOnce, isOverdue } from '../../progress/dues.ts';
import { isHandled } from '../../progress/opinion.ts';
import { amount } from '../../wording/format.ts';
import type { Piece } from '../paper/paper.ts';
import type { Asked } from './asked.ts';
import { opinionsOf } from './hearing.ts';
import type { Matter } from './matter.ts';
import type { Pen, Section } from './pen.ts';
import { isDemanded, isUnmet, titles } from './requirements.ts';

/** 存在问题: what is not met yet, in the notice's order and by nobody's name. What lies behind it only a person can say. */
export function problems(matter: Matter, pen: Pen): Section {
  const lacking = lackingOf(matter).map((each) => lack(matter, pen, each));
  const isAsked = matter.asked.some(isDemanded);
  const pieces = lacking.length > 0 || !isAsked ? lacking : [pen.told('nothing-lacking', {})];
  return {
    title: pen.words('section-problems'),
    parts: [{ title: null, pieces: [...pieces, pen.gap('problems-gap')] }],
  };
}

/** 下一步打算: what is to be done by when. */
export function nextSteps(matter: Matter, pen: Pen): Section {
  const { today } = matter;
  const lacking = lackingOf(matter);
  const late = lacking.filter((each) => isLate(matter, each));
  const undated = lacking.filter(({ dues }) => dues.unmet.length === 0);
  const dates = eachOnce(lacking.flatMap(({ dues }) => dues.unmet));
  const pieces: Piece[] = [
    ...(late.length > 0 ? [pen.told('overdue', { count: late.length, titles: titles(late) }, late)] : []),
    ...dates.filter(({ day }) => day >= today).map((due) => ahead(pen, due, lacking)),
    ...(undated.length > 0 ? [pen.told('undated', { titles: titles(undated) }, undated)] : []),
    ...unfinished(matter, pen),
    pen.gap('next-gap'),
  ];
  return { title: pen.words('section-next'), parts: [{ title: null, pieces }] };
}

function ahead(pen: Pen, due: Due, lacking: readonly Asked[]): Piece {
  const found = lacking.filter(({ dues }) =>
    dues.unmet.some(({ day, from }) => day === due.day && from === due.from),
  );
  return pen.told('ahead', { due: pen.due(null, due), titles: titles(found) }, found);
}

function unfinished(matter: Matter, pen: Pen): Piece[] {
  const open = opinionsOf(matter).filter((opinion) => !isHandled(opinion, matter.today)).length;
  return open > 0 ? [pen.told('unfinished', { count: open })] : [];
}

const lackingOf = ({ asked }: Matter): Asked[] => asked.filter((each) => isDemanded(each) && isUnmet(each));

const isLate = ({ today }: Matter, { dues }: Asked): boolean => isOverdue(dues, today);

function lack(matter: Matter, pen: Pen, each: Asked): Piece {
  const { requirement, own, have, need, counter, dues } = each;
  const late = isLate(matter, each);
  const due = pen.due(requirement.due, dues.shared);
  const shared = { title: requirement.title, counter, late, due };
  return own
    ? pen.told('lacking-own', { ...shared, have: amount(have), need: amount(need) }, [each])
    : pen.told('lacking', { ...shared, asked: need, missing: need - have }, [each]);
}
