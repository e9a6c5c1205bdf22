import type { Person, Roster } from '../roster/roster.ts';

const OPENINGS = [
  '这次讨论让我想到，和群众的距离不在路上，在心里。',
  '对照大家的发言，我看到自己下去得少，坐下来听得更少。',
  '我们常说为群众办事，其实先要弄明白群众等的是什么事。',
];
const MIDDLES = [
  '入户时多坐一会儿，多听几句，难事先记下来。',
  '一件事交到手上，不看是不是分内，先看群众急不急。',
  '话要说得让人听得懂，事要办得让人看得见。',
  '群众跑一趟能办成的，绝不让人跑第二趟。',
];
const ENDINGS = [
  '能办的当天就办，一时办不了的说清楚什么时候办。',
  '这个月我先把手上三件拖着的事办完，再请大家来看。',
];

/** An essay this person might hand in, unlike those of the colleagues. */
export function essayOf(roster: Roster, person: Person): string {
  const number = roster.people.indexOf(person);
  return [OPENINGS, MIDDLES, ENDINGS].map((parts) => parts[number % parts.length] ?? '').join('');
}
