import { isAboutPerson, type Line } from './lines.ts';
import type { Mistakes } from './mistakes.ts';
import { readRoles } from './roles.ts';
import {
  accountOf,
  type Duty,
  FLAGS,
  nameless,
  type Person,
  type PersonId,
  personId,
  ROLES,
  type UnitId,
} from './roster.ts';
import { quoted } from './text.ts';
import { homeOf, type Tree } from './units.ts';
import { type RoleWord, readFlags } from './words.ts';

// https://developer.work.weixin.qq.com/document/path/90195
const ACCOUNT = /^[A-Za-z0-9][\w\-@.]{0,63}$/;
/** Stands in 账号 for people who do not use WeCom. */
const NONE = '无';
const ACCOUNT_ALLOWED = '企业微信通讯录里的账号：1–64 个字母、数字或 _ - @ .，以字母或数字开头';

/**
 * The people of the sheet. Somebody's first row says where they belong; further rows say which posts they hold elsewhere. Rows with
 * mistakes are told and may be missing from the answer.
 */
export function readPeople(lines: readonly Line[], tree: Tree, mistakes: Mistakes): readonly Person[] {
  const rowOf = new Map<PersonId, number>();
  const codes = new Map<string, number>();
  const people = new Map<PersonId, Person>();
  for (const line of lines) {
    if (!isAboutPerson(line)) {
      checkNobody(line, mistakes);
      continue;
    }
    const person = toPerson(line, tree, mistakes);
    const before = people.get(person.id);
    if (before && isFurtherPost(before, person)) {
      people.set(person.id, withPost(before, person));
      continue;
    }
    checkCode(line, codes, mistakes);
    if (checkIdentity(line, rowOf, mistakes)) people.set(person.id, person);
  }
  return [...people.values()];
}

/** Whether a row is about a post that somebody of an earlier row holds in another place. */
const isFurtherPost = (before: Person, row: Person): boolean =>
  before.account !== null &&
  before.name === row.name &&
  before.home !== row.home &&
  row.duties.some(({ role }) => role !== 'member');

/** Nobody is a member of two branches. */
function withPost(before: Person, { duties }: Person): Person {
  const posts = duties.filter(
    (duty) =>
      duty.role !== 'member' &&
      !before.duties.some(({ role, unit }) => role === duty.role && unit === duty.unit),
  );
  return { ...before, duties: [...before.duties, ...posts].toSorted(inOrder) };
}

function checkNobody({ row, roles, flags }: Line, mistakes: Mistakes): void {
  if (roles !== '' || flags !== '')
    mistakes.add(row, '姓名', '填了角色或标记，却没有姓名和账号', '补上姓名和账号，或清空角色和标记');
}

function checkCode({ row, personCode }: Line, codes: Map<string, number>, mistakes: Mistakes): void {
  if (personCode === '') return;
  const earlier = codes.get(personCode);
  if (earlier !== undefined)
    mistakes.add(
      row,
      '人员编号',
      `编号${quoted(personCode)}与第 ${earlier} 行重复`,
      '一人一个编号；没有就留空',
    );
  codes.set(personCode, row);
}

/** Name and account: there, well-formed, and not on an earlier row already. */
function checkIdentity(line: Line, rowOf: Map<PersonId, number>, mistakes: Mistakes): boolean {
  const { row, name, account } = line;
  if (name === '') mistakes.add(row, '姓名', `账号${quoted(account)}没有姓名`, '这个人的姓名');
  if (account === '') {
    mistakes.add(row, '账号', `${quoted(name)}没有账号`, `${ACCOUNT_ALLOWED}；不用企业微信的人写“无”`);
    return false;
  }
  if (account === NONE) return checkNamesake(line, rowOf, mistakes);
  if (!ACCOUNT.test(account)) {
    mistakes.add(row, '账号', `账号${quoted(account)}不合规`, ACCOUNT_ALLOWED);
    return false;
  }
  const earlier = rowOf.get(personId(account));
  if (earlier !== undefined) {
    const problem = `账号${quoted(account)}与第 ${earlier} 行重复（不分大小写）`;
    mistakes.add(row, '账号', problem, '一人一行；在别的单位、支部兼职的另起一行，写明角色，姓名相同');
    return false;
  }
  rowOf.set(personId(account), row);
  return name !== '';
}

/** Who has no account is known by name, or by number where two have the same. */
function checkNamesake(line: Line, rowOf: Map<PersonId, number>, mistakes: Mistakes): boolean {
  const id = listedId(line);
  const earlier = rowOf.get(id);
  if (earlier !== undefined)
    mistakes.add(
      line.row,
      '人员编号',
      `${quoted(line.name)}和第 ${earlier} 行同名，两人都没有账号，分不清`,
      '给两人各填一个人员编号',
    );
  rowOf.set(id, line.row);
  return line.name !== '' && earlier === undefined;
}

/** What tells people of one sheet apart: their accounts; for those without, their numbers or names. */
const listedId = ({ account, personCode, name }: Line): PersonId =>
  account === NONE ? nameless(personCode || name) : personId(account);

function toPerson(line: Line, tree: Tree, mistakes: Mistakes): Person {
  const roles = readRoles(line.roles, tree.names);
  const { flags, slips } = readFlags(line.flags);
  checkOffice(line, roles.words, tree, mistakes);
  for (const { problem, allowed } of roles.slips) mistakes.add(line.row, '角色', problem, allowed);
  for (const { problem, allowed } of slips) mistakes.add(line.row, '标记', problem, allowed);
  return {
    id: listedId(line),
    ...(line.personCode === '' ? {} : { code: line.personCode }),
    account: line.account === NONE ? null : accountOf(line.account),
    name: line.name,
    home: homeOf(line),
    duties: dutiesOf(
      line,
      flags.has('applicant') ? roles.words.union(NOT_A_MEMBER) : roles.words,
      roles.supervised,
      tree,
    ),
    flags: FLAGS.filter((flag) => flags.has(flag)),
  };
}

/** Nearly every bureau has an office of its own, whose head is not to be given the county. */
function checkOffice(line: Line, words: ReadonlySet<RoleWord>, { root }: Tree, mistakes: Mistakes): void {
  if (!words.has('办公室') || words.has('活动办') || !root || line.unit === root.id) return;
  mistakes.add(
    line.row,
    '角色',
    `${quoted(line.unit)}的行里写“办公室”，分不清是本单位的办公室还是全县的活动办`,
    '全县活动办的人写“活动办”（能看全县）；本单位办公室的人不用写',
  );
}

const NOT_A_MEMBER: ReadonlySet<RoleWord> = new Set(['群众']);

/** Everyone is a member unless 群众 is given; who leads the unit belongs to its leaders. */
function dutiesOf(
  line: Line,
  words: ReadonlySet<RoleWord>,
  supervised: readonly string[],
  tree: Tree,
): readonly Duty[] {
  const home = homeOf(line);
  const unit = line.unit as UnitId;
  const duties: Duty[] = [];
  if (!words.has('群众')) duties.push({ role: 'member', unit: home });
  if (words.has('书记')) duties.push({ role: 'secretary', unit: home });
  if (words.has('副书记')) duties.push({ role: 'deputy', unit: home });
  if (words.has('班子成员') || words.has('主要负责人')) duties.push({ role: 'leader', unit });
  if (words.has('主要负责人')) duties.push({ role: 'principal', unit });
  const isOffice = words.has('活动办') || (words.has('办公室') && unit === tree.root?.id);
  if (isOffice && tree.root) duties.push({ role: 'office', unit: tree.root.id });
  duties.push(...supervised.map((name) => ({ role: 'supervisor' as const, unit: name as UnitId })));
  return duties.toSorted(inOrder);
}

function inOrder(a: Duty, b: Duty): number {
  return ROLES.indexOf(a.role) - ROLES.indexOf(b.role) || (a.unit < b.unit ? -1 : 1);
}
