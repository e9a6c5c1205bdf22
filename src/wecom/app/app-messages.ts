import { randomUUID } from 'node:crypto';
import type { Card } from '../../journal/outgoing.ts';
import type { PersonId } from '../../roster/roster.ts';
import { NOTHING_LEFT, type TemplateCard, taskIdOf, templateCard } from '../cards.ts';
import type { MediaMessage } from '../files.ts';
import { bytesOf, shortened, TEXT_BYTES } from '../limits.ts';
import { AGAIN } from '../texts.ts';
import { isUserid } from '../userid.ts';
import { plainWords } from './plain-words.ts';

/** What the app says, without the words for whom: https://developer.work.weixin.qq.com/document/path/90236 */
export type AppMessage =
  | {
      readonly msgtype: 'text';
      readonly text: { readonly content: string; readonly mentioned_list?: readonly PersonId[] };
    }
  | { readonly msgtype: 'template_card'; readonly template_card: TemplateCard }
  | MediaMessage;

/** Markdown that fits one text even when it is sent again. */
export const ONE_TEXT = TEXT_BYTES - bytesOf(AGAIN);

/** Words that fit. */
export const wordsMessage = (content: string): AppMessage => ({ msgtype: 'text', text: { content } });

/** Our markdown as words, shortened to 2048 bytes: WeCom would cut off what is longer without a word. */
export const textMessage = (markdown: string, again = false): AppMessage =>
  wordsMessage(words(markdown, again));

/** The same in one of the app's groups: https://developer.work.weixin.qq.com/document/path/90248 */
export function groupMessage(markdown: string, mention: readonly PersonId[], again: boolean): AppMessage {
  const mentioned_list = mention.filter(isUserid);
  return { msgtype: 'text', text: { content: words(markdown, again), mentioned_list } };
}

const words = (markdown: string, again: boolean): string =>
  shortened(plainWords(markdown), TEXT_BYTES, again);

/** Of a task_id that was used before WeCom shows nothing, so each card is a new task. */
export const cardMessage = (card: Card): AppMessage => ({
  msgtype: 'template_card',
  template_card: templateCard(card, taskIdOf(card, randomUUID())),
});

/**
 * A card that was sent before, as it looks now. It keeps the task it was sent with, and must have buttons, which WeCom greys out when it
 * is told what to write there instead. https://developer.work.weixin.qq.com/document/path/94888
 */
export function cardAsItIs(card: Card): object {
  const { task_id: _, ...shown } = templateCard(card, card.id);
  return card.choices.length === 0 ? { ...shown, replace_text: NOTHING_LEFT.label } : shown;
}
