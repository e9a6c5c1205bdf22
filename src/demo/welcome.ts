import type { Person } from '../roster/roster.ts';
import type { Welcome } from '../simulator/page/page-server.ts';
import type { CountyGroup } from './county.ts';

/** What a visitor reads first: who they are, and a way through the story. */
export function welcome({ group }: CountyGroup, secretary: Person): Welcome {
  return {
    heading: '怎么玩：跟着导览看，或者自己动手',
    steps: [
      `您从${secretary.name}（书记）开始，在“${group.name}”里：点输入框上方的 /绑定。`,
      '点“/开会 讨论 三思三观 半天”，再在“我现在是”里换几个人，点卡片上的“签到”。',
      '点四次“+1 小时”，换回书记点 /结束：会说谁没到、还差什么。',
      '点“到下一次提醒”“到周五周报”：看机器人什么时候、在哪个群主动说话。',
    ],
  };
}
