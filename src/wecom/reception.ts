import type { Conversation, Message, ReceivedFile, Reply } from '../dialogue/message.ts';
import type { PersonId } from '../roster/roster.ts';
import type { Clock } from '../time/clock.ts';
import { cardIdOf } from './cards.ts';
import type { Attachment, Draft } from './inbound.ts';

export interface ReceptionOptions {
  readonly conversation: Conversation;
  /** Fetches, stores and reads what came with a message. Never rejects. */
  readonly receive: (attachment: Attachment) => Promise<ReceivedFile>;
  /** Who it is that the platform calls so. Never rejects. */
  readonly identify: (userid: string) => Promise<PersonId>;
  readonly clock: Clock;
}

/** Where everything that people say comes in, by whatever road: who it is and what they sent is found out, then it is answered. */
export class Reception {
  readonly #options: ReceptionOptions;

  constructor(options: ReceptionOptions) {
    this.#options = options;
  }

  async answer(draft: Draft): Promise<Reply> {
    const { conversation, clock, identify } = this.#options;
    const at = clock.now();
    const { id, chat, text, task } = draft;
    const from = await identify(draft.userid);
    const files = await this.#receive(draft.attachments);
    const quote = draft.quote && {
      text: draft.quote.text,
      files: await this.#receive(draft.quote.attachments),
    };
    const tapped = task === null ? null : cardIdOf(task);
    const message: Message = { id, from, chat, text, quote, files, tapped, at };
    return conversation.answer(message);
  }

  async greet(userid: string): Promise<string> {
    const { conversation, identify } = this.#options;
    return conversation.greet(await identify(userid));
  }

  // One after the other: each may take 20 MB of memory.
  async #receive(attachments: readonly Attachment[]): Promise<ReceivedFile[]> {
    const files: ReceivedFile[] = [];
    for (const attachment of attachments) files.push(await this.#options.receive(attachment));
    return files;
  }
}
