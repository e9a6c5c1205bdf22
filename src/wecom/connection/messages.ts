import type { Card } from '../../journal/outgoing.ts';
import type { PersonId } from '../../roster/roster.ts';
import { plain } from '../../wording/plain.ts';
import { type TemplateCard, taskIdOf, templateCard } from '../cards.ts';
import type { MediaMessage } from '../files.ts';
import { bytesOf, calling, STREAM_BYTES, shortened } from '../limits.ts';
import { AGAIN } from '../texts.ts';

/** A conversation, as WeCom addresses it: by the chatid of a group or by a userid. */
export interface Place {
  readonly kind: 'single' | 'group';
  readonly id: string;
}

/** What is said, without the words where: https://developer.work.weixin.qq.com/document/path/101463 */
export type ConnectionMessage =
  | { readonly msgtype: 'markdown'; readonly markdown: { readonly content: string } }
  | { readonly msgtype: 'template_card'; readonly template_card: TemplateCard }
  | MediaMessage;

/** Kept free for the names of some twenty people. */
const NAMES_ROOM = 400;
/** The longest text that has room for names and a note beside it. */
export const MARKDOWN_BYTES = STREAM_BYTES - bytesOf(AGAIN) - NAMES_ROOM;

const CHAT_TYPE = { single: 1, group: 2 } as const;

/** The body of a message of our own accord. */
export const addressed = ({ kind, id }: Place, message: ConnectionMessage): object => ({
  chatid: id,
  chat_type: CHAT_TYPE[kind],
  ...message,
});

/** The body of one state of an answer; whoever sees it sees the last. */
export const streamState = (id: string, content: string, finish: boolean): object => ({
  msgtype: 'stream',
  stream: { id, finish, content },
});

/**
 * Markdown in 20480 bytes. Who is meant is called by name in front, as far as there is room: `<@userid>` is shown here as it is
 * typed, and rings nobody's telephone. https://github.com/WecomTeam/wecom-cli/issues/103
 */
export function markdownMessage(
  text: string,
  mention: readonly PersonId[],
  nameOf: (person: PersonId) => string | undefined,
  again: boolean,
): ConnectionMessage {
  const words = shortened(text, STREAM_BYTES, again);
  const names = mention.flatMap((person) => nameOf(person) ?? []).map((name) => `@${plain(name)}`);
  return { msgtype: 'markdown', markdown: { content: calling(names, words, STREAM_BYTES) } };
}

/** Words said later than they were asked for. */
export const laterMessage = (text: string, again: boolean): ConnectionMessage =>
  markdownMessage(text, [], () => undefined, again);

/** `showing` must be new each time: of a task_id that was used before WeCom shows nothing. */
export function cardMessage(card: Card, showing: string, again = false): ConnectionMessage {
  const lines = again ? [AGAIN.trim(), ...card.lines] : card.lines;
  return {
    msgtype: 'template_card',
    template_card: templateCard({ ...card, lines }, taskIdOf(card, showing)),
  };
}
