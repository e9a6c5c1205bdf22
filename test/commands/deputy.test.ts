import { describe, expect, it } from 'vitest';
import type { RosterData, UnitId } from '../../src/roster/roster.ts';
import { talk } from './talk.ts';

/** 赵磊 is the deputy of the first branch. */
const withDeputy = (data: RosterData): RosterData => ({
  ...data,
  people: data.people.map((person) =>
    person.id === 'zhaolei'
      ? {
          ...person,
          duties: [...person.duties, { role: 'deputy', unit: '县教育局/机关第一支部' as UnitId }],
        }
      : person,
  ),
});

describe('a deputy', () => {
  it('does for the branch what the secretary does, and for no other branch', async () => {
    const county = await talk(['education1', 'education2'], { roster: withDeputy });
    expect(await county.says('zhaolei', 'education1', '/开会 讨论 三思三观')).toContain('已登记');
    expect(await county.says('zhaolei', 'education1', '/补签 孙晓燕')).toContain('已补签');
    county.later(190);
    expect(await county.says('zhaolei', 'education1', '/结束')).toContain('到会1/7人');
    expect(await county.whispers('zhaolei', '/存疑')).not.toContain('需要由');
    expect(await county.says('zhaolei', 'education2', '/开会 讨论')).toContain('或私聊我发 /开会');
  });

  it('is not who reminders are for', async () => {
    const county = await talk(['education1'], { roster: withDeputy });
    const { roster } = county.county.stage.app.outlook().progress;
    const unit = '县教育局/机关第一支部' as UnitId;
    expect(roster.holders('secretary', unit).map(({ id }) => id)).toEqual(['zhoumin']);
  });
});
