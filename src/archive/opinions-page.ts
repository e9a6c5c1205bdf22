import { WORK } from '../campaign/opinions.ts';
import { type Opinion, raisedOn, stageOf, topicOf } from '../progress/opinion.ts';
import { STAGES } from '../progress/opinion-stages.ts';
import { escaped } from '../wording/markup.ts';
import { type ArchiveBrief, titleOf } from './brief.ts';
import { factsOf, pageOf, paragraph } from './html.ts';

/** Opinions given to the unit or one below it, or gathered there, with their course. Nothing of who raised them. */
export function opinionsPage(brief: ArchiveBrief): string {
  const all = brief.progress.state.opinions.all().filter((opinion) => isToldIn(brief, opinion));
  return pageOf(
    '意见与整改',
    all.length === 0 ? [paragraph('没有意见。')] : all.flatMap((opinion) => courseOf(brief, opinion)),
  );
}

/** Anonymous ones only when their day is over, as everywhere: nobody shall see when one came. */
export function isToldIn({ progress: { zone }, rights, until }: ArchiveBrief, opinion: Opinion): boolean {
  const { unit, source, gatheredIn, raised } = opinion;
  if ('day' in raised && raised.day >= zone.dayOf(until)) return false;
  if (rights.own) return true;
  if (unit !== null && rights.covers(unit)) return true;
  return source !== null && gatheredIn !== null && rights.covers(gatheredIn);
}

function courseOf(brief: ArchiveBrief, opinion: Opinion): string[] {
  const { progress, until } = brief;
  const { roster, zone } = progress;
  const { claim, plan, rectified, check, closed, lastAnswer, sentUp, unit } = opinion;
  const answer = opinion.answer ?? lastAnswer?.answer ?? null;
  const rating = opinion.rating ?? lastAnswer?.rating ?? null;
  const steps: readonly (readonly [string, string | null])[] = [
    ['收到', raisedOn(opinion, zone)],
    ['怎么来的', opinion.by === null ? '匿名' : (opinion.source ?? '实名')],
    ['类别', topicOf(opinion) ?? WORK],
    ['对照问题', opinion.problem],
    ['承办', sentUp ? `上报${sentUp.to}` : unit === null ? null : titleOf(brief, unit)],
    ['认领', claim && zone.dayOf(claim.at)],
    [
      '整改计划',
      plan && `${plan.measure}（责任人 ${roster.nameOf(plan.person)}，${plan.from} 至 ${plan.limit}）`,
    ],
    ['进展', opinion.progress.map(({ at, text }) => `${zone.dayOf(at)} ${text}`).join('\n') || null],
    ['整改完成', rectified && `${zone.dayOf(rectified.at)} ${rectified.text}`],
    ['核实', check && `${zone.dayOf(check.at)} ${check.passed ? '通过' : '不通过'} ${check.text ?? ''}`],
    ['答复', answer && `${zone.dayOf(answer.at)} ${answer.text}`],
    ['评价', rating && `${rating.satisfied ? '满意' : '不满意'} ${rating.text ?? ''}`],
    [
      '销号',
      closed &&
        `${zone.dayOf(closed.at)} ${closed.plan ? `${closed.plan.text}，${closed.plan.until} 前` : ''}`,
    ],
    ['现在', STAGES[stageOf(opinion, zone.dayOf(until))].title],
  ];
  return [
    `<h2>${escaped(`${opinion.number} 号`)}</h2>`,
    paragraph(opinion.text),
    factsOf(['步骤', '内容'], steps),
  ];
}
