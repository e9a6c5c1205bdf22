import { pipelineOf } from '../src/dialogue/follow-ups/pipeline-command.ts';

/** Faults found, put right at once, and shown to the people. */
export const fixAtOnce = pipelineOf({
  name: '立行立改',
  aliases: ['lxlg', 'fix', '即知即改'],
  summary: '登记立行立改的事项，按期改好并公示',
  examples: [
    ['/立行立改 中午窗口没人 孙晓燕 3月20日', '登记一件，写明责任人和完成日期'],
    ['/立行立改', '看编号和办到哪一步'],
    ['/立行立改 2 整改 已安排轮值', '第2件到了哪一步'],
  ],
});
