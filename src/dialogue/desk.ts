import { JournalWriteError } from '../journal/journal.ts';
import type { PersonId } from '../roster/roster.ts';
import type { Instant } from '../time/clock.ts';
import { type Answer, Answers } from './answers.ts';
import { type Asked, Questions } from './asked.ts';
import { CarryOut } from './carry-out.ts';
import type { Command, Context } from './command.ts';
import { contextOf } from './context.ts';
import type { DeskOptions } from './desk-options.ts';
import { failedFile } from './files/loose-files.ts';
import { greeting } from './greeting.ts';
import { Interpreter } from './interpreter.ts';
import { KeyedQueue } from './keyed-queue.ts';
import type { Conversation, Message, Reply } from './message.ts';
import { unitOfMessage } from './place.ts';
import { repeatedReply } from './repeated.ts';

/** Where messages are answered: who speaks, where, what about, may they, what follows; on record first, then the reply. */
export class Desk implements Conversation {
  readonly #options: DeskOptions;
  readonly #interpreter: Interpreter;
  readonly #carryOut: CarryOut;
  readonly #answers = new Answers();
  readonly #questions = new Questions();
  readonly #queue = new KeyedQueue<PersonId>();
  /** Where people decide about the same thing, the second knows what the first has decided. */
  readonly #turns = new KeyedQueue<'turn'>();

  constructor(options: DeskOptions) {
    this.#options = options;
    this.#interpreter = new Interpreter(options);
    this.#carryOut = new CarryOut(options);
  }

  /** One person's messages are dealt with one after the other, different people's at once. */
  answer(message: Message): Promise<Reply> {
    return this.#answers.once(message.id, () =>
      this.#queue.run(message.from, () =>
        this.#handle(message).catch((error: unknown) => this.#failed(error)),
      ),
    );
  }

  async greet(from: PersonId): Promise<string> {
    const context = this.reading(from);
    return context ? greeting(context) : this.#options.say('errors.stranger', { account: from });
  }

  /** What this person would see in a private chat at this moment; undefined for a stranger. */
  reading(from: PersonId): Context | undefined {
    return this.#locate(opened(from, this.#options.clock.now()))?.context;
  }

  async #handle(message: Message): Promise<Answer> {
    const { books, say } = this.#options;
    const asked = this.#questions.take(message.from, this.#options.clock.now());
    const located = this.#locate(message, asked);
    if (!located) return final(say('errors.stranger', { account: message.from }));
    const { context, isBound } = located;
    const earlier = await books.journal.find(message.id);
    if (earlier) return final(repeatedReply(context, earlier));
    const { decide, command } = this.#interpreter.interpret(context, isBound);
    const reply = await this.#inTurn(command, async () => {
      const decision = decide();
      const told = await this.#carryOut.carryOut(context, decision, command);
      if (decision.asks) this.#questions.ask(message.from, decision.asks, context.now);
      return told;
    });
    // A file that could not be had may be had at the next try.
    return { final: failedFile(message) === undefined, reply };
  }

  #inTurn<T>(command: Command | undefined, task: () => Promise<T>): Promise<T> {
    return command?.isDecidedInTurn ? this.#turns.run('turn', task) : task();
  }

  /** What the speaker may look at from where they speak; undefined for a stranger. `isBound`: the place belongs to a unit. */
  #locate(
    message: Message,
    asked: Asked | null = null,
  ): { readonly context: Context; readonly isBound: boolean } | undefined {
    const roster = this.#options.roster();
    const person = roster.person(message.from);
    if (!person) return undefined;
    const unit = unitOfMessage(message, person, roster, this.#options.books.state);
    const context = contextOf(this.#options, { message, asked, person, unit: unit ?? roster.root, roster });
    return { context, isBound: unit !== undefined };
  }

  #failed(error: unknown): Answer {
    const { log, say } = this.#options;
    if (error instanceof JournalWriteError) {
      log.error({ err: error, reason: error.reason }, 'a message could not be put on record');
      return { final: false, reply: { text: say(`errors.not-saved-${error.reason}`), card: null } };
    }
    log.error({ err: error }, 'a message could not be answered');
    return { final: false, reply: { text: say('errors.internal'), card: null } };
  }
}

/** A private chat in which nothing has been said yet. */
const opened = (from: PersonId, at: Instant): Message => ({
  id: 'greeting',
  from,
  chat: { kind: 'single', id: null },
  text: '',
  quote: null,
  files: [],
  tapped: null,
  at,
});

const final = (text: string): Answer => ({ final: true, reply: { text, card: null } });
