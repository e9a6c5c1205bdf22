import { SECOND } from '../time/clock.ts';
import type { Asked } from './ask.ts';
import type { Door } from './door.ts';
import { localAdvice, oddAnswer, publicAdvice } from './door-trouble.ts';
import { FAILURE_TEXT, type Failure } from './failure.ts';
import { type Finding, fine, warning, wrong } from './finding.ts';
import { knock, knockFalsely } from './knock.ts';
import type { Premises } from './premises.ts';

/** WeCom waits so long for the proof of an address: https://developer.work.weixin.qq.com/document/path/90930 */
const IN_TIME = SECOND;

/** How the door is reached. */
interface Way {
  readonly address: string;
  /** Said after how long it took. */
  readonly remark: string;
  readonly adviceOn: (failure: Failure) => string;
  /** Whether a bot runs on this data; what nobody answers may be no fault of the way. */
  readonly running: boolean;
}

/** Whether WeCom, knocking, would find the running bot and be satisfied with its answer. */
export async function lookAtDoor(premises: Premises, door: Door, signal: AbortSignal): Promise<Finding> {
  const { config, localUrl } = premises;
  const running = (await premises.bot()) !== null;
  if (config.publicUrl !== undefined) {
    const adviceOn = (failure: Failure): string => publicAdvice(failure, config.port);
    const way = { address: config.publicUrl + door.path, remark: '', adviceOn, running };
    return judge(premises, door, way, signal);
  }
  if (!running)
    return warning('机器人没有运行，没有检查', '先运行 npm start，再在另一个窗口运行 npm run doctor');
  if (localUrl === undefined)
    return warning('PORT 是 0，不知道机器人在哪个端口，没有检查', '在 .env 里把 PORT 改成一个固定的端口');
  const remark = '。公网地址没有检查，在 .env 里填上 WECOM_PUBLIC_URL 就能检查';
  const way = { address: localUrl + door.path, remark, adviceOn: localAdvice, running };
  return judge(premises, door, way, signal);
}

async function judge(premises: Premises, door: Door, way: Way, signal: AbortSignal): Promise<Finding> {
  const { echo, asked } = await knock(way.address, door.crypto, premises, signal);
  if (asked.kind === 'failed')
    return unproven(
      way,
      `连不上 ${way.address}：${FAILURE_TEXT[asked.failure]}`,
      way.adviceOn(asked.failure),
    );
  if (asked.status !== 200 || asked.text !== echo) {
    const { text, advice } = oddAnswer(asked, echo, door, premises.config.port);
    return unproven(way, `${way.address} ${text}`, advice);
  }
  const stranger = await knockFalsely(way.address, door.crypto, premises, signal);
  return letIn(stranger) ?? inTime(asked.took, way);
}

const unproven = ({ running }: Way, text: string, advice: string): Finding =>
  wrong(text, running ? advice : `机器人没有运行，先运行 npm start 再检查一次；还不行的话，${advice}`);

/** What is wrong with how a false signature was received. */
function letIn(asked: Asked): Finding | undefined {
  if (asked.kind === 'failed')
    return warning(`签名不对的请求没有得到答复：${FAILURE_TEXT[asked.failure]}`, '再运行一次 npm run doctor');
  if (asked.status === 403) return undefined;
  if (asked.status === 200)
    return wrong('签名不对的请求也被放行，别人能冒充企业微信', '不要让反向代理缓存答复或代替机器人答复');
  return warning(`签名不对的请求得到 HTTP ${asked.status}，应为 403`, '检查反向代理有没有改动答复');
}

function inTime(took: number, { address, remark }: Way): Finding {
  if (took <= IN_TIME) return fine(`${address} 能应答，用时 ${Math.round(took)} 毫秒${remark}`);
  const seconds = (took / SECOND).toFixed(1);
  return warning(
    `${address} 能应答，但用了 ${seconds} 秒，企业微信只等 1 秒`,
    '检查服务器和反向代理的负载，再检查一次',
  );
}
