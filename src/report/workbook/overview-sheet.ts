import { dueInWords } from '../../campaign/deadline-words.ts';
import { type Dues, duesOf, isOverdue } from '../../progress/dues.ts';
import { type Asked, COUNTERS } from './answers.ts';
import { type Brief, momentOf, titleOf, todayOf } from './brief.ts';
import { filled, type Table, type Told, told } from './table.ts';
import type { Cell } from './workbook.ts';

/** Every requirement with how many have met it and how many have not. */
export function overviewSheet(brief: Brief, asked: readonly Asked[], left: readonly string[]): Table {
  const { say, progress, unit } = brief;
  return {
    name: '总览',
    title: `${titleOf(brief, unit)}　${progress.campaign.title}`,
    notes: [
      say('workbook.as-of', { moment: momentOf(brief, brief.now) }),
      say('workbook.meaning'),
      say('workbook.order'),
      ...left,
    ],
    ...filled(columnsOf(brief), asked.map(countedOf)),
    empty: say('workbook.nothing-asked'),
    fixed: 2,
    expendable: false,
  };
}

interface Counted extends Asked {
  readonly number: number;
  readonly met: number;
  readonly unmet: number;
  readonly begun: number;
  readonly idle: number;
  readonly waived: number;
  readonly dues: Dues;
}

function countedOf({ requirement, answers }: Asked, index: number): Counted {
  const standings = answers.map(({ standing }) => standing);
  const met = standings.filter(({ status }) => status === 'met').length;
  const behind = standings.filter(({ status }) => status === 'unmet');
  const begun = behind.filter(({ have }) => have > 0).length;
  const waived = standings.filter((each) => each.waived !== undefined).length;
  const [unmet, idle] = [behind.length, answers.length - met - behind.length - waived];
  const dues = duesOf(standings);
  return { requirement, answers, number: index + 1, met, unmet, begun, idle, waived, dues };
}

const columnsOf = (brief: Brief): Told<Counted>[] => [
  told('序号', 'count', 6, ({ number }) => number),
  told('要求', 'text', 38, ({ requirement }) => requirement.title),
  told('性质', 'text', 7, ({ requirement }) => (requirement.advisory ? '倡导' : '规定')),
  told('截止日期', 'day', 12, ({ dues }) => dues.shared?.day ?? null),
  told('期限', 'text', 24, ({ requirement, dues }) =>
    dueInWords(brief.say, requirement.due, dues.shared, todayOf(brief)),
  ),
  told('情况', 'text', 12, (counted) => stateOf(counted, isOverdue(counted.dues, todayOf(brief)))),
  told('完成率', 'percent', 9, ({ met, answers }) => met / answers.length),
  told('应完成', 'count', 9, ({ answers }) => answers.length),
  told('已完成', 'count', 9, ({ met }) => met),
  told('还没完成', 'count', 9, ({ unmet }) => unmet),
  told('其中做了一部分', 'count', 9, ({ begun }) => begun),
  told('暂时不用办', 'count', 9, ({ idle }) => idle),
  told('经同意免除', 'count', 9, ({ waived }) => waived),
  told('按什么数', 'text', 9, ({ requirement }) => COUNTERS[requirement.each]),
  told('依据', 'text', 34, ({ requirement }) => requirement.clause),
];

function stateOf({ unmet, idle, waived }: Counted, late: boolean): Cell {
  if (unmet > 0) return late ? { value: '过期还没齐', tone: 'late' } : { value: '正在进行', tone: 'partly' };
  if (idle > 0) return { value: '暂时不用办', tone: 'quiet' };
  return waived > 0 ? { value: '其余经同意免除', tone: 'quiet' } : { value: '全部完成', tone: 'met' };
}
