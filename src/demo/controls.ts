import type { App } from '../app.ts';
import { nextMoments } from '../outreach/moments.ts';
import type { Control } from '../simulator/page/page-server.ts';
import { DAY, HOUR, type Instant } from '../time/clock.ts';
import type { Stage } from './stage.ts';

export interface ControlOptions {
  readonly stage: () => Stage;
  readonly now: () => Instant;
  travelTo(at: Instant): Promise<void>;
}

/** The buttons that move the clock. */
export function controls({ stage, now, travelTo }: ControlOptions): Control[] {
  const moveTo = async (to: Instant | undefined, nothing: string): Promise<string> => {
    if (to === undefined) return nothing;
    const { platform } = stage();
    platform.takeMessages();
    await travelTo(to);
    const groups = platform
      .takeMessages()
      .map(({ chat }) => ('group' in chat ? platform.world.group(chat.group).name : '单聊'));
    return sentTo([...new Set(groups)]);
  };
  const upcoming = () => next(stage().app);
  return [
    { id: 'hour', label: '+1 小时', run: () => moveTo(now() + HOUR, '') },
    { id: 'day', label: '+1 天', run: () => moveTo(now() + DAY, '') },
    { id: 'reminder', label: '到下一次提醒', run: () => moveTo(upcoming().reminder, '没有要提醒的了。') },
    { id: 'digest', label: '到周五周报', run: () => moveTo(upcoming().digest, '活动已经结束，没有周报了。') },
  ];
}

const next = (app: App) => nextMoments(app.outlook(), app.reach);

/** Names so many groups; more are only counted. */
const NAMED = 2;

function sentTo(groups: readonly string[]): string {
  if (groups.length === 0) return '期间没有新消息。';
  const named = groups.slice(0, NAMED).map((name) => `“${name}”`);
  const more = groups.length > NAMED ? `等 ${groups.length} 个群` : '';
  return `期间有新消息：${named.join('')}${more}。`;
}
