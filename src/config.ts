import { z } from 'zod';
import { LOG_LEVELS, type LogLevel } from './log.ts';
import { Zone } from './time/zone.ts';
import {
  hasProtocol,
  missingFor,
  WECOM_PURPOSE,
  type WecomConfig,
  wecomOf,
  wecomVariables,
} from './wecom-config.ts';

/** Everything that can be set from outside, checked. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly dataFolder: string;
  readonly campaignFile: string;
  readonly zone: string;
  readonly logLevel: LogLevel;
  readonly wecom: WecomConfig;
  /** Where WeCom and browsers find us from outside, without a slash at its end; without it there are no pages. */
  readonly publicUrl?: string;
  /** Whether there is an opinion box for everybody where there is a public address; on unless told. */
  readonly opinionBox?: boolean;
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
  ...WECOM_PURPOSE,
  WECOM_PUBLIC_URL:
    '公网地址，例如 https://bot.example.gov.cn，网页和意见箱的地址以它开头，npm run doctor 也用它检查回调；不填就没有网页',
  OPINION_BOX: '网页意见箱，on 或 off，默认 on',
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
  ...wecomVariables,
  WECOM_PUBLIC_URL: text('')
    .refine((url) => url === '' || hasProtocol(url, ['https:', 'http:']), { error: '应为 http(s) 网址' })
    .transform((url) => url.replace(/\/+$/, '')),
  OPINION_BOX: text('on').pipe(z.enum(['on', 'off'], { error: '应为 on 或 off' })),
  LOG_LEVEL: text('info').pipe(z.enum(LOG_LEVELS, { error: `应为 ${LOG_LEVELS.join('、')} 之一` })),
});

export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/** Reads the environment. Every missing or malformed variable is told at once. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): ConfigResult {
  const parsed = schema.safeParse(environment);
  const missing = missingFor(environment);
  if (!parsed.success || missing.length > 0) {
    const wrong = parsed.error?.issues.map(({ path, message }) => ({
      variable: String(path[0]),
      problem: message,
    }));
    return { ok: false, problems: inOrder([...(wrong ?? []), ...missing]) };
  }
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
      wecom: wecomOf(data),
      ...(data.WECOM_PUBLIC_URL === '' ? {} : { publicUrl: data.WECOM_PUBLIC_URL }),
      ...(data.OPINION_BOX === 'off' ? { opinionBox: false } : {}),
    },
  };
}

/** As `.env.example` has them, one problem a variable. */
function inOrder(problems: readonly Omit<ConfigProblem, 'purpose'>[]): ConfigProblem[] {
  const first = new Map(problems.toReversed().map((each) => [each.variable, each.problem]));
  return Object.keys(PURPOSE)
    .filter(isVariable)
    .flatMap((variable) => {
      const problem = first.get(variable);
      return problem === undefined ? [] : [{ variable, purpose: PURPOSE[variable], problem }];
    });
}

const isVariable = (name: string): name is Variable => name in PURPOSE;

/** The problems as lines for the person who installs it. */
export function explainProblems(problems: readonly ConfigProblem[]): string {
  const lines = problems.map(
    ({ variable, purpose, problem }) => `  ${variable}：${problem}。用途：${purpose}`,
  );
  return ['配置有误，没有启动。请修改 .env（样例见 .env.example）：', ...lines].join('\n');
}
