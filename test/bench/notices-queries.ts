import { z } from 'zod';
import type { Campaign, Requirement } from '../../src/campaign/campaign.ts';
import { sessionSelector } from '../../src/campaign/measures/selector.ts';
import { parseDuration } from '../../src/time/duration.ts';

/** One requirement in SQL: `subject` and `have` of everybody it is asked of; undefined where it is not written in SQL here. */
export function queryOf(campaign: Campaign, requirement: Requirement, of: unknown): string | undefined {
  const { roles, categories } = requirement.measure.rules.whom;
  if (roles.length > 0 || categories.length > 0) return undefined;
  return QUERIES[requirement.measure.measure]?.(campaign, requirement, of ?? {});
}

type Query = (campaign: Campaign, requirement: Requirement, of: unknown) => string | undefined;
type Selector = z.infer<typeof sessionSelector>;

const words = z.array(z.string());
const essays = z.looseObject({ topic: words, after: sessionSelector.optional() });
const attended = sessionSelector.extend({ makeup: z.boolean().optional() });
const evidence = z.looseObject({ sessions: sessionSelector, pieces: words });
const coverage = z.looseObject({ deed: z.string(), list: z.string() });
const deeds = z.looseObject({ deed: z.string(), act: words.optional(), count: z.string().default('times') });

const quote = (word: string): string => `'${word.replaceAll("'", "''")}'`;
const oneOf = (all: readonly string[]): string => `(${all.map(quote).join()})`;
const within = (column: string, all: readonly string[] | undefined): string[] =>
  all && all.length > 0 ? [`${column} IN ${oneOf(all)}`] : [];
const and = (...conditions: readonly string[]): string => ['1', ...conditions].join(' AND ');

/** A selector that says more than SQL is told here is left out. */
function bySelector(
  query: (campaign: Campaign, requirement: Requirement, selector: Selector) => string,
): Query {
  return (campaign, requirement, of) => {
    const selector = sessionSelector.safeParse(of);
    return selector.success ? query(campaign, requirement, selector.data) : undefined;
  };
}

const QUERIES: Readonly<Record<string, Query>> = {
  // Whoever was there has taken part in what their own branch, or the holder with all its people, came to in sufficient numbers.
  attended: (campaign, requirement, of) =>
    byPerson(
      campaign,
      requirement,
      attended.parse(of),
      `LEFT JOIN attendance a ON a.person = p.id LEFT JOIN sessions s ON s.id = a.session
        AND (${quorate(requirement, '= a.home')} OR ${quorate(requirement, HOLDER)})`,
    ),
  led: bySelector((campaign, requirement, selector) =>
    byPerson(
      campaign,
      requirement,
      selector,
      `LEFT JOIN sessions s ON s.chair = p.id AND ${quorate(requirement, HOLDER)}`,
    ),
  ),
  sessions: bySelector((campaign, requirement, selector) =>
    furthestBehind(requirement, heldFor(campaign, requirement, selector, 'count(*)', 'l.unit')),
  ),
  days: bySelector((campaign, requirement, selector) => {
    const { day } = campaign.studyDay;
    const counted = heldFor(campaign, requirement, selector, `min(${day}, sum(s.minutes))`, 'l.unit, s.day');
    return furthestBehind(
      requirement,
      `SELECT leaf, CAST(sum(have) * 10.0 / ${day} + 1e-9 AS INTEGER) / 10.0 AS have FROM (${counted}) GROUP BY leaf`,
    );
  }),
  essays: (campaign, requirement, of) => {
    const { topic, after } = essays.parse(of);
    const begun = `SELECT DISTINCT l.unit AS home FROM lineage l JOIN sessions s ON s.unit = l.above
      WHERE ${counts(campaign, after ?? {})} AND ${quorate(requirement, '= l.unit')}`;
    return `WITH begun AS MATERIALIZED (${begun}) SELECT p.id AS subject, count(DISTINCT e.topic) AS have
      FROM people p ${after ? 'LEFT JOIN begun b ON b.home = p.home' : ''}
      LEFT JOIN essays e ON ${and('e.person = p.id', ...within('e.topic', topic), ...(after ? ['b.home IS NOT NULL'] : []))}
      WHERE ${asksPerson(requirement)} GROUP BY p.id`;
  },
  evidence: (campaign, requirement, of) => {
    const { sessions, pieces } = evidence.parse(of);
    return `SELECT u.id AS subject, count(DISTINCT s.id || e.piece) AS have FROM units u
      LEFT JOIN lineage l ON l.above = u.id LEFT JOIN sessions s ON s.unit = l.unit AND ${isKind(sessions)}
        AND (s.minutes IS NULL OR (${counts(campaign, sessions)} AND ${quorate(requirement, HOLDER)}))
      LEFT JOIN evidence e ON e.session = s.id AND e.piece IN ${oneOf(pieces)}
      WHERE ${asksUnit(requirement)} GROUP BY u.id`;
  },
  coverage: ({ lists }, requirement, of) => {
    const { deed, list } = coverage.parse(of);
    const found = lists.find(({ id }) => id === list);
    if (requirement.each !== 'person' || !found || (found.per !== 'all' && found.per !== 'roster'))
      return undefined;
    const targets =
      found.per === 'all'
        ? `SELECT value FROM json_each(${quote(JSON.stringify(found.targets))})`
        : `SELECT id FROM units WHERE kind = 'unit' AND category IN ${oneOf(found.categories)}`;
    return `SELECT p.id AS subject, count(DISTINCT d.target) AS have FROM people p
      LEFT JOIN deeds d ON d.person = p.id AND d.deed = ${quote(deed)} AND d.target IN (${targets})
      WHERE ${asksPerson(requirement)} GROUP BY p.id`;
  },
  deeds: (_, requirement, of) => {
    const { deed, act, count } = deeds.parse(of);
    if (requirement.each !== 'person') return undefined;
    const times = "d.target || char(10) || coalesce(d.act, '') || char(10) || d.day";
    const identity = count === 'targets' ? 'd.target' : count === 'acts' ? 'd.act' : times;
    return `SELECT p.id AS subject, count(DISTINCT ${identity}) AS have FROM people p
      LEFT JOIN deeds d ON ${and('d.person = p.id', `d.deed = ${quote(deed)}`, ...within('d.act', act))}
      WHERE ${asksPerson(requirement)} GROUP BY p.id`;
  },
};

const HOLDER = 'IN (SELECT h.unit FROM lineage h WHERE h.above = s.unit)';

/** Whether enough of those at home there were at session `s`: of all but the excused, and of whoever is excused and came. */
function quorate(requirement: Requirement, homes: string): string {
  const { rules } = requirement.measure;
  const there = `FROM attendance t WHERE t.session = s.id AND t.home ${homes}`;
  const present = `(SELECT count(*) ${there})`;
  const expected = `((SELECT count(*) FROM people q WHERE q.home ${homes} AND NOT ${isExcused(requirement, 'q.id')})
    + (SELECT count(*) ${there} AND ${isExcused(requirement, 't.person')}))`;
  return `(${present} > 0 AND ${enough(rules.quorum.text, present, expected)})`;
}

const isExcused = ({ measure: { rules } }: Requirement, person: string): string =>
  `EXISTS (SELECT 1 FROM traits x WHERE x.person = ${person} AND x.trait IN ${oneOf(['excused', ...rules.whom.excused])})`;

function enough(quorum: string, present: string, expected: string): string {
  const [part = '', whole] = quorum.replace('人', '').split('/');
  if (quorum === 'all') return `${present} >= ${expected}`;
  if (whole === undefined) return `${present} >= min(${part}, ${expected})`;
  return `${present} * ${whole} ${quorum === '1/2' ? '>' : '>='} ${expected} * ${part}`;
}

const byPerson = (campaign: Campaign, requirement: Requirement, selector: Selector, joined: string): string =>
  `SELECT p.id AS subject, count(s.id) AS have FROM people p ${joined} AND ${counts(campaign, selector)}
    WHERE ${asksPerson(requirement)} GROUP BY p.id`;

/** What settled sessions that enough of a branch came to amount to, for each branch. */
const heldFor = (
  campaign: Campaign,
  requirement: Requirement,
  selector: Selector,
  sum: string,
  group: string,
): string =>
  `SELECT l.unit AS leaf, ${sum} AS have FROM units v JOIN lineage l ON l.unit = v.id JOIN sessions s ON s.unit = l.above
    WHERE v.is_leaf AND ${counts(campaign, selector)}
      AND ${quorate(requirement, '= l.unit')}
    GROUP BY ${group}`;

const furthestBehind = (requirement: Requirement, counted: string): string =>
  `WITH counted AS MATERIALIZED (${counted}) SELECT u.id AS subject, coalesce(min(coalesce(c.have, 0)), 0) AS have
    FROM units u LEFT JOIN leaves v ON v.unit = u.id AND EXISTS (SELECT 1 FROM people q WHERE q.home = v.leaf AND NOT ${isExcused(requirement, 'q.id')})
    LEFT JOIN counted c ON c.leaf = v.leaf
    WHERE ${asksUnit(requirement)} GROUP BY u.id`;

const isKind = ({ activity, topic, mode, between }: Selector): string =>
  and(
    ...within('s.activity', activity),
    ...within('s.topic', topic),
    ...within('s.mode', mode),
    ...(between ? [`s.day BETWEEN ${quote(between[0])} AND ${quote(between[1])}`] : []),
  );

function counts(campaign: Campaign, selector: Selector): string {
  const { at_least } = selector;
  const least = at_least === undefined ? 0 : (parseDuration(at_least, campaign.studyDay) ?? 0);
  return `${isKind(selector)} AND s.minutes >= ${least}`;
}

const has = (traits: readonly string[]): string =>
  `EXISTS (SELECT 1 FROM traits t WHERE t.person = p.id AND t.trait IN ${oneOf(traits)})`;

function asksPerson({ where, except }: Requirement): string {
  const some = (traits: readonly string[]): string[] => (traits.length > 0 ? [has(traits)] : []);
  const none = (traits: readonly string[]): string[] => (traits.length > 0 ? [`NOT ${has(traits)}`] : []);
  return and(
    ...within('p.category', where.category),
    ...some(where.role),
    ...none(where.notRole),
    ...(where.member ? [has(['member'])] : []),
    ...some(where.flag),
    ...none(except.flag),
  );
}

function asksUnit({ each, where }: Requirement): string {
  const right = each === 'branch' ? "u.is_leaf AND u.kind <> 'office'" : "u.kind = 'unit'";
  const below = and(right, ...within('u.category', where.category));
  if (where.office === 'no' || each === 'branch') return below;
  return where.office === 'only' ? "u.kind = 'office'" : `(u.kind = 'office' OR ${below})`;
}
