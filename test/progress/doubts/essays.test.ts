import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCampaign } from '../../../src/campaign/load.ts';
import { EssaysAlike } from '../../../src/progress/essays-alike.ts';
import { State } from '../../../src/progress/state.ts';
import type { EssayWritten, RecordId } from '../../../src/records/records.ts';
import { personId } from '../../../src/roster/roster.ts';
import { Writer } from '../../likeness/texts.ts';
import { FIRST, OFFICE, SECOND, WATER, World, xianju } from '../../outreach/support/world.ts';
import { everFound, found, handsIn, reasons, settles, voids } from './support.ts';

const writer = new Writer(21);
const text = writer.essay(900, 0.3);

describe('an essay nearly the same as a colleague’s', () => {
  it('is doubted once, with the one that was there before, in the later one’s unit', () => {
    const world = new World();
    const first = handsIn(world, 'chen', '2014-03-18 10:00', text);
    handsIn(world, 'he', '2014-03-18 11:00', writer.essay(900, 0.3));
    const second = handsIn(world, 'mo', '2014-03-19 10:00', writer.edited(text, 0.05));
    expect(found(world)).toMatchObject([
      { reason: 'alike-colleague', unit: SECOND, records: [second, first], other: { person: 'chen' } },
    ]);
    expect(everFound(world, FIRST)).toEqual([]);
    expect(everFound(world, SECOND)).toHaveLength(1);
  });

  it('is compared with all of the county, and the most alike is named', () => {
    const world = new World();
    handsIn(world, 'chen', '2014-03-18 10:00', writer.edited(text, 0.08));
    const twin = handsIn(world, 'bai', '2014-03-18 11:00', text);
    const copy = handsIn(world, 'mo', '2014-03-18 12:00', writer.shuffled(text));
    expect(found(world).at(-1)).toMatchObject({ records: [copy, twin], likeness: expect.closeTo(1, 1) });
  });

  it('is found from any ledger’s order: the later is doubted, not the one that was read last', () => {
    const world = new World();
    const later = handsIn(world, 'mo', '2014-03-19 10:00', text);
    const earlier = handsIn(world, 'chen', '2014-03-18 10:00', text);
    expect(found(world)).toMatchObject([{ records: [later, earlier] }]);
  });

  it('is doubted no more when either has been taken back', () => {
    for (const taken of [0, 1]) {
      const world = new World();
      const essays = [
        handsIn(world, 'chen', '2014-03-18 10:00', text),
        handsIn(world, 'mo', '2014-03-19 10:00', text),
      ];
      expect(found(world)).toHaveLength(1);
      const target = essays[taken];
      if (target) voids(world, target, '2014-03-20 10:00');
      expect(found(world)).toEqual([]);
    }
  });

  it('is doubted no more when it has been replaced by one’s own words', () => {
    const world = new World();
    handsIn(world, 'chen', '2014-03-18 10:00', text);
    handsIn(world, 'mo', '2014-03-19 10:00', text);
    handsIn(world, 'mo', '2014-03-20 10:00', writer.essay(800));
    expect(found(world)).toEqual([]);
  });

  it('is still doubted when only the other has been replaced', () => {
    const world = new World();
    handsIn(world, 'chen', '2014-03-18 10:00', text);
    handsIn(world, 'mo', '2014-03-19 10:00', text);
    handsIn(world, 'chen', '2014-03-20 10:00', writer.essay(800));
    expect(found(world)).toMatchObject([{ reason: 'alike-colleague', essay: { person: 'mo' } }]);
  });

  it('is found when both are the same file, whose words nobody has read', () => {
    const world = new World();
    handsIn(world, 'chen', '2014-03-18 10:00', null, { file: 'ab' });
    handsIn(world, 'he', '2014-03-18 11:00', null, { file: 'cd' });
    handsIn(world, 'mo', '2014-03-19 10:00', null, { file: 'ab' });
    expect(found(world)).toMatchObject([{ reason: 'alike-colleague', essay: { person: 'mo' }, likeness: 1 }]);
  });

  it('is told in the week in which the later one came', () => {
    const world = new World();
    handsIn(world, 'chen', '2014-03-18 10:00', text);
    handsIn(world, 'mo', '2014-03-26 10:00', text);
    expect(found(world, '2014-03-17 00:00', '2014-03-21 17:00')).toEqual([]);
    expect(found(world, '2014-03-21 17:00', '2014-03-28 17:00')).toHaveLength(1);
  });
});

describe('one’s own essay', () => {
  it('is doubted when it says the same on another topic', () => {
    const world = new World();
    const first = handsIn(world, 'chen', '2014-03-18 10:00', text);
    const again = handsIn(world, 'chen', '2014-04-01 10:00', writer.edited(text, 0.03), {
      topic: '作风建设',
    });
    expect(found(world)).toMatchObject([{ reason: 'alike-own', unit: FIRST, records: [again, first] }]);
  });

  it('is not doubted when it is a better version on the same topic', () => {
    const world = new World();
    handsIn(world, 'chen', '2014-03-18 10:00', text);
    handsIn(world, 'chen', '2014-03-20 10:00', writer.edited(text, 0.03));
    expect(found(world)).toEqual([]);
  });
});

describe('an essay that is a campaign text', () => {
  const notice = writer.essay(2500);
  const campaign = xianju({
    texts: [
      { title: '领导讲话', text: writer.essay(900) },
      { title: '通知', text: notice },
    ],
  });
  const part = notice.slice(300, 1100);

  it('is doubted, and the text named', () => {
    const world = new World({ campaign });
    const essay = handsIn(world, 'chen', '2014-03-18 10:00', writer.edited(part, 0.04));
    expect(found(world)).toMatchObject([
      { reason: 'campaign-text', unit: FIRST, records: [essay], text: { title: '通知' } },
    ]);
  });

  it('is not doubted when it quotes a passage among words of one’s own', () => {
    const world = new World({ campaign });
    handsIn(
      world,
      'chen',
      '2014-03-18 10:00',
      `${writer.essay(500)}\n${part.slice(0, 350)}\n${writer.essay(200)}`,
    );
    handsIn(world, 'he', '2014-03-18 10:00', '短');
    handsIn(world, 'lin', '2014-03-18 10:00', null, { file: 'ef' });
    expect(found(world)).toEqual([]);
  });

  it('comes from the campaign file, which is read strictly', () => {
    const file = readFileSync('templates/campaigns/xianju.yaml', 'utf8');
    const load = (texts: string) => loadCampaign(`${texts}\n${file}`, { file: 'xianju.yaml' });
    expect(load('texts: [{ title: 通知, text: 正文 }]')).toMatchObject({
      campaign: { texts: [{ title: '通知', text: '正文' }] },
    });
    expect(load('')).toMatchObject({ campaign: { texts: [] } });
    expect(load('texts:\n  - title: 通知\n    words: 正文')).toMatchObject({
      ok: false,
      mistakes: expect.arrayContaining([
        expect.objectContaining({ line: 3, problem: '不认识的项目“words”' }),
      ]),
    });
  });

  it('is told once by each who copied it, not again as alike', () => {
    const world = new World({ campaign });
    handsIn(world, 'chen', '2014-03-18 10:00', part);
    handsIn(world, 'he', '2014-03-18 11:00', part);
    expect(reasons(found(world))).toEqual(['campaign-text', 'campaign-text']);
  });
});

describe('the memory of essays', () => {
  it('gives the same doubts however the same records are ordered and repeated', () => {
    const world = new World();
    const people = ['lin', 'chen', 'he', 'mo', 'bai'];
    for (const [day, who] of [...people, ...people].entries())
      handsIn(world, who, `2014-03-${10 + day} 10:00`, writer.edited(text, 0.04), { topic: `题${day > 4}` });
    const [, second] = found(world);
    if (second) settles(world, second, '2014-03-28 10:00');
    const doomed = world.commits[3]?.records[0];
    if (doomed) voids(world, doomed.id, '2014-03-29 10:00');
    const expected = found(world);
    expect(expected.length).toBeGreaterThan(5);
    const orders = fc.shuffledSubarray([...world.commits, ...world.commits], {
      minLength: world.commits.length * 2,
    });
    fc.assert(
      fc.property(orders, (commits) => {
        world.state = new State();
        for (const commit of commits) world.state.apply(commit);
        expect(found(world)).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  it('names the earliest of thousands who handed in the same words', () => {
    const alike = new EssaysAlike();
    const essays = Array.from(
      { length: 3000 },
      (_, number): EssayWritten => ({
        id: `e${number}` as RecordId,
        at: number,
        by: 'system',
        unit: OFFICE,
        kind: 'essay.written',
        person: personId(`p${number}`),
        topic: '三思三观',
        text: number % 2 === 0 ? text : text.replaceAll('，', ',\n'),
        file: null,
        length: text.length,
      }),
    );
    for (const essay of essays) alike.add(essay);
    for (const essay of essays.slice(1))
      expect(alike.before(essay).next().value).toEqual({ essay: essays[0], likeness: 1 });
    const [first] = essays;
    if (first) expect([...alike.before(first)]).toEqual([]);
  });

  it('takes a few words for no essay', () => {
    const world = new World();
    handsIn(world, 'chen', '2014-03-18 10:00', '体会');
    handsIn(world, 'mo', '2014-03-19 10:00', '体会');
    expect(found(world)).toEqual([]);
  });

  it('looks each essay up once, however often it is asked', () => {
    const world = new World();
    handsIn(world, 'chen', '2014-03-18 10:00', text);
    handsIn(world, 'mo', '2014-03-19 10:00', text);
    expect(everFound(world, OFFICE)).toHaveLength(1);
    handsIn(world, 'bai', '2014-03-20 10:00', text);
    for (let asked = 0; asked < 3; asked++) {
      expect(everFound(world, OFFICE)).toHaveLength(2);
      expect(everFound(world, WATER)).toHaveLength(1);
    }
  });
});
