/**
 * Radicals that fonts for simplified Chinese draw with the very glyph of a character, so that a pdf may hold the one for the
 * other; each with the character that the Unicode Character Database (EquivalentUnifiedIdeograph.txt) names for it. NFKC
 * leaves these alone, unlike the radicals from U+2F00 on.
 */
const SUPPLEMENT =
  '2E82乛 2E85亻 2E89刂 2E92巳 2E93幺 2E94彑 2E95彐 2E96忄 2E98扌 2E99攵 2E9E歺 2E9F母 2EA0民 2EA1氵 2EA3灬 2EA6丬 ' +
  '2EA8犭 2EAD礻 2EAF糹 2EB0纟 2EB9耂 2EBE艹 2EC1虎 2EC2衤 2EC4西 2EC5见 2EC6角 2EC8讠 2EC9贝 2ECB车 2ECC辶 2ED0钅 ' +
  '2ED1長 2ED2镸 2ED3长 2ED4门 2ED6阝 2ED8青 2ED9韦 2EDA页 2EDB风 2EDC飞 2EDD食 2EDF飠 2EE0饣 2EE2马 2EE3骨 2EE4鬼 ' +
  '2EE5鱼 2EE6鸟 2EE7卤 2EE8麦 2EE9黄 2EEA黾 2EEB斉 2EEC齐 2EEE齿 2EEF竜 2EF0龙 2EF1龜 2EF3龟';

const CHARACTERS: ReadonlyMap<string, string> = new Map(
  SUPPLEMENT.split(' ').map((each) => [
    String.fromCodePoint(Number.parseInt(each.slice(0, 4), 16)),
    each.slice(4),
  ]),
);

/** Both blocks of radicals, the compatibility ideographs and the ligatures of Latin letters; never punctuation. */
const LOOK_ALIKES = /[\u2E80-\u2FDF\uF900-\uFAFF\uFB00-\uFB06\u{2F800}-\u{2FA1F}]/gu;

/** Characters that only look like others become those: ⼼ 心, ⺠ 民, ﬁ fi. Full-width punctuation stays as it is. */
export const withoutLookAlikes = (text: string): string =>
  text.replace(LOOK_ALIKES, (each) => CHARACTERS.get(each) ?? each.normalize('NFKC'));
