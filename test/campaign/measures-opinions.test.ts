import { describe, expect, it } from 'vitest';
import type { OpinionFact } from '../../src/campaign/facts/opinions.ts';
import { measures } from '../../src/campaign/measures/index.ts';
import type { Tally } from '../../src/campaign/measures/measure.ts';
import type { UnitId } from '../../src/roster/roster.ts';
import { emptyFacts } from '../support/empty-facts.ts';
import { RULES } from '../support/rules.ts';

const UNIT = '县卫生局' as UnitId;

let count = 1000;
const opinion = (more: Partial<OpinionFact> = {}): OpinionFact => ({
  number: String(count++),
  claimed: false,
  reported: false,
  listed: false,
  rectified: false,
  answered: false,
  closed: false,
  inTime: true,
  aboutConduct: true,
  source: null,
  people: null,
  question: null,
  ...more,
});

function tally(
  name: string,
  of: unknown,
  about: readonly OpinionFact[],
  heard: readonly OpinionFact[] = [],
): Tally {
  const bound = measures.get(name)?.bind(of, RULES);
  if (!bound || 'error' in bound) throw new Error(`${name} does not take ${JSON.stringify(of)}`);
  const facts = { ...emptyFacts(), opinionsAbout: () => about, opinionsHeardBy: () => [...about, ...heard] };
  return bound.use.tally({ kind: 'unit', unit: UNIT }, facts);
}

describe('opinions', () => {
  it('ask for nothing while there is none', () => {
    expect(tally('opinions', {}, [])).toEqual({ have: 0, need: 0, notes: [] });
  });

  it('have to be claimed, every one', () => {
    expect(tally('opinions', {}, [opinion({ claimed: true }), opinion()])).toMatchObject({
      have: 1,
      need: 2,
    });
  });

  it.each(['reported', 'listed', 'rectified', 'answered', 'closed'] as const)(
    'can be asked to be %s',
    (until) => {
      expect(tally('opinions', { until }, [opinion({ [until]: true }), opinion()])).toMatchObject({
        have: 1,
        need: 2,
      });
    },
  );

  it('that were only heard count for what is reported, not for what is claimed', () => {
    const heard = [opinion({ reported: true })];
    expect(tally('opinions', { until: 'reported' }, [], heard)).toMatchObject({ have: 1, need: 1 });
    expect(tally('opinions', { until: 'claimed' }, [], heard)).toMatchObject({ need: 0 });
  });

  it('bring a note when talk of work crowds out talk of conduct, and change no count', () => {
    const work = Array.from({ length: 3 }, () => opinion({ aboutConduct: false, claimed: true }));
    const { have, notes } = tally('opinions', {}, [...work, opinion({ claimed: true })]);
    expect(have).toBe(4);
    expect(notes).toEqual([{ key: 'note.opinions-work', view: { work: 3, conduct: 1 } }]);
    expect(tally('opinions', {}, [opinion({ aboutConduct: false })]).notes).toEqual([]);
  });

  it('that were put right too late still count, with a note', () => {
    const { have, notes } = tally('opinions', { until: 'closed' }, [
      opinion({ closed: true, inTime: false }),
    ]);
    expect(have).toBe(1);
    expect(notes).toEqual([{ key: 'note.opinions-late', view: { late: 1 } }]);
  });
});

describe('opinion-reach', () => {
  const heard = [
    opinion({ source: '座谈会', people: '老同志', question: '问怨' }),
    opinion({ source: '座谈会', people: '老同志', question: '问策' }),
    opinion({ source: '走访', people: '服务对象' }),
    opinion(),
  ];

  it.each([
    ['sources', 2],
    ['people', 2],
    ['questions', 2],
    ['grid', 2],
  ])('counts different %s', (across, have) => {
    expect(tally('opinion-reach', { across }, [], heard)).toMatchObject({ have, need: null });
  });
});
