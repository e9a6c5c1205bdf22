import { describe, expect, it } from 'vitest';
import type { County } from '../support/county.ts';
import { openPapers, PLAN } from '../support/papers.ts';

/** Only the library is asked, so that one unit's papers are all there is. */
const openLibrary = (): Promise<County> =>
  openPapers({ campaign: (text) => text.replaceAll('[事业单位, 机关]', '[事业单位]') });

/** Sends a document and has it agreed to; the number is the one it will be registered under. */
async function approve(county: County, type: string, number: number): Promise<void> {
  await county.says('douwenjing', 'library', `/报送 ${type} ${PLAN}第${number}稿。`);
  expect(await county.whispers('jinxin', `/审阅 ${number} 同意`)).toContain('已同意');
  county.ignorePosts();
}

describe('a phase', () => {
  it('does not end while a document it depends on is not approved, nor before the level above agrees', async () => {
    const county = await openLibrary();
    await approve(county, '实施方案', 1);
    await county.says('douwenjing', 'library', `/报送 讲话稿 ${PLAN}`);
    await county.whispers('jinxin', '/审阅 2 退回 空话多');
    county.ignorePosts();

    const refused = await county.says('wanglihua', 'office', '/环节 推进');
    expect(refused).toContain('还不能结束“学习教育、听取意见”');
    expect(refused).toContain('县图书馆：“动员讲话”第1版被退回：空话多');
    expect(refused).toContain(
      '县图书馆：“阶段总结”还没有报送（发 /报送 阶段总结）（依据：测试〔2014〕1号 六（四））',
    );
    expect(refused).toContain('上级同意：收到后发 /环节 同意');

    await approve(county, '动员讲话', 3);
    await approve(county, '阶段总结', 4);
    expect(await county.says('wanglihua', 'office', '/环节')).toContain(
      '“阶段总结”第1版已报送，等活动办审阅',
    );
    await county.whispers('wanglihua', '/审阅 4 同意');
    county.ignorePosts();
    const waiting = await county.says('wanglihua', 'office', '/环节 推进');
    expect(waiting).not.toContain('县图书馆');
    expect(waiting).toContain('上级同意');

    expect(await county.says('wanglihua', 'office', '/环节 同意')).toContain('请写明是谁');
    expect(await county.says('wanglihua', 'office', '/环节 同意 市委活动办3月28日批复')).toContain('已记下');
    expect(await county.says('wanglihua', 'office', '/环节')).toContain('条件已经具备');
    expect(await county.says('wanglihua', 'office', '/环节 推进')).toContain('转入“整改落实”');
    const now = await county.says('panxiaohui', 'library', '/环节');
    expect(now).toContain('✅ 学习教育、听取意见（3月3日结束）');
    expect(now).toContain('▶️ **整改落实**（当前）：整改会');

    county.minutesPass(1);
    expect(await county.says('wanglihua', 'office', '/撤销 环节')).toContain(
      '“学习教育、听取意见”仍是当前环节',
    );
    expect(await county.says('panxiaohui', 'library', '/环节')).toContain('▶️ **学习教育、听取意见**');
    expect(await county.says('wanglihua', 'office', '/撤销 环节同意')).toContain('上级同意的登记');
    expect(await county.says('wanglihua', 'office', '/环节 推进')).toContain('上级同意');
  });

  it('is ended by the office alone; everybody sees which one it is', async () => {
    const county = await openLibrary();
    for (const unit of ['douwenjing', 'shuiqingyang', 'panxiaohui']) {
      expect(await county.says(unit, 'library', '/环节')).toContain('▶️ **学习教育、听取意见**（当前）');
      expect(await county.says(unit, 'library', '/环节')).not.toContain('还差：');
      expect(await county.says(unit, 'library', '/环节 推进')).toContain('需要由');
    }
    expect(await county.whispers('jinxin', '/环节 同意 市委')).toContain('需要由');
  });

  it('ends when the office says so where nobody above has to agree, and the last one ends the campaign', async () => {
    const county = await openPapers({
      campaign: (text) =>
        text
          .replace('requires: [plan-review, stage-summary]', 'requires: []')
          .replace('consent: above', 'consent: office'),
    });
    expect(await county.says('wanglihua', 'office', '/环节 同意 市委')).toContain('由活动办自己决定');
    await county.says('wanglihua', 'office', '/环节 推进');
    expect(await county.says('wanglihua', 'office', '/环节 下一环节')).toContain('全部环节已经完成');
    expect(await county.says('wanglihua', 'office', '/环节 推进')).toContain('全部环节已经结束');
  });

  it('warns of what belongs to another phase, and never refuses it', async () => {
    const county = await openPapers({
      campaign: (text) =>
        text
          .replace('requires: [plan-review, stage-summary]', 'requires: []')
          .replace('consent: above', 'consent: office'),
    });
    const early = await county.says('douwenjing', 'library', '/开会 整改会 半天');
    expect(early).toContain('✅ 已登记');
    expect(early).toContain('“整改会”属于“整改落实”环节，现在还没有到这个环节');
    await county.says('wanglihua', 'office', '/环节 推进');
    expect(await county.says('douwenjing', 'library', `/报送 方案 ${PLAN}`)).toContain(
      '“学习教育、听取意见”环节已经结束，按补报登记',
    );
  });
});

describe('the order of approval and meeting', () => {
  it('is warned about when the meeting is opened and noted when it is settled, and the meeting is held all the same', async () => {
    const county = await openLibrary();
    const opened = await county.says('douwenjing', 'library', '/开会 动员大会 半天');
    expect(opened).toContain('✅ 已登记 **动员大会**');
    expect(opened).toContain('“动员大会”开会前，实施方案、动员讲话还没有经审阅同意，先后次序不合要求');
    await county.says('panxiaohui', 'library', '/签到');
    county.minutesPass(190);
    expect(await county.says('douwenjing', 'library', '/结束')).toContain('先后次序不合要求');
    expect(await county.says('douwenjing', 'library', '/进度')).toMatch(/⬜ 审阅同意后再开动员大会/);
  });

  it('is kept when everything was approved first, and a second meeting makes up for one held too early', async () => {
    const county = await openLibrary();
    await county.says('douwenjing', 'library', '/开会 动员大会 半天');
    await county.says('panxiaohui', 'library', '/签到');
    county.minutesPass(60);
    await county.says('douwenjing', 'library', '/结束');
    await approve(county, '实施方案', 1);
    await approve(county, '动员讲话', 2);
    county.minutesPass(1);
    expect(await county.says('douwenjing', 'library', '/开会 动员大会 半天')).not.toContain('⚠️');
    await county.says('panxiaohui', 'library', '/签到');
    county.minutesPass(60);
    const closed = await county.says('douwenjing', 'library', '/结束');
    expect(closed).toMatch(/审阅同意后再开动员大会：.*已完成/);
    expect(closed).not.toContain('先后次序');
  });
});

describe('what is not there yet', () => {
  it('is named with clause and date to the group that answers for it, and to the office on Friday', async () => {
    const county = await openPapers({ bound: ['library', 'office'] });
    await county.until('2014-03-20', '09:00');
    const toLibrary = county.postedTexts('library').join('\n');
    expect(toLibrary).toContain('实施方案和动员讲话稿经督导组审阅同意**\n> 3月24日（周一）截止');
    expect(toLibrary).toContain('依据：测试〔2014〕1号 一（五）');
    expect(toLibrary).toContain('报文件（');
    county.ignorePosts();
    await county.until('2014-03-21', '17:00');
    const digest = county.postedTexts('office').join('\n');
    for (const each of [
      '成立领导小组',
      '实施方案和动员讲话稿',
      '学习计划“四落实”',
      '阶段总结',
      '支部学习计划',
    ])
      expect(digest).toContain(each);
    expect(digest).toContain('| 测试〔2014〕1号 三（一） |');
    county.ignorePosts();
  });

  it('is not asked of a unit that has done its part and waits for its supervisor; the office sees how many wait', async () => {
    const county = await openLibrary();
    await county.says('douwenjing', 'library', `/报送 方案 ${PLAN}`);
    await county.says('douwenjing', 'library', `/报送 讲话稿 ${PLAN}`);
    await county.until('2014-03-21', '17:00');
    const reminders = county.postedTexts('library').join('\n');
    expect(reminders).toContain('成立领导小组');
    expect(reminders).not.toContain('实施方案');
    expect(county.digests('office').at(-1)).toContain('**等审阅的文件**：2份');
    county.ignorePosts();
  });
});
