import { z } from 'zod';

/** How the county is connected to WeCom: one 智能机器人, and beside it a 自建应用 where there is one. */
export interface WecomConfig {
  readonly bot: BotConfig;
  readonly app: AppConfig | null;
  readonly botNames: readonly string[];
  readonly apiBase: string;
}

/** WeCom calls us at a public address, or we hold a connection to it; a bot is in one mode at a time. */
export type BotConfig =
  | { readonly mode: 'callback'; readonly token: string; readonly aesKey: string; readonly receiveId: string }
  | { readonly mode: 'connection'; readonly botId: string; readonly secret: string; readonly url: string };

export interface AppConfig {
  readonly corpId: string;
  readonly agentId: number;
  readonly secret: string;
  /** Null where the app only sends: nobody can write to it, and its cards cannot be tapped. */
  readonly callback: { readonly token: string; readonly aesKey: string } | null;
}

/** What each variable is for; shown with every mistake. */
export const WECOM_PURPOSE = {
  WECOM_TOKEN: '智能机器人“使用 URL 回调”页面上的 Token',
  WECOM_AES_KEY: '智能机器人“使用 URL 回调”页面上的 EncodingAESKey，43 位',
  WECOM_RECEIVE_ID: '回调的 receiveid，智能机器人留空',
  WECOM_BOT_ID: '智能机器人“使用长连接”页面上的 Bot ID',
  WECOM_BOT_SECRET: '智能机器人“使用长连接”页面上的 Secret',
  WECOM_WS_URL: '长连接地址，默认 wss://openws.work.weixin.qq.com',
  WECOM_CORP_ID: '企业 ID，在管理后台“我的企业”页面最下面',
  WECOM_APP_AGENT_ID: '自建应用的 AgentId，数字',
  WECOM_APP_SECRET: '自建应用的 Secret',
  WECOM_APP_TOKEN: '自建应用“接收消息”页面上的 Token',
  WECOM_APP_AES_KEY: '自建应用“接收消息”页面上的 EncodingAESKey，43 位',
  WECOM_BOT_NAME: '机器人在群里的名字，多个用逗号分隔；用来认出 @机器人',
  WECOM_API_BASE: '企业微信接口地址，默认 https://qyapi.weixin.qq.com',
} as const;
type Variable = keyof typeof WECOM_PURPOSE;

const AES_KEY = /^[A-Za-z0-9]{43}$/;
const OPENWS = 'wss://openws.work.weixin.qq.com';
const QYAPI = 'https://qyapi.weixin.qq.com';

const optional = z
  .string()
  .optional()
  .transform((value) => value?.trim() ?? '');
const aesKey = optional.refine((key) => key === '' || AES_KEY.test(key), {
  error: '应为 43 位字母和数字，请从管理后台重新复制',
});

/** Whether it is a web address of one of these protocols, without a query. */
export function hasProtocol(value: string, protocols: readonly string[]): boolean {
  const url = URL.parse(value);
  return url !== null && protocols.includes(url.protocol) && url.search === '';
}

export const wecomVariables = {
  WECOM_TOKEN: optional,
  WECOM_AES_KEY: aesKey,
  WECOM_RECEIVE_ID: optional,
  WECOM_BOT_ID: optional,
  WECOM_BOT_SECRET: optional,
  WECOM_WS_URL: optional
    .transform((url) => url || OPENWS)
    .refine((url) => hasProtocol(url, ['wss:', 'ws:']), { error: '应为 wss:// 网址' }),
  WECOM_CORP_ID: optional,
  WECOM_APP_AGENT_ID: optional.refine((id) => /^\d{0,12}$/.test(id), { error: '应为数字' }),
  WECOM_APP_SECRET: optional,
  WECOM_APP_TOKEN: optional,
  WECOM_APP_AES_KEY: aesKey,
  WECOM_BOT_NAME: z
    .string({ error: '没有填写' })
    .trim()
    .min(1, { error: '没有填写' })
    .transform((names) =>
      names
        .split(/[,，]/)
        .map((name) => name.trim().replace(/^@/, ''))
        .filter((name) => name !== ''),
    ),
  WECOM_API_BASE: optional
    .transform((base) => base || QYAPI)
    .refine((base) => hasProtocol(base, ['https:', 'http:']), { error: '应为 http(s) 网址' })
    .transform((base) => base.replace(/\/+$/, '')),
};
type Given = z.infer<z.ZodObject<typeof wecomVariables>>;

/** Each makes one part of the connection: all of them, or none. */
const BOT_CALLBACK = ['WECOM_TOKEN', 'WECOM_AES_KEY'] as const;
const BOT_CONNECTION = ['WECOM_BOT_ID', 'WECOM_BOT_SECRET'] as const;
const APP = ['WECOM_CORP_ID', 'WECOM_APP_AGENT_ID', 'WECOM_APP_SECRET'] as const;
const APP_CALLBACK = ['WECOM_APP_TOKEN', 'WECOM_APP_AES_KEY'] as const;

type Environment = Readonly<Record<string, string | undefined>>;

export interface Missing {
  readonly variable: Variable;
  readonly problem: string;
}

/** What does not go together in how WeCom is to be reached. */
export function missingFor(environment: Environment): readonly Missing[] {
  const isGiven = (name: Variable): boolean => (environment[name]?.trim() ?? '') !== '';
  const isBegun = (names: readonly Variable[]): boolean => names.some(isGiven);
  const lacks = (names: readonly Variable[], problem: string): Missing[] =>
    names.filter((name) => !isGiven(name)).map((variable) => ({ variable, problem }));
  const half = (names: readonly Variable[]): Missing[] =>
    isBegun(names) ? lacks(names, `没有填写（填了 ${names.filter(isGiven).join('、')}，这一项也要填）`) : [];

  const bot = [...half(BOT_CALLBACK), ...half(BOT_CONNECTION)];
  const app = [...half(APP), ...half(APP_CALLBACK)];
  if (!isBegun(BOT_CALLBACK) && !isBegun(BOT_CONNECTION))
    bot.push(
      ...lacks(BOT_CALLBACK, '没有填写；没有公网地址的，改填 WECOM_BOT_ID 和 WECOM_BOT_SECRET（长连接）'),
    );
  if (isBegun(BOT_CALLBACK) && isBegun(BOT_CONNECTION))
    bot.push({ variable: 'WECOM_BOT_ID', problem: 'URL 回调和长连接只能用一种，请清空其中一种的两项' });
  if (isBegun(APP_CALLBACK) && !isBegun(APP))
    app.push(...lacks(APP, '没有填写（填了自建应用的接收消息，自建应用本身的三项也要填）'));
  return [...bot, ...app];
}

export function wecomOf(given: Given): WecomConfig {
  return {
    bot: botOf(given),
    app: appOf(given),
    botNames: given.WECOM_BOT_NAME,
    apiBase: given.WECOM_API_BASE,
  };
}

function botOf(given: Given): BotConfig {
  return given.WECOM_BOT_ID === ''
    ? {
        mode: 'callback',
        token: given.WECOM_TOKEN,
        aesKey: given.WECOM_AES_KEY,
        receiveId: given.WECOM_RECEIVE_ID,
      }
    : {
        mode: 'connection',
        botId: given.WECOM_BOT_ID,
        secret: given.WECOM_BOT_SECRET,
        url: given.WECOM_WS_URL,
      };
}

function appOf(given: Given): AppConfig | null {
  if (given.WECOM_CORP_ID === '') return null;
  const { WECOM_APP_TOKEN: token, WECOM_APP_AES_KEY: key } = given;
  return {
    corpId: given.WECOM_CORP_ID,
    agentId: Number(given.WECOM_APP_AGENT_ID),
    secret: given.WECOM_APP_SECRET,
    callback: token === '' ? null : { token, aesKey: key },
  };
}
