import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { type Loaded, loadCampaign } from '../../src/campaign/load.ts';
import { proposeTopic } from '../../src/campaign/opinions.ts';
import { sampleCampaign } from '../support/county.ts';

const load = async (section: string): Promise<Loaded> =>
  loadCampaign(`${await readFile('test/support/campaigns/study.yaml', 'utf8')}\n${section}`, {
    file: 'x.yaml',
  });

async function mistakesIn(section: string) {
  const loaded = await load(section);
  return loaded.ok ? [] : loaded.mistakes.map(({ line, place, problem }) => ({ line, place, problem }));
}

const lines = async (): Promise<number> =>
  (await readFile('test/support/campaigns/study.yaml', 'utf8')).split('\n').length;

describe('the opinions section', () => {
  it('may be left out: four kinds of people, four questions, four topics', async () => {
    const { opinions } = await sampleCampaign();
    expect(opinions.people.map(({ name }) => name)).toEqual(['干部群众', '服务对象', '老同志', '党外人士']);
    expect(opinions.questions.map(({ name }) => name)).toEqual(['问效', '问怨', '问症', '问策']);
    expect(opinions.topics).toHaveLength(4);
  });

  it('takes a word for one thing only, and says where it stands twice', async () => {
    const [mistake] = await mistakesIn('opinions:\n  people: [老同志]\n  questions: [问效, 老同志]');
    expect(mistake).toEqual({
      line: (await lines()) + 3,
      place: 'opinions.questions[2]',
      problem: '“老同志”在 people 里已经有了',
    });
  });

  it('does not take words that the command itself understands', async () => {
    expect(await mistakesIn('opinions: { sources: [匿名] }')).toMatchObject([
      { problem: '“匿名”是指令用的词' },
    ]);
  });

  it('knows one problem list a category', async () => {
    const twice =
      'opinions: { problems: [{ category: [机关], items: [a] }, { category: [机关], items: [b] }] }';
    expect(await mistakesIn(twice)).toMatchObject([{ problem: '类别“机关”已有问题清单' }]);
  });

  it('refuses what it does not know', async () => {
    expect(await mistakesIn('opinions: { limits: { anwser: 3 } }')).toMatchObject([
      { place: 'opinions.limits.anwser', problem: '不认识的项目“anwser”' },
    ]);
  });
});

describe('the rule that proposes a topic', () => {
  it('takes the topic most of whose words occur, and work where none does', async () => {
    const { opinions } = await sampleCampaign();
    expect(proposeTopic(opinions, '会议多，表面文章，态度也差')).toBe('形式主义');
    expect(proposeTopic(opinions, '门口的路坏了')).toBeNull();
  });
});
