import type { Cast } from '../journal/box/ballot-box.ts';
import type { Card } from '../journal/outgoing.ts';
import type { Act, Recorded } from '../outreach/recorder.ts';
import type { LedgerRecord, RecordId } from '../records/records.ts';
import type { Command, Context, Decision } from './command.ts';
import type { DeskOptions } from './desk-options.ts';
import type { Reply } from './message.ts';
import { repeatedReply } from './repeated.ts';

/** Makes what was decided durable, and only then has it put in words. */
export class CarryOut {
  readonly #options: DeskOptions;

  constructor(options: DeskOptions) {
    this.#options = options;
  }

  /** Rejects with a JournalWriteError when it cannot be stored, and then nothing has happened. */
  async carryOut(context: Context, decision: Decision, command: Command | undefined): Promise<Reply> {
    const { books, pages } = this.#options;
    if (decision.box) {
      await books.putInBox(decision.box, context.today);
      return this.#told(context, decision);
    }
    if (decision.cast) {
      await this.#vote(context, decision.cast, decision.mark);
      return this.#told(context, decision);
    }
    const opened = command?.isConfidential ? [] : chatOpened(context);
    if (decision.records) {
      const { records, messages = [] } = decision;
      const { status } = await this.#record(context, { records: [...records, ...opened], messages });
      if (status === 'repeated') return this.#repeated(context);
      if (decision.key) books.state.appraisals.keepKey(decision.key.appraisal, decision.key.key);
      return this.#told(context, decision);
    }
    if (decision.drafts) {
      const { drafts, messages = [] } = decision;
      const { status, complete } = await this.#record(context, { messages, drafts });
      // On its own: a message whose files could not be made must not count as dealt with because of it.
      await this.#noteChat(context, opened);
      if (status === 'repeated') return this.#repeated(context);
      return this.#told(context, { reply: () => decision.reply(complete) });
    }
    if (decision.leavesPages) pages.leave(context.person.id);
    await this.#noteChat(context, opened);
    return { text: decision.reply, card: decision.card ?? null, refused: decision.refused ?? false };
  }

  #record({ message, now }: Context, act: Omit<Act, 'cause' | 'at'>): Promise<Recorded> {
    return this.#options.record({ ...act, cause: message.id, at: now });
  }

  /** Somebody else has put the message on record meanwhile: that is what is told, not what was decided here. */
  async #repeated(context: Context): Promise<Reply> {
    const earlier = await this.#options.books.journal.find(context.message.id);
    return { text: earlier ? repeatedReply(context, earlier) : context.say('errors.done'), card: null };
  }

  async #vote({ message, now }: Context, cast: Cast, mark: LedgerRecord): Promise<void> {
    const commit = { cause: message.id, at: now, records: [mark], outbox: [] };
    const done = await this.#options.books.castBallots(cast, commit);
    if (done === 'unrecorded')
      this.#options.log.error('a vote counts, but that it was cast is not on record yet');
  }

  /** Of a message that puts nothing else on record. That it could not be noted is no reason not to answer. */
  async #noteChat({ now }: Context, opened: readonly LedgerRecord[]): Promise<void> {
    const [record] = opened;
    if (!record) return;
    await this.#options
      .record({ cause: record.id, at: now, records: opened })
      .catch(() => this.#options.log.warn('that a private chat is open could not be noted'));
  }

  /** It is on disk by now: a fault in the wording must not be told as a failure to record it. */
  #told({ say }: Context, { reply, card }: { reply(): string; card?(): Card | undefined }): Reply {
    try {
      return { text: reply(), card: card?.() ?? null };
    } catch (error) {
      this.#options.log.error({ err: error }, 'what has been done could not be put in words');
      return { text: say('errors.done'), card: null };
    }
  }
}

/** That the speaker has opened a private chat, and may be written to there from now on, where that is news. */
function chatOpened({ message: { chat }, person, state, now }: Context): readonly LedgerRecord[] {
  if (chat.kind === 'group' || chat.id === null || state.privateChatOf(person.id) === chat.id) return [];
  const id = `chat/${person.id}/${chat.id}` as RecordId;
  const header = { id, at: now, by: 'system', unit: person.home } as const;
  return [{ ...header, kind: 'chat.opened', person: person.id, chat: chat.id }];
}
