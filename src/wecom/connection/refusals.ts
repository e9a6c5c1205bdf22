const CHECK = '改好后重新启动本程序';
const SECRET = `Secret 不对，请核对 .env 里的 WECOM_BOT_SECRET（管理后台该机器人“使用长连接”页面上的 Secret），${CHECK}`;

/** What to do about an errcode WeCom refuses the connection with. */
const ADVICE: ReadonlyMap<number | null, string> = new Map([
  [853000, SECRET],
  [40001, SECRET],
  [
    93019,
    `Bot ID 不对，请核对 .env 里的 WECOM_BOT_ID（管理后台该机器人“使用长连接”页面上的 Bot ID），${CHECK}`,
  ],
]);

/** Answers that say nothing about the secret: WeCom is busy, or was asked too often. */
const PASSING: ReadonlySet<number | null> = new Set([-1, 45009, 45033]);

/** Whether the connection may be taken in later just as it is. */
export const isPassing = (errcode: number | null): boolean => PASSING.has(errcode);

/** Why WeCom refused, and what to do. */
export function refusalDetail(errcode: number | null): string {
  const advice =
    ADVICE.get(errcode) ??
    `请核对 .env 里的 WECOM_BOT_ID 和 WECOM_BOT_SECRET，并确认该机器人选的是“使用长连接”，${CHECK}`;
  return `企业微信拒绝了长连接（错误码 ${errcode ?? '不详'}）：${advice}`;
}
