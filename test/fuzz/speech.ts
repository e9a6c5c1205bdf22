import type { Dice } from './dice.ts';
import { BOT_NAME, type Facts } from './facts.ts';
import { hostileText, spoiled } from './hostile.ts';
import type { Seen } from './seen.ts';

/** What somebody types: mostly a command with some sense in it, for that is where most of the code is. */
export function speech(dice: Dice, facts: Facts, seen: Seen): string {
  const said = dice.weighted(WAYS)(dice, facts, seen);
  return dice.chance(0.08) ? spoiled(said, dice) : said;
}

/** The same as it is typed in a group, with the bot mentioned one way or another. */
export const mentioned = (said: string, dice: Dice): string => dice.weighted(MENTIONS)(said);

type Way = (dice: Dice, facts: Facts, seen: Seen) => string;

const WAYS: readonly (readonly [number, Way])[] = [
  [40, example],
  [25, command],
  [10, longCommand],
  [6, (dice) => hostileText(dice)],
  [5, (dice, facts) => `${name(dice, facts).slice(1)}${dice.pick(['', '！', '。', '~', 'x'])}`],
  [4, (dice, facts, seen) => `/${word(dice, facts, seen)} ${word(dice, facts, seen)}`],
  [4, (dice, facts, seen) => words(dice, facts, seen, 12)],
];

/** An example of the help with some of its words exchanged. */
function example(dice: Dice, facts: Facts, seen: Seen): string {
  const [first = '', ...rest] = dice.pick(facts.examples).split(' ');
  const spoken = rest
    .map((each) => filled(each, dice, facts, seen))
    .flatMap((each) => {
      if (dice.chance(0.7)) return [each];
      return dice.pick([[], [word(dice, facts, seen)], [each, word(dice, facts, seen)]]);
    });
  return [first, ...spoken].join(' ');
}

/** What stands for something in an example is that something: a name, a number that was given out. */
function filled(word: string, dice: Dice, { names }: Facts, seen: Seen): string {
  const name = word.replace(/张三|李四/g, () => dice.pick(names));
  return name.replace(/^(?:\d{4}|回执词)$/, () => seen.word(dice));
}

function command(dice: Dice, facts: Facts, seen: Seen): string {
  return `${name(dice, facts)}${dice.pick([' ', ' ', ' ', '', '　', '\n', '：'])}${words(dice, facts, seen, 5)}`;
}

/** Essays, papers and opinions: a command with a long text behind it. */
function longCommand(dice: Dice, facts: Facts, seen: Seen): string {
  const sentence = `${words(dice, facts, seen, 8)}，${hostileText(dice)}。`;
  const text = sentence.repeat(dice.pick([1, 5, 40])).slice(0, dice.pick([300, 10_000, 30_000]));
  return `${dice.pick(LONG)} ${word(dice, facts, seen)} ${text}`;
}

const LONG = [
  '/体会 三思三观',
  '/报送 学习计划',
  '/意见',
  '/意见 匿名',
  '/材料 记录',
  '/材料 信息',
  '/心愿',
  '/督导',
  '/整改',
];

function name(dice: Dice, facts: Facts): string {
  const chosen = dice.pick(dice.pick(facts.commands));
  return (
    dice.pick(['/', '/', '/', '/', '／', '', '//', '/ ']) + dice.pick([chosen, chosen, chosen.toUpperCase()])
  );
}

const words = (dice: Dice, facts: Facts, seen: Seen, most: number): string =>
  Array.from({ length: dice.below(most + 1) }, () => word(dice, facts, seen)).join(
    dice.pick([' ', ' ', '、', '，', '\n', '']),
  );

function word(dice: Dice, facts: Facts, seen: Seen): string {
  return dice.weighted<() => string>([
    [8, () => dice.pick(facts.words)],
    [4, () => dice.pick(WORDS)],
    [3, () => dice.pick(DATES)],
    [3, () => String(dice.pick([0, 1, 2, 3, dice.below(20), dice.below(10_000), -1, 1e21, 2 ** 31]))],
    [4, () => seen.word(dice)],
    [1, () => hostileText(dice)],
  ])();
}

// What commands listen for besides the campaign's words.
const WORDS = [
  ...[
    '同意',
    '退回',
    '通过',
    '不通过',
    '完成',
    '进展',
    '计划',
    '匿名',
    '查询',
    '评价',
    '满意',
    '不满意',
    '转',
    '上报',
    '定',
  ],
  ...[
    '梳辫子',
    '开始',
    '结束',
    '结果',
    '作废',
    '口令',
    '主持',
    '联合',
    '原因',
    '发送',
    '提名',
    '表彰',
    '推进',
    '已核实',
    '重看',
  ],
  ...[
    '线上',
    '送学上门',
    '照片',
    '记录',
    '信息',
    '我',
    '是',
    '否',
    '1是2否3是',
    '日历',
    '撤回',
    '目标：',
    '服务对象：',
    '人员：',
  ],
];
const DATES = [
  ...[
    '今天',
    '昨天',
    '明天',
    '大后天',
    '上周五',
    '下周日',
    '周八',
    '3月12日',
    '2月30日',
    '13月1日',
    '0月0日',
    '5日',
    '99号',
  ],
  ...[
    '2014-03-05',
    '2014-02-29',
    '9999-12-31',
    '0000-00-00',
    '10000年1月1日',
    '3-5',
    '3/5',
    '3月10日到3月14日',
    '12月31日到1月1日',
  ],
  ...[
    '上午',
    '下午2点半',
    '25:61',
    '24点',
    '半天',
    '3小时',
    '0小时',
    '-3小时',
    '999999小时',
    '0.1天',
    '1.5小时',
    '三天',
    '九百分钟',
  ],
];

const MENTIONS: readonly (readonly [number, (said: string) => string])[] = [
  [8, (said) => `@${BOT_NAME} ${said}`],
  [1, (said) => `@${BOT_NAME}${said}`],
  [1, (said) => `${said} @${BOT_NAME}`],
  [1, (said) => `@${BOT_NAME}\u2005${said}`],
  [1, (said) => `@张三 @${BOT_NAME} ${said}`],
  [1, (said) => said],
];
