import type Koa from 'koa';
import { z } from 'zod';
import { heldUnder, LONGEST, rated } from '../../dialogue/opinions/anonymous.ts';
import { readReceipt } from '../../dialogue/opinions/receipt.ts';
import { readNumber } from '../../dialogue/opinions/rights.ts';
import { toldToRaiser } from '../../dialogue/opinions/told.ts';
import { JournalWriteError } from '../../journal/journal.ts';
import type { OpinionNumber } from '../../records/records.ts';
import { type Instant, MINUTE, SECOND } from '../../time/clock.ts';
import { shortDay } from '../../wording/format.ts';
import type { View } from '../../wording/wording.ts';
import { readForm } from '../page/form.ts';
import { type BoxPorts, boxViewOf } from './box-ports.ts';
import type { Gate } from './gate.ts';
import { Guesses } from './guesses.ts';
import { FORM_LIMIT } from './opinion-form.ts';

const field = z.string().default('');
const KEYS = { number: field, word: field };
const FOLLOW_FORM = z.object(KEYS);
const RATE_FORM = z.object({ ...KEYS, satisfied: field, text: field });
type Keys = z.infer<typeof FOLLOW_FORM>;

const STATUS: Readonly<Record<string, number>> = { wait: 429, 'rating-full': 429, 'rating-not-kept': 503 };
const RATING_FAULTS = {
  'nothing-to-rate': 'nothing',
  'too-long': 'rating-too-long',
  'holds-receipt': 'rating-receipt',
} as const;

/** Why somebody is not shown what became of an opinion. */
class Unfound extends Error {
  readonly fault: string;
  readonly wait: number;

  constructor(fault: 'number' | 'word' | 'unknown' | 'wait', wait = 0) {
    super(fault);
    this.fault = fault;
    this.wait = wait;
  }
}

/** The pages that show what became of an opinion, and take down whether its writer is satisfied. */
export class FollowUp {
  readonly #ports: BoxPorts;
  readonly #gate: Gate;
  readonly #guesses = new Guesses();

  constructor(ports: BoxPorts, gate: Gate) {
    this.#ports = ports;
    this.#gate = gate;
  }

  ask = async (context: Koa.Context): Promise<void> => this.#question(context, { number: '', word: '' });

  show = async (context: Koa.Context): Promise<void> => {
    const keys = await readForm(context, FOLLOW_FORM, FORM_LIMIT);
    this.#opened(context, keys, (number) => this.#told(context, number, keys));
  };

  rate = async (context: Koa.Context): Promise<void> => {
    const { satisfied, text, ...keys } = await readForm(context, RATE_FORM, FORM_LIMIT);
    const number = this.#opened(context, keys, (found) => found);
    if (number === undefined) return;
    const reason = text.replace(/\r\n?/g, '\n').trim();
    const fault = await this.#take(number, satisfied, reason);
    if (fault === undefined) return this.#told(context, number, keys, { thanks: true });
    this.#told(context, number, keys, { fault, reason }, STATUS[fault] ?? 422);
  };

  forget(now: Instant): void {
    this.#guesses.forget(now);
  }

  /** What `then` makes of the opinion's number, if the word is its own; else the page says why not. */
  #opened<Made>(context: Koa.Context, keys: Keys, then: (number: OpinionNumber) => Made): Made | undefined {
    try {
      return then(this.#open(keys, this.#ports.clock.now()));
    } catch (error) {
      if (!(error instanceof Unfound)) throw error;
      const fault = this.#ports.say(`box.fault-${error.fault}`, { wait: waitWords(error.wait) });
      this.#question(context, keys, { fault }, STATUS[error.fault] ?? 422);
      return undefined;
    }
  }

  #open({ number: typed, word: said }: Keys, now: Instant): OpinionNumber {
    const read = readNumber(typed);
    if (read?.rest !== '') throw new Unfound('number');
    const receipt = readReceipt(said);
    if (receipt?.rest !== '') throw new Unfound('word');
    const wait = this.#guesses.wait(read.number, now);
    if (wait > 0) throw new Unfound('wait', wait);
    const held = heldUnder(this.#ports, read.number, receipt.word);
    if (!held) {
      this.#guesses.missed(read.number, now);
      throw new Unfound('unknown');
    }
    this.#guesses.found(read.number);
    return held.number;
  }

  /** Undefined once it is durable, else why it is not. */
  async #take(number: OpinionNumber, satisfied: string, reason: string): Promise<string | undefined> {
    if (satisfied !== 'yes' && satisfied !== 'no') return 'which';
    const { clock, state, putInBox } = this.#ports;
    const view = boxViewOf(this.#ports);
    const rating = { satisfied: satisfied === 'yes', text: reason === '' ? null : reason };
    const given = rated(view, number, rating);
    if (!given.ok) {
      // Sent twice: the first has opened the opinion again, and it stands as it was sent.
      const last = state.opinions.find(number)?.lastAnswer?.rating;
      const again = last?.satisfied === rating.satisfied && last.text === rating.text;
      return again ? undefined : RATING_FAULTS[given.fault];
    }
    if (!this.#gate.lets(clock.now())) return 'rating-full';
    try {
      await putInBox(given.change, view.today);
      return undefined;
    } catch (error) {
      if (error instanceof JournalWriteError) return 'rating-not-kept';
      throw error;
    }
  }

  #question(context: Koa.Context, keys: Keys, view: View = {}, status = 200): void {
    const { furniture, campaign } = this.#ports;
    const shown = { title: '看办得怎样', campaign: campaign.title, number: keys.number, ...view };
    furniture.page(context, 'box-follow', shown, status);
  }

  #told(
    context: Koa.Context,
    number: OpinionNumber,
    { word }: Keys,
    { fault, ...view }: View & { readonly fault?: string } = {},
    status = 200,
  ): void {
    const { furniture, campaign, state, say, roster } = this.#ports;
    const opinion = state.opinions.find(number);
    if (!opinion) throw new Error('what the box holds is an opinion');
    const { today } = boxViewOf(this.#ports);
    const told = toldToRaiser(opinion, roster(), today);
    furniture.page(
      context,
      'box-told',
      {
        title: '您的意见',
        campaign: campaign.title,
        number,
        word,
        ...told,
        stage: say(`box.stage-${told.stage}`),
        plan: told.plan && { measure: told.plan.measure, limit: shortDay(told.plan.limit, today) },
        promise: told.promise && { text: told.promise.text, until: shortDay(told.promise.until, today) },
        rating: told.rating && { satisfied: told.rating.satisfied, text: told.rating.text },
        fault: fault === undefined ? null : say(`box.fault-${fault}`, { longest: LONGEST }),
        ...view,
      },
      status,
    );
  }
}

const waitWords = (wait: number): string =>
  wait <= MINUTE ? `${Math.ceil(wait / SECOND)}秒` : `${Math.ceil(wait / MINUTE)}分钟`;
