import { pipelineOf } from '../src/dialogue/follow-ups/pipeline-command.ts';

/** Wishes of villages that a unit has claimed and fulfils by a day. */
export const wish = pipelineOf({
  name: '心愿',
  aliases: ['xy', 'wish', '村心愿'],
  summary: '认领村里的心愿，按期办成',
  examples: [
    ['/心愿 河东村修水渠 目标：水到地头 孙晓燕 4月20日', '认领一件，写明目标、责任人和完成日期'],
    ['/心愿', '看编号和办到哪一步'],
    ['/心愿 3 完成 已经通水', '第3件办成了'],
    ['/心愿 日历', '按日期看'],
  ],
});
