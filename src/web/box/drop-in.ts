import type Koa from 'koa';
import { dropped, LONGEST, type TextFault, type Unsigned } from '../../dialogue/opinions/anonymous.ts';
import { JournalWriteError } from '../../journal/journal.ts';
import type { OpinionNumber } from '../../records/records.ts';
import type { Instant } from '../../time/clock.ts';
import type { View } from '../../wording/wording.ts';
import { readForm } from '../page/form.ts';
import { type BoxPorts, boxViewOf } from './box-ports.ts';
import type { Gate } from './gate.ts';
import {
  blankForm,
  FORM_LIMIT,
  formView,
  OPINION_FORM,
  type OpinionForm,
  unsignedIn,
} from './opinion-form.ts';
import { Sendings } from './sendings.ts';
import { type StampState, Stamps } from './stamps.ts';

type Fault = TextFault | Exclude<StampState, 'good'> | 'choice' | 'trap' | 'full' | 'not-kept';

/** What is shown once to whoever wrote it. */
interface Kept {
  readonly number: OpinionNumber;
  readonly receipt: string;
}

const STATUS: Partial<Record<Fault, number>> = { full: 429, 'not-kept': 503 };

class Refused extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault);
    this.fault = fault;
  }
}

/** The page an opinion is written on, and the one that says under which number and word it was kept. */
export class DropIn {
  readonly #ports: BoxPorts;
  readonly #gate: Gate;
  readonly #stamps = new Stamps();
  readonly #sendings = new Sendings<Kept>();

  constructor(ports: BoxPorts, gate: Gate) {
    this.#ports = ports;
    this.#gate = gate;
  }

  blank = async (context: Koa.Context): Promise<void> => {
    const { unit } = context.query;
    this.#form(context, blankForm(typeof unit === 'string' ? unit : ''), this.#newStamp());
  };

  send = async (context: Koa.Context): Promise<void> => {
    const form = await readForm(context, OPINION_FORM, FORM_LIMIT);
    try {
      const kept = await this.#taken(form, this.#ports.clock.now());
      if (kept === 'spent') this.#page(context, 'box-spent', '已经交过了');
      else this.#page(context, 'box-kept', '已经收下', { ...kept });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.#refuse(context, form, error.fault);
    }
  };

  forget(now: Instant): void {
    this.#sendings.forget(now);
  }

  async #taken(form: OpinionForm, now: Instant): Promise<Kept | 'spent'> {
    const stamp = this.#stamps.check(form.stamp, now);
    if (stamp !== 'good') throw new Refused(stamp);
    if (form.homepage !== '') throw new Refused('trap');
    const unsigned = unsignedIn(form, this.#choices());
    if (!unsigned) throw new Refused('choice');
    return this.#sendings.once(form.stamp, now, () => this.#keep(unsigned, now));
  }

  /** Resolves once it is durable. */
  async #keep(unsigned: Unsigned, now: Instant): Promise<Kept> {
    const view = boxViewOf(this.#ports);
    const drop = dropped(view, unsigned);
    if (!drop.ok) throw new Refused(drop.fault);
    if (!this.#gate.lets(now)) throw new Refused('full');
    await this.#ports.putInBox(drop.change, view.today).catch((error: unknown) => {
      // Nothing is logged: the moment in which somebody tried is nobody's business.
      throw error instanceof JournalWriteError ? new Refused('not-kept') : error;
    });
    return { number: drop.number, receipt: drop.receipt };
  }

  #refuse(context: Koa.Context, form: OpinionForm, fault: Fault): void {
    const stale = fault === 'late' || fault === 'forged';
    const message = this.#ports.say(`box.fault-${fault}`, { longest: LONGEST });
    const stamp = stale ? this.#newStamp() : form.stamp;
    this.#form(context, form, stamp, { fault: message }, STATUS[fault] ?? 422);
  }

  #form(context: Koa.Context, form: OpinionForm, stamp: string, view: View = {}, status = 200): void {
    const shown = { ...formView(form, this.#choices()), stamp, ...view };
    this.#page(context, 'box', '意见箱', shown, status);
  }

  #page(context: Koa.Context, name: string, title: string, view: View = {}, status = 200): void {
    const { furniture, campaign } = this.#ports;
    furniture.page(context, name, { title, campaign: campaign.title, ...view }, status);
  }

  #newStamp(): string {
    return this.#stamps.issue(this.#ports.clock.now());
  }

  #choices() {
    const { campaign, roster } = this.#ports;
    return { opinions: campaign.opinions, roster: roster() };
  }
}
