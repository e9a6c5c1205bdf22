import { nextMoments } from '../outreach/moments.ts';
import type { Outlook } from '../outreach/outlook.ts';
import type { Control } from '../simulator/page/page-controls.ts';
import { HOUR, type Instant } from '../time/clock.ts';
import { nextDeadline, nextWorkingMorning } from './moments.ts';
import type { Stage } from './stage.ts';

export interface ControlOptions {
  readonly stage: () => Stage;
  travelTo(at: Instant): Promise<void>;
}

/** The buttons that move the clock. */
export function controls({ stage, travelTo }: ControlOptions): Control[] {
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
  const outlook = (): Outlook => stage().app.outlook();
  const upcoming = () => nextMoments(outlook(), stage().app.reach);
  const toDeadline = async (): Promise<string> => {
    const next = nextDeadline(outlook());
    const news = await moveTo(next?.at, '没有还没到的截止日了。');
    return next ? `今天截止：${next.title}。${news}` : news;
  };
  return [
    { id: 'hour', label: '+1 小时', run: () => moveTo(outlook().now + HOUR, '') },
    { id: 'morning', label: '下个工作日早上', run: () => moveTo(nextWorkingMorning(outlook()), '') },
    { id: 'reminder', label: '到下一次提醒', run: () => moveTo(upcoming().reminder, '没有要提醒的了。') },
    { id: 'digest', label: '到周五周报', run: () => moveTo(upcoming().digest, '活动已经结束，没有周报了。') },
    { id: 'deadline', label: '到下一个截止日', run: toDeadline },
  ];
}

/** Names so many groups; more are only counted. */
const NAMED = 2;

function sentTo(groups: readonly string[]): string {
  if (groups.length === 0) return '期间没有新消息。';
  const named = groups.slice(0, NAMED).map((name) => `“${name}”`);
  const more = groups.length > NAMED ? `等 ${groups.length} 个群` : '';
  return `期间有新消息：${named.join('')}${more}。`;
}
