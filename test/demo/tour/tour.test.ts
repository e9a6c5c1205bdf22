import { describe, expect, it } from 'vitest';
import type { Performer } from '../../../src/demo/tour/performer.ts';
import type { Step } from '../../../src/demo/tour/step.ts';
import { tourSteps } from '../../../src/demo/tour/steps.ts';
import { Tour } from '../../../src/demo/tour/tour.ts';
import { PlatformError } from '../../../src/simulator/errors.ts';

const step = (title: string): Step => ({
  title,
  text: `${title}。`,
  me: 'li',
  in: 'branch',
  acts: [{ do: 'say', from: 'li', in: 'branch', text: title }],
});

function open(perform: (step: Step) => Promise<readonly string[]> = async ({ title }) => [title]) {
  const performed: string[] = [];
  let anew = 0;
  const performer: Pick<Performer, 'perform' | 'groupOf'> = {
    groupOf: () => 'team',
    perform: async (each) => {
      performed.push(each.title);
      return perform(each);
    },
  };
  const tour = new Tour({
    steps: [step('一'), step('二'), step('三')],
    performer,
    startOver: async () => {
      anew++;
    },
  });
  return { tour, performed, anew: () => anew };
}

describe('the guided tour', () => {
  it('performs one step after the other, says where, and ends after the last', async () => {
    const { tour, performed } = open();
    expect(tour.state).toMatchObject({ position: null, total: 3 });
    await tour.begin();
    expect(tour.state).toEqual({
      position: 0,
      total: 3,
      title: '一',
      text: '一。',
      place: { me: 'li', group: 'team' },
      shows: ['一'],
      problem: null,
      busy: false,
    });
    for (const from of [0, 1, 2]) await tour.next(from);
    expect(performed).toEqual(['一', '二', '三']);
    expect(tour.state.position).toBeNull();
  });

  it('goes one step on, though two pages ask for it at once', async () => {
    const { tour, performed } = open();
    await tour.begin();
    await Promise.all([tour.next(0), tour.next(0)]);
    await tour.next(0);
    expect(performed).toEqual(['一', '二']);
    expect(tour.state.position).toBe(1);
  });

  it('says that a step has failed, and goes on', async () => {
    const { tour } = open(async ({ title }) => {
      if (title === '二') throw new PlatformError('unreachable', 'nobody there');
      return [];
    });
    await tour.begin();
    await tour.next(0);
    expect(tour.state.problem).toBe('这一步没有成功：连不上机器人，它可能没有启动。');
    await tour.next(1);
    expect(tour.state).toMatchObject({ position: 2, problem: null });
  });

  it('is not brought back by a step that ends after it was left', async () => {
    const { promise, resolve } = Promise.withResolvers<readonly string[]>();
    const { tour } = open(() => promise);
    const begun = tour.begin();
    expect(tour.state.busy).toBe(true);
    tour.leave();
    resolve([]);
    await begun;
    expect(tour.state.position).toBeNull();
  });

  it.each([
    ['something else was done', async (tour: Tour) => tour.touch()],
    [
      'it had gone on and was left',
      async (tour: Tour) => {
        await tour.begin();
        await tour.next(0);
        tour.leave();
      },
    ],
  ])('begins in a new county when %s before', async (_what, before) => {
    const { tour, performed, anew } = open();
    await before(tour);
    const done = performed.length;
    expect(tour.isTouched).toBe(true);
    await tour.begin();
    expect(anew()).toBe(1);
    expect(performed).toHaveLength(done);
  });

  it('tells whoever watches, until they do not want to know', async () => {
    const { tour } = open();
    const seen: (number | null)[] = [];
    const stop = tour.watch(() => seen.push(tour.state.position));
    await tour.begin();
    stop();
    tour.leave();
    expect(seen).toEqual([0, 0]);
  });
});

describe('its story', () => {
  it('is told in short texts, about two minutes of reading in all', () => {
    for (const { title, text } of tourSteps) {
      expect(title.length).toBeLessThan(26);
      expect(text.length).toBeLessThan(90);
    }
    const seconds = tourSteps.reduce((sum, { text }) => sum + 3 + text.length * 0.065, 0);
    expect(seconds).toBeGreaterThan(90);
    expect(seconds).toBeLessThan(150);
  });

  it('fills in only what has been asked for before', () => {
    const known = new Set(['fortnight']);
    for (const act of tourSteps.flatMap(({ acts }) => acts)) {
      if (act.do !== 'say') continue;
      for (const [, name = ''] of act.text.matchAll(/\{(\w+)\}/g)) expect(known).toContain(name);
      if (act.keep) known.add(act.keep.as);
    }
    expect(known).toEqual(new Set(['fortnight', 'opinion', 'document']));
  });
});
