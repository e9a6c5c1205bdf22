import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { ACCESS, type Action, may, mayAnywhere, mayForSelf } from '../../src/dialogue/access.ts';
import {
  type Person,
  type PersonId,
  ROLES,
  type Role,
  Roster,
  type UnitData,
  type UnitId,
} from '../../src/roster/roster.ts';

const unit = (id: string, kind: UnitData['kind'], parent: string | null): UnitData => ({
  id: id as UnitId,
  name: id.split('/').at(-1) ?? id,
  kind,
  category: '机关',
  parent: parent as UnitId | null,
  webhook: null,
});

const units = [
  unit('办', 'office', null),
  unit('甲局', 'unit', '办'),
  unit('甲局/一支部', 'branch', '甲局'),
  unit('甲局/二支部', 'branch', '甲局'),
  unit('乙局', 'unit', '办'),
  unit('乙局/一支部', 'branch', '乙局'),
];

const someone = (role: Role | null, on: string): Person => ({
  id: `p-${role}` as PersonId,
  account: `p-${role}`,
  name: '某人',
  home: (on === '办' ? '办' : '甲局/一支部') as UnitId,
  duties: [
    { role: 'member', unit: '甲局/一支部' as UnitId },
    ...(role === null || role === 'member' ? [] : [{ role, unit: on as UnitId }]),
  ],
  flags: [],
});

/** Each role on the unit it is usually held on. */
const PEOPLE: Readonly<Record<Role, Person>> = {
  member: someone('member', '甲局/一支部'),
  secretary: someone('secretary', '甲局/一支部'),
  deputy: someone('deputy', '甲局/一支部'),
  leader: someone('leader', '甲局'),
  principal: someone('principal', '甲局'),
  supervisor: someone('supervisor', '甲局'),
  office: someone('office', '办'),
};

const roster = new Roster({ units, people: Object.values(PEOPLE), former: [] });

/** The units to which a role may do something, written out by hand: own branch 1, own unit's other branch 2, own unit U, another unit's branch X, the office O. */
const LETTERS: Readonly<Record<string, UnitId>> = {
  '1': '甲局/一支部' as UnitId,
  '2': '甲局/二支部' as UnitId,
  U: '甲局' as UnitId,
  X: '乙局/一支部' as UnitId,
  O: '办' as UnitId,
};

const EXPECTED: Readonly<Record<Action, Readonly<Record<Exclude<Role, 'deputy'>, string>>>> = {
  帮助: { member: '', secretary: '', leader: '', principal: '', supervisor: '', office: '' },
  我的: { member: '', secretary: '', leader: '', principal: '', supervisor: '', office: '' },
  网页: { member: '', secretary: '', leader: '', principal: '', supervisor: '', office: '' },
  签到: { member: '', secretary: '', leader: '', principal: '', supervisor: '', office: '' },
  请假: { member: '', secretary: '', leader: '', principal: '', supervisor: '', office: '' },
  补学: { member: '', secretary: '', leader: '', principal: '', supervisor: '', office: '' },
  体会: { member: '', secretary: '', leader: '', principal: '', supervisor: '', office: '' },
  撤销: { member: '', secretary: '', leader: '', principal: '', supervisor: '', office: '' },
  撤销他人: { member: '', secretary: '1', leader: '', principal: '', supervisor: '', office: '12UXO' },
  绑定: { member: '', secretary: '1', leader: '', principal: '', supervisor: '', office: '12UXO' },
  开会: { member: '', secretary: '1', leader: '', principal: '', supervisor: '', office: 'O' },
  改期: { member: '', secretary: '1', leader: '', principal: '', supervisor: '', office: 'O' },
  取消: { member: '', secretary: '1', leader: '', principal: '', supervisor: '', office: 'O' },
  结束: { member: '', secretary: '1', leader: '', principal: '12U', supervisor: '', office: '12UXO' },
  补签: { member: '', secretary: '1', leader: '', principal: '', supervisor: '', office: '12UXO' },
  口令: { member: '', secretary: '1', leader: '', principal: '', supervisor: '', office: 'O' },
  材料: { member: '1', secretary: '1', leader: '1', principal: '1', supervisor: '1', office: 'O' },
  进度: { member: '1', secretary: '1', leader: '12U', principal: '12U', supervisor: '12U', office: '12UXO' },
  未签: { member: '', secretary: '1', leader: '12U', principal: '12U', supervisor: '12U', office: '12UXO' },
  名单: { member: '', secretary: '1', leader: '12U', principal: '12U', supervisor: '12U', office: '12UXO' },
  调阅: { member: '', secretary: '1', leader: '', principal: '', supervisor: '', office: 'O' },
  存疑: { member: '', secretary: '1', leader: '', principal: '', supervisor: '12U', office: '' },
  存疑核实: { member: '', secretary: '1', leader: '', principal: '', supervisor: '', office: '' },
  走访: { member: '', secretary: '', leader: '', principal: '', supervisor: '', office: '' },
  结对: { member: '', secretary: '', leader: '', principal: '', supervisor: '', office: '' },
  谈话: { member: '', secretary: '', leader: '', principal: '', supervisor: '', office: '' },
  联系点: { member: '', secretary: '', leader: '', principal: '', supervisor: '', office: '' },
  读书: { member: '', secretary: '', leader: '', principal: '', supervisor: '', office: '' },
  党课: { member: '', secretary: '', leader: '', principal: '', supervisor: '', office: '' },
  联系企业: { member: '', secretary: '', leader: '', principal: '', supervisor: '', office: '' },
  报送: { member: '', secretary: '1', leader: '12U', principal: '12U', supervisor: '', office: 'O' },
  总结稿: { member: '', secretary: '1', leader: '12U', principal: '12U', supervisor: '', office: 'O' },
  审阅: { member: '', secretary: '1', leader: '12U', principal: '12U', supervisor: '12U', office: '12UXO' },
  环节: { member: '', secretary: '', leader: '', principal: '', supervisor: '', office: '' },
  环节推进: { member: '', secretary: '', leader: '', principal: '', supervisor: '', office: 'O' },
  周报: { member: '', secretary: '1', leader: '', principal: 'U', supervisor: '', office: 'O' },
  周报发送: { member: '', secretary: '', leader: '', principal: '', supervisor: '', office: 'O' },
  未送达: { member: '', secretary: '', leader: '', principal: '', supervisor: '', office: 'O' },
  导出: { member: '', secretary: '1', leader: '12U', principal: '12U', supervisor: '12U', office: '12UXO' },
  评议: { member: '', secretary: '', leader: '', principal: '', supervisor: '', office: '' },
  评议组织: { member: '', secretary: '', leader: '', principal: '', supervisor: '12U', office: '12UXO' },
  评议结果: { member: '', secretary: '', leader: '', principal: '12U', supervisor: '12U', office: '12UXO' },
  意见: { member: '', secretary: '', leader: '', principal: '', supervisor: '', office: '' },
  意见箱: { member: '', secretary: '1', leader: '', principal: '', supervisor: '', office: '12UXO' },
  匿名意见: { member: '', secretary: '', leader: '', principal: '', supervisor: '', office: '' },
  看意见: { member: '', secretary: '1', leader: '12U', principal: '12U', supervisor: '12U', office: '12UXO' },
  看意见人: { member: '', secretary: '1', leader: '', principal: '', supervisor: '', office: '12UXO' },
  转办意见: { member: '', secretary: '', leader: '', principal: '', supervisor: '', office: '12UXO' },
  认领: { member: '', secretary: '1', leader: '12U', principal: '12U', supervisor: '', office: '' },
  整改: { member: '', secretary: '1', leader: '12U', principal: '12U', supervisor: '', office: '' },
  反馈: { member: '', secretary: '1', leader: '12U', principal: '12U', supervisor: '', office: 'O' },
  核实: { member: '', secretary: '1', leader: '', principal: '12U', supervisor: '12U', office: '12UXO' },
  意见核实: { member: '', secretary: '', leader: '', principal: '', supervisor: '12U', office: '12UXO' },
  补学核实: { member: '', secretary: '1', leader: '', principal: '12U', supervisor: '', office: 'O' },
  销号: { member: '', secretary: '1', leader: '12U', principal: '12U', supervisor: '', office: '12UXO' },
  自查: { member: '1', secretary: '1', leader: '12U', principal: '12U', supervisor: '12U', office: '12UXO' },
  回头看: {
    member: '1',
    secretary: '1',
    leader: '12U',
    principal: '12U',
    supervisor: '12U',
    office: '12UXO',
  },
  查漏补缺: {
    member: '1',
    secretary: '1',
    leader: '12U',
    principal: '12U',
    supervisor: '12U',
    office: '12UXO',
  },
  事项: { member: '1', secretary: '1', leader: '12U', principal: '12U', supervisor: '12U', office: '12UXO' },
  心愿: { member: '1', secretary: '1', leader: '12U', principal: '12U', supervisor: '12U', office: '12UXO' },
  立行立改: {
    member: '1',
    secretary: '1',
    leader: '12U',
    principal: '12U',
    supervisor: '12U',
    office: '12UXO',
  },
  建章立制: {
    member: '1',
    secretary: '1',
    leader: '12U',
    principal: '12U',
    supervisor: '12U',
    office: '12UXO',
  },
  典型: { member: '1', secretary: '1', leader: '12U', principal: '12U', supervisor: '12U', office: '12UXO' },
  自查登记: { member: '', secretary: '1', leader: '12U', principal: '12U', supervisor: '', office: 'O' },
  事项登记: { member: '', secretary: '1', leader: '12U', principal: '12U', supervisor: '', office: 'O' },
  典型提名: { member: '', secretary: '1', leader: '12U', principal: '12U', supervisor: '', office: 'O' },
  督导: { member: '', secretary: '', leader: '', principal: '', supervisor: '12U', office: '12UXO' },
  督导记录: { member: '', secretary: '', leader: '', principal: '', supervisor: '12U', office: '' },
  催办: { member: '', secretary: '', leader: '', principal: '', supervisor: '12U', office: '12UXO' },
  延期: { member: '', secretary: '', leader: '', principal: '', supervisor: '', office: 'O' },
  免除: { member: '', secretary: '', leader: '', principal: '', supervisor: '', office: 'O' },
  典型表彰: { member: '', secretary: '', leader: '', principal: '', supervisor: '', office: 'O' },
};

describe('who may do what to which unit', () => {
  const actions = Object.keys(ACCESS) as Action[];
  const cases = actions.flatMap((action) => ROLES.map((role) => ({ action, role })));

  it.each(cases)('$role × $action', ({ action, role }) => {
    const allowed = Object.entries(LETTERS)
      .filter(([, id]) => may(PEOPLE[role], action, id, roster))
      .map(([letter]) => letter)
      .sort();
    expect(allowed.join('')).toBe(
      [...EXPECTED[action][role === 'deputy' ? 'secretary' : role]].sort().join(''),
    );
  });

  it('lets everybody on the roster see to their own affairs', () => {
    for (const action of ['帮助', '我的', '签到', '请假', '体会', '撤销', '调阅'] as const)
      expect(mayForSelf(action)).toBe(true);
    for (const action of ['开会', '补签', '撤销他人', '周报', '周报发送', '导出'] as const)
      expect(mayForSelf(action)).toBe(false);
  });

  it('gives a secretary of a whole unit its branches too', () => {
    const secretary = someone('secretary', '甲局');
    expect(may(secretary, '补签', '甲局/二支部' as UnitId, roster)).toBe(true);
    expect(may(secretary, '补签', '乙局/一支部' as UnitId, roster)).toBe(false);
  });

  it('gives a supervisor nothing to write', () => {
    for (const action of ['开会', '结束', '补签', '撤销他人', '绑定', '口令'] as const)
      for (const id of Object.values(LETTERS)) expect(may(PEOPLE.supervisor, action, id, roster)).toBe(false);
  });

  it('gives somebody without any role nothing but their own affairs', () => {
    const visitor: Person = { ...PEOPLE.member, home: '乙局/一支部' as UnitId, duties: [] };
    expect(may(visitor, '开会', visitor.home, roster)).toBe(false);
    expect(mayAnywhere(visitor, '周报')).toBe(false);
    expect(mayAnywhere(visitor, '签到')).toBe(true);
  });

  it('has a rule for every command', () => {
    for (const { name } of commands) expect(ACCESS[name]).toBeDefined();
  });
});
