import { describe, expect, it } from 'vitest';
import type { Duty, RosterData, UnitId } from '../../src/roster/roster.ts';
import { openDeeds } from './county.ts';

describe('/联系点', () => {
  it('is met between two and three, says so when there are more, and lets it be put right', async () => {
    const county = await openDeeds();
    const first = await county.whispers('shuiqingyang', '/联系点 图书馆');
    expect(first).toContain('已1/2–3个，还差1个');
    expect(await county.whispers('shuiqingyang', '/联系点 县教育局、清源镇')).toContain('全覆盖：已完成');
    county.minutesPass(1);
    const over = await county.whispers('shuiqingyang', '/联系点 卫生局');
    expect(over).toContain('已4个，多于最多的3个');
    expect(await county.whispers('shuiqingyang', '/进度 我')).toContain('多于最多的3个');
    await county.whispers('shuiqingyang', '/撤销 联系点');
    expect(await county.whispers('shuiqingyang', '/进度 我')).toContain('✅ 每人2至3个联系点');
  });

  it('asks whoever has room for one more until together they cover all', async () => {
    const county = await openDeeds();
    await county.whispers('shuiqingyang', '/联系点 县图书馆 清源镇');
    const two = await county.whispers('douwenjing', '/联系点 县图书馆 清源镇');
    expect(two).toContain('已2/3个，还差1个');
    expect(two).toContain('还没有登记的：县教育局、县卫生局');
    await county.whispers('shuiqingyang', '/联系点 县教育局');
    await county.whispers('douwenjing', '/联系点 县卫生局');
    for (const leader of ['shuiqingyang', 'douwenjing'])
      expect(await county.whispers(leader, '/联系点')).toContain('全覆盖：已完成');
    expect(await county.whispers('zhangliqun', '/联系点')).toContain('还差2个');
  });

  it('counts one study and one life meeting there, not two studies', async () => {
    const county = await openDeeds();
    await county.whispers('chenjianguo', '/联系点 县图书馆 集体学习');
    const twice = await county.whispers('chenjianguo', '/联系点 清源镇 集体学习');
    expect(twice).toContain('已1/2样');
    expect(twice).toContain('还没有：民主生活会');
    expect(await county.whispers('chenjianguo', '/联系点 县图书馆 民主生活会 提了三条意见')).toContain(
      '一次：已完成',
    );
  });

  it('counts opinions gathered there, by any of its names', async () => {
    const county = await openDeeds();
    const plain = await county.whispers('machangqing', '/联系点 县图书馆');
    expect(plain).toContain('做了什么，写在后面：集体学习、民主生活会、听取意见');
    expect(plain).toContain('到联系点听取意见：还差1次');
    expect(await county.whispers('machangqing', '/联系点 县图书馆 听意见')).toContain('听取意见：已完成');
  });
});

describe('/谈话', () => {
  it('is for supervisors, in private, about the units they are assigned to', async () => {
    const county = await openDeeds({ bound: ['health', 'education1'] });
    expect(await county.whispers('zhaolei', '/谈话 班子成员 1号')).toContain('由督导登记');
    expect(await county.says('jinxin', 'health', '/谈话')).toContain('请私聊我');
    const open = await county.whispers('jinxin', '/谈话');
    expect(open).toContain('还差5人');
    expect(open).toContain('县教育局班子成员1-2号');
    expect(await county.whispers('zhenghaitao', '/谈话')).not.toContain('班子成员1');
    expect(await county.whispers('zhenghaitao', '/谈话 县图书馆 班子成员 1号')).toContain('没有登记');
  });

  it('does not guess whose number one is meant', async () => {
    const county = await openDeeds();
    const reply = await county.whispers('jinxin', '/谈话 班子成员 1号');
    expect(reply).toContain('不止一处，没有登记');
    expect(reply).toContain('县图书馆班子成员1号、县教育局班子成员1号');
    expect(await county.whispers('jinxin', '/谈话 图书馆 班子成员 1-2号 谈了一小时')).toContain('已2/5人');
    await county.whispers('jinxin', '/谈话 老同志 1号');
    expect(await county.whispers('jinxin', '/谈话 县教育局班子成员1号 县教育局班子成员2号')).toContain(
      '名单：已完成',
    );
  });

  it('is shared by the supervisors of one unit', async () => {
    const county = await openDeeds({ roster: (data) => alsoSupervises(data, 'yanming', '县图书馆') });
    await county.whispers('yanming', '/谈话 班子成员 1-2号');
    await county.whispers('jinxin', '/谈话 老同志 1号');
    expect(await county.whispers('yanming', '/谈话')).toContain('名单：已完成');
    expect(await county.whispers('jinxin', '/谈话')).toContain('已3/5人');
  });

  it('stands in the supervisor’s own ledger and counts nothing for the unit', async () => {
    const county = await openDeeds();
    await county.whispers('jinxin', '/谈话 县图书馆 班子成员 1号');
    const { state } = county.stage.app.books;
    const units = state.authoredBy(state.deeds.doneAt('谈话', '县图书馆班子成员1号')[0]?.person ?? never());
    expect(units.map(({ unit }) => unit)).toEqual(['县卫生局/机关支部']);
  });
});

describe('/党课, /联系企业 and /结对', () => {
  it('count a lecture for whoever gave it', async () => {
    const county = await openDeeds();
    expect(await county.whispers('sunxiaoyan', '/党课 走好群众路线')).toContain('由班子成员登记');
    expect(await county.whispers('shuiqingyang', '/党课')).toContain('为基层讲1次党课：还差1次');
    const reply = await county.whispers('shuiqingyang', '/党课 《走好群众路线》 今天 河东村');
    expect(reply).toContain('**走好群众路线**');
    expect(reply).toContain('讲1次党课：已完成');
    expect(await county.whispers('zhangliqun', '/党课')).toContain('还差1次');
  });

  it('count an enterprise once, and take more than two for a slip', async () => {
    const county = await openDeeds();
    await county.whispers('shuiqingyang', '/联系企业 清源竹业');
    expect(await county.whispers('shuiqingyang', '/联系企业 清源竹业 又去了一次')).toContain(
      '联系1至2家企业：已完成',
    );
    await county.whispers('shuiqingyang', '/联系企业 云溪茶厂');
    expect(await county.whispers('shuiqingyang', '/联系企业 南山水泥')).toContain('已3家，多于最多的2家');
  });

  it('take a household by village and number, and are advice only', async () => {
    const county = await openDeeds();
    expect(await county.whispers('machangqing', '/结对 河东村 老李')).toContain('不写姓名');
    expect(await county.whispers('machangqing', '/结对')).toContain('还差1户（通知没有写日期）（提倡）');
    expect(await county.whispers('machangqing', '/结对 河东村 12户')).toContain('每人结对农户：已完成');
  });
});

describe('commands a campaign has no use for', () => {
  it('are neither in the help nor of any effect', async () => {
    const county = await openDeeds();
    expect(await county.whispers('zhaolei', '/帮助')).not.toContain('谈话');
    expect(await county.whispers('jinxin', '/帮助')).toContain('/谈话');
  });
});

function alsoSupervises(data: RosterData, account: string, unit: string): RosterData {
  const duty: Duty = { role: 'supervisor', unit: unit as UnitId };
  const people = data.people.map((each) =>
    each.id === account ? { ...each, duties: [...each.duties, duty] } : each,
  );
  return { ...data, people };
}

function never(): never {
  throw new Error('nobody has logged it');
}
