import type { Campaign } from '../campaign/campaign.ts';
import type { Cast } from '../journal/box/ballot-box.ts';
import { LedgerWriteError } from '../journal/ledger.ts';
import type { Card, Outgoing } from '../journal/outgoing.ts';
import type { Logger } from '../log.ts';
import type { Reach } from '../outreach/outlook.ts';
import type { Books } from '../progress/books.ts';
import type { Progress } from '../progress/progress.ts';
import type { RecordId } from '../records/records.ts';
import type { Draft } from '../report/draft.ts';
import type { Person, PersonId, Roster, Unit, UnitId } from '../roster/roster.ts';
import type { Clock, Instant } from '../time/clock.ts';
import type { Workdays } from '../time/workdays.ts';
import type { Zone } from '../time/zone.ts';
import { excerpt } from '../wording/plain.ts';
import type { Say } from '../wording/wording.ts';
import { may, ruleOf } from './access.ts';
import { type Answer, Answers } from './answers.ts';
import { type Command, type Context, type Decision, type Filed, Refusal } from './command.ts';
import { bringsFiles, failedFile, keepLooseFiles } from './files/loose-files.ts';
import { greeting } from './greeting.ts';
import { type Heard, hear } from './hearing.ts';
import { KeyedQueue } from './keyed-queue.ts';
import type { Conversation, Message, Reply } from './message.ts';
import { dutyOf, ledgersOf, unitOfMessage } from './place.ts';
import type { Registry } from './registry.ts';
import { stamper } from './stamp.ts';

/** Longer than this, in characters, nobody was trying to type a command. */
const LONGEST_WORD = 8;

export interface DeskOptions {
  readonly campaign: Campaign;
  readonly books: Books;
  readonly registry: Registry;
  readonly say: Say;
  readonly clock: Clock;
  readonly zone: Zone;
  readonly workdays: Workdays;
  readonly botNames: readonly string[];
  /** Where everybody finds the opinion box on the web; null where there is none. */
  boxAddress(): string | null;
  readonly log: Logger;
  /** Asked anew for every message: an import may have replaced it. */
  roster(): Roster;
  progress(roster: Roster): Progress;
  /** Whom messages can be sent to. */
  readonly reach: Reach;
  /** The pages for people with a browser. */
  readonly pages: PageDoor;
  /** As {@link Context.draw}. */
  draw(choices: number): number;
  /** Cuts a message that is too long for the way it will go into several. */
  portions(message: Outgoing): readonly Outgoing[];
  /** Makes and stores the file of a draft. Rejects when it cannot be done. */
  finish(draft: Draft): Promise<Outgoing>;
  /** Called once outgoing messages are durable. */
  onQueued(): void;
}

/** The way into the pages. */
export interface PageDoor {
  /** A link that lets the person in once; null while there are no pages. The message makes it unlike any other. */
  link(person: PersonId, message: string): string | null;
  /** Ends what the person has open, and links not yet used. */
  leave(person: PersonId): void;
}

/** Where messages are answered: who speaks, where, what about, may they, what follows; on record first, then the reply. */
export class Desk implements Conversation {
  readonly #options: DeskOptions;
  readonly #answers = new Answers();
  readonly #queue = new KeyedQueue<PersonId>();
  /** Where people decide about the same thing, the second knows what the first has decided. */
  readonly #turns = new KeyedQueue<'turn'>();

  constructor(options: DeskOptions) {
    this.#options = options;
  }

  /** One person's messages are dealt with one after the other, different people's at once. */
  answer(message: Message): Promise<Reply> {
    return this.#answers.once(message.id, () =>
      this.#queue.run(message.from, () =>
        this.#attend(message).catch((error: unknown) => this.#failed(error)),
      ),
    );
  }

  async greet(from: PersonId): Promise<string> {
    const context = this.reading(from);
    return context ? greeting(context) : this.#options.say('errors.stranger', { account: from });
  }

  /** What this person would see in a private chat at this moment; undefined for a stranger. */
  reading(from: PersonId): Context | undefined {
    const roster = this.#options.roster();
    const person = roster.person(from);
    if (!person) return undefined;
    const message = opened(from, this.#options.clock.now());
    const unit = unitOfMessage(message, person, roster, this.#options.books.state) ?? roster.root;
    return this.#context(message, person, unit, roster);
  }

  async #attend(message: Message): Promise<Answer> {
    const { books, say } = this.#options;
    const roster = this.#options.roster();
    const person = roster.person(message.from);
    if (!person) return { final: true, reply: words(say('errors.stranger', { account: message.from })) };
    const unit = unitOfMessage(message, person, roster, books.state);
    const answered = await books.ledger.answered(ledgersOf(person, unit), message.id);
    if (answered?.reply) return { final: true, reply: words(answered.reply) };
    const context = this.#context(message, person, unit ?? roster.root, roster);
    const heard = this.#hear(context);
    const command = this.#commandIn(heard);
    const deal = async () => {
      const decision = this.#decide(context, heard, unit !== undefined);
      return { decision, reply: await this.#carryOut(context, decision) };
    };
    const { decision, reply } = await (command?.isDecidedInTurn ? this.#turns.run('turn', deal) : deal());
    // A file that could not be had may be had at the next try.
    const final = failedFile(message) === undefined;
    if (!decision.cast && !command?.isConfidential) await this.#noteChat(context);
    return { final, reply };
  }

  #hear({ message, place }: Context): Heard {
    const { registry, botNames } = this.#options;
    return hear(message.text, { group: place === 'group', botNames, nameOf: registry.nameOf });
  }

  #commandIn(heard: Heard): Command | undefined {
    return heard.kind === 'command' ? this.#options.registry.find(heard.name) : undefined;
  }

  #decide(context: Context, heard: Heard, bound: boolean): Decision {
    const { say } = this.#options;
    const failure = failedFile(context.message);
    if (failure) return { reply: say(`files.${failure}`) };
    const command = this.#commandIn(heard);
    if (!bound && command?.name !== '绑定' && command?.name !== '帮助')
      return { reply: say('errors.unbound', unboundView(context)) };
    if (!command) return this.#uncommanded(context, heard);
    try {
      return this.#obey(context, command, heard.kind === 'command' ? heard.rest : '');
    } catch (error) {
      if (error instanceof Refusal)
        return { reply: error.reply, refused: true, ...(error.card ? { card: error.card } : {}) };
      throw error;
    }
  }

  #obey(context: Context, command: Command, rest: string): Decision {
    const { where } = ruleOf(command.name);
    if (where !== 'any' && where !== context.place)
      throw new Refusal(context.say(`errors.only-${where}`, { command: command.name }));
    return command.decide(context, rest);
  }

  #uncommanded(context: Context, heard: Heard): Decision {
    const { registry, say } = this.#options;
    if (heard.kind === 'speech' && bringsFiles(context.message)) return keepLooseFiles(context);
    if (heard.kind === 'speech' && heard.text === '') return { reply: say('errors.called') };
    const typed =
      heard.kind === 'unknown' ? heard.word : heard.kind === 'speech' ? firstWord(heard.text) : '';
    const word = excerpt(typed, LONGEST_WORD);
    const near = typed === '' || word !== typed ? undefined : registry.near(word);
    if (near) return { reply: say('errors.near-miss', { word, command: near.name, summary: near.summary }) };
    return { reply: say(heard.kind === 'unknown' ? 'errors.unknown-command' : 'errors.speech', { word }) };
  }

  #context(message: Message, person: Person, unit: Unit, roster: Roster): Context {
    const { campaign, books, registry, say, zone, workdays, clock, reach, draw } = this.#options;
    const now = clock.now();
    return {
      message,
      person,
      unit,
      place: message.chat.kind === 'group' ? 'group' : 'private',
      now,
      today: zone.dayOf(now),
      zone,
      workdays,
      campaign,
      roster,
      state: books.state,
      progress: this.#options.progress(roster),
      commands: registry.commands,
      say,
      boxAddress: this.#options.boxAddress(),
      reach,
      record: stamper(message.id, person.id, now),
      pageLink: () => this.#options.pages.link(person.id, message.id),
      draw,
    };
  }

  /** Makes the decision durable, and only then has it put in words. */
  async #carryOut(context: Context, decision: Decision): Promise<Reply> {
    const { books, pages, portions } = this.#options;
    if (decision.records) {
      const { records, messages = [], key } = decision;
      const stored = await this.#record(context, records, messages.flatMap(portions));
      if (stored && key) books.state.appraisals.keepKey(key.appraisal, key.key);
      return stored ? this.#tell(() => told(decision)) : this.#done();
    }
    if (decision.drafts) {
      const { messages = [], drafts } = decision;
      const made = await this.#make(drafts);
      const stored = await this.#record(context, [], [...messages.flatMap(portions), ...made.messages]);
      return stored ? this.#tell(() => words(decision.reply(made.complete))) : this.#done();
    }
    if (decision.box) {
      await books.putInBox(decision.box, context.today);
      return this.#tell(() => words(decision.reply()));
    }
    if (decision.cast) {
      await this.#vote(context, decision.cast, decision.mark);
      return this.#tell(() => told(decision));
    }
    if (decision.leavesPages) pages.leave(context.person.id);
    return { text: decision.reply, card: decision.card ?? null, refused: decision.refused ?? false };
  }

  /** It is on disk by now: a fault in the wording must not be told as a failure to record it. */
  #tell(reply: () => Reply): Reply {
    try {
      return reply();
    } catch (error) {
      this.#options.log.error({ err: error }, 'what has been done could not be put in words');
      return this.#done();
    }
  }

  #done = (): Reply => words(this.#options.say('errors.done'));

  /**
   * Resolves to false when the message had been put on record before. Records for other ledgers are stored before those of the one
   * it is looked up in when it comes again, so that a try cut short is completed by the next one and never doubled.
   */
  async #record(context: Context, filed: readonly Filed[], outbox: readonly Outgoing[]): Promise<boolean> {
    const { books, onQueued } = this.#options;
    const records = Map.groupBy(filed, ({ unit }) => unit);
    if (records.size === 0 && outbox.length === 0) return true;
    const anchor = anchorOf(context, records);
    const commit = { cause: context.message.id, at: context.now };
    for (const [unit, own] of records)
      if (unit !== anchor)
        await books.commit({
          ...commit,
          unit,
          records: own.map(({ record }) => record),
          outbox: [],
          reply: null,
        });
    const own = records.get(anchor)?.map(({ record }) => record) ?? [];
    const reply = this.#done().text;
    const { status } = await books.commit({ ...commit, unit: anchor, records: own, outbox, reply });
    if (outbox.length > 0) onQueued();
    return status === 'stored';
  }

  async #make(drafts: readonly Draft[]): Promise<{ messages: Outgoing[]; complete: boolean }> {
    const made = await Promise.allSettled(drafts.map((draft) => this.#options.finish(draft)));
    for (const each of made)
      if (each.status === 'rejected')
        this.#options.log.error({ err: each.reason }, 'a file that was asked for could not be made');
    const messages = made.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    return { messages, complete: messages.length === drafts.length };
  }

  async #vote({ message, now }: Context, cast: Cast, { unit, record }: Filed): Promise<void> {
    const commit = {
      unit,
      cause: message.id,
      at: now,
      records: [record],
      outbox: [],
      reply: this.#done().text,
    };
    const done = await this.#options.books.castBallots(cast, commit);
    if (done === 'unrecorded')
      this.#options.log.error('a vote counts, but that it was cast is not on record yet');
  }

  /** Whoever speaks in private may be written to there from now on. That it could not be noted is no reason not to answer. */
  async #noteChat({ message: { chat }, person, state, now }: Context): Promise<void> {
    if (chat.kind === 'group' || chat.id === null || state.privateChatOf(person.id) === chat.id) return;
    const cause = `chat/${person.id}/${chat.id}`;
    const record = {
      kind: 'chat.opened',
      id: cause as RecordId,
      at: now,
      by: 'system',
      person: person.id,
      chat: chat.id,
    } as const;
    await this.#options.books
      .commit({ unit: person.home, cause, at: now, records: [record], outbox: [], reply: null })
      .catch(() => this.#options.log.warn('that a private chat is open could not be noted'));
  }

  #failed(error: unknown): Answer {
    const { log, say } = this.#options;
    if (error instanceof LedgerWriteError) {
      log.error({ err: error, reason: error.reason }, 'a message could not be put on record');
      return { final: false, reply: words(say(`errors.not-saved-${error.reason}`)) };
    }
    log.error({ err: error }, 'a message could not be answered');
    return { final: false, reply: words(say('errors.internal')) };
  }
}

/** The ledger that keeps the reply: one that is looked into when the message comes again, and if possible one that is written anyway. */
function anchorOf({ person, unit }: Context, records: ReadonlyMap<UnitId, readonly Filed[]>): UnitId {
  const [bound] = [...records.values()].flat().filter(({ record }) => record.kind === 'group.bound');
  // From now on the group is looked up under the unit it has just been bound to.
  if (bound) return bound.unit;
  return [...ledgersOf(person, unit)].find((each) => records.has(each)) ?? unit.id;
}

/** Whether the speaker may bind the group, and to what when nothing more is said. */
function unboundView({ person, roster }: Context) {
  const own = dutyOf(person);
  return {
    may: own !== undefined && may(person, '绑定', own, roster),
    own: own === roster.root.id ? null : own,
  };
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

const words = (text: string): Reply => ({ text, card: null });

const told = ({ reply, card }: { reply(): string; card?(): Card | undefined }): Reply => ({
  text: reply(),
  card: card?.() ?? null,
});

const firstWord = (text: string): string => text.trim().split(/\s/, 1)[0] ?? '';
