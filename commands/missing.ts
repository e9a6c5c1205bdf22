import type { Requirement } from '../src/campaign/campaign.ts';
import { wordsOf } from '../src/dialogue/arguments.ts';
import { type Command, type Context, Refusal } from '../src/dialogue/command.ts';
import { unitsNamed } from '../src/dialogue/finding.ts';
import { permit } from '../src/dialogue/permit.ts';
import type { Coverage } from '../src/progress/progress.ts';
import type { PersonId, Unit, UnitId } from '../src/roster/roster.ts';
import { nameList, shortDay } from '../src/wording/format.ts';

const NAMES = 20;

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
    const { unit, unitWords, requirementWords } = readRest(context, rest);
    permit(context, '名单', unit.id);
    const coverages = context.progress
      .coverage(unit.id)
      .filter(({ requirement }) => matches(requirement, requirementWords));
    if (coverages.length === 0)
      throw new Refusal(
        context.say('missing.nothing-asked', {
          unit: unit.id,
          words: [...unitWords, ...requirementWords].join(' '),
        }),
      );
    return {
      reply: context.say('missing.list', {
        unit: unit.id,
        requirements: coverages.map((coverage) => table(context, coverage)),
      }),
    };
  },
};

function readRest(context: Context, rest: string) {
  const words = wordsOf(rest);
  const units = new Map(words.map((word) => [word, unitsNamed(context.roster, word, context.unit.id)]));
  const unitWords = words.filter((word) => units.get(word)?.length === 1);
  const [first] = unitWords.flatMap((word) => units.get(word) ?? []);
  const unit: Unit = first ?? context.unit;
  return { unit, unitWords, requirementWords: words.filter((word) => !unitWords.includes(word)) };
}

const matches = (requirement: Requirement, words: readonly string[]): boolean =>
  words.length === 0 ||
  words.some((word) => `${requirement.title}${requirement.measure.description}`.includes(word));

function table({ roster, say }: Context, { requirement, asked, met, missing }: Coverage) {
  const byHome = Map.groupBy(missing, (person) => roster.person(person)?.home ?? roster.root.id);
  const branches = [...byHome].map(([home, people]) => ({
    line: say('missing.branch', { home: shown(home), names: names(people) }),
  }));
  return {
    title: requirement.title,
    clause: requirement.clause,
    due: requirement.due === null ? null : shortDay(requirement.due),
    done: met.length,
    asked: asked.length,
    complete: met.length === asked.length,
    idle: missing.length === 0 && met.length < asked.length,
    branches: branches.length > 1 ? branches : [],
    names: branches.length === 1 ? names(missing) : null,
  };

  function shown(home: UnitId): string {
    return roster.unit(home)?.id ?? home;
  }

  function names(people: readonly PersonId[]): string {
    return nameList(
      people.map((person) => roster.nameOf(person)),
      NAMES,
    );
  }
}
