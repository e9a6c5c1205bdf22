import { findTerm } from '../src/campaign/campaign.ts';
import { type Command, type Context, type Decision, Refusal } from '../src/dialogue/command.ts';
import { requireUnit } from '../src/dialogue/finding.ts';
import { shortEnough } from '../src/dialogue/follow-ups/asked.ts';
import { lacksOf } from '../src/dialogue/follow-ups/unit-lacks.ts';
import { permit, permitted } from '../src/dialogue/permit.ts';
import { type Unit, unitsOf } from '../src/roster/roster.ts';
import { nameList, shortDay } from '../src/wording/format.ts';
import { excerpt } from '../src/wording/plain.ts';
import type { View } from '../src/wording/wording.ts';

/** Units a list names before it says how many more there are. */
const UNITS = 10;
const TITLES = 3;
const LACKS = 4;
const LONGEST_NOTE = 300;

/** What supervisors look at: their units in the roster's order, what each lacks, and what they noted on each look-point. */
export const supervise: Command = {
  name: '督导',
  aliases: ['dd', 'supervise', '看点'],
  summary: '看所督导的单位，按看点记下情况',
  examples: [
    ['/督导', '看您督导的单位各还差什么'],
    ['/督导 县教育局', '看一个单位和它的看点'],
    ['/督导 县教育局 2 征求意见面还不够宽', '在第2个看点上记一条，只有督导和活动办看得到'],
  ],
  decide(context, rest) {
    const text = rest.trim();
    if (text === '') return { reply: list(context) };
    const [word = ''] = text.split(/\s/, 1);
    const unit = requireUnit(context, word);
    permit(context, '督导', unit.id);
    const said = text.slice(word.length).trim();
    return said === '' ? { reply: show(context, unit) } : note(context, unit, said);
  },
};

function list(context: Context): string {
  const { roster, say, person } = context;
  const assigned = unitsOf(person, 'supervisor');
  const units = roster.units.filter(
    ({ kind, id }) => assigned.includes(id) || (kind === 'unit' && permitted(context, '督导', id)),
  );
  return say('supervision.list', {
    none: units.length === 0,
    units: units.slice(0, UNITS).map((unit) => ({ line: unitLine(context, unit) })),
    more: Math.max(0, units.length - UNITS),
    example: units[0]?.title,
  });
}

function unitLine(context: Context, unit: Unit): string {
  const lacks = lacksOf(context, unit).map(({ requirement }) => requirement.title);
  const looks = context.progress.facts.looksAt(unit.id);
  return context.say('supervision.unit', {
    unit: unit.title,
    lacks: nameList(lacks, TITLES, '项'),
    complete: lacks.length === 0,
    looks: looks.length > 0 ? { noted: looks.filter(({ noted }) => noted).length, all: looks.length } : null,
  });
}

function show(context: Context, unit: Unit): string {
  const { say, zone, state, progress } = context;
  const lacks = lacksOf(context, unit);
  const looks = state.followUps.looksAt(unit.id);
  return say('supervision.shown', {
    unit: unit.title,
    lacks: lacks.slice(0, LACKS).map(({ line, requirement }) => ({ line, clause: requirement.clause })),
    more: Math.max(0, lacks.length - LACKS),
    complete: lacks.length === 0,
    looks: progress.facts.looksAt(unit.id).map(({ point }, index): View => {
      const last = looks.findLast((each) => each.point === point);
      const seen = last
        ? { day: shortDay(zone.dayOf(last.at), context.today), note: excerpt(last.note, 24) }
        : null;
      return { number: index + 1, point: excerpt(point, 24), seen };
    }),
    mayNote: permitted(context, '督导记录', unit.id) && context.campaign.followUps.lookpoints.length > 0,
  });
}

/** The supervisor's own record, in the supervisor's home ledger: nothing is written for the unit. */
function note(context: Context, unit: Unit, said: string): Decision {
  const { say, campaign, person, progress } = context;
  if (!permitted(context, '督导记录', unit.id))
    throw new Refusal(say('supervision.only-supervisors', { unit: unit.title }));
  const { lookpoints } = campaign.followUps;
  if (lookpoints.length === 0) throw new Refusal(say('supervision.no-points'));
  const [word = ''] = said.split(/[\s,，:：、.]/u, 1);
  const index = /^第?[0-9０-９]{1,2}[条项点]?$/u.test(word)
    ? Number(word.normalize('NFKC').replace(/\D/g, ''))
    : undefined;
  const point = index === undefined ? findTerm(lookpoints, word) : lookpoints[index - 1];
  const text = said.slice(word.length).replace(/^[\s,，:：、.]+/u, '');
  if (!point || text === '') {
    const points = lookpoints.map(({ name }, at) => ({ number: at + 1, point: excerpt(name, 24) }));
    throw new Refusal(say('supervision.how-to-note', { unit: unit.title, points }));
  }
  const { holder } = progress.facts.holdingOf(unit.id, 'unit');
  const filed = context.record(person.home, {
    kind: 'look.noted',
    about: holder,
    point: point.name,
    note: shortEnough(context, text, LONGEST_NOTE),
  });
  return {
    records: [filed],
    reply: () =>
      say('supervision.noted', {
        unit: context.roster.titleOf(holder),
        point: point.name,
        open: progress.facts
          .looksAt(holder)
          .filter(({ noted }) => !noted)
          .map((each) => each.point)
          .join('、'),
      }),
  };
}
