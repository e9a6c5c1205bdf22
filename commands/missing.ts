import type { Requirement } from '../src/campaign/campaign.ts';
import { wordsOf } from '../src/dialogue/arguments.ts';
import { type Command, type Context, Refusal } from '../src/dialogue/command.ts';
import { unitsNamed } from '../src/dialogue/finding.ts';
import { permit } from '../src/dialogue/permit.ts';
import { unitsInCharge } from '../src/dialogue/place.ts';
import { dueView } from '../src/dialogue/standing-lines.ts';
import type { Coverage } from '../src/progress/progress.ts';
import type { PersonId, Unit, UnitId } from '../src/roster/roster.ts';
import { nameList } from '../src/wording/format.ts';
import { nearest } from '../src/wording/nearest.ts';
import { excerpt } from '../src/wording/plain.ts';

const NAMES = 20;
const MOST_UNITS = 3;

/** Who still has to do what is asked of each person, by branch, in the roster's order. */
export const missing: Command = {
  name: '名单',
  aliases: ['md', 'list', '缺谁'],
  summary: '看谁还没完成（如体会文章）',
  examples: [
    ['/名单', '所有要求'],
    ['/名单 体会', '只看体会文章'],
    ['/名单 县教育局', '看一个单位'],
  ],
  decide(context, rest) {
    const { units, words } = readRest(context, rest);
    for (const unit of units) permit(context, '名单', unit.id);
    const lists = units.flatMap((unit) => listOf(context, unit, words) ?? []);
    if (lists.length === 0) refuseNothingAsked(context, units, words);
    return { reply: context.say('missing.lists', { lists: lists.map((list) => ({ list })) }) };
  },
};

/** Units and words of requirements, in any order; without a unit, the group's or in private those the speaker answers for. */
function readRest(context: Context, rest: string) {
  const { roster, person, place, unit } = context;
  const said = wordsOf(rest).map((word) => ({ word, units: unitsNamed(roster, word, unit.id) }));
  const named = said.flatMap(({ units }) => (units.length === 1 ? units : []));
  const own = place === 'private' ? unitsInCharge(person, roster).slice(0, MOST_UNITS) : [unit];
  return {
    units: named.length > 0 ? named : own,
    words: said.filter(({ units }) => units.length !== 1).map(({ word }) => word),
  };
}

function listOf(context: Context, unit: Unit, words: readonly string[]): string | undefined {
  const coverages = context.progress
    .coverage(unit.id)
    .filter(({ requirement }) => matches(requirement, words));
  if (coverages.length === 0) return undefined;
  return context.say('missing.list', {
    unit: unit.title,
    requirements: coverages.map((coverage) => table(context, coverage)),
  });
}

/** A word that fits no requirement may be the name of a unit with a slip in it. */
function refuseNothingAsked(
  { roster, say }: Context,
  units: readonly Unit[],
  words: readonly string[],
): never {
  const word = excerpt(words.join(' '), 20);
  const near = nearest(
    word,
    roster.units.map(({ name }) => name),
  );
  if (word !== '' && near !== undefined) throw new Refusal(say('errors.unit-unknown', { name: word, near }));
  throw new Refusal(
    say('missing.nothing-asked', { unit: units.map(({ title }) => title).join('、'), words: word }),
  );
}

const matches = (requirement: Requirement, words: readonly string[]): boolean =>
  words.length === 0 ||
  words.some((word) => `${requirement.title}${requirement.measure.description}`.includes(word));

function table(context: Context, { requirement, asked, met, missing, waived, dues }: Coverage) {
  const { roster, say } = context;
  const byHome = Map.groupBy(missing, (person) => roster.person(person)?.home ?? roster.root.id);
  const branches = [...byHome].map(([home, people]) => ({
    line: say('missing.branch', { home: shown(home), names: names(people) }),
  }));
  return {
    title: requirement.title,
    clause: requirement.clause,
    due: dueView(context, requirement, dues.shared).due,
    waived: waived.length > 0 ? waived.length : null,
    done: met.length,
    asked: asked.length,
    complete: met.length === asked.length,
    idle: missing.length === 0 && met.length + waived.length < asked.length,
    branches: branches.length > 1 ? branches : [],
    names: branches.length === 1 ? names(missing) : null,
  };

  function shown(home: UnitId): string {
    return roster.titleOf(home);
  }

  function names(people: readonly PersonId[]): string {
    return nameList(
      people.map((person) => roster.nameOf(person)),
      NAMES,
    );
  }
}
