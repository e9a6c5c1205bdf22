import { MINUTE } from '../time/clock.ts';

/** What an errcode means for the message: https://developer.work.weixin.qq.com/document/path/90313 */
export type Verdict =
  | { readonly kind: 'sent' }
  /** Over the rate limit: after so many milliseconds it will be taken. */
  | { readonly kind: 'wait'; readonly after: number; readonly advice: string }
  /** WeCom's own trouble: try again, ever more rarely. */
  | { readonly kind: 'busy'; readonly advice: string }
  /** This way does not lead to the recipient; the advice tells the office what to put right. */
  | { readonly kind: 'closed'; readonly advice: string }
  /** Trying again would not help; the advice tells the office what would. */
  | { readonly kind: 'refused'; readonly advice: string };

const TOO_LONG = '消息内容超过企业微信的长度限制，未能发送';

/** What is wrong with the message itself, whatever the way. */
const REFUSALS: ReadonlyMap<number, string> = new Map([
  [40058, '企业微信认为消息参数不合要求（多为内容过长），未能发送'],
  [45002, TOO_LONG],
  [44004, '消息内容为空，未能发送'],
  [40008, '企业微信不接受这种消息类型，未能发送'],
  [40033, '消息里有企业微信不接受的字符，未能发送'],
  [40004, '企业微信不接受这种文件类型，未能发送'],
  [40006, '文件大小不合企业微信要求，未能发送'],
  [40007, '企业微信没有认出上传的文件，未能发送'],
  [40009, '图片大小不合企业微信要求，未能发送'],
]);

/** What to make of an answer's errcode. `closed`: the codes that say of this way that it does not lead to the recipient. */
export function verdictOf(errcode: number, closed: ReadonlyMap<number, string>): Verdict {
  const shut = closed.get(errcode);
  if (shut !== undefined) return { kind: 'closed', advice: `${shut}（${errcode}）` };
  switch (errcode) {
    case 0:
      return { kind: 'sent' };
    case 45009:
      return { kind: 'wait', after: MINUTE, advice: '发送过于频繁，一分钟后重试' };
    case -1:
    case 45033:
      return { kind: 'busy', advice: `企业微信繁忙（${errcode}），稍后重试` };
    case 40014:
    case 42001:
      return { kind: 'busy', advice: `企业微信不认刚取得的 access_token（${errcode}），稍后重试` };
    default:
      return { kind: 'refused', advice: adviceOn(errcode) };
  }
}

function adviceOn(errcode: number): string {
  const known = REFUSALS.get(errcode);
  return known ? `${known}（${errcode}）` : `企业微信没有接受这条消息（错误码 ${errcode}）`;
}
