import { type Command, type Context, Refusal } from '../src/dialogue/command.ts';
import { requireUnit } from '../src/dialogue/finding.ts';
import { type Lack, lacksOf } from '../src/dialogue/follow-ups/unit-lacks.ts';
import { permit } from '../src/dialogue/permit.ts';
import type { Outgoing } from '../src/journal/outgoing.ts';
import { maySpeak } from '../src/outreach/calendar.ts';
import { type Unit, type UnitId, unitsOf } from '../src/roster/roster.ts';
import { isoWeek } from '../src/time/zone.ts';
import { excerpt } from '../src/wording/plain.ts';

/** Things a message names before it says how many more there are. */
const SHOWN = 6;

/** Urges a unit on in its group, naming what is missing and by which clause; a limited number of times a week, whoever does it. */
export const nudge: Command = {
  name: '催办',
  aliases: ['cb', 'nudge'],
  summary: '提醒一个单位抓紧，每周有限次',
  isDecidedInTurn: true,
  examples: [
    ['/催办 县教育局', '把还差的发到它的群里，附依据'],
    ['/催办 县教育局 回头看', '只催这一项'],
  ],
  decide(context, rest) {
    const { say, roster } = context;
    const [word = ''] = rest.trim().split(/\s/, 1);
    if (word === '') throw new Refusal(say('supervision.nudge-whom'));
    const unit = requireUnit(context, word);
    permit(context, '催办', unit.id);
    const lacks = wanted(context, unit, rest.trim().slice(word.length).trim());
    const groups = groupsOf(context, unit.id);
    if (groups.length === 0) throw new Refusal(say('supervision.no-group', { unit: unit.title }));
    const { bearer, number } = turnFor(context, unit);
    const isOffice = !unitsOf(context.person, 'supervisor').some((each) => roster.within(unit.id, each));
    const text = say('supervision.nudge', {
      unit: unit.title,
      office: isOffice ? roster.root.name : null,
      lacks: lacks.slice(0, SHOWN).map(({ line, requirement }) => ({ line, clause: requirement.clause })),
      more: Math.max(0, lacks.length - SHOWN),
    });
    return {
      records: [
        context.record(isOffice ? roster.root.id : context.person.home, {
          kind: 'unit.nudged',
          about: bearer,
          requirements: lacks.map(({ requirement }) => requirement.id),
        }),
      ],
      messages: groups.map((group) => message(context, bearer, group, number, text)),
      reply: () =>
        say('supervision.nudged', {
          unit: unit.title,
          count: lacks.length,
          titles: lacks.slice(0, SHOWN).map(({ requirement }) => ({ title: requirement.title })),
          left: leftFor(context, bearer) || null,
        }),
    };
  },
};

/** What is missing, or of it what was asked for. Refuses when there is nothing: who has done enough is not nudged. */
function wanted(context: Context, unit: Unit, words: string): readonly Lack[] {
  const { say } = context;
  const all = lacksOf(context, unit);
  if (all.length === 0) throw new Refusal(say('supervision.nothing-missing', { unit: unit.title }));
  const found = all.filter(
    ({ requirement: { title, id } }) => words === '' || title.includes(words) || id === words,
  );
  if (found.length > 0) return found;
  throw new Refusal(
    say('supervision.not-missing', {
      unit: unit.title,
      words: excerpt(words, 12),
      titles: all.slice(0, SHOWN).map(({ requirement }) => ({ title: requirement.title })),
    }),
  );
}

/** Which of the week's nudges this is. Refuses when the unit has had them all, or while people rest. */
function turnFor(context: Context, unit: Unit) {
  const { say, campaign, progress } = context;
  if (!maySpeak(context)) throw new Refusal(say('supervision.resting'));
  const { weekly } = campaign.followUps.nudges;
  const bearer = progress.facts.holdingOf(unit.id, 'unit').holder;
  const left = leftFor(context, bearer);
  if (left === 0)
    throw new Refusal(
      say('supervision.enough', { unit: context.roster.titleOf(bearer), weekly: weekly > 0 ? weekly : null }),
    );
  return { bearer, number: weekly - left + 1 };
}

/** How many more times the unit may be nudged this week. */
function leftFor({ state, today, zone, campaign }: Context, bearer: UnitId): number {
  const nudges = state.followUps
    .nudgesOf(bearer)
    .filter(({ at }) => isoWeek(zone.dayOf(at)) === isoWeek(today));
  return Math.max(0, campaign.followUps.nudges.weekly - nudges.length);
}

/** The unit's own group; where it has none, those of its branches. */
function groupsOf({ roster, reach }: Context, unit: UnitId): readonly UnitId[] {
  if (reach.reachesGroup(unit)) return [unit];
  return roster
    .leaves(unit)
    .map(({ id }) => id)
    .filter((id) => reach.reachesGroup(id));
}

function message(
  { today, zone, campaign }: Context,
  unit: UnitId,
  group: UnitId,
  number: number,
  text: string,
): Outgoing {
  return {
    key: `nudge/${unit}/${isoWeek(today)}/${number}/${group}`,
    to: { kind: 'group', unit: group },
    content: { type: 'markdown', text, mention: [] },
    covers: [],
    nudges: [],
    expires: zone.at(today, campaign.reminders.awake.until),
  };
}
