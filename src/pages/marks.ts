import { isLate } from '../outreach/digest-reading.ts';
import type { Overview } from '../outreach/overview.ts';
import type { Coverage, Standing } from '../progress/progress.ts';
import { barSvg } from '../report/chart/inline.ts';
import type { Mark } from '../report/chart/picture.ts';
import type { Day } from '../time/zone.ts';
import { amount } from '../wording/format.ts';
import type { View } from '../wording/wording.ts';
import type { Reader } from './page.ts';

/** A sign with what it says, for whoever does not see it. */
export const markView = ({ say }: Reader, mark: Mark): View => ({
  mark,
  says: say(`outreach.mark-${mark}`),
  isMet: mark === 'met',
});

/** Where everyone below stands together, as a bar and in words. */
export function overviewView(reader: Reader, each: Overview): View {
  const { met, unmet, begun, idle, counter } = each;
  const late = isLate(each, reader.today);
  return {
    ...markView(reader, markOfMany({ met, unmet, idle, begun }, late)),
    bar: partsBar({ met, unmet, idle, begun }, late),
    amount: reader.say('pages.of-many', { met: String(met), all: met + unmet + idle, counter }),
  };
}

/** The same for the people of one unit. */
export function coverageView(reader: Reader, { requirement, asked, met, missing }: Coverage): View {
  const counts = {
    met: met.length,
    unmet: missing.length,
    idle: asked.length - met.length - missing.length,
    begun: 0,
  };
  const late = counts.unmet > 0 && isPast(requirement.due, reader.today);
  return {
    ...markView(reader, markOfMany(counts, late)),
    bar: partsBar(counts, late),
    amount: reader.say('pages.of-many', { met: String(counts.met), all: asked.length, counter: '人' }),
  };
}

/** Where one stands alone. */
export function standingView(reader: Reader, standing: Standing): View {
  const { requirement, status, have, need } = standing;
  return {
    ...markView(reader, markOfOne(standing, reader.today)),
    bar: null,
    amount: reader.say(`pages.standing-${status}`, {
      some: have > 0,
      over: have >= need,
      max: requirement.max,
      have: amount(have),
      need: amount(need),
      lacking: amount(need - have),
      counter: requirement.measure.counter,
    }),
  };
}

export const isPast = (due: Day | null, today: Day): boolean => due !== null && due < today;

function markOfOne({ requirement, status, have }: Standing, today: Day): Mark {
  if (status !== 'unmet') return status;
  if (isPast(requirement.due, today) && !requirement.advisory) return 'late';
  return have > 0 ? 'partly' : 'unmet';
}

interface Counts {
  readonly met: number;
  readonly unmet: number;
  readonly idle: number;
  readonly begun: number;
}

const partsBar = ({ met, unmet, idle, begun }: Counts, late: boolean): string =>
  barSvg([
    ['met', met],
    ['partly', begun],
    [late ? 'late' : 'unmet', unmet - begun],
    ['idle', idle],
  ]);

function markOfMany({ met, unmet, idle, begun }: Counts, late: boolean): Mark {
  if (unmet === 0) return idle === 0 ? 'met' : met > 0 ? 'partly' : 'idle';
  if (late) return 'late';
  return met + begun > 0 ? 'partly' : 'unmet';
}
