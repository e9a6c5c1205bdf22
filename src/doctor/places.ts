/** Where in WeCom what has to be put right is found. */

const BOT = '企业微信管理后台 → 安全与管理 → 管理工具 → 智能机器人 → API 模式';
const APP = '企业微信管理后台 → 应用管理 → 自建应用';

export const BOT_CALLBACK = `（${BOT} → 使用 URL 回调）`;
export const BOT_CONNECTION = `（${BOT} → 使用长连接）`;
export const APP_PAGE = `（${APP} → 这个应用）`;
export const APP_CALLBACK = `（${APP} → 这个应用 → 接收消息 → 设置 API 接收）`;
export const APP_TRUST = `（${APP} → 这个应用 → 企业可信IP）`;
export const APP_SCOPE = `（${APP} → 这个应用 → 可见范围）`;
export const CORP_PAGE = '（企业微信管理后台 → 我的企业 → 企业信息，最下面的“企业ID”）';
