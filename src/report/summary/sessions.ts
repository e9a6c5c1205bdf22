import { EVERYBODY } from '../../progress/turnout.ts';
import type { Piece } from '../paper/paper.ts';
import type { Matter } from './matter.ts';
import { daysOf, type Pen } from './pen.ts';

/** One sentence an activity: how often, on which days, how many came. */
export function sessionSentences(
  { sessions, asked, today }: Matter,
  pen: Pen,
  key: 'mobilization' | 'sessions' | 'forums',
  activities: readonly string[],
): Piece[] {
  return activities.flatMap((activity) => {
    const held = sessions.filter((session) => session.activity === activity);
    if (held.length === 0) return [];
    const view = {
      activity,
      count: held.length,
      days: daysOf(
        held.map(({ day }) => day),
        today,
      ),
      heads: held.reduce((sum, session) => sum + session.turnout(EVERYBODY).present, 0),
    };
    const asking = asked.filter(({ requirement }) => requirement.measure.hint['activity'] === activity);
    return [pen.told(key, view, asking)];
  });
}
