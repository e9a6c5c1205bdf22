const CHINESE = /^[\p{Script=Han}\u3001-\u303F\uFF01-\uFF60\u2018\u2019\u201C\u201D\u2014\u2026]$/u;

/** Whether it is a Chinese character or punctuation between such, beside which no space is needed. */
export const isChinese = (character: string): boolean => CHINESE.test(character);
