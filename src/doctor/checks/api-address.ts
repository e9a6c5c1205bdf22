import { z } from 'zod';
import { parseJson } from '../../json.ts';
import type { Answer } from '../ask.ts';
import type { Check } from '../check.ts';
import { FAILURE_TEXT, type Failure, isAboutCertificate } from '../failure.ts';
import { type Finding, fine, wrong } from '../finding.ts';
import type { Premises } from '../premises.ts';

/** Whether this machine can call WeCom at all. */
export const apiAddress = (premises: Premises): Check => ({
  name: '接口地址',
  async run() {
    const { apiBase } = premises.config.wecom;
    const asked = await premises.api();
    return [asked.kind === 'answered' ? judge(apiBase, asked) : outOfReach(apiBase, asked.failure)];
  },
});

const fromWecom = z.object({ errcode: z.number() });

function judge(address: string, { status, text, took }: Answer): Finding {
  if (status === 200 && fromWecom.safeParse(parseJson(text)).success)
    return fine(`${address}，${Math.round(took)} 毫秒`);
  return wrong(
    `${address} 答复的不是企业微信（HTTP ${status}）`,
    '检查 .env 里的 WECOM_API_BASE（一般不用改）；没有改过的，是代理或防火墙拦下了，请网络管理员放行',
  );
}

function outOfReach(address: string, failure: Failure): Finding {
  return wrong(`连不上 ${address}：${FAILURE_TEXT[failure]}`, adviceOn(failure));
}

/** What to do when this machine does not get out to WeCom, which many others can reach. */
export function adviceOn(failure: Failure): string {
  if (failure === 'name') return '检查服务器的 DNS 设置和网络，以及 .env 里的地址有没有写错';
  if (failure === 'too-early') return '先把服务器的时钟校准，再检查一次';
  if (isAboutCertificate(failure))
    return '多半是单位的安全设备换掉了证书，请网络管理员对这个地址放行，或用 NODE_EXTRA_CA_CERTS 指明单位的根证书';
  return '检查服务器能不能上外网，请网络管理员对这个地址和端口放行';
}
