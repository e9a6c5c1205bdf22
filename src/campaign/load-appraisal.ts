import type { Role } from '../roster/roster.ts';
import { parseDuration, type StudyDay } from '../time/duration.ts';
import type { AppraisalRules, VoterGroup } from './appraisal.ts';
import { type CampaignFile, ROLE_WORDS } from './schema.ts';

type Tell = (path: readonly PropertyKey[], problem: string, allowed: string) => void;

/** Words that `/评议` itself understands. */
const RESERVED: ReadonlySet<string> = new Set([
  ...['开始', '结束', '作废', '结果', '意见', '评议对象', '对象', '班子', '领导班子'],
]);

/** The rules for secret ballots; null where the campaign has none. Every word may mean one thing only. */
export function loadAppraisal(data: CampaignFile, studyDay: StudyDay, mistake: Tell): AppraisalRules | null {
  refuseWithoutRules(data, mistake);
  const { appraisal } = data;
  if (!appraisal) return null;
  const seen = new Set<string>();
  for (const list of ['choices', 'aspects', 'groups'] as const)
    for (const [index, { name, also }] of appraisal[list].entries())
      for (const word of [name, ...also]) {
        const path = ['appraisal', list, index];
        if (RESERVED.has(word)) mistake(path, `“${word}”是指令用的词`, '换一个说法');
        else if (/\s/.test(word)) mistake(path, `“${word}”里有空格`, '写成一个词');
        else if (seen.has(word)) mistake(path, `“${word}”写了两次`, '每个词只能有一个意思');
        seen.add(word);
      }
  return {
    choices: appraisal.choices,
    aspects: appraisal.aspects,
    groups: appraisal.groups.map((raw, index) => groupOf(raw, index, mistake)),
    least: appraisal.least,
    leastGroup: appraisal.least_group,
    ahead: appraisal.ahead === undefined ? 0 : (parseDuration(appraisal.ahead, studyDay) ?? 0),
  };
}

type GroupFile = NonNullable<CampaignFile['appraisal']>['groups'][number];

function groupOf({ name, also, from, category, role }: GroupFile, index: number, mistake: Tell): VoterGroup {
  const path = ['appraisal', 'groups', index];
  if (from === 'named' && role.length > 0)
    mistake(
      [...path, 'role'],
      '开评时点名的人不按角色算',
      '删去 role，或写 from: unit（本单位的人）、from: others（其他单位的人）',
    );
  if (from !== 'others' && category.length > 0)
    mistake([...path, 'category'], '类别只用来挑其他单位', '删去 category，或写 from: others');
  const roles = role.flatMap((word, at): Role[] => {
    const found = Object.entries(ROLE_WORDS).find(([known]) => known === word)?.[1];
    if (!found) mistake([...path, 'role', at], `没有“${word}”这种角色`, Object.keys(ROLE_WORDS).join('、'));
    return found ? [found] : [];
  });
  return { name, also, from, category, role: roles };
}

/** A requirement that waits for a ballot needs rules by which it is held. */
function refuseWithoutRules({ appraisal, requirements }: CampaignFile, mistake: Tell): void {
  for (const [index, { measure }] of requirements.entries())
    if (measure === 'appraisal' && !appraisal)
      mistake(['requirements', index, 'measure'], '没有写怎样评议', '加上 appraisal 一节，至少写 groups');
}
