import { type ChatMessage, type ChatRef, type Content, textOf } from './chat.ts';

/** The id the platform gives the bot; there is only one. */
const BOT_ID = 'aib-simulator';

export interface Sender {
  readonly msgid: string;
  readonly chat: ChatRef;
  readonly userid: string;
}

/** Makes a picture or a file fetchable; its address. */
export type Publish = (content: { readonly name: string; readonly bytes: Uint8Array }) => string;

/** The JSON of a user's message: https://developer.work.weixin.qq.com/document/path/100719 */
export function messageBody(
  sender: Sender,
  content: Content,
  quoted: ChatMessage | undefined,
  responseUrl: string,
  publish: Publish,
): object {
  return {
    ...common(sender),
    response_url: responseUrl,
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

function common({ msgid, chat, userid }: Sender): object {
  const place = 'group' in chat ? { chatid: chat.group, chattype: 'group' } : { chattype: 'single' };
  return { msgid, aibotid: BOT_ID, ...place, from: { userid } };
}

function contentBody(content: Content, publish: Publish): object {
  switch (content.type) {
    case 'image':
      return { msgtype: 'image', image: { url: publish(content.image) } };
    case 'file':
      return { msgtype: 'file', file: { url: publish(content.file) } };
    case 'mixed': {
      const text = { msgtype: 'text', text: { content: content.text } };
      const images = content.images.map((image) => ({ msgtype: 'image', image: { url: publish(image) } }));
      return { msgtype: 'mixed', mixed: { msg_item: [text, ...images] } };
    }
    default:
      return { msgtype: 'text', text: { content: textOf(content) } };
  }
}
