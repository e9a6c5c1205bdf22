import { callOff, close, open } from '../src/dialogue/appraisal/organise.ts';
import { overview, results } from '../src/dialogue/appraisal/show.ts';
import { vote } from '../src/dialogue/appraisal/vote.ts';
import { type Command, type Context, type Decision, Refusal } from '../src/dialogue/command.ts';

const PARTS: ReadonlyMap<string, (context: Context, rest: string) => Decision> = new Map([
  ['开始', open],
  ['发起', open],
  ['结束', close],
  ['收票', close],
  ['作废', callOff],
  ['结果', results],
]);

/** Secret ballots on a unit's leadership and leaders: held by its supervisors or the office, cast in private. */
export const appraisal: Command = {
  name: '评议',
  aliases: ['py', 'appraise', '民主评议', '测评', '投票'],
  summary: '民主评议，不记名投票',
  examples: [
    ['/评议', '看您可以投哪些票，怎么投'],
    ['/评议 县教育局 好', '对领导班子投票，不记名，投出不能改'],
    ['/评议 县教育局 陈建国 较好 官僚主义 一般 意见 会议太多', '对一个人投票，可写四风方面和意见'],
    ['/评议 开始 县教育局 服务对象：张三、李四', '督导组、活动办开始评议，点名的评议人员写在后面'],
    ['/评议 结束 县教育局', '收票、计票；票数不够不计'],
    ['/评议 结果 县教育局', '看结果，后面可写姓名或 意见'],
    ['/评议 作废 县教育局 原因', '不计票，整个作废'],
  ],
  isUsed: ({ appraisal: rules }) => rules !== null,
  decide(context, rest) {
    const { say, place, campaign } = context;
    if (!campaign.appraisal) throw new Refusal(say('appraisal.none'));
    if (place === 'group') throw new Refusal(say(rest === '' ? 'appraisal.private' : 'appraisal.group-saw'));
    if (rest === '') return overview(context);
    const [whole = '', first = ''] = /^([^\s:：，,。]+)[\s:：，,。]*/u.exec(rest) ?? [];
    const part = PARTS.get(first);
    return part ? part(context, rest.slice(whole.length)) : vote(context, rest);
  },
};
