import { describe, expect, it } from 'vitest';
import { actionsIn, type OpinionAction, STAGES, type Stage } from '../../src/progress/opinion-stages.ts';
import { inside } from '../pages/support.ts';
import type { County } from '../support/county.ts';
import { openPagesCounty } from '../support/pages.ts';
import { numberIn } from './support.ts';

/** The office; of 县图书馆 the principal, the supervisor, and a member who gathered the opinion there. */
const WHO = {
  office: 'wanglihua',
  principal: 'shuiqingyang',
  supervisor: 'jinxin',
  gatherer: 'panxiaohui',
} as const;
type Who = keyof typeof WHO;

type Step = readonly [who: Who, text: string] | { readonly days: number };

const ASSIGNED: readonly Step[] = [['office', '/意见 转 # 县图书馆']];
const CLAIMED: readonly Step[] = [...ASSIGNED, ['principal', '/认领 #']];
const PLANNED: readonly Step[] = [...CLAIMED, ['principal', '/整改 # 窦文静 2015-01-31 合并表格']];
const RECTIFIED: readonly Step[] = [...PLANNED, ['principal', '/整改 # 完成 已合并']];
const CHECKED: readonly Step[] = [...RECTIFIED, ['supervisor', '/核实 # 通过']];
const ANSWERED: readonly Step[] = [...CHECKED, ['principal', '/反馈 # 只填一张表']];
const RATED: readonly Step[] = [...ANSWERED, ['gatherer', '/意见 评价 # 满意']];

/** How an opinion comes to each stage. */
const WAYS: Readonly<Record<Stage, readonly Step[]>> = {
  unassigned: [],
  'sent-up': [['office', '/意见 上报 #']],
  assigned: ASSIGNED,
  claimed: CLAIMED,
  reopened: [...ANSWERED, ['gatherer', '/意见 评价 # 不满意']],
  planned: PLANNED,
  late: [...CLAIMED, ['principal', '/整改 # 窦文静 今天 合并表格'], { days: 1 }],
  rectified: RECTIFIED,
  checked: CHECKED,
  answered: ANSWERED,
  rated: RATED,
  promised: [...CLAIMED, ['principal', '/销号 # 计划 2015-01-31 列入改造']],
  lapsed: [...CLAIMED, ['principal', '/销号 # 计划 明天 列入改造'], { days: 2 }],
  closed: [...RATED, ['principal', '/销号 #']],
};

interface Act {
  readonly typed: string;
  /** The buttons that do the same, with what is filled in. */
  readonly buttons: Readonly<Record<string, readonly string[]>>;
}

const ACTS: Readonly<Record<OpinionAction, Act>> = {
  转办: { typed: '/意见 转 # 县教育局', buttons: { 转办: ['县教育局'], 改转: ['县教育局'] } },
  上报: { typed: '/意见 上报 #', buttons: { 上报市活动办: [] } },
  定类别: { typed: '/意见 定 # 官僚主义', buttons: { 定类别: ['官僚主义'] } },
  报送: { typed: '/意见 报送', buttons: { 一并报送督导组: [] } },
  认领: { typed: '/认领 #', buttons: { 认领: [] } },
  四定: {
    typed: '/整改 # 窦文静 2015-01-31 换新表',
    buttons: { 四定: ['douwenjing', '2015-01-31', '换新表'] },
  },
  记进展: { typed: '/整改 # 进展 新表已印', buttons: { 记进展: ['新表已印'] } },
  整改完成: { typed: '/整改 # 完成 已合并', buttons: { 整改完成: ['已合并'] } },
  核实: { typed: '/核实 # 通过', buttons: { 核实通过: [], 核实不通过: ['旧表还在用'] } },
  反馈: { typed: '/反馈 # 只填一张表', buttons: { 答复: ['只填一张表'] } },
  评价: { typed: '/意见 评价 # 满意', buttons: { '评价：满意': [], '评价：不满意': ['还是老样子'] } },
  销号: { typed: '/销号 #', buttons: { 销号: [] } },
  按计划销号: {
    typed: '/销号 # 计划 2015-01-31 列入改造',
    buttons: { 按计划销号: ['2015-01-31', '列入改造'] },
  },
};

const isStage = (name: string): name is Stage => name in STAGES;
const isAction = (name: string): name is OpinionAction => name in ACTS;
const isWho = (name: string): name is Who => name in WHO;

/** An opinion that was gathered and has come to the stage. */
async function opinionAt(county: County, stage: Stage): Promise<string> {
  const number = numberIn(await county.whispers(WHO.gatherer, '/意见 座谈会 问怨 借书要填三张表'));
  for (const step of WAYS[stage]) {
    county.minutesPass(1);
    if ('days' in step) county.clock.advance(step.days * 86_400_000);
    else expect(await county.whispers(WHO[step[0]], step[1].replace('#', number))).toContain('✅');
  }
  county.minutesPass(1);
  return number;
}

describe.each(Object.keys(STAGES).filter(isStage))('an opinion that is %s', (stage) => {
  it('can be dealt with as its page offers, by exactly those to whom it offers that, and as the table says', async () => {
    const county = await openPagesCounty();
    const pageOf = async (who: Who, number: string) => {
      const visitor = await inside(county, WHO[who]);
      return { visitor, page: await visitor.get(`/p/opinions/${number}`) };
    };
    let number = await opinionAt(county, stage);
    const offered = new Set<OpinionAction>();
    for (const who of Object.keys(WHO).filter(isWho)) {
      const { page } = await pageOf(who, number);
      expect(page.text).toContain(STAGES[stage].title);
      for (const action of Object.keys(ACTS).filter(isAction)) {
        const { typed, buttons } = ACTS[action];
        const shown = Object.keys(buttons).filter((button) => page.html.includes(`>${button}</button>`));
        for (const button of shown) {
          const { visitor, page: own } = await pageOf(who, number);
          const done = await visitor.press(own, button, buttons[button]);
          expect([who, button, (await visitor.get(done.location)).text]).toEqual([
            who,
            button,
            expect.stringContaining('✅'),
          ]);
          offered.add(action);
          number = await opinionAt(county, stage);
        }
        if (shown.length > 0) continue;
        const reply = await county.whispers(WHO[who], typed.replace('#', number));
        expect([who, action, reply]).toEqual([who, action, expect.not.stringContaining('✅')]);
      }
    }
    expect([...offered].sort()).toEqual([...actionsIn(stage)].sort());
    county.ignorePosts();
  });
});
