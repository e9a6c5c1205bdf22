import { accountOf, type Duty, nameless, type Person, type PersonId, type UnitId } from '../roster.ts';
import type { UnitMatch } from './match-units.ts';
import type { Saying } from './told.ts';

/** Which person of the sheet is which of those known so far. In the sheet a person's id is their account. */
export interface PeopleMatch {
  readonly oldOf: ReadonlyMap<PersonId, Person>;
  readonly vanished: readonly Person[];
  readonly appeared: readonly Person[];
  readonly slips: readonly string[];
}

/** What people are known by beside their 编号: the account, or for those without one the name. */
const keyOf = ({ account, name }: Person): string => account ?? nameless(name);

/** By the clerk's 编号, by what was told, by account; who comes back is known by account and name. */
export function matchPeople(
  people: readonly Person[],
  former: readonly Person[],
  listed: readonly Person[],
  sayings: readonly Saying[],
): PeopleMatch {
  const oldOf = new Map<PersonId, Person>();
  const taken = new Set<PersonId>();
  const slips: string[] = [];
  const pair = (each: Person | undefined, old: Person | undefined): void => {
    if (!each || !old || oldOf.has(each.id) || taken.has(old.id)) return;
    oldOf.set(each.id, old);
    taken.add(old.id);
  };
  const byAccount = new Map(people.map((each) => [keyOf(each), each]));
  const listedBy = new Map(listed.map((each) => [keyOf(each), each]));
  for (const { kind, from, to } of sayings) {
    if (kind !== 'account') continue;
    const [was, is] = [accountOf(from[0] ?? ''), accountOf(to[0] ?? '')];
    const old = byAccount.get(was) ?? byAccount.get(nameless(was));
    const now = listedBy.get(is) ?? listedBy.get(nameless(is));
    if (!old) slips.push(`现在的名册里没有账号“${was}”`);
    if (!now) slips.push(`要导入的文件里没有账号“${is}”`);
    pair(now, old);
  }
  const codes = new Map([...former, ...people].flatMap((each) => (each.code ? [[each.code, each]] : [])));
  for (const each of listed) if (each.code) pair(each, codes.get(each.code));
  for (const each of listed) {
    const old = byAccount.get(keyOf(each));
    if (old && !(old.code && each.code && old.code !== each.code)) pair(each, old);
  }
  const gone = new Map(former.map((each) => [`${keyOf(each)} ${each.name}`, each]));
  for (const each of listed) pair(each, gone.get(`${keyOf(each)} ${each.name}`));
  return {
    oldOf,
    vanished: people.filter(({ id }) => !taken.has(id)),
    appeared: listed.filter(({ id }) => !oldOf.has(id)),
    slips,
  };
}

/** Who came as somebody left with the same name, branch and post: most likely the account has changed. */
export function changedAccounts({ vanished, appeared }: PeopleMatch, units: UnitMatch): readonly Saying[] {
  const before = (unit: UnitId): readonly UnitId[] => {
    const own = units.oldOf.get(unit);
    return [...(own === undefined ? [] : [own]), ...(units.heirs.get(unit) ?? [])];
  };
  const isSame = (was: Person, is: Person): boolean =>
    was.name === is.name && before(is.home).includes(was.home) && hasPost(is.duties, was.duties, before);
  return appeared.flatMap((is): Saying[] => {
    const [was, ...others] = vanished.filter((each) => isSame(each, is));
    const isOnly = was && others.length === 0 && appeared.filter((each) => isSame(was, each)).length === 1;
    return isOnly ? [{ kind: 'account', from: [was.account ?? was.name], to: [is.account ?? is.name] }] : [];
  });
}

function hasPost(
  now: readonly Duty[],
  then: readonly Duty[],
  before: (unit: UnitId) => readonly UnitId[],
): boolean {
  const held = ({ role, unit }: Duty): boolean =>
    then.some((duty) => duty.role === role && before(unit).includes(duty.unit));
  return now.length === then.length && now.every(held);
}
