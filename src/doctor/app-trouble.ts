import { addressIn, CLOSED } from '../wecom/app/advice.ts';
import { type Finding, warning, wrong } from './finding.ts';
import { APP_PAGE, APP_TRUST, CORP_PAGE } from './places.ts';

type Trouble = readonly [text: string, advice: string];

const SECRET: Trouble = [
  'Secret 不对或已重置',
  `从后台重新复制 Secret 到 .env 的 WECOM_APP_SECRET${APP_PAGE}`,
];
const CORP_ID: Trouble = ['企业 ID 不对', `从后台重新复制到 .env 的 WECOM_CORP_ID${CORP_PAGE}`];
const MISMATCH: Trouble = [
  'AgentId 和 Secret 不是同一个应用的',
  `从同一个应用的页面复制 WECOM_APP_AGENT_ID 和 WECOM_APP_SECRET${APP_PAGE}`,
];

/** https://developer.work.weixin.qq.com/document/path/90313 */
const TROUBLES: ReadonlyMap<number, Trouble> = new Map([
  [40001, SECRET],
  [40091, SECRET],
  [41004, SECRET],
  [40013, CORP_ID],
  [41002, CORP_ID],
  [40056, MISMATCH],
  [301002, MISMATCH],
  [50003, ['这个应用已停用', `重新启用它${APP_PAGE}`]],
]);
const NOT_TRUSTED = 60020;
const TOO_OFTEN: ReadonlySet<number> = new Set([-1, 45009, 45033]);

/** What an errcode says of the app's settings. */
export function appTrouble(errcode: number, errmsg: string): Finding {
  if (errcode === NOT_TRUSTED) return distrusted(errmsg);
  if (TOO_OFTEN.has(errcode))
    return warning(`企业微信繁忙，或这台服务器问得太多（${errcode}）`, '过一会儿再运行一次 npm run doctor');
  const [text, advice] = TROUBLES.get(errcode) ?? [
    CLOSED.get(errcode) ?? '企业微信不接受这个应用的请求',
    `核对 .env 里自建应用的三项${APP_PAGE}`,
  ];
  return wrong(`${text}（${errcode}）`, advice);
}

function distrusted(errmsg: string): Finding {
  const seen = addressIn(errmsg);
  const address = seen === undefined ? '这台服务器的出口 IP' : `出口 IP ${seen}`;
  return wrong(
    `企业微信不信任${address}（${NOT_TRUSTED}）`,
    `把${seen === undefined ? '它' : ` ${seen} `}加进这个应用的企业可信IP${APP_TRUST}，约一分钟后生效；不让填的，先设好接收消息的 URL 或可信域名`,
  );
}
