import { z } from 'zod';
import type { SaidToApp } from '../app/app-side.ts';
import type { Said } from '../bot/say.ts';
import { PlatformError } from '../errors.ts';
import type { Form } from '../multipart.ts';
import { pictureType } from '../pictures.ts';

/** A mistake of the page's user, in words for them. */
export class PageError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'PageError';
    this.status = status;
  }
}

const Fields = z.object({
  me: z.string().min(1),
  group: z.string().optional(),
  text: z.string().default(''),
  mention: z.literal('yes').optional(),
  quote: z.string().optional(),
});

/** The page calls the app's chat by this where a group would be. */
export const APP_CHAT = '@app';

export type PageSaid =
  | { readonly to: 'bot'; readonly said: Said }
  | { readonly to: 'app'; readonly said: SaidToApp };

/** The form of the page → what is said, and to whom. A file stands alone; a picture goes with words. */
export function readSaid(form: Form): PageSaid {
  const said = readSaidToBot(form);
  if (form.fields.get('group') !== APP_CHAT) return { to: 'bot', said };
  const { from } = said;
  if ('file' in said) return { to: 'app', said: { from, file: said.file } };
  if ('image' in said) return { to: 'app', said: { from, image: said.image } };
  return { to: 'app', said: { from, text: said.text } };
}

function readSaidToBot(form: Form): Said {
  const fields = Fields.safeParse(Object.fromEntries(form.fields));
  if (!fields.success) throw new PageError(400, '页面发来的内容不完整，请刷新后再试。');
  const { me, group, text, mention, quote } = fields.data;
  const where = {
    from: me,
    chat: group === undefined ? ('private' as const) : { group },
    ...(quote !== undefined && { quote }),
  };
  const file = form.files.get('file');
  if (file) return { ...where, file };
  const picture = form.files.get('picture');
  if (picture && !pictureType(picture.bytes)) throw new PageError(415, '只能发 PNG、JPG 或 GIF 图片。');
  if (picture && text === '' && mention !== 'yes') return { ...where, image: picture.bytes };
  if (!picture && text.trim() === '' && quote === undefined) throw new PageError(400, '请先写一句话。');
  const images = picture ? [picture.bytes] : [];
  return { ...where, text, mention: mention === 'yes', images };
}

/** What the page's user reads when the bot or the platform did not play along. */
export function explain(error: unknown): PageError {
  if (error instanceof PageError) return error;
  if (!(error instanceof PlatformError)) throw error;
  switch (error.code) {
    case 'rule':
      return new PageError(409, '企业微信不允许这样做：人要在群里，引用的消息要在这个会话里。');
    case 'unreachable':
      return new PageError(502, '连不上机器人，它可能没有启动。');
    case 'no-answer':
      return new PageError(504, '机器人 5 秒内没有回答。请稍后再发一次。');
    default:
      return new PageError(502, `机器人的回答不合企业微信的规定（${error.code}），没有显示。`);
  }
}
