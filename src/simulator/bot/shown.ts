import type { Card } from '../cards.ts';
import type { Attachment, ChatMessage } from '../chat.ts';
import type { World } from '../world.ts';
import type { Sender } from './callback-body.ts';

interface Words {
  readonly text: string;
  readonly images: readonly Attachment[];
  readonly finished: boolean;
}

/** The bot's answers as they stand in the chats: one to a msgid, however often it is delivered or continued. */
export class Shown {
  readonly #world: World;
  readonly #answers = new Map<string, string>();
  readonly #cards = new Map<string, ChatMessage>();

  constructor(world: World) {
    this.#world = world;
  }

  show({ msgid, chat }: Sender, { text, images, finished }: Words): void {
    const content = { type: 'stream', text, images, finished } as const;
    const shown = this.#answers.get(msgid);
    if (shown) this.#world.rewrite(shown, content);
    else this.#answers.set(msgid, this.#world.post({ chat, author: { kind: 'bot' }, content }).id);
  }

  /** The card beside an answer, once. False when the platform has seen its task_id before. */
  showCard({ msgid, chat }: Sender, card: Card): boolean {
    if (this.#cards.has(msgid)) return true;
    if (this.#world.holdsTask(card.taskId)) return false;
    const content = { type: 'card', card } as const;
    this.#cards.set(msgid, this.#world.post({ chat, author: { kind: 'bot' }, content }));
    return true;
  }

  cardOf(msgid: string): ChatMessage | null {
    return this.#cards.get(msgid) ?? null;
  }
}
