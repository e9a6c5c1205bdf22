import { SECOND } from '../../time/clock.ts';
import { Zone } from '../../time/zone.ts';
import type { Answer } from '../ask.ts';
import type { Check } from '../check.ts';
import { type Finding, fine, warning, wrong } from '../finding.ts';
import type { Premises } from '../premises.ts';

const NOTICEABLE = 60 * SECOND;
/** Callbacks that seem older than 5 minutes are refused, and signing, sending and our own delay need some of them. */
const TOO_FAR = 240 * SECOND;
const ADVICE = '打开服务器的自动对时（Linux：timedatectl set-ntp true），再检查一次';

/** The time zone, and the difference between this machine's clock and WeCom's as its Date header shows it. */
export const clock = (premises: Premises): Check => ({
  name: '时区与时钟',
  async run() {
    const asked = await premises.api();
    const zone = new Zone(premises.config.zone);
    const now = premises.clock.now();
    const here = `${zone.name}，现在是 ${zone.dayOf(now)} ${zone.time(now)}`;
    const ahead = asked.kind === 'answered' ? aheadOf(asked) : undefined;
    if (ahead !== undefined) return [judge(ahead, here)];
    return [warning(`没能和企业微信对时（${here}）`, '先处理“接口地址”一项，再检查一次')];
  },
});

// The header was written about half the round trip before the answer had come, and has cut off half a second on the average.
function aheadOf({ headers, at, took }: Answer): number | undefined {
  const date = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(date) ? undefined : at - took / 2 - (date + SECOND / 2);
}

function judge(ahead: number, here: string): Finding {
  const seconds = Math.round(Math.abs(ahead) / SECOND);
  const difference = `这台服务器比企业微信${ahead > 0 ? '快' : '慢'} ${seconds} 秒`;
  if (Math.abs(ahead) > TOO_FAR)
    return wrong(`${difference}，相差 5 分钟以上的回调会被拒收（${here}）`, ADVICE);
  if (Math.abs(ahead) > NOTICEABLE) return warning(`${difference}（${here}）`, ADVICE);
  return fine(seconds === 0 ? `${here}，与企业微信一致` : `${here}，与企业微信相差 ${seconds} 秒`);
}
