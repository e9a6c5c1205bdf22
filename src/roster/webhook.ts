// https://developer.work.weixin.qq.com/document/path/91770
const ADDRESS = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send';
const PATH = '/cgi-bin/webhook/send';
const KEY = /^[\w-]{8,128}$/;

/**
 * The full address of a group's robot, from an address or a bare key; undefined when it is neither.
 * Other hosts are taken as well: some counties run WeCom on their own premises.
 */
export function toWebhook(text: string): string | undefined {
  if (KEY.test(text)) return `${ADDRESS}?key=${text}`;
  if (!URL.canParse(text)) return undefined;
  const { protocol, origin, pathname, searchParams } = new URL(text);
  const key = searchParams.get('key') ?? '';
  if (protocol !== 'https:' || pathname !== PATH || !KEY.test(key)) return undefined;
  return `${origin}${PATH}?key=${key}`;
}
