import type { Card } from '../../journal/outgoing.ts';
import type { TemplateCard } from '../cards.ts';
import { bytesOf, STREAM_BYTES, shorten } from '../limits.ts';
import { WORKING } from '../texts.ts';
import type { Ground } from './ground.ts';
import { addressed, cardMessage, laterMessage, type Place, streamState } from './messages.ts';
import { FOR_PUSHES, NOTHING, PLENTY } from './pace.ts';
import type { Persisted } from './persistence.ts';

/** What an answer goes under. The req_id is asked for when it is needed: a message that is told again has a newer one. */
export interface Under {
  readonly reqId: () => string;
  readonly stream: string;
}

/** Something to be said in a conversation because somebody said or tapped something there. */
export interface Answer {
  readonly place: Place;
  readonly text: string;
  /** Null for what is too late to be an answer, and is said of our own accord. */
  readonly under: Under | null;
  /** Its stream is shown already, and has to be finished. */
  readonly begun: boolean;
}

type SpeakerOptions = Pick<Ground, 'link' | 'pace' | 'persistence' | 'log' | 'timings'>;

interface Gathered {
  readonly answer: Answer;
  readonly settle: (arrived: boolean) => void;
}

const BETWEEN = '\n\n';

/**
 * Speaks in conversations within their limit: where many are answered at once, answers wait a little and go out together, so that
 * none is lost and there is room left for reminders.
 */
export class Speaker {
  readonly #options: SpeakerOptions;
  readonly #gathered = new Map<string, Gathered[]>();
  /** By conversation and card: which showing of it is the newest. */
  readonly #newest = new Map<string, string>();

  constructor(options: SpeakerOptions) {
    this.#options = options;
  }

  /** Shows that an answer is being worked out. False when it is not shown: a busy conversation has no room for it. */
  async begin({ id }: Place, { reqId, stream }: Under): Promise<boolean> {
    const { link, pace } = this.#options;
    if (this.#isBusy(id)) return false;
    pace.count(id);
    const ended = await link.call('aibot_respond_msg', streamState(stream, WORKING, false), reqId());
    return ended.kind === 'answered' ? ended.errcode === 0 : ended.kind === 'unclear';
  }

  /** Whether it has arrived, for all we know. */
  async say(answer: Answer): Promise<boolean> {
    const { id } = answer.place;
    if (answer.begun || !this.#isBusy(id)) return this.#utter([answer]);
    const { promise, resolve } = Promise.withResolvers<boolean>();
    this.#gather(id, [{ answer, settle: resolve }]);
    return promise;
  }

  /** `showing` is new for each showing. Of one card asked for several times in a busy conversation the last is shown. */
  async show(place: Place, card: Card, showing: string): Promise<void> {
    const { link, log, persistence, timings } = this.#options;
    const message = addressed(place, cardMessage(card, showing));
    const key = `${place.id} ${card.id}`;
    this.#newest.set(key, showing);
    if (this.#isBusy(place.id)) await persistence.rest(timings.gather);
    if (this.#newest.get(key) !== showing) return;
    this.#newest.delete(key);
    const shown = await persistence.persist(place.id, () => link.call('aibot_send_msg', message));
    // Of a second try that follows one in doubt, a refusal says that the first has arrived: a task_id is good for one.
    if (shown.kind !== 'done' && !(shown.kind === 'refused' && shown.doubts > 0))
      log.warn(detailsOf(shown), 'a card may not have arrived');
  }

  /** Changes a tapped card, at once or not at all. */
  async change({ id }: Place, template_card: TemplateCard, reqId: string): Promise<boolean> {
    const body = { response_type: 'update_template_card', template_card };
    return this.#atOnce(id, 'aibot_respond_update_msg', body, reqId);
  }

  /** Greets who has opened the private chat, at once or not at all. */
  async welcome({ id }: Place, content: string, reqId: string): Promise<boolean> {
    return this.#atOnce(id, 'aibot_respond_welcome_msg', { msgtype: 'text', text: { content } }, reqId);
  }

  /** We are about to stop: what is gathered goes out now. */
  hurry(): void {
    this.#options.persistence.hurry();
  }

  async #atOnce(
    id: string,
    command: 'aibot_respond_update_msg' | 'aibot_respond_welcome_msg',
    body: object,
    reqId: string,
  ): Promise<boolean> {
    const { link, pace } = this.#options;
    if (!pace.hasRoom(id, NOTHING)) return false;
    pace.count(id);
    const ended = await link.call(command, body, reqId);
    return ended.kind === 'answered' && ended.errcode === 0;
  }

  // While there is no connection answers are gathered too: they would all go out in the moment it is back.
  #isBusy(id: string): boolean {
    const { link, pace } = this.#options;
    return !link.isReady || this.#gathered.has(id) || !pace.hasRoom(id, PLENTY);
  }

  #gather(id: string, more: readonly Gathered[]): void {
    const waiting = this.#gathered.get(id);
    if (waiting) waiting.push(...more);
    else {
      this.#gathered.set(id, [...more]);
      void this.#sayTogether(id);
    }
  }

  async #sayTogether(id: string): Promise<void> {
    const { link, pace, persistence, timings } = this.#options;
    await persistence.rest(timings.gather);
    await link.whenReady(persistence.isHurried ? 0 : timings.outage);
    while (!persistence.isHurried && !pace.hasRoom(id, FOR_PUSHES)) await persistence.rest(timings.gather);
    const gathered = this.#gathered.get(id) ?? [];
    this.#gathered.delete(id);
    const batch = gathered.slice(0, fitting(gathered.map(({ answer }) => answer.text)));
    if (batch.length < gathered.length) this.#gather(id, gathered.slice(batch.length));
    const arrived = link.isReady
      ? await this.#utter(batch.map(({ answer }) => answer))
      : this.#arrived({ kind: 'given-up' });
    for (const { settle } of batch) settle(arrived);
  }

  async #utter(answers: readonly Answer[]): Promise<boolean> {
    const { link, log, persistence } = this.#options;
    const [first] = answers;
    if (!first) return true;
    const { place } = first;
    const text = shorten(answers.map((answer) => answer.text).join(BETWEEN), STREAM_BYTES);
    const under = answers.findLast((answer) => answer.under !== null)?.under;
    const answered = under
      ? await persistence.persist(place.id, () =>
          link.call('aibot_respond_msg', streamState(under.stream, text, true), under.reqId()),
        )
      : ({ kind: 'refused', errcode: 0, doubts: 0 } as const);
    if (answered.kind !== 'refused') return this.#arrived(answered);
    if (under) log.info({ errcode: answered.errcode }, 'what could not be an answer is said by itself');
    const said = await persistence.persist(
      place.id,
      (doubts) => link.call('aibot_send_msg', addressed(place, laterMessage(text, doubts > 0))),
      answered.doubts,
    );
    return this.#arrived(said);
  }

  #arrived(said: Persisted): boolean {
    if (said.kind !== 'done') this.#options.log.error(detailsOf(said), 'an answer may not have arrived');
    return said.kind === 'done';
  }
}

const detailsOf = (persisted: Persisted): object =>
  persisted.kind === 'refused'
    ? { outcome: persisted.kind, errcode: persisted.errcode }
    : { outcome: persisted.kind };

/** How many of the texts, at least the first, fit into one answer. */
function fitting(texts: readonly string[]): number {
  let bytes = 0;
  for (const [index, text] of texts.entries()) {
    bytes += bytesOf(text) + (index === 0 ? 0 : bytesOf(BETWEEN));
    if (bytes > STREAM_BYTES && index > 0) return index;
  }
  return texts.length;
}
