import type { Attended } from '../../records/records.ts';
import { amount } from '../../wording/format.ts';
import type { Piece } from '../paper/paper.ts';
import { isForum, isMobilization, LESSONS } from './kinds.ts';
import type { Matter } from './matter.ts';
import type { Pen, Section } from './pen.ts';
import { metIn } from './requirements.ts';
import { sessionSentences } from './sessions.ts';

/** 学习教育: sessions and who came, essays as far as they exist, lectures. */
export function study(matter: Matter, pen: Pen): Section {
  return {
    title: pen.words('section-study'),
    parts: [
      { title: pen.words('part-sessions'), pieces: gatherings(matter, pen) },
      { title: pen.words('part-essays'), pieces: essays(matter, pen) },
      { title: pen.words('part-lectures'), pieces: LESSONS.flatMap((deed) => lessons(matter, pen, deed)) },
      { title: null, pieces: [...metIn(matter, pen, 'study'), pen.gap('study-gap')] },
    ],
  };
}

function gatherings(matter: Matter, pen: Pen): Piece[] {
  const activities = matter.campaign.activities
    .map(({ name }) => name)
    .filter((name) => !isMobilization(name) && !isForum(name));
  const sentences = sessionSentences(matter, pen, 'sessions', activities);
  const tooFew =
    matter.belowQuorum > 0
      ? [pen.gap('quorum-gap', { count: matter.belowQuorum, lacking: matter.campaign.quorum.lacking })]
      : [];
  if (sentences.length === 0) return [pen.gap('sessions-gap'), ...tooFew];
  return [
    ...sentences,
    ...days(matter, pen),
    ...otherwise(matter, pen),
    ...tooFew,
    ...(matter.unsettled > 0 ? [pen.gap('open-gap', { count: matter.unsettled })] : []),
  ];
}

const days = ({ asked }: Matter, pen: Pen): Piece[] =>
  asked
    .filter(({ requirement, own }) => own && requirement.measure.measure === 'days')
    .map((each) => {
      const view = { title: each.requirement.title, have: amount(each.have), need: amount(each.need) };
      return pen.told('days', view, [each]);
    });

/** How many took part online, at home, or were entered afterwards. */
function otherwise({ sessions, progress, unit }: Matter, pen: Pen): Piece[] {
  const { roster, state } = progress;
  const there = sessions.flatMap(({ id }) =>
    [...state.presence(id)]
      .filter(([home]) => roster.within(home, unit.id))
      .flatMap(([, people]) => [...people.values()]),
  );
  const count = (is: (attended: Attended) => boolean): number => there.filter(is).length;
  const view = {
    online: count(({ mode }) => mode === '线上'),
    home: count(({ mode }) => mode === '送学上门'),
    late: count(({ late }) => late !== null),
  };
  return view.online + view.home + view.late > 0 ? [pen.told('otherwise', view)] : [];
}

const essays = ({ asked }: Matter, pen: Pen): Piece[] =>
  asked
    .filter(({ requirement, own }) => !own && requirement.measure.essayTopics.length > 0)
    .map((each) =>
      pen.told('essays', { title: each.requirement.title, asked: each.need, met: each.have }, [each]),
    );

function lessons(
  { campaign, progress, unit, asked }: Matter,
  pen: Pen,
  deed: (typeof LESSONS)[number],
): Piece[] {
  const done = progress.facts.deedsIn(unit.id, deed);
  if (done.length === 0 || !campaign.deeds.some((rule) => rule.deed === deed)) return [];
  const view = { deed, count: done.length, people: new Set(done.map(({ person }) => person)).size };
  const asking = asked.filter(({ requirement }) => requirement.measure.hint['deed'] === deed);
  return [pen.told('deeds', view, asking)];
}
