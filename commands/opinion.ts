import { wordsOf } from '../src/dialogue/arguments.ts';
import type { Command, Context, Decision } from '../src/dialogue/command.ts';
import { fileAnonymously, fileByName } from '../src/dialogue/opinions/file.ts';
import { follow, rate } from '../src/dialogue/opinions/follow.ts';
import { readNumber } from '../src/dialogue/opinions/rights.ts';
import { showBraided, showList, showMine, showOne } from '../src/dialogue/opinions/show.ts';
import { assign, decideTopic, report, sendUp } from '../src/dialogue/opinions/sort.ts';

type Sub = (context: Context, rest: string) => Decision;

/**
 * Words that are never the beginning of an opinion: a receipt word that was mistyped behind one of them must not end up on
 * record together with a name.
 */
const ALWAYS: ReadonlyMap<string, Sub> = new Map<string, Sub>(
  Object.entries({
    匿名: fileAnonymously,
    匿名意见: fileAnonymously,
    实名: (context, rest) => fileByName(context, rest, true),
    查询: follow,
    评价: rate,
  }),
);

/** Words that mean this only in front of a number. */
const BEFORE_NUMBER: ReadonlyMap<string, Sub> = new Map<string, Sub>(
  Object.entries({
    转: assign,
    转办: assign,
    上报: sendUp,
    定: decideTopic,
    定性: decideTopic,
  }),
);

/** Words that mean this only where nothing but a unit or a page follows. */
const ALONE: ReadonlyMap<string, Sub> = new Map<string, Sub>(
  Object.entries({
    列表: (context, rest) => showList(context, wordsOf(rest)),
    梳辫子: (context, rest) => showBraided(context, wordsOf(rest)),
  }),
);

/** Opinions: raised by name or without one, gathered, given to units, followed and rated. */
export const opinion: Command = {
  name: '意见',
  aliases: ['yj', 'opinion', '提意见', '建议'],
  summary: '提意见（可匿名），查处理情况',
  isConfidential: true,
  examples: [
    ['/意见 办事窗口中午没有人', '实名提意见，原话登记'],
    ['/意见 匿名 办事窗口中午没有人', '不留姓名，给您一个回执词'],
    ['/意见 查询 回执词', '凭回执词看处理情况'],
    ['/意见 评价 回执词 满意', '对答复评价，也可写 不满意'],
    ['/意见 座谈会 老同志 问怨 原话……', '登记座谈、走访中听到的意见'],
    ['/意见 3821', '看一条意见（书记、督导组、活动办）'],
    ['/意见 梳辫子', '把相近的意见放在一起看'],
    ['/意见 转 3821 县卫生局', '活动办转给有关单位；上报写 /意见 上报 3821'],
    ['/意见 定 3821 官僚主义', '定是四风哪一类，或 工作'],
  ],
  decide(context, rest) {
    const [whole = '', first = ''] = /^([^\s:：，,。-]+)[\s:：，,。-]*/u.exec(rest) ?? [];
    const behind = rest.slice(whole.length);
    const glued = /^匿名(?=.)/u.exec(first);
    if (glued && !ALWAYS.has(first)) return fileAnonymously(context, rest.slice(glued[0].length));
    const always = ALWAYS.get(first);
    if (always) return always(context, behind);
    if (rest === '' || rest === '查看') return showMine(context);
    if (rest === '报送') return report(context);
    const number = readNumber(rest);
    if (number?.rest === '') return showOne(context, number.number);
    const numbered = BEFORE_NUMBER.get(first);
    if (numbered && readNumber(behind)) return numbered(context, behind);
    const alone = ALONE.get(first);
    if (alone && wordsOf(behind).length <= 2) return alone(context, behind);
    return fileByName(context, rest, false);
  },
};
