import { hash } from 'node:crypto';
import type { Reply } from '../dialogue/message.ts';
import type { Card } from '../journal/outgoing.ts';
import { excerpt } from '../wording/plain.ts';

/** Characters a client shows of each part: https://developer.work.weixin.qq.com/document/path/101032 */
const TITLE = 26;
const SUBTITLE = 112;
const BUTTON = 10;
/** What a tap says travels in the button's key. */
const KEY_BYTES = 1024;
const PLAIN = 1;
const GREY = 2;

/**
 * What stands where there is nothing left to choose: a card has buttons, and the kind without them wants an address to lead to. A tap
 * on it says nothing.
 */
export const NOTHING_LEFT = { label: '已处理', says: '-' } as const;

/** A card as the platform takes it. */
export interface TemplateCard {
  readonly card_type: 'button_interaction';
  readonly main_title: { readonly title: string };
  readonly sub_title_text: string;
  readonly task_id: string;
  readonly button_list: readonly { readonly text: string; readonly style: number; readonly key: string }[];
}

/**
 * A bot may use a task_id once, and the same card may be shown in several places: `showing` tells them apart, the message it
 * answers or the purpose it is sent for.
 */
export function taskIdOf({ id }: Card, showing: string): string {
  return `${id}@${hash('sha256', showing).slice(0, 12)}`;
}

/** What may name a task: a card is shown again under the id it was tapped by. */
export const TASK_ID = /^[\w@-]{1,128}$/;

/** The card a task is about. */
export const cardIdOf = (taskId: string): string => taskId.replace(/@[0-9a-f]{12}$/, '');

/** Throws a RangeError when a choice says more than fits a button's key: that is a mistake in a command. */
export function templateCard({ title, lines, choices }: Card, taskId: string): TemplateCard {
  const settled = choices.length === 0;
  return {
    card_type: 'button_interaction',
    main_title: { title: excerpt(title, TITLE) },
    sub_title_text: excerpt(lines.join('\n'), SUBTITLE),
    task_id: taskId,
    button_list: (settled ? [NOTHING_LEFT] : choices).map(({ label, says }, index) => ({
      text: excerpt(label, BUTTON),
      style: index === 0 && !settled ? PLAIN : GREY,
      key: keyOf(says),
    })),
  };
}

/** What the tapped card shows now; null where the answer to the tap is about something else. */
export function tappedCard({ card }: Reply, task: string | null): Card | null {
  return card !== null && task !== null && cardIdOf(task) === card.id ? card : null;
}

/** The tapped card as it looks now, for all who see it; null where the answer to the tap is about something else. */
export function changedCard(reply: Reply, task: string | null): TemplateCard | null {
  const card = tappedCard(reply, task);
  return card && task !== null ? templateCard(card, task) : null;
}

function keyOf(says: string): string {
  if (Buffer.byteLength(says) > KEY_BYTES) throw new RangeError('a choice says more than a button can carry');
  return says;
}
