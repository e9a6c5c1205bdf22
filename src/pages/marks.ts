import type { Due } from '../campaign/deadline.ts';
import { isLate } from '../outreach/digest-reading.ts';
import type { Overview } from '../outreach/overview.ts';
import { isOverdue } from '../progress/dues.ts';
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
  const { met, unmet, begun, idle, waived, counter } = each;
  const late = isLate(each, reader.today);
  return {
    ...markView(reader, markOfMany({ met, unmet, idle, waived, begun }, late)),
    bar: partsBar({ met, unmet, idle, waived, begun }, late),
    amount: reader.say('pages.of-many', { met: String(met), all: met + unmet + idle + waived, counter }),
  };
}

/** The same for the people of one unit. */
export function coverageView(reader: Reader, { asked, met, missing, waived, dues }: Coverage): View {
  const counts = {
    met: met.length,
    unmet: missing.length,
    idle: asked.length - met.length - missing.length - waived.length,
    waived: waived.length,
    begun: 0,
  };
  const late = isOverdue(dues, reader.today);
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
    amount: reader.say(standing.waived === undefined ? `pages.standing-${status}` : 'pages.standing-waived', {
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

const isPast = (due: Due | null, today: Day): boolean => due !== null && due.day < today;

function markOfOne({ requirement, status, have, due }: Standing, today: Day): Mark {
  if (status !== 'unmet') return status;
  if (isPast(due, today) && !requirement.advisory) return 'late';
  return have > 0 ? 'partly' : 'unmet';
}

interface Counts {
  readonly met: number;
  readonly unmet: number;
  readonly idle: number;
  readonly waived: number;
  readonly begun: number;
}

const partsBar = ({ met, unmet, idle, waived, begun }: Counts, late: boolean): string =>
  barSvg([
    ['met', met],
    ['partly', begun],
    [late ? 'late' : 'unmet', unmet - begun],
    ['idle', idle + waived],
  ]);

function markOfMany({ met, unmet, idle, waived, begun }: Counts, late: boolean): Mark {
  if (unmet === 0) return idle + waived === 0 ? 'met' : met > 0 ? 'partly' : 'idle';
  if (late) return 'late';
  return met + begun > 0 ? 'partly' : 'unmet';
}
