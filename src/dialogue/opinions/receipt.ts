import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { BoxedOpinion } from '../../journal/box/opinion-box.ts';

/** Everyday characters that are easily read out and told apart; 128 of them, 7 bits each. */
const CHARACTERS = [
  ...'春夏秋冬日月星云风雨雪霜山水江河湖海田林花草竹松柏梅兰桃杏梨枣麦稻豆瓜果茶盐米面鱼虾牛羊马鹿鹤燕',
  ...'莺雀鹰龙虎狮象金银铜铁石玉珠沙土木火灯钟鼓琴棋书画诗笔墨纸砚门窗桥路船车帆亭塔井泉溪谷岭峰岛岸',
  ...'村镇城楼园院东西南北青红黄白黑紫绿蓝朝暮晨夜远近高低大小晴虹露坡丘',
];
const KNOWN = new Set(CHARACTERS);

/** Nine characters are 63 bits: too many to be tried out, by asking as well as with the box in hand. */
const LENGTH = 9;
const GROUP = 3;

/** What the raiser of an anonymous opinion is given, and what the box keeps of it. */
export interface Receipt {
  /** `春江月-青竹马-白石桥` */
  readonly shown: string;
  readonly salt: string;
  readonly receipt: string;
}

export function mintReceipt(draw: (choices: number) => number): Receipt {
  const word = Array.from({ length: LENGTH }, () => CHARACTERS[draw(CHARACTERS.length)]).join('');
  const salt = randomBytes(16).toString('hex');
  const groups = word.match(new RegExp(`.{${GROUP}}`, 'gu')) ?? [];
  return { shown: groups.join('-'), salt, receipt: hashOf(salt, word) };
}

const hashOf = (salt: string, word: string): string =>
  createHash('sha256').update(salt).update(word).digest('hex');

/** Reads a receipt word at the beginning of the text, however its groups are set apart, and what follows it. */
export function readReceipt(text: string): { readonly word: string; readonly rest: string } | undefined {
  let word = '';
  let at = 0;
  for (const character of text) {
    if (KNOWN.has(character)) word += character;
    else if (!/[\s\-－—_·,，、。.“”"'：:]/.test(character)) break;
    at += character.length;
    if ([...word].length === LENGTH) return { word, rest: text.slice(at).trim() };
  }
  return undefined;
}

/** Whether a receipt word stands anywhere in the text: then it must not be put on record. */
export const holdsReceipt = (text: string): boolean =>
  [...text.matchAll(/\p{Script=Han}/gu)].some(({ index }) => readReceipt(text.slice(index)) !== undefined);

/** The opinion this receipt word was given for. */
export const openedBy = (word: string, opinions: Iterable<BoxedOpinion>): BoxedOpinion | undefined =>
  [...opinions].find(({ salt, receipt }) => isSame(receipt, hashOf(salt, word)));

/** How long it takes says nothing of how much of it was right. */
function isSame(kept: string, given: string): boolean {
  const [a, b] = [Buffer.from(kept), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
