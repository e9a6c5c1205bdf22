import { randomBytes, randomUUID } from 'node:crypto';
import { SECOND } from '../../time/clock.ts';
import type { Sender, Tap } from '../bot/callback-body.ts';
import type { CallbackClient } from '../bot/callback-client.ts';
import type { Road, Tapped } from '../bot/road.ts';
import type { Attachment, ChatMessage, Content } from '../chat.ts';
import { PlatformError } from '../errors.ts';
import type { BotReply } from '../journal.ts';
import { readPassive } from './app-callback.ts';
import type { AppGround } from './options.ts';
import type { ResponseCodes } from './response-codes.ts';
import { writeXml } from './xml.ts';

interface Saying {
  /** A userid. */
  readonly from: string;
  /** A whole number, as text: it has 64 bits. Made up when not given. */
  readonly msgid?: string;
}

/** Something written or sent in the app's own chat. */
export type SaidToApp = Saying &
  ({ readonly text: string } | { readonly image: Uint8Array } | { readonly file: Attachment });

/** What came of it at once. What comes later is a message of its own. */
export interface AppAnswer {
  readonly msgid: string;
  /** The message as it stands in the chat; null for an event. */
  readonly message: ChatMessage | null;
  readonly answered: boolean;
  /** Empty when nothing was answered at once. */
  readonly text: string;
}

interface Told {
  readonly userid: string;
  readonly message: ChatMessage | null;
  readonly xml: string;
}

export interface AppSideOptions extends Omit<AppGround, 'inbox'> {
  readonly codes: ResponseCodes;
  /** Undefined for an app that only sends. */
  readonly client: CallbackClient | undefined;
  readonly record: (reply: BotReply) => void;
}

/** What people do in the app's chat, and how the app is told of it: https://developer.work.weixin.qq.com/document/path/90239 */
export class AppSide implements Pick<Road, 'tap'> {
  readonly #options: AppSideOptions;
  readonly #told = new Map<string, Told>();
  /** One answer to a msgid, however often it is delivered. */
  readonly #shown = new Map<string, string>();

  constructor(options: AppSideOptions) {
    this.#options = options;
  }

  async say(said: SaidToApp): Promise<AppAnswer> {
    const { world } = this.#options;
    const { userid } = world.person(said.from);
    const msgid = said.msgid ?? String(randomBytes(8).readBigUInt64BE() >> 1n);
    const content = contentOf(said);
    const message = world.post({ chat: { app: userid }, author: { kind: 'person', userid }, content });
    return this.#tell(msgid, {
      userid,
      message,
      xml: this.#xml(userid, { ...this.#fieldsOf(content), MsgId: msgid }),
    });
  }

  enter(userid: string): Promise<AppAnswer> {
    const person = this.#options.world.person(userid);
    const fields = { MsgType: 'event', Event: 'enter_agent', EventKey: '' };
    return this.#tell(randomUUID(), {
      userid: person.userid,
      message: null,
      xml: this.#xml(person.userid, fields),
    });
  }

  /** Delivers once more what was delivered under this msgid. */
  async repeat(msgid: string): Promise<AppAnswer> {
    const told = this.#told.get(msgid);
    if (!told) throw new PlatformError('rule', `nothing was delivered as ${msgid}`);
    return this.#tell(msgid, told);
  }

  /** The card may be changed before the app answers; what changes later is seen in the chat. */
  async tap({ msgid, userid }: Sender, message: ChatMessage, { taskId, key }: Tap): Promise<Tapped> {
    const { world, codes } = this.#options;
    const fields = {
      MsgType: 'event',
      Event: 'template_card_event',
      EventKey: key,
      TaskId: taskId,
      CardType: 'button_interaction',
      ResponseCode: codes.issueAgain(taskId),
    };
    await this.#tell(msgid, { userid, message, xml: this.#xml(userid, fields) });
    const now = world.message(message.id);
    return { msgid, card: now && now !== message ? now : null };
  }

  async #tell(msgid: string, told: Told): Promise<AppAnswer> {
    const { client, app, clock, record } = this.#options;
    this.#told.set(msgid, told);
    const { userid, message, xml } = told;
    if (!client) return { msgid, message, answered: false, text: '' };
    const plain = await client.post(xml);
    if (plain === undefined) return { msgid, message, answered: false, text: '' };
    const text = readPassive(String(plain), app, userid);
    record({ at: clock.now(), api: 'callback', msgid, text, finished: true });
    this.#show(msgid, userid, text);
    return { msgid, message, answered: true, text };
  }

  #show(msgid: string, userid: string, text: string): void {
    const { world } = this.#options;
    const content = { type: 'text', text } as const;
    const shown = this.#shown.get(msgid);
    if (shown !== undefined) world.rewrite(shown, content);
    else this.#shown.set(msgid, world.post({ chat: { app: userid }, author: { kind: 'app' }, content }).id);
  }

  #xml(userid: string, fields: Readonly<Record<string, string>>): string {
    const { app, clock } = this.#options;
    return writeXml({
      ToUserName: app.corpId,
      FromUserName: userid,
      CreateTime: Math.floor(clock.now() / SECOND),
      ...fields,
      AgentID: app.agentId,
    });
  }

  #fieldsOf(content: Content): Readonly<Record<string, string>> {
    const { media } = this.#options;
    switch (content.type) {
      case 'image': {
        const PicUrl = 'https://wework.qpic.cn/wwpic/invented/0';
        return { MsgType: 'image', PicUrl, MediaId: media.keep(content.image, 'image') };
      }
      case 'file': {
        const { file } = content;
        return { MsgType: 'file', MediaId: media.keep(file, 'file'), FileName: file.name };
      }
      default:
        return { MsgType: 'text', Content: 'text' in content ? content.text : '' };
    }
  }
}

function contentOf(said: SaidToApp): Content {
  if ('text' in said) return { type: 'text', text: said.text };
  // WeCom does not keep the name of a picture, nor always its kind.
  if ('image' in said) return { type: 'image', image: { name: 'image.jpg', bytes: said.image } };
  return { type: 'file', file: said.file };
}
