import type { Dice } from './dice.ts';
import type { Facts } from './facts.ts';
import type { Seen } from './seen.ts';

/** Something said where it can be said by somebody who may; `unit` is the group it is said in, null for in private. */
export interface Line {
  readonly from: string;
  readonly unit: string | null;
  readonly text: string;
}

const EDUCATION = '县教育局/机关第一支部';
const SECRETARY = 'zhoumin';
const PRINCIPAL = 'chenjianguo';
const OFFICE = 'wanglihua';
/** Supervises 县教育局 and 县图书馆. */
const SUPERVISOR = 'jinxin';

// What follows on each other in the sample county: of random words ballots and complaints would never come to their end. N is a number
// that was given out, R a receipt, P anybody.
const LINES: readonly (readonly [from: string, unit: string | null, text: string])[] = [
  [SECRETARY, EDUCATION, '/开会 讨论 三思三观 半天'],
  [SECRETARY, EDUCATION, '/开会 集中学习 明天上午 3小时'],
  [SECRETARY, EDUCATION, '/开会 动员大会 主持 陈建国 口令'],
  ['zhaolei', EDUCATION, '/签到'],
  ['sunxiaoyan', EDUCATION, '/签到 线上 职工代表'],
  [SECRETARY, EDUCATION, '/补签 钱永康 送学上门 原因 行动不便'],
  [SECRETARY, EDUCATION, '/结束'],
  [SECRETARY, EDUCATION, '/结束 3小时'],
  [
    'P',
    null,
    '/体会 三思三观 和群众的距离不在路上，在心里。入户时多坐一会儿，难事先记下来，当天能办的就办。',
  ],
  [SECRETARY, null, '/调阅 赵磊'],
  [SUPERVISOR, null, '/评议 开始 县教育局 服务对象：赵磊、孙晓燕'],
  ['chenjianguo', null, '/评议 县教育局 好'],
  ['P', null, '/评议 县教育局 较好 形式主义 一般'],
  ['P', null, '/评议 县教育局 陈建国 较好 奢靡之风 一般 意见 会议太多'],
  ['zhaolei', null, '/评议 县教育局 刘志强 差'],
  [SUPERVISOR, null, '/评议 结束 县教育局'],
  [SUPERVISOR, null, '/评议 结果 县教育局'],
  [SUPERVISOR, null, '/评议 结果 县教育局 意见'],
  ['P', null, '/意见 县教育局 办事窗口中午没有人，要跑两趟'],
  ['P', null, '/意见 匿名 县教育局 办事窗口中午没有人'],
  ['P', null, '/意见 座谈会 老同志 问怨 门难进脸难看事难办'],
  ['P', null, '/意见 N'],
  ['P', null, '/意见 查询 R'],
  ['P', null, '/意见 评价 R 不满意 还是老样子'],
  ['P', null, '/意见 评价 N 满意'],
  [OFFICE, null, '/意见 转 N 县教育局'],
  [OFFICE, null, '/意见 上报 N'],
  [OFFICE, null, '/意见 定 N 形式主义'],
  [OFFICE, null, '/意见 梳辫子'],
  [PRINCIPAL, null, '/认领 N N'],
  [PRINCIPAL, null, '/整改 N 赵磊 4月10日 增设午间值班窗口'],
  [PRINCIPAL, null, '/整改 N 进展 值班表已排好'],
  [PRINCIPAL, null, '/整改 N 完成 午间有人值班'],
  [SUPERVISOR, null, '/核实 N 通过'],
  [SUPERVISOR, null, '/核实 N 不通过 中午仍无人'],
  [PRINCIPAL, null, '/反馈 N 已经安排值班'],
  [PRINCIPAL, null, '/销号 N'],
  [PRINCIPAL, null, '/销号 N 计划 12月31日 列入明年改造项目'],
  [PRINCIPAL, null, '/报送 实施方案 三月学习，四月查摆，五月整改。'],
  [PRINCIPAL, null, '/报送 学习计划 人员：全体党员 时间：每周五'],
  [SUPERVISOR, null, '/审阅 1 同意'],
  [SUPERVISOR, null, '/审阅 2 退回 时间不具体'],
  [SUPERVISOR, null, '/审阅 3'],
  [SUPERVISOR, null, '/督导 县教育局 2 征求意见面还不够宽'],
  [SUPERVISOR, null, '/催办 县教育局 回头看'],
  [OFFICE, null, '/环节 同意 市委活动办批复'],
  [OFFICE, null, '/环节 推进'],
  [OFFICE, null, '/周报 发送'],
  [OFFICE, null, '/未送达'],
  [SECRETARY, EDUCATION, '/回头看 1是2否3是'],
  [SECRETARY, EDUCATION, '/心愿 修水渠 目标：水到地头 孙晓燕 4月20日'],
  [SECRETARY, EDUCATION, '/心愿 1 完成 已经通水'],
  [SECRETARY, EDUCATION, '/建章立制 完善 公务接待制度 孙晓燕 4月30日'],
  [SECRETARY, EDUCATION, '/典型 提名 孙晓燕 窗口十年无投诉'],
  [OFFICE, null, '/典型 表彰 1'],
  ['ludayong', null, '/走访 河东村 听了三件事'],
  ['ludayong', null, '/走访 计划 柳树湾村 3月20日'],
  ['liuzhiqiang', null, '/联系点 县图书馆 集体学习 3月4日'],
  [SUPERVISOR, null, '/谈话 县教育局 班子成员 1号'],
  [SECRETARY, null, '/存疑 1 已核实 当天确实学了'],
  ['P', null, '/撤销'],
  [SECRETARY, null, '/撤销 赵磊 误签'],
];

/** One of the lines, with what stands for something filled in. */
export function line(dice: Dice, { userids }: Facts, seen: Seen): Line {
  const [from, unit, text] = dice.pick(LINES);
  const anybody = dice.pick(userids);
  const filled = text.replace(/[NR]/g, (what) => (what === 'N' ? seen.number(dice) : seen.receipt(dice)));
  return { from: from === 'P' ? anybody : from, unit, text: filled };
}
