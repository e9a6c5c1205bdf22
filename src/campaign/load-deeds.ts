import { z } from 'zod';
import { DEEDS } from '../records/records.ts';
import { personId } from '../roster/roster.ts';
import { nearest } from '../wording/nearest.ts';
import { type CampaignFile, ROLE_WORDS } from './schema.ts';
import type { DeedFile, TargetListFile } from './schema-deeds.ts';
import { type DeedRule, expand, type Holders, type TargetList } from './target-list.ts';

/** Says what is wrong at a place of the file, and what is allowed. */
type Mistaken = (path: readonly PropertyKey[], problem: string, allowed: string) => void;

/** More than the households of a large village are a slip of the finger. */
const LONGEST = 3000;

/** Lists and deeds of a campaign file; every mistake is told, and what is mistaken may be missing from the answer. */
export function readDeeds(
  data: CampaignFile,
  mistake: Mistaken,
): { readonly lists: readonly TargetList[]; readonly deeds: readonly DeedRule[] } {
  const lists = data.lists.flatMap((raw, index): TargetList[] => {
    const path = ['lists', index];
    if (data.lists.findIndex(({ id }) => id === raw.id) < index)
      mistake([...path, 'id'], `编号“${raw.id}”重复`, '每个名单的编号只能用一次');
    const holders = readHolders(raw, path, mistake);
    const { id, title, ask, unless = null } = raw;
    return holders ? [{ ...holders, id, title, ask, unless }] : [];
  });
  const deeds = data.deeds.map((raw, index) => readDeed(raw, ['deeds', index], data, mistake));
  checkRequirements(data, mistake);
  return { lists, deeds };
}

function readHolders(
  raw: TargetListFile,
  path: readonly PropertyKey[],
  mistake: Mistaken,
): Holders | undefined {
  const { items, units, per, of } = raw;
  const kinds = [items, units, of].filter((each) => each !== undefined).length;
  if (kinds !== 1 || (of === undefined) !== (per === undefined)) {
    const allowed = 'items（大家共用一份）、units（名册里某类单位）、per 加 of（各有各的）';
    mistake(path, '名单要写明是谁的、有哪些，三种写法选一种', allowed);
    return undefined;
  }
  if (units) return { per: 'roster', categories: units };
  if (items) return { per: 'all', targets: readItems(items, [...path, 'items'], mistake) };
  if (!per || !of) return undefined;
  const each = Object.entries(of).map(([whose, own]): [string, readonly string[]] => [
    per === 'person' ? personId(whose) : whose.trim(),
    readItems(own, [...path, 'of', whose], mistake),
  ]);
  return { per, of: new Map(each) };
}

function readItems(
  items: readonly string[],
  path: readonly PropertyKey[],
  mistake: Mistaken,
): readonly string[] {
  const found = new Set<string>();
  for (const [index, item] of items.entries()) {
    const targets = expand(item);
    if (!targets || targets.length > LONGEST)
      mistake([...path, index], `“${item}”的编号不对`, `从小到大，如 河东村 1-25户，最多${LONGEST}个`);
    else if (targets.some((target) => found.has(target)))
      mistake([...path, index], `“${item}”重复`, '一个对象在一份名单里只列一次');
    for (const target of targets ?? []) found.add(target);
  }
  return [...found];
}

function readDeed(
  raw: DeedFile,
  path: readonly PropertyKey[],
  data: CampaignFile,
  mistake: Mistaken,
): DeedRule {
  const ids = data.lists.map(({ id }) => id);
  for (const [index, id] of raw.lists.entries())
    if (!ids.includes(id)) mistake([...path, 'lists', index], `没有“${id}”这份名单`, oneOf(id, ids));
  if (data.deeds.findIndex(({ deed }) => deed === raw.deed) < Number(path[1]))
    mistake([...path, 'deed'], `“${raw.deed}”写了两次`, '每种只写一条，几份名单都写在它的 lists 里');
  const target = raw.target ?? (raw.lists.length > 0 ? 'listed' : 'named');
  if (target === 'listed' && raw.lists.length === 0)
    mistake(
      path,
      `“${raw.deed}”没有名单`,
      '写 lists: [名单编号]，或 target: named（填写名称）、household（村名和户号）',
    );
  const roles = raw.for.role.flatMap((word, index) => {
    const role = Object.entries(ROLE_WORDS).find(([name]) => name === word)?.[1];
    if (!role) {
      const words = Object.keys(ROLE_WORDS);
      mistake([...path, 'for', 'role', index], `没有“${word}”这种角色`, oneOf(word, words));
    }
    return role ? [role] : [];
  });
  const { deed, lists, acts, apart = null } = raw;
  return { deed, lists, target, acts, roles, apart };
}

const counted = z.looseObject({
  deed: z.enum(DEEDS),
  list: z.string().optional(),
  act: z.array(z.string()).default([]),
  count: z.string().optional(),
});

/** Requirements that count deeds name only what the sections above list. What they say wrongly otherwise, their measure tells. */
function checkRequirements(data: CampaignFile, mistake: Mistaken): void {
  for (const [index, { measure, of, min }] of data.requirements.entries()) {
    const parsed = counted.safeParse(of);
    if ((measure !== 'coverage' && measure !== 'deeds') || !parsed.success) continue;
    const path = ['requirements', index, 'of'];
    const { deed, list, act, count } = parsed.data;
    const rule = data.deeds.find((each) => each.deed === deed);
    if (!rule) {
      const known = data.deeds.map((each) => each.deed);
      mistake([...path, 'deed'], `“${deed}”没有列在 deeds 里`, known.join('、') || '先在 deeds 里列出');
      continue;
    }
    if (list !== undefined && !rule.lists.includes(list))
      mistake([...path, 'list'], `“${deed}”不记“${list}”这份名单`, oneOf(list, rule.lists));
    const acts = rule.acts.map(({ name }) => name);
    for (const [at, word] of act.entries())
      if (!acts.includes(word))
        mistake([...path, 'act', at], `“${word}”没有列在“${deed}”的 acts 里`, oneOf(word, acts));
    if (measure === 'deeds' && min === 'all' && count !== 'acts')
      mistake(['requirements', index, 'min'], '次数没有“全部”可言', '写一个数，或在 of 里写 count: acts');
  }
}

function oneOf(word: string, words: readonly string[]): string {
  const near = nearest(word, words);
  const all = words.join('、') || '先列出来';
  return near ? `${all}（您要写的是不是“${near}”）` : all;
}
