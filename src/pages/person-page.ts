import { permitted } from '../dialogue/permit.ts';
import { duesOf } from '../progress/dues.ts';
import { markSymbols } from '../report/chart/inline.ts';
import type { Person } from '../roster/roster.ts';
import { formatMinutes } from '../time/duration.ts';
import { shortDay } from '../wording/format.ts';
import type { View } from '../wording/wording.ts';
import { standingView } from './marks.ts';
import type { Page, Reader } from './page.ts';
import { unitPath } from './paths.ts';
import { headView, notesOf } from './requirement-rows.ts';
import { maySeePerson, maySeeUnit } from './rights.ts';

/** What is asked of one person and what is on record: for themselves, and for those who may have their unit's list of names. */
export const personPage: Page = {
  name: 'person',
  show(reader, id) {
    const person = reader.roster.people.find((each) => each.id === (id || reader.person.id));
    if (!person || !maySeePerson(reader, person)) return undefined;
    const standings = reader.progress.forPerson(person);
    const home = reader.roster.unit(person.home);
    return {
      title: person.name,
      symbols: markSymbols(),
      self: person.id === reader.person.id,
      home: home
        ? {
            name: home.title.replaceAll('/', ' '),
            path: maySeeUnit(reader, home.id) ? unitPath(home.id) : null,
          }
        : null,
      flags: person.flags.map((flag) => ({ word: reader.say(`pages.flag-${flag}`) })),
      requirements: standings.map((standing) => ({
        ...headView(reader, standing.requirement, person.home, duesOf([standing])),
        ...standingView(reader, standing),
        notes: notesOf(reader, standing),
      })),
      sessions: sessionsView(reader, person),
      makeups: makeupsView(reader, person),
      essays: essaysView(reader, person),
      leaves: person.id === reader.person.id ? leavesView(reader, person) : [],
    };
  },
};

function sessionsView({ state, zone, today }: Reader, { id }: Person): View[] {
  return state
    .attendedBy(id)
    .flatMap((record) => {
      const session = state.session(record.session);
      return session ? [{ session, record }] : [];
    })
    .sort((a, b) => b.session.start - a.session.start)
    .map(({ session, record }) => ({
      day: shortDay(zone.dayOf(session.start), today),
      title: session.title,
      mode: record.mode,
      late: record.late !== null,
    }));
}

/** What was studied for sessions that were missed, and what has become of it. */
function makeupsView({ state, zone, say, today }: Reader, { id }: Person): View[] {
  return state.makeups.of(id).flatMap((makeup) => {
    const session = state.session(makeup.session);
    if (!session) return [];
    return [
      {
        day: shortDay(zone.dayOf(session.start), today),
        title: session.title,
        length: formatMinutes(makeup.minutes),
        stage: say(`pages.makeup-${state.makeups.stage(makeup)}`),
      },
    ];
  });
}

/** That there is one, and on what: for its writer and those who may open it (调阅). Never a word of it. */
function essaysView(reader: Reader, { id, home }: Person): View[] {
  if (id !== reader.person.id && !permitted(reader, '调阅', home)) return [];
  const byTopic = new Map(reader.state.essaysOf(id).map((essay) => [essay.topic, essay]));
  return [...byTopic.values()].map(({ topic, at, length }) => ({
    topic,
    day: shortDay(reader.zone.dayOf(at), reader.today),
    length,
  }));
}

const leavesView = ({ state, today }: Reader, { id }: Person): View[] =>
  state.leavesOf(id).map(({ from, to, reason }) => ({
    from: shortDay(from, today),
    to: to === from ? null : shortDay(to, today),
    reason,
  }));
