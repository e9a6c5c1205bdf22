import { type ChatMessage, type ChatRef, type Content, textOf } from '../chat.ts';

/** The id the platform gives the bot; there is only one. */
const BOT_ID = 'aib-simulator';

export interface Sender {
  readonly msgid: string;
  readonly chat: ChatRef;
  readonly userid: string;
}

export interface Tap {
  readonly taskId: string;
  /** The button's. */
  readonly key: string;
}

/** Where a picture or a file is fetched, and the key it is encrypted with where it has one of its own. */
export interface MediaLink {
  readonly url: string;
  readonly aeskey?: string;
}

/** Makes a picture or a file fetchable. */
export type Publish = (content: { readonly name: string; readonly bytes: Uint8Array }) => MediaLink;

/** The JSON of a user's message: https://developer.work.weixin.qq.com/document/path/100719 */
export function messageBody(
  sender: Sender,
  content: Content,
  quoted: ChatMessage | undefined,
  publish: Publish,
): object {
  return {
    ...common(sender),
    ...contentBody(content, publish),
    ...(quoted && { quote: contentBody(quoted.content, publish) }),
  };
}

/** Asks for the current state of a stream. */
export function refreshBody(sender: Sender, stream: string): object {
  return { ...common(sender), msgtype: 'stream', stream: { id: stream } };
}

/** https://developer.work.weixin.qq.com/document/path/101027; `seconds` since the epoch. */
export function enterChatBody(sender: Sender, seconds: number): object {
  return {
    ...common(sender),
    create_time: seconds,
    msgtype: 'event',
    event: { eventtype: 'enter_chat' },
  };
}

/** https://developer.work.weixin.qq.com/document/path/101027 */
export function tapBody(sender: Sender, tap: Tap, seconds: number): object {
  return {
    ...common(sender),
    create_time: seconds,
    msgtype: 'event',
    event: {
      eventtype: 'template_card_event',
      template_card_event: {
        card_type: 'button_interaction',
        event_key: tap.key,
        task_id: tap.taskId,
      },
    },
  };
}

function common({ msgid, chat, userid }: Sender): object {
  const place = 'group' in chat ? { chatid: chat.group, chattype: 'group' } : { chattype: 'single' };
  return { msgid, aibotid: BOT_ID, ...place, from: { userid } };
}

function contentBody(content: Content, publish: Publish): object {
  switch (content.type) {
    case 'image':
      return { msgtype: 'image', image: publish(content.image) };
    case 'file':
      return { msgtype: 'file', file: publish(content.file) };
    case 'mixed': {
      const text = { msgtype: 'text', text: { content: content.text } };
      const images = content.images.map((image) => ({ msgtype: 'image', image: publish(image) }));
      return { msgtype: 'mixed', mixed: { msg_item: [text, ...images] } };
    }
    default:
      return { msgtype: 'text', text: { content: textOf(content) } };
  }
}
