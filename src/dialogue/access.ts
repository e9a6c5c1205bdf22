import type { Person, Role, Roster, UnitId } from '../roster/roster.ts';

/**
 * How far a grant reaches. `self`: one's own affairs. `branch`: one's home branch. `own`: exactly the unit the role is held on.
 * `duty`: that unit and all below it.
 */
export type Reach = 'self' | 'branch' | 'own' | 'duty';

export interface Rule {
  /** Where it may be said: some answers are for one person's eyes only. */
  readonly where: 'any' | 'group' | 'private';
  readonly grants: Partial<Record<Grantee | 'anyone', Reach>>;
}

/** A deputy may do what the secretary may, so no rule names deputies. */
type Grantee = Exclude<Role, 'deputy'>;
const granteeOf = (role: Role): Grantee => (role === 'deputy' ? 'secretary' : role);

const READERS = {
  secretary: 'duty',
  leader: 'duty',
  principal: 'duty',
  supervisor: 'duty',
  office: 'duty',
} as const;

/** Those who answer for what a unit does about opinions. */
const HANDLERS = { secretary: 'duty', leader: 'duty', principal: 'duty' } as const;

/**
 * Who may do what, where, and to whom: the only place where it is written. The office reads everything, puts right
 * what is on record of any unit, with a reason, and writes only for itself otherwise; supervisors read the units they are assigned to and write nothing. Commands are in the order in which the help shows
 * them, each followed by what else is done with it.
 */
export const ACCESS = {
  签到: { where: 'any', grants: { anyone: 'self' } },
  请假: { where: 'any', grants: { anyone: 'self' } },
  体会: { where: 'any', grants: { anyone: 'self' } },
  走访: { where: 'any', grants: { anyone: 'self' } },
  结对: { where: 'any', grants: { anyone: 'self' } },
  // Whom a supervisor has talked to is not for the group to read.
  谈话: { where: 'private', grants: { anyone: 'self' } },
  联系点: { where: 'any', grants: { anyone: 'self' } },
  读书: { where: 'any', grants: { anyone: 'self' } },
  党课: { where: 'any', grants: { anyone: 'self' } },
  联系企业: { where: 'any', grants: { anyone: 'self' } },
  我的: { where: 'any', grants: { anyone: 'self' } },
  进度: { where: 'any', grants: { anyone: 'branch', ...READERS } },
  补学: { where: 'any', grants: { anyone: 'self' } },
  开会: { where: 'any', grants: { secretary: 'duty', office: 'own' } },
  改期: { where: 'any', grants: { secretary: 'duty', office: 'own' } },
  取消: { where: 'any', grants: { secretary: 'duty', office: 'own' } },
  // A principal, while the unit has no secretary: the command sees to that.
  结束: { where: 'any', grants: { secretary: 'duty', principal: 'duty', office: 'duty' } },
  补签: { where: 'any', grants: { secretary: 'duty', office: 'duty' } },
  未签: { where: 'any', grants: READERS },
  名单: { where: 'any', grants: READERS },
  材料: { where: 'any', grants: { anyone: 'branch', secretary: 'duty', office: 'own' } },
  口令: { where: 'private', grants: { secretary: 'duty', office: 'own' } },
  调阅: { where: 'private', grants: { anyone: 'self', secretary: 'duty', office: 'own' } },
  报送: { where: 'any', grants: { secretary: 'duty', leader: 'duty', principal: 'duty', office: 'own' } },
  // A draft is its writer's until it is sent up, so only who may send one has one made, and not before a group.
  总结稿: {
    where: 'private',
    grants: { secretary: 'duty', leader: 'duty', principal: 'duty', office: 'own' },
  },
  // Who may read what was sent. Whose turn it is to decide about it is another question: progress/reviewers.ts answers it.
  审阅: { where: 'private', grants: READERS },
  环节: { where: 'any', grants: { anyone: 'self' } },
  环节推进: { where: 'any', grants: { office: 'own' } },
  // Doubts name people, sometimes two side by side, and are proof of nothing: they are for the eyes of the one who can put things
  // right and of the one who helps with it, never for a group. The office sees only how many there are.
  存疑: { where: 'private', grants: { secretary: 'duty', supervisor: 'duty' } },
  存疑核实: { where: 'private', grants: { secretary: 'duty' } },
  评议: { where: 'any', grants: { anyone: 'self' } },
  // Never the unit itself: the command sees to that.
  评议组织: { where: 'private', grants: { supervisor: 'duty', office: 'duty' } },
  评议结果: { where: 'private', grants: { principal: 'duty', supervisor: 'duty', office: 'duty' } },
  意见: { where: 'any', grants: { anyone: 'self' } },
  看意见: { where: 'private', grants: READERS },
  看意见人: { where: 'private', grants: { secretary: 'duty', office: 'duty' } },
  转办意见: { where: 'private', grants: { office: 'duty' } },
  匿名意见: { where: 'any', grants: { anyone: 'self' } },
  // The box is for everybody; a poster says where opinions are heard, and that is for those to hang up who hear them.
  意见箱: { where: 'any', grants: { secretary: 'duty', office: 'duty' } },
  认领: { where: 'private', grants: HANDLERS },
  整改: { where: 'private', grants: HANDLERS },
  核实: {
    where: 'private',
    grants: { secretary: 'duty', principal: 'duty', supervisor: 'duty', office: 'duty' },
  },
  意见核实: { where: 'private', grants: { supervisor: 'duty', office: 'duty' } },
  // Whoever answers for the branch has seen whether it was done.
  补学核实: { where: 'private', grants: { secretary: 'duty', principal: 'duty', office: 'own' } },
  反馈: { where: 'private', grants: { ...HANDLERS, office: 'own' } },
  销号: { where: 'private', grants: { ...HANDLERS, office: 'duty' } },
  // Lists are for the whole branch to see; what is said on them, for those who answer for the unit.
  回头看: { where: 'any', grants: { anyone: 'branch', ...READERS } },
  查漏补缺: { where: 'any', grants: { anyone: 'branch', ...READERS } },
  自查: { where: 'any', grants: { anyone: 'branch', ...READERS } },
  自查登记: { where: 'any', grants: { ...HANDLERS, office: 'own' } },
  心愿: { where: 'any', grants: { anyone: 'branch', ...READERS } },
  立行立改: { where: 'any', grants: { anyone: 'branch', ...READERS } },
  建章立制: { where: 'any', grants: { anyone: 'branch', ...READERS } },
  事项: { where: 'any', grants: { anyone: 'branch', ...READERS } },
  事项登记: { where: 'any', grants: { ...HANDLERS, office: 'own' } },
  // What a supervisor noted about a unit is for the supervisor and the office.
  督导: { where: 'private', grants: { supervisor: 'duty', office: 'duty' } },
  督导记录: { where: 'private', grants: { supervisor: 'duty' } },
  催办: { where: 'any', grants: { supervisor: 'duty', office: 'duty' } },
  // More time, or asked no longer: on record and in everybody's figures, so the office alone.
  延期: { where: 'any', grants: { office: 'own' } },
  免除: { where: 'any', grants: { office: 'own' } },
  典型: { where: 'any', grants: { anyone: 'branch', ...READERS } },
  典型提名: { where: 'any', grants: { ...HANDLERS, office: 'own' } },
  典型表彰: { where: 'any', grants: { office: 'own' } },
  撤销: { where: 'any', grants: { anyone: 'self' } },
  撤销他人: { where: 'any', grants: { secretary: 'duty', office: 'duty' } },
  绑定: { where: 'group', grants: { secretary: 'duty', office: 'duty' } },
  // The digest as the unit's own group would read it; the office's is the county's.
  周报: { where: 'any', grants: { secretary: 'own', principal: 'own', office: 'own' } },
  周报发送: { where: 'any', grants: { office: 'own' } },
  // What may be asked about a unit anyway, in one file: each part of it goes by the rule of its own command, and into a group goes
  // nothing that is asked about in private.
  导出: { where: 'any', grants: READERS },
  未送达: { where: 'any', grants: { office: 'own' } },
  网页: { where: 'private', grants: { anyone: 'self' } },
  帮助: { where: 'any', grants: { anyone: 'self' } },
} as const satisfies Record<string, Rule>;

export type Action = keyof typeof ACCESS;

export const ruleOf = (action: Action): Rule => ACCESS[action];

/** Whether the person may do this to the unit. Own affairs need no unit: they are allowed by {@link mayForSelf}. */
export function may(person: Person, action: Action, unit: UnitId, roster: Roster): boolean {
  const { grants } = ruleOf(action);
  if (grants.anyone === 'branch' && person.home === unit) return true;
  return person.duties.some((duty) => {
    const reach = grants[granteeOf(duty.role)];
    if (reach === 'own') return duty.unit === unit;
    return reach === 'duty' && roster.within(unit, duty.unit);
  });
}

/** Whether the person may do this about themselves. */
export function mayForSelf(action: Action): boolean {
  return ruleOf(action).grants.anyone === 'self';
}

/** Whether there is any unit the person may do this to: decides what the help shows. */
export function mayAnywhere(person: Person, action: Action): boolean {
  const { grants } = ruleOf(action);
  return (
    grants.anyone !== undefined || person.duties.some(({ role }) => grants[granteeOf(role)] !== undefined)
  );
}
