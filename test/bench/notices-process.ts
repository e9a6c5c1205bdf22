import type { Requirement } from '../../src/campaign/campaign.ts';
import type { Subject } from '../../src/campaign/measures/measure.ts';
import { Progress, personSubject } from '../../src/progress/progress.ts';
import { State } from '../../src/progress/state.ts';
import { Roster, type RosterData } from '../../src/roster/roster.ts';
import { Zone } from '../../src/time/zone.ts';
import { openingDay } from '../support/opening-day.ts';
import { batches } from './batches.ts';
import { answerParent } from './child.ts';
import { inventRoster } from './invented.ts';
import type { NoticesFigures } from './notices.ts';
import { type Loaded, loadNotices } from './notices-files.ts';
import { queryOf } from './notices-queries.ts';
import { recordsOf, type Vocabulary, vocabularyOf } from './notices-records.ts';
import { type Answer, SqlCounty } from './notices-sql.ts';
import { updates } from './notices-updates.ts';
import { CountySize } from './size.ts';
import { stopped } from './statistics.ts';

const [folder = ''] = process.argv.slice(2);
const zone = new Zone('Asia/Shanghai');

answerParent((question): NoticesFigures => {
  const notices = loadNotices(folder);
  const data = inAllCategories(inventRoster(CountySize.parse(question)), notices);
  const words = vocabularyOf(
    notices.map(({ campaign }) => campaign),
    data,
  );
  const roster = new Roster(data);
  const sql = askSql(notices, roster, data, words);
  globalThis.gc?.();
  const { state, folding } = fold(data, words);
  const records = state.size;
  const standings = askProgress(notices, roster, state, sql.answers);
  return {
    campaigns: notices.length,
    requirements: notices.reduce((sum, { campaign }) => sum + campaign.requirements.length, 0),
    records,
    folding,
    ...standings,
    sql: sql.took,
    updates: updates({ campaigns: notices.map(({ campaign }) => campaign), roster, state, zone, words }),
  };
});

/** Units take turns at every category that any of the notices names, so that every requirement is asked of somebody. */
function inAllCategories(data: RosterData, notices: readonly Loaded[]): RosterData {
  const named = notices.flatMap(({ campaign: { requirements, lists } }) => [
    ...requirements.flatMap(({ where }) => where.category),
    ...lists.flatMap((list) => (list.per === 'roster' ? list.categories : [])),
  ]);
  const categories = [...new Set(named)];
  let count = 0;
  const chosen = new Map(
    data.units
      .filter(({ kind }) => kind === 'unit')
      .map(({ id }) => [id, categories[count++ % categories.length] ?? '']),
  );
  const units = data.units.map((unit) => ({
    ...unit,
    category: chosen.get(unit.kind === 'branch' && unit.parent !== null ? unit.parent : unit.id) ?? '',
  }));
  return { ...data, units };
}

type Answers = ReadonlyMap<Requirement, readonly Answer[]>;

function askSql(notices: readonly Loaded[], roster: Roster, data: RosterData, words: Vocabulary) {
  using county = new SqlCounty(roster, zone);
  let loading = 0;
  for (const batch of batches(recordsOf(data, words), 10_000))
    loading += stopped(() => county.load(batch)).took;
  const indexing = stopped(() => county.index()).took;
  const queries = notices.flatMap(({ campaign, ofs }) =>
    campaign.requirements.map((requirement) => ({
      requirement,
      query: queryOf(campaign, requirement, ofs.get(requirement.id)),
    })),
  );
  const asked = stopped(
    (): Answers =>
      new Map(
        queries.flatMap(({ requirement, query }) =>
          query === undefined ? [] : [[requirement, county.answers(query)] as const],
        ),
      ),
  );
  return { took: { loading, indexing, asking: asked.took }, answers: asked.result };
}

/** The records are in memory already, some at a time. */
function fold(data: RosterData, words: Vocabulary): { readonly state: State; readonly folding: number } {
  const state = new State();
  let folding = 0;
  for (const batch of batches(recordsOf(data, words), 10_000))
    folding += stopped(() => {
      for (const commit of batch) state.apply(commit);
    }).took;
  return { state, folding };
}

/** Where everybody stands on everything, and how often that is what SQL says. */
function askProgress(notices: readonly Loaded[], roster: Roster, state: State, expected: Answers) {
  let compared = 0;
  let others = 0;
  let answers = 0;
  let agreed = 0;
  const measures: Record<string, number> = {};
  for (const { campaign } of notices) {
    const progress = new Progress(campaign, roster, state, zone, openingDay);
    for (const requirement of campaign.requirements) {
      const { took, result } = stopped(() => standingsOf(progress, requirement));
      const wanted = expected.get(requirement);
      if (!wanted) {
        others += took;
        continue;
      }
      compared += took;
      const { measure } = requirement.measure;
      measures[measure] = (measures[measure] ?? 0) + 1;
      answers += Math.max(wanted.length, result.size);
      agreed += wanted.filter(({ subject, have }) => result.get(subject) === have).length;
    }
  }
  return { compared, others, answers, agreed, measures };
}

function standingsOf(progress: Progress, requirement: Requirement): ReadonlyMap<string, number> {
  const { people, units } = progress.roster;
  const have = (subject: Subject): number => progress.standing(requirement, subject).have;
  const found = new Map<string, number>();
  if (requirement.each === 'person') {
    for (const person of people)
      if (progress.asksPerson(requirement, person)) found.set(person.id, have(personSubject(person)));
  } else
    for (const unit of units)
      if (progress.asksUnit(requirement, unit)) found.set(unit.id, have({ kind: 'unit', unit: unit.id }));
  return found;
}
