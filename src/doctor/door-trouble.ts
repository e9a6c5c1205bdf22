import type { Answer } from './ask.ts';
import type { Door } from './door.ts';
import { type Failure, isAboutCertificate } from './failure.ts';

interface Trouble {
  readonly text: string;
  readonly advice: string;
}

/** What an answer that is not the bare echo says of whoever answered, and what to do. */
export function oddAnswer(
  { status, text }: Answer,
  echo: string,
  { path, variables, place }: Pick<Door, 'path' | 'variables' | 'place'>,
  port: number,
): Trouble {
  const forward = `让反向代理把 ${path} 转到本机端口 ${port}`;
  const same = (variable: string): string =>
    `核对 .env 里的 ${variable} 和后台页面上的一致${place}，改过 .env 要重新启动机器人`;
  if (status === 200 && text.includes(echo))
    return { text: '的答复里多了别的字符（引号、换行等）', advice: '不要让反向代理改动答复内容' };
  if (status === 200) return { text: '答复的不是群学', advice: forward };
  if (status === 403)
    return {
      text: '不认按 .env 里的 Token 做的签名（HTTP 403）',
      advice: `${same(variables.token)}；都一致的，检查是不是被防火墙拦下了`,
    };
  if (status === 400) return { text: '解不开按 .env 加密的内容（HTTP 400）', advice: same(variables.key) };
  if (status === 404)
    return {
      text: '没有这个回调（HTTP 404）',
      advice: `${forward}，路径不要改；刚改过 .env 的要重新启动机器人`,
    };
  if (status >= 300 && status < 400)
    return {
      text: `转到了别的地址（HTTP ${status}），企业微信不会跟着走`,
      advice: '把 WECOM_PUBLIC_URL 和后台填的回调地址都改成最后到达的地址',
    };
  if (status >= 500)
    return { text: `后面没有机器人应答（HTTP ${status}）`, advice: `确认机器人在运行，${forward}` };
  return { text: `答复 HTTP ${status}`, advice: forward };
}

/** What to do when the public address cannot be asked. */
export function publicAdvice(failure: Failure, port: number): string {
  switch (failure) {
    case 'name':
      return '检查域名解析，以及 .env 里的 WECOM_PUBLIC_URL 有没有写错';
    case 'expired':
      return '在反向代理上换新的证书，并设好自动续期';
    case 'self-signed':
      return '在反向代理上换成受信任机构签发的证书，企业微信不认自签证书';
    case 'other-host':
      return '在反向代理上换成包含这个域名的证书，或改正 .env 里的 WECOM_PUBLIC_URL';
    case 'chain':
      return '在反向代理上配置完整的证书链（fullchain），不要只放域名证书';
    default:
      return isAboutCertificate(failure)
        ? '检查反向代理的 https 设置，以及 .env 里 WECOM_PUBLIC_URL 的端口'
        : `检查反向代理在不在运行、防火墙有没有放行，反向代理要转到本机端口 ${port}；有的内网从里面绕不到自己的公网地址，可用手机流量打开这个地址再试`;
  }
}

/** What to do when the bot runs, but not where this machine looks for it. */
export const localAdvice = (): string => '检查 .env 里的 HOST 和 PORT；刚改过的要重新启动机器人';
