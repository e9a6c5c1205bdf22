/** What the office is told when the app cannot do what it should, and what to do about it where. */

const CONSOLE = '管理后台“应用管理—自建应用”';
const OUT_OF_SIGHT = `自建应用够不着这个人，请在${CONSOLE}的“可见范围”里加上，并核对名册里的账号`;
const MISMATCH = 'AgentId 和 Secret 不是同一个应用的，请核对 WECOM_APP_AGENT_ID 和 WECOM_APP_SECRET';
const DISABLED = `自建应用已停用，请在${CONSOLE}里重新启用`;
const NO_RIGHT = '企业微信没有给自建应用这项权限，请管理员在管理后台检查这个应用';
const SECRET = `Secret 不对或已重置，请从${CONSOLE}重新复制到 WECOM_APP_SECRET，再重新启动`;
const CORP_ID = '企业 ID 不对，请从管理后台“我的企业”页面最下面重新复制到 WECOM_CORP_ID，再重新启动';
const NOT_ITS_GROUP = '这个群不是自建应用建的，自建应用不能在里面发消息';
const NOT_TRUSTED = 60020;

/** The errcodes that say of the app that it does not lead to somebody: https://developer.work.weixin.qq.com/document/path/90313 */
export const CLOSED: ReadonlyMap<number, string> = new Map([
  [40001, SECRET],
  [40003, OUT_OF_SIGHT],
  [40013, CORP_ID],
  [40031, OUT_OF_SIGHT],
  [40050, NOT_ITS_GROUP],
  [40056, MISMATCH],
  [46004, OUT_OF_SIGHT],
  [48002, NO_RIGHT],
  [48006, NO_RIGHT],
  [50003, DISABLED],
  [60011, OUT_OF_SIGHT],
  [60021, OUT_OF_SIGHT],
  [60111, OUT_OF_SIGHT],
  [81013, OUT_OF_SIGHT],
  [86001, NOT_ITS_GROUP],
  [86003, NOT_ITS_GROUP],
  [86008, NOT_ITS_GROUP],
  [301002, MISMATCH],
]);

/** WeCom sent the message to everybody but this one, who is on a list beside its errcode 0. */
export const INVISIBLE = OUT_OF_SIGHT;
export const UNLICENSED =
  '这个人没有企业微信的接口许可或许可已过期，自建应用发不到，请管理员在管理后台分配许可';

/** WeCom's `errmsg` names the address it saw: `… from ip: 203.0.113.7, more info at …`. */
export const addressIn = (errmsg: string): string | undefined =>
  /from ip:\s*([\da-f.:]*[\da-f])/i.exec(errmsg)?.[1];

export function trustAdvice(errcode: number, errmsg: string): string | undefined {
  if (errcode !== NOT_TRUSTED) return undefined;
  const address = addressIn(errmsg);
  const where = address === undefined ? '服务器的出口 IP' : `服务器的出口 IP ${address}`;
  return `企业微信不信任${where}，请在${CONSOLE}的“企业可信IP”里加上，约一分钟后生效（60020）`;
}

/** Why there is no access_token. */
export function tokenAdvice(errcode: number, errmsg: string): string {
  const trust = trustAdvice(errcode, errmsg);
  if (trust !== undefined) return trust;
  const known = TOKEN_REFUSALS.get(errcode) ?? CLOSED.get(errcode);
  const advice = known ?? '企业微信不给 access_token，请核对 WECOM_CORP_ID 和 WECOM_APP_SECRET';
  return `${advice}（${errcode}）`;
}

const TOKEN_REFUSALS: ReadonlyMap<number, string> = new Map([
  [40091, SECRET],
  [41002, CORP_ID],
  [41004, SECRET],
  [45009, '取 access_token 太频繁，多半是 Secret 错了多次，本服务器被企业微信停用一小时'],
  [45031, SECRET],
]);
