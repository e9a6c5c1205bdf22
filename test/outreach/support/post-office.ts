import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Commit, Committed } from '../../../src/journal/commit.ts';
import { openJournal } from '../../../src/journal/embedded.ts';
import { type Journal, JournalWriteError } from '../../../src/journal/journal.ts';
import type { Content, Outgoing, Target } from '../../../src/journal/outgoing.ts';
import { createLogger } from '../../../src/log.ts';
import type { Channel, Lane, SendResult } from '../../../src/outreach/channel.ts';
import { Delivery } from '../../../src/outreach/delivery.ts';
import { Ways } from '../../../src/outreach/ways.ts';
import { State } from '../../../src/progress/state.ts';
import type { UnitId } from '../../../src/roster/roster.ts';
import { type Instant, MovableClock } from '../../../src/time/clock.ts';

export const SILENT = createLogger('silent');
const MORNING = Date.UTC(2014, 3, 1, 1, 0, 0);

export interface Call {
  readonly to: string;
  readonly text: string;
  readonly again: boolean;
  readonly at: Instant;
}

type Answer = SendResult | Promise<SendResult> | (() => SendResult);

/** A platform that answers as it was told to, and `sent` when it was told nothing. */
export class ScriptedChannel implements Channel {
  readonly name = '群机器人';
  readonly markdownBytes = 4096;
  readonly calls: Call[] = [];
  readonly unreachable = new Set<UnitId>();
  readonly #clock: MovableClock;
  readonly #answers = new Map<string, Answer[]>();
  perMinute = 20;
  /** Changed when the groups get other robots. */
  suffix = '';

  constructor(clock: MovableClock) {
    this.#clock = clock;
  }

  /** What the next calls for this recipient are answered. */
  answers(to: UnitId, ...answers: Answer[]): void {
    this.#answers.set(to, [...(this.#answers.get(to) ?? []), ...answers]);
  }

  lane(target: Target): Lane | undefined {
    if (target.kind === 'person' || this.unreachable.has(target.unit)) return undefined;
    return { id: `webhook/${target.unit}${this.suffix}`, perMinute: this.perMinute };
  }

  async send(target: Target, content: Content, again: boolean): Promise<SendResult> {
    const to = target.kind === 'group' ? target.unit : target.person;
    const text = content.type === 'markdown' ? content.text : content.type;
    this.calls.push({ to, text, again, at: this.#clock.now() });
    const answer = this.#answers.get(to)?.shift() ?? { status: 'sent' };
    return typeof answer === 'function' ? answer() : answer;
  }

  get texts(): string[] {
    return this.calls.map(({ text }) => text);
  }
}

/** A delivery on a real store, which can be started again on the same folder. */
export class PostOffice {
  readonly clock = new MovableClock(MORNING);
  readonly channel = new ScriptedChannel(this.clock);
  readonly #folder: string;
  #journal: Journal | undefined;
  #refusals = 0;
  #refuses: (commit: Commit) => boolean = () => false;
  state = new State();
  #ways = new Ways([this.channel]);
  delivery = this.#newDelivery();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open(): Promise<PostOffice> {
    const folder = await mkdtemp(join(tmpdir(), 'qunxue-outreach-'));
    const office = new PostOffice(folder);
    onTestFinished(async () => {
      await office.#journal?.close();
      await rm(folder, { recursive: true, force: true });
    });
    await office.restart();
    return office;
  }

  /** What another process finds in the folder. Whatever the former one had in hand is lost. */
  async restart(): Promise<void> {
    await this.#journal?.close();
    const state = new State();
    const each = (commit: Commit): void => state.apply(commit);
    this.#journal = await openJournal({ folder: this.#folder, log: SILENT, each });
    this.state = state;
    this.delivery = this.#newDelivery();
  }

  /** Other ways than the scripted channel alone. */
  use(ways: Ways): void {
    this.#ways = ways;
    this.delivery = this.#newDelivery();
  }

  /** The next so many commits that match are refused, as on a full disk. */
  refuses(count: number, which: (commit: Commit) => boolean = () => true): void {
    this.#refusals = count;
    this.#refuses = which;
  }

  commit = async (commit: Commit): Promise<Committed> => {
    if (!this.#journal) throw new JournalWriteError('closed');
    if (this.#refusals > 0 && this.#refuses(commit)) {
      this.#refusals--;
      throw new JournalWriteError('full');
    }
    const committed = await this.#journal.commit(commit);
    if (committed === 'stored') this.state.apply(commit);
    return committed;
  };

  async queue(unit: UnitId, key: string, more: Partial<Outgoing> = {}): Promise<void> {
    const message: Outgoing = {
      key,
      to: { kind: 'group', unit },
      content: { type: 'markdown', text: key, mention: [] },
      covers: [],
      nudges: [],
      expires: null,
      ...more,
    };
    const at = this.clock.now();
    await this.commit({ cause: key, at, records: [], outbox: [{ unit, message }] });
  }

  /** Lets the delivery do all it can at this moment, or so many milliseconds later. */
  async settle(later = 0): Promise<void> {
    this.clock.advance(later);
    this.delivery.kick();
    await this.delivery.idle();
  }

  fate(key: string) {
    return this.state.outbox.fate(key);
  }

  notes(key: string): string[] {
    return this.state.outbox.notesOf(key).map(({ state }) => state);
  }

  detail(key: string): string | undefined {
    return this.state.outbox.notesOf(key).at(-1)?.detail;
  }

  #newDelivery(): Delivery {
    const { outbox } = this.state;
    return new Delivery({
      outbox,
      ways: this.#ways,
      clock: this.clock,
      log: SILENT,
      commit: this.commit,
    });
  }
}
