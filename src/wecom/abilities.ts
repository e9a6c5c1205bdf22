import type { WecomConfig } from '../wecom-config.ts';

/** One thing a set-up can do, or cannot. */
export interface Ability {
  readonly what: string;
  readonly can: boolean;
  /** To whom or how it goes, or what would make it possible. */
  readonly how: string;
}

/** What the county can expect of the way it is connected, for whoever installs it. */
export function abilitiesOf({ bot, app }: WecomConfig): readonly Ability[] {
  const connected = bot.mode === 'connection';
  return [privately(connected, app !== null), toGroups(connected), files(app), taps(connected, app)];
}

/** What the set-up is called in the manual. */
export function setUpOf({ bot, app }: WecomConfig): string {
  const name = bot.mode === 'callback' ? '智能机器人（URL 回调）和群机器人' : '智能机器人（长连接）';
  return app ? `${name}，加自建应用` : name;
}

function privately(connected: boolean, app: boolean): Ability {
  const what = '主动给个人发私信';
  if (app) return { what, can: true, how: '应用可见范围里的人都能收到；发不到的改在群里提及' };
  return connected
    ? { what, can: true, how: '只能发给私聊过机器人的人；其他人在群里提及。填上自建应用后人人能收到' }
    : { what, can: false, how: '一律改在群里提及。要发私信，请改用长连接，或加自建应用' };
}

const toGroups = (connected: boolean): Ability => ({
  what: '主动往群里发提醒和周报',
  can: true,
  how: connected
    ? '绑定过的群都能发；长连接断开时，名册里填了“推送地址”的群改走群机器人'
    : '名册里填了“推送地址”（群机器人）的群能发',
});

function files(app: WecomConfig['app']): Ability {
  const chats = app?.callback ? '私聊机器人或自建应用发文件、图片' : '私聊机器人发文件、图片';
  return { what: '收文件和照片', can: true, how: `${chats}，或在群里引用文件并 @机器人；每个不超过20MB` };
}

function taps(connected: boolean, app: WecomConfig['app']): Ability {
  const privately = connected || app?.callback ? '私信里的卡片也能点' : '私聊里只有回答带卡片';
  return {
    what: '点卡片签到、选择、审阅',
    can: true,
    how: `群里登记会议后出现签到卡片；${privately}。不点也都能打字`,
  };
}
