import { z } from 'zod';
import { LOG_LEVELS, type LogLevel } from './log.ts';
import { Zone } from './time/zone.ts';

/** Everything that can be set from outside, checked. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly dataFolder: string;
  readonly campaignFile: string;
  readonly zone: string;
  readonly logLevel: LogLevel;
  readonly wecom: {
    readonly token: string;
    readonly aesKey: string;
    readonly receiveId: string;
    readonly botNames: readonly string[];
    readonly apiBase: string;
  };
}

/** One variable that is missing or wrong. Never holds the value given: it may be a secret. */
export interface ConfigProblem {
  readonly variable: string;
  readonly purpose: string;
  readonly problem: string;
}

/** What each variable is for; shown with every mistake. */
const PURPOSE = {
  PORT: '监听端口，默认 8080',
  HOST: '监听地址，默认 127.0.0.1（前面有反向代理时不用改）',
  DATA_DIR: '数据目录，台账、名册和文件都存在这里，默认 ./data',
  CAMPAIGN: '活动文件，例如 templates/campaigns/xianju.yaml',
  TZ_NAME: '时区，默认 Asia/Shanghai',
  WECOM_TOKEN: '智能机器人 API 模式页面上的 Token',
  WECOM_AES_KEY: '智能机器人 API 模式页面上的 EncodingAESKey，43 位',
  WECOM_RECEIVE_ID: '回调的 receiveid，智能机器人留空',
  WECOM_BOT_NAME: '机器人在群里的名字，多个用逗号分隔；用来认出 @机器人',
  WECOM_API_BASE: '企业微信接口地址，默认 https://qyapi.weixin.qq.com',
  LOG_LEVEL: `日志级别：${LOG_LEVELS.join('、')}，默认 info`,
} as const;

type Variable = keyof typeof PURPOSE;

const text = (fallback: string) =>
  z
    .string()
    .optional()
    .transform((value) => value?.trim() || fallback);
const required = z.string({ error: '没有填写' }).trim().min(1, { error: '没有填写' });

function isZone(name: string): boolean {
  try {
    new Zone(name);
    return true;
  } catch {
    return false;
  }
}

function isApiBase(value: string): boolean {
  const url = URL.parse(value);
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') && url.search === '';
}

const schema = z.object({
  PORT: text('8080')
    .pipe(
      z
        .string()
        .regex(/^\d{1,5}$/, { error: '应为 0 到 65535 的整数' })
        .transform(Number),
    )
    .refine((port) => port <= 65535, { error: '应为 0 到 65535 的整数' }),
  HOST: text('127.0.0.1'),
  DATA_DIR: text('./data'),
  CAMPAIGN: required,
  TZ_NAME: text('Asia/Shanghai').refine(isZone, { error: '不认识这个时区，应写如 Asia/Shanghai' }),
  WECOM_TOKEN: required,
  WECOM_AES_KEY: required.pipe(
    z.string().regex(/^[A-Za-z0-9]{43}$/, { error: '应为 43 位字母和数字，请从管理后台重新复制' }),
  ),
  WECOM_RECEIVE_ID: text(''),
  WECOM_BOT_NAME: required.transform((names) =>
    names
      .split(/[,，]/)
      .map((name) => name.trim().replace(/^@/, ''))
      .filter((name) => name !== ''),
  ),
  WECOM_API_BASE: text('https://qyapi.weixin.qq.com')
    .refine(isApiBase, { error: '应为 http(s) 网址' })
    .transform((base) => base.replace(/\/+$/, '')),
  LOG_LEVEL: text('info').pipe(z.enum(LOG_LEVELS, { error: `应为 ${LOG_LEVELS.join('、')} 之一` })),
});

export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/** Reads the environment. Every missing or malformed variable is told at once. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): ConfigResult {
  const parsed = schema.safeParse(environment);
  if (!parsed.success)
    return {
      ok: false,
      problems: parsed.error.issues.map((issue) => {
        const variable = String(issue.path[0]);
        return { variable, purpose: isVariable(variable) ? PURPOSE[variable] : '', problem: issue.message };
      }),
    };
  const { data } = parsed;
  return {
    ok: true,
    config: {
      host: data.HOST,
      port: data.PORT,
      dataFolder: data.DATA_DIR,
      campaignFile: data.CAMPAIGN,
      zone: data.TZ_NAME,
      logLevel: data.LOG_LEVEL,
      wecom: {
        token: data.WECOM_TOKEN,
        aesKey: data.WECOM_AES_KEY,
        receiveId: data.WECOM_RECEIVE_ID,
        botNames: data.WECOM_BOT_NAME,
        apiBase: data.WECOM_API_BASE,
      },
    },
  };
}

const isVariable = (name: string): name is Variable => name in PURPOSE;

/** The problems as lines for the person who installs it. */
export function explainProblems(problems: readonly ConfigProblem[]): string {
  const lines = problems.map(
    ({ variable, purpose, problem }) => `  ${variable}：${problem}。用途：${purpose}`,
  );
  return ['配置有误，没有启动。请修改 .env（样例见 .env.example）：', ...lines].join('\n');
}
