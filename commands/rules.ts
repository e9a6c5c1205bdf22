import { pipelineOf } from '../src/dialogue/follow-ups/pipeline-command.ts';

/** Rules of the house that are kept, dropped, mended or made. */
export const rules = pipelineOf({
  name: '建章立制',
  aliases: ['jzlz', 'rules', '制度'],
  summary: '登记制度的保留、废止、完善和新建',
  examples: [
    ['/建章立制 完善 公务接待制度 孙晓燕 4月30日', '登记一项，写明怎么处理、责任人和完成日期'],
    ['/建章立制', '看编号和办到哪一步'],
    ['/建章立制 1 完成 已经印发', '第1项办成了'],
  ],
});
