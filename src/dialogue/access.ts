import type { Person, Role, Roster, UnitId } from '../roster/roster.ts';

/**
 * How far a grant reaches. `self`: one's own affairs. `branch`: one's home branch. `own`: exactly the unit the role is held on.
 * `duty`: that unit and all below it.
 */
export type Reach = 'self' | 'branch' | 'own' | 'duty';

export interface Rule {
  /** Where it may be said: some answers are for one person's eyes only. */
  readonly where: 'any' | 'group' | 'private';
  readonly grants: Partial<Record<Role | 'anyone', Reach>>;
}

const READERS = {
  secretary: 'duty',
  leader: 'duty',
  principal: 'duty',
  supervisor: 'duty',
  office: 'duty',
} as const;

/**
 * Who may do what, where, and to whom: the only place where it is written. The office reads everything but writes only for
 * itself; supervisors read the units they are assigned to and write nothing.
 */
export const ACCESS = {
  帮助: { where: 'any', grants: { anyone: 'self' } },
  我的: { where: 'any', grants: { anyone: 'self' } },
  签到: { where: 'any', grants: { anyone: 'self' } },
  请假: { where: 'any', grants: { anyone: 'self' } },
  体会: { where: 'any', grants: { anyone: 'self' } },
  撤销: { where: 'any', grants: { anyone: 'self' } },
  撤销他人: { where: 'any', grants: { secretary: 'duty', office: 'own' } },
  绑定: { where: 'group', grants: { secretary: 'duty', office: 'duty' } },
  开会: { where: 'any', grants: { secretary: 'duty', office: 'own' } },
  结束: { where: 'any', grants: { secretary: 'duty', office: 'own' } },
  补签: { where: 'any', grants: { secretary: 'duty', office: 'own' } },
  口令: { where: 'private', grants: { secretary: 'duty', office: 'own' } },
  材料: { where: 'any', grants: { anyone: 'branch', secretary: 'duty', office: 'own' } },
  进度: { where: 'any', grants: { anyone: 'branch', ...READERS } },
  未签: { where: 'any', grants: READERS },
  名单: { where: 'any', grants: READERS },
  调阅: { where: 'private', grants: { anyone: 'self', secretary: 'duty', office: 'own' } },
  周报: { where: 'any', grants: { office: 'own' } },
  未送达: { where: 'any', grants: { office: 'own' } },
} as const satisfies Record<string, Rule>;

export type Action = keyof typeof ACCESS;

export const ruleOf = (action: Action): Rule => ACCESS[action];

/** Whether the person may do this to the unit. Own affairs need no unit: they are allowed by {@link mayForSelf}. */
export function may(person: Person, action: Action, unit: UnitId, roster: Roster): boolean {
  const { grants } = ruleOf(action);
  if (grants.anyone === 'branch' && person.home === unit) return true;
  return person.duties.some((duty) => {
    const reach = grants[duty.role];
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
  return grants.anyone !== undefined || person.duties.some((duty) => grants[duty.role] !== undefined);
}
