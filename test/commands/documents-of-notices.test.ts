import { describe, expect, it } from 'vitest';
import { openPapers, PLAN } from '../support/papers.ts';

/** What else the notices ask for on paper, as a clerk would write it. */
const MORE = `
  - id: feedback-report
    title: 通知学习贯彻情况报告
    clause: 冀群组发〔2014〕33号
    each: unit
    where: { office: only }
    measure: documents
    of: { document: [贯彻情况报告], status: sent }
    min: 1
    by: 2014-04-15
  - id: union-study-plan
    title: 本级学习计划
    clause: 通工党〔2014〕4号 二（一）
    each: unit
    where: { office: only }
    measure: documents
    of: { document: [学习计划] }
    min: 1
    by: 2014-04-15
`;

const withMore = (text: string): string =>
  `${text.replace('documents:\n', 'documents:\n  - { name: 贯彻情况报告 }\n').trimEnd()}${MORE}`;

describe('papers of the office itself', () => {
  it('are sent by the office, and met without a review where none is asked', async () => {
    const county = await openPapers({ campaign: withMore });
    expect(await county.says('wanglihua', 'office', '/进度')).toMatch(/⬜ 通知学习贯彻情况报告/);
    const sent = await county.says('wanglihua', 'office', `/报送 贯彻情况报告 ${PLAN}`);
    expect(sent).toContain('已收到 **云溪县活动办** 的贯彻情况报告');
    expect(await county.says('wanglihua', 'office', '/进度')).toMatch(/✅ 通知学习贯彻情况报告/);
  });

  it('are never agreed to by the office: a supervisor of the office does it, and where there is none the reply says so', async () => {
    const county = await openPapers({ campaign: withMore });
    const plan = `/报送 学习计划 ${PLAN}参加人员、时间、内容、效果都有安排，党委研究通过。`;
    expect(await county.says('wanglihua', 'office', plan)).toContain('名册里还没有可以审阅的人');
    expect(await county.whispers('wanglihua', '/审阅 1 同意')).toContain('名册里还没有可以审阅的督导');
    expect(await county.whispers('caoxiaodong', '/审阅 1 同意')).toContain('名册里还没有可以审阅的督导');
  });

  it('are agreed to by the supervisor sent from above', async () => {
    const county = await openPapers({
      campaign: withMore,
      roster: (data) => ({
        ...data,
        people: data.people.map((person) => {
          const root = data.units.find(({ parent }) => parent === null);
          if (person.id !== 'zhenghaitao' || !root) return person;
          return { ...person, duties: [...person.duties, { role: 'supervisor', unit: root.id }] };
        }),
      }),
    });
    const plan = `/报送 学习计划 ${PLAN}参加人员、时间、内容、效果都有安排，党委研究通过。`;
    expect(await county.says('wanglihua', 'office', plan)).toContain('等郑海涛审阅');
    expect(await county.whispers('zhenghaitao', '/审阅 1 同意')).toContain('已同意');
    expect(county.postedTexts('office')).toHaveLength(1);
    expect(await county.says('wanglihua', 'office', '/进度')).toMatch(/✅ 本级学习计划/);
  });
});
