import { findTerm } from '../../campaign/campaign.ts';
import { problemsOf, WORK } from '../../campaign/opinions.ts';
import { type Opinion, raisedOn, unitWith } from '../../progress/opinion.ts';
import type { UnitId } from '../../roster/roster.ts';
import { addDays } from '../../time/zone.ts';
import { shortDay } from '../../wording/format.ts';
import { type Context, type Decision, Refusal } from '../command.ts';
import { requireUnit } from '../finding.ts';
import { permitted } from '../permit.ts';
import { canAct, requireStage } from './actions.ts';
import { limitOf, problemView } from './lines.ts';
import { handlerOf, mayAct, readNumber, requireOpinion } from './rights.ts';
import { unitTitle } from './titles.ts';

/** `转 3821 县卫生局`: the office gives an opinion to the unit concerned. Without a unit, to the one its raiser named. */
export function assign(context: Context, rest: string): Decision {
  const { say } = context;
  const { opinion, rest: name } = forOffice(context, rest);
  const wish = opinion.wish === null ? undefined : context.roster.unit(opinion.wish)?.id;
  const unit = name === '' ? wish : requireUnit(context, name).id;
  if (unit === undefined) throw new Refusal(say('opinions.which-unit', { number: opinion.number }));
  requireStage(context, opinion, '转办');
  if (unitWith(opinion) === unit)
    throw new Refusal(say('opinions.there-already', { unit: unitTitle(context.roster, unit) }));
  const filed = context.record(unit, { kind: 'opinion.assigned', opinion: opinion.number });
  return {
    records: [filed],
    reply: () => {
      const { number } = opinion;
      const assigned = context.state.opinions.find(number);
      const limit = assigned ? limitOf(context, assigned) : null;
      return say('opinions.assigned', {
        number,
        unit: unitTitle(context.roster, unit),
        limit: limit && shortDay(limit, context.today),
      });
    },
  };
}

/** `上报 3821`: not for a unit of this campaign; the level above is told. */
export function sendUp(context: Context, rest: string): Decision {
  const { say, campaign, roster } = context;
  const { opinion } = forOffice(context, rest);
  requireStage(context, opinion, '上报');
  const { to } = campaign.opinions.upward;
  return {
    records: [context.record(roster.root.id, { kind: 'opinion.sent-up', opinion: opinion.number, to })],
    reply: () => say('opinions.sent-up', { number: opinion.number, to }),
  };
}

function forOffice(context: Context, rest: string) {
  const read = readNumber(rest);
  if (!read) throw new Refusal(context.say('opinions.which', { command: '意见' }));
  if (!permitted(context, '转办意见', context.roster.root.id))
    throw new Refusal(context.say('opinions.office-only'));
  return { opinion: requireOpinion(context, read.number), rest: read.rest };
}

/** `定 3821 官僚主义 2`: a person decides what it is about, and which problem of the unit's list it belongs to. */
export function decideTopic(context: Context, rest: string): Decision {
  const { say, campaign } = context;
  const read = readNumber(rest);
  if (!read) throw new Refusal(say('opinions.which', { command: '意见 定' }));
  const opinion = requireOpinion(context, read.number);
  if (!mayAct(context, '定类别', opinion))
    throw new Refusal(
      say('opinions.not-yours', {
        action: '定类别',
        unit: unitTitle(context.roster, handlerOf(context, opinion)),
        number: opinion.number,
      }),
    );
  requireStage(context, opinion, '定类别');
  const [word = '', choice = ''] = read.rest.split(/[\s，,：:]+/u);
  const topic = word === WORK ? null : findTerm(campaign.opinions.topics, word)?.name;
  const names = [...campaign.opinions.topics.map(({ name }) => name), WORK].join('、');
  const problems = problemView(context, opinion);
  if (topic === undefined)
    throw new Refusal(say('opinions.which-topic', { number: opinion.number, topics: names, problems }));
  const problem = choice === '' ? null : problemChosen(context, opinion, choice);
  const filed = context.record(handlerOf(context, opinion), {
    kind: 'opinion.sorted',
    opinion: opinion.number,
    topic,
    problem: problem ?? opinion.problem,
  });
  return {
    records: [filed],
    reply: () =>
      say('opinions.sorted', {
        number: opinion.number,
        topic: topic ?? WORK,
        problem: problem ?? opinion.problem,
        problems: problem === null && opinion.problem === null ? problems : [],
      }),
  };
}

function problemChosen({ campaign, roster, say }: Context, opinion: Opinion, choice: string): string {
  const unit = opinion.unit === null ? undefined : roster.unit(opinion.unit);
  const items = problemsOf(campaign.opinions, unit?.category ?? '');
  const item = items[Number(choice.normalize('NFKC')) - 1] ?? items.find((each) => each.includes(choice));
  if (item !== undefined) return item;
  throw new Refusal(
    say('opinions.which-problem', {
      number: opinion.number,
      problems: items.map((each, index) => ({ number: index + 1, item: each })),
    }),
  );
}

/** `报送`: the unit lays what it has heard before its supervisors, word for word. */
export function report(context: Context): Decision {
  const { state, roster, person, say, campaign, zone, today } = context;
  const heard = state.opinions.all().filter((opinion) => canAct(context, '报送', opinion));
  if (heard.length === 0) throw new Refusal(say('opinions.nothing-to-report'));
  const late = heard.filter(
    (opinion) => addDays(raisedOn(opinion, zone), campaign.opinions.limits.report) < today,
  );
  const supervisors = roster.people.filter(({ duties }) =>
    duties.some(
      ({ role, unit }) => role === 'supervisor' && heard.some((each) => isWithin(context, each, unit)),
    ),
  );
  return {
    records: heard.map((opinion) =>
      context.record(opinion.unit ?? opinion.gatheredIn ?? person.home, {
        kind: 'opinion.reported',
        opinion: opinion.number,
      }),
    ),
    reply: () =>
      say('opinions.reported', {
        count: heard.length,
        late: late.length > 0 ? late.length : null,
        days: campaign.opinions.limits.report,
        supervisors: supervisors.map(({ name }) => name).join('、'),
      }),
  };
}

const isWithin = ({ roster }: Context, { unit, gatheredIn }: Opinion, above: UnitId) =>
  [unit, gatheredIn].some((each) => each !== null && roster.within(each, above));
