import { describe, expect, it } from 'vitest';
import { loadCampaign } from '../../src/campaign/load.ts';
import { readAnswers } from '../../src/dialogue/follow-ups/checklist-answers.ts';
import { county, TEXT } from './support.ts';

describe('回头看', () => {
  it('shows the points, takes answers, and keeps a “no” open until it is a “yes”', async () => {
    const talk = await county();
    const shown = await talk.says('douwenjing', 'library', '/回头看');
    expect(shown).toMatch(/^\*\*回头看\*\*（县图书馆）\n⬜ 1\. .*\n⬜ 2\. .*\n⬜ 3\. .*\n⬜ 4\. /);
    expect(shown).toContain('期限：4月1日前，本县定；依据：第二部分');
    const no = await talk.says('douwenjing', 'library', '/回头看 2 否 还没有开座谈会');
    expect(no).toContain('0/4条达到要求');
    expect(no).toContain('⬜ 2. 是否在直接听取群众意见上下了功夫：否（还没有开座谈会）');
    expect(no).toContain('还没有答：第1、3、4条');
    expect(no).toContain('改好后发 /回头看 2 是');
    talk.later();
    expect(await talk.says('douwenjing', 'library', '/回头看 1是，3是；4 是')).toContain('3/4条达到要求');
    expect(await talk.says('douwenjing', 'library', '/进度')).toMatch(
      /⬜ “回头看”四条都做到：已3\/4条，还差1条（4月1日前，本县定）.*第2条答的是“否”（还没有开座谈会）.*\/回头看 2/s,
    );
    talk.later();
    const yes = await talk.says('douwenjing', 'library', '/htk 2 做到了');
    expect(yes).toContain('4/4条达到要求，都达到了');
    expect(yes).not.toContain('依据');
    expect(await talk.says('douwenjing', 'library', '/进度')).toContain('✅ “回头看”四条都做到：已完成');
  });

  it('takes all answers of one go back with one 撤销, and then the answers before count again', async () => {
    const talk = await county();
    await talk.says('douwenjing', 'library', '/回头看 1 是');
    talk.later();
    await talk.says('douwenjing', 'library', '/回头看 1否2否');
    const undone = await talk.says('douwenjing', 'library', '/撤销 回头看');
    expect(undone).toContain('“回头看”的回答（2条）');
    expect(undone).toContain('发 /回头看');
    expect(await talk.says('douwenjing', 'library', '/回头看')).toMatch(/✅ 1\. .*：是\n⬜ 2\. [^：]*\n/);
  });

  it('is answered by those who answer for the unit, and read by its people', async () => {
    const talk = await county();
    expect(await talk.says('suzhigang', 'library', '/回头看 1 是')).toContain(
      '“回头看”需要由 县图书馆 的负责人',
    );
    expect(await talk.says('suzhigang', 'library', '/回头看')).toContain('**回头看**（县图书馆）');
    // One branch of several does not answer for the bureau; its head does.
    expect(await talk.says('zhoumin', 'education1', '/回头看 1 是')).toContain('需要由 县教育局 的负责人');
    expect(await talk.says('zhoumin', 'education1', '/回头看')).toContain('由单位统一回答，支部不用另答');
    expect(await talk.says('zhoumin', 'education1', '/进度')).toContain('➖ “回头看”四条都做到：暂时不用办');
    expect(await talk.whispers('chenjianguo', '/回头看 1 是')).toContain('已记下 县教育局 的回头看');
    // Supervisors and the office read, and write nothing in its name.
    for (const who of ['jinxin', 'wanglihua']) {
      expect(await talk.whispers(who, '/回头看 县图书馆')).toContain('**回头看**（县图书馆）');
      expect(await talk.whispers(who, '/回头看 县图书馆 1 是')).toContain('需要由 县图书馆 的负责人');
    }
    expect(await talk.whispers('jinxin', '/回头看 清源镇')).toContain('需要由 清源镇 的人来发');
  });

  it.each([
    ['/回头看 5 是', '没有第5条，一共4条'],
    ['/回头看 0 是', '没有第0条'],
    ['/回头看 都做好了', '没有看懂，没有登记。请先写第几条，再写是、否'],
    ['/回头看 1', '没有看懂'],
    ['/回头看 1是1否', '第1条答了两次'],
    [`/回头看 1 否 ${'长'.repeat(201)}`, '请压缩到200个字以内'],
  ])('refuses what it cannot take, and records nothing: %s', async (text, reply) => {
    const talk = await county();
    expect(await talk.says('douwenjing', 'library', text)).toContain(reply);
    expect(await talk.says('douwenjing', 'library', '/撤销')).toContain('没有可以撤销的');
  });

  it('records the same answer once', async () => {
    const talk = await county();
    await talk.says('douwenjing', 'library', '/回头看 1 是');
    expect(await talk.says('douwenjing', 'library', '/回头看 1 是')).toContain('不用再答');
  });
});

describe('other checklists', () => {
  it('have answers of their own: only “未部署” is not enough', async () => {
    const talk = await county();
    const reply = await talk.says('douwenjing', 'library', '/查漏补缺 1已部署2正在部署3未部署');
    expect(reply).toContain('2/3条达到要求');
    expect(reply).toMatch(/⬜ 3\. 四个专项行动：未部署\n/);
    talk.later();
    expect(await talk.says('douwenjing', 'library', '/查漏补缺 3 正在部署')).toContain('都达到了');
  });

  it('are called by their name, and may be each branch’s own', async () => {
    const talk = await county();
    expect(await talk.says('zhoumin', 'education1', '/自查 自评 1 没有 忘了')).toMatch(
      /已记下 县教育局\/机关第一支部 的支部自评.*\/自查 支部自评 1 是/s,
    );
    expect(await talk.says('zhoumin', 'education1', '/自查')).toContain('回头看、查漏补缺、支部自评');
    const without = await county(['library'], {
      campaign: () =>
        TEXT.replace(/checklists:[\s\S]*(?=pipelines:)/, '').replace(
          / {2}- id: look-back[\s\S]*(?= {2}- id: wishes)/,
          '',
        ),
    });
    expect(await without.says('douwenjing', 'library', '/回头看')).toContain('本次活动没有“回头看”');
    expect(await without.says('douwenjing', 'library', '/帮助')).not.toContain('回头看');
  });
});

describe('reading answers', () => {
  const loaded = loadCampaign(TEXT, { file: 'x.yaml' });
  const [lookBack, gapCheck] = loaded.ok ? loaded.campaign.followUps.checklists : [];
  const read = (text: string, list = lookBack) =>
    list && readAnswers(list, text)?.map(({ number, answer, note }) => [number, answer, note]);

  it.each([
    [
      '1是2否3是4是',
      [
        [1, '是', null],
        [2, '否', null],
        [3, '是', null],
        [4, '是', null],
      ],
    ],
    [
      '第1条：是。第2条：没有，窗口少',
      [
        [1, '是', null],
        [2, '否', '窗口少'],
      ],
    ],
    ['２　否　只走了3个村，第4个没去', [[2, '否', '只走了3个村，第4个没去']]],
    [
      '2 否 因为3是周末 4 是',
      [
        [2, '否', '因为3是周末'],
        [4, '是', null],
      ],
    ],
    [
      '1、是\n2、不是 人手不够\n3、是',
      [
        [1, '是', null],
        [2, '否', '人手不够'],
        [3, '是', null],
      ],
    ],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('takes the longer word before the shorter', () => {
    expect(read('1未部署2已部署', gapCheck)).toEqual([
      [1, '未部署', null],
      [2, '已部署', null],
    ]);
  });

  it.each(['', '是', '一是', '好的1是', '1'])('does not take “%s” for an answer', (text) => {
    expect(read(text)).toBeUndefined();
  });
});
