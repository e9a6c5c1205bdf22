/** How many minutes the campaign takes a study day and half a study day to be. */
export interface StudyDay {
  readonly day: number;
  readonly halfDay: number;
}

const CHINESE_DIGITS = new Map([...'零一二三四五六七八九'].map((digit, value) => [digit, value]));

function quantity(text: string): number | undefined {
  if (text === '半') return 0.5;
  if (text === '两') return 2;
  if (text === '十') return 10;
  const digit = CHINESE_DIGITS.get(text);
  if (digit !== undefined) return digit;
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

const PATTERN =
  /^(半|两|十|[一二三四五六七八九]|\d+(?:\.\d+)?)个?(半)?(天|日|小时|钟头|时|h|分钟|分|min)(半)?$/i;

/** Minutes meant by `半天`, `3小时`, `1.5小时`, `两个半小时`, `90分钟`, `全天`; undefined when the text is no length. */
export function parseDuration(text: string, studyDay: StudyDay): number | undefined {
  if (text === '全天' || text === '整天') return studyDay.day;
  if (text === '上午' || text === '下午') return studyDay.halfDay;
  const match = PATTERN.exec(text);
  if (!match) return undefined;
  const [, count = '', half, unit = '', trailingHalf] = match;
  const number = quantity(count);
  if (number === undefined) return undefined;
  const amount = number + (half || trailingHalf ? 0.5 : 0);
  if (/^[天日]$/.test(unit)) return amount === 0.5 ? studyDay.halfDay : Math.round(amount * studyDay.day);
  return Math.round(/^(分钟|分|min)$/i.test(unit) ? amount : amount * 60);
}

/** `3小时`, `1小时30分钟`, `45分钟`. */
export function formatMinutes(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return `${hours > 0 ? `${hours}小时` : ''}${rest > 0 || hours === 0 ? `${rest}分钟` : ''}`;
}
