import { readFile } from 'node:fs/promises';
import { nextMoments } from '../../outreach/moments.ts';
import { type ChatMessage, type ChatRef, chatKey } from '../../simulator/chat.ts';
import { PlatformError } from '../../simulator/errors.ts';
import { HOUR, type Instant } from '../../time/clock.ts';
import { addDays } from '../../time/zone.ts';
import { shortDay } from '../../wording/format.ts';
import type { Stage } from '../stage.ts';
import { letterOf } from './letter.ts';
import type { Act, Place, Step } from './step.ts';

const PHOTO = new URL('photo.png', import.meta.url);
/** Reminders that concern others are passed by; so many at most. */
const MOST_MOMENTS = 12;
/** Real milliseconds. */
const CARD_WITHIN_MS = 3000;

export interface PerformerOptions {
  readonly stage: () => Stage;
  readonly groups: { readonly branch: string; readonly office: string };
  travelTo(at: Instant): Promise<void>;
}

/** Does what a step says, as people would: by saying, sending, tapping and waiting. */
export class Performer {
  readonly #options: PerformerOptions;
  readonly #kept = new Map<string, string>();

  constructor(options: PerformerOptions) {
    this.#options = options;
  }

  /** The id of the group; null for the private chat. */
  groupOf(place: Place): string | null {
    return place === 'private' ? null : this.#options.groups[place];
  }

  /** Resolves with the ids of the messages that came or changed in the step's own chat. Throws a PlatformError. */
  async perform(step: Step): Promise<readonly string[]> {
    const key = chatKey(this.#chat(step.in, step.me));
    const shows = new Set<string>();
    const stop = this.#platform.world.watch(({ id, chat }) => {
      if (chatKey(chat) === key) shows.add(id);
    });
    try {
      for (const act of step.acts) await this.#do(act);
    } finally {
      stop();
    }
    return [...shows];
  }

  get #platform() {
    return this.#options.stage().platform;
  }

  #chat(place: Place, person: string): ChatRef {
    const group = this.groupOf(place);
    return group === null ? { private: person } : { group };
  }

  #where(place: Place): { group: string } | 'private' {
    const group = this.groupOf(place);
    return group === null ? 'private' : { group };
  }

  async #do(act: Act): Promise<void> {
    switch (act.do) {
      case 'say':
        return this.#say(act);
      case 'send': {
        const file = { name: act.file, bytes: await letterOf(act.words) };
        await this.#platform.say({ from: act.from, chat: 'private', file });
        return;
      }
      case 'tap': {
        const { from, button } = act;
        const card = await this.#cardWith(button, this.#chat(act.in, from));
        await this.#platform.tap({ from, message: card.id, button });
        return;
      }
      case 'wait':
        return this.#wait(act.for);
    }
  }

  async #say({ from, in: place, text, picture, keep }: Extract<Act, { do: 'say' }>): Promise<void> {
    const images = picture ? [await readFile(PHOTO)] : [];
    const { text: answer } = await this.#platform.say({
      from,
      chat: this.#where(place),
      text: this.#filled(text),
      images,
    });
    if (keep) this.#kept.set(keep.as, keep.pattern.exec(answer)?.[1] ?? '');
  }

  #filled(text: string): string {
    return text.replaceAll(/\{(\w+)\}/g, (_all, name) => {
      if (name !== 'fortnight') return this.#kept.get(name) ?? '';
      const { zone, now } = this.#options.stage().app.outlook();
      const today = zone.dayOf(now);
      return shortDay(addDays(today, 14), today);
    });
  }

  /** Over a connection a card comes a little after the words it belongs to. */
  async #cardWith(button: string, chat: ChatRef): Promise<ChatMessage> {
    const { world } = this.#platform;
    const has = ({ content }: ChatMessage): boolean =>
      content.type === 'card' && content.card.buttons.some(({ text }) => text === button);
    const there = world.messagesIn(chat).findLast(has);
    if (there) return there;
    const { promise, resolve, reject } = Promise.withResolvers<ChatMessage>();
    const stop = world.watch((message) => {
      if (chatKey(message.chat) === chatKey(chat) && has(message)) resolve(message);
    });
    const giveUp = () => reject(new PlatformError('no-answer', `no card has a button ${button}`));
    const late = setTimeout(giveUp, CARD_WITHIN_MS);
    return promise.finally(() => {
      clearTimeout(late);
      stop();
    });
  }

  async #wait(what: Extract<Act, { do: 'wait' }>['for']): Promise<void> {
    if (what === 'reminder') return this.#untilReminded();
    const to = what === 'digest' ? this.#next().digest : this.#now() + what.hours * HOUR;
    if (to !== undefined) await this.#options.travelTo(to);
  }

  async #untilReminded(): Promise<void> {
    const branch = { group: this.#options.groups.branch };
    const count = () => this.#platform.world.messagesIn(branch).length;
    const before = count();
    for (let moments = 0; moments < MOST_MOMENTS && count() === before; moments++) {
      const { reminder } = this.#next();
      if (reminder === undefined) return;
      await this.#options.travelTo(reminder);
    }
  }

  #next() {
    const { app } = this.#options.stage();
    return nextMoments(app.outlook(), app.reach);
  }

  #now(): Instant {
    return this.#options.stage().app.outlook().now;
  }
}
