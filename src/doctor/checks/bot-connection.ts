import { z } from 'zod';
import { parseJson } from '../../json.ts';
import { createLogger } from '../../log.ts';
import { BotClient, type End } from '../../wecom/connection/bot-client.ts';
import { isPassing } from '../../wecom/connection/refusals.ts';
import { REAL } from '../../wecom/connection/timings.ts';
import type { BotConfig } from '../../wecom-config.ts';
import { ask } from '../ask.ts';
import type { Check } from '../check.ts';
import { FAILURE_TEXT } from '../failure.ts';
import { type Finding, fine, unset, warning, wrong } from '../finding.ts';
import { BOT_CONNECTION } from '../places.ts';
import type { Premises } from '../premises.ts';
import { adviceOn } from './api-address.ts';

type Connection = Extract<BotConfig, { mode: 'connection' }>;

/** WeCom's word on a connection that was tried. */
type Outcome = End | { readonly kind: 'ready' };

/**
 * Whether WeCom takes the bot in. A bot has one connection at a time, and a second one puts the first out, so while the bot runs it is
 * asked instead. https://developer.work.weixin.qq.com/document/path/101463
 */
export const botConnection = (premises: Premises): Check => ({
  name: '智能机器人长连接',
  limit: 20_000,
  async run(signal) {
    const { bot } = premises.config.wecom;
    if (bot.mode !== 'connection') return [unset('用的是 URL 回调')];
    const running = await premises.bot();
    return [running ? await askTheBot(premises, signal) : await connectOnce(premises, bot, signal)];
  },
});

const health = z.object({
  ways: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string() })),
});

async function askTheBot(premises: Premises, signal: AbortSignal): Promise<Finding> {
  const { localUrl } = premises;
  if (localUrl === undefined)
    return warning('机器人正在运行，但 PORT 是 0，问不到它', '在 .env 里把 PORT 改成一个固定的端口');
  const asked = await ask(`${localUrl}/healthz`, premises, signal);
  const told = asked.kind === 'answered' ? health.safeParse(parseJson(asked.text)).data : undefined;
  const way = told?.ways.find(({ name }) => name.includes('长连接'));
  if (!way)
    return warning(
      `机器人正在运行，但 ${localUrl}/healthz 没有说长连接怎样（怕把它挤下线，没有另外去连）`,
      '检查 .env 里的 HOST 和 PORT；刚改过的要重新启动机器人',
    );
  return way.ok
    ? fine('正在运行的机器人连着；怕把它挤下线，没有另外去连')
    : wrong('正在运行的机器人没有连上', way.detail);
}

async function connectOnce(premises: Premises, bot: Connection, signal: AbortSignal): Promise<Finding> {
  const outcome = await outcomeOf(bot, signal);
  switch (outcome.kind) {
    case 'ready':
      return fine('连得上，Bot ID 和 Secret 正确；检查完已断开。别处若有程序用着这个机器人，刚才会被挤下线');
    case 'refused':
      return refused(outcome.errcode);
    case 'kicked':
      return warning('刚连上就被别的程序顶下线', '一个机器人只能由一个程序连接，停掉别处的程序');
    case 'lost':
      return whyLost(premises, bot, signal);
  }
}

/** What people write to the bot in this moment is not answered: no bot runs that could. */
function outcomeOf({ botId, secret, url }: Connection, signal: AbortSignal): Promise<Outcome> {
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  const { heartbeat, ack } = REAL;
  const client = new BotClient(
    { botId, secret, url, log: createLogger('silent'), heartbeat, ack },
    { onReady: () => resolve({ kind: 'ready' }), onTold: () => {}, onEnd: resolve },
  );
  signal.addEventListener('abort', () => client.end(), { once: true });
  client.connect();
  return promise.finally(() => client.end());
}

const SECRET = [
  'Secret 不对',
  `从后台页面重新复制 Secret 到 .env 的 WECOM_BOT_SECRET${BOT_CONNECTION}`,
] as const;
const REFUSALS = new Map<number | null, readonly [text: string, advice: string]>([
  [853000, SECRET],
  [40001, SECRET],
  [93019, ['Bot ID 不对', `从后台页面重新复制 Bot ID 到 .env 的 WECOM_BOT_ID${BOT_CONNECTION}`]],
]);

function refused(errcode: number | null): Finding {
  if (isPassing(errcode))
    return warning(`企业微信要求稍后再连（${errcode}）`, '过几分钟再运行一次 npm run doctor');
  const [text, advice] = REFUSALS.get(errcode) ?? [
    '企业微信不接受这个连接',
    `核对 WECOM_BOT_ID 和 WECOM_BOT_SECRET，并确认这个机器人选的是长连接${BOT_CONNECTION}`,
  ];
  return wrong(`${text}（${errcode ?? '没有错误码'}）`, advice);
}

/** The SDK does not tell why there is no connection; asked as a plain web address, the same place does. */
async function whyLost(premises: Premises, { url }: Connection, signal: AbortSignal): Promise<Finding> {
  const asked = await ask(url.replace(/^ws/, 'http'), premises, signal);
  if (asked.kind === 'failed')
    return wrong(`连不上 ${url}：${FAILURE_TEXT[asked.failure]}`, adviceOn(asked.failure));
  return wrong(
    `${url} 有应答（HTTP ${asked.status}），但长连接建立不起来`,
    '检查 .env 里的 WECOM_WS_URL（一般不用改）；没有改过的，是代理或防火墙不让 WebSocket 通过，请网络管理员放行',
  );
}
