import type { Reply } from '../../dialogue/message.ts';
import { changedCard } from '../cards.ts';
import { type Draft, inboundOf } from '../inbound.ts';
import { shorten, TEXT_BYTES } from '../limits.ts';
import type { Reception } from '../reception.ts';
import { streamId } from '../stream-id.ts';
import { FAILED, TOO_LATE, UNSUPPORTED } from '../texts.ts';
import { within } from '../timer.ts';
import type { Told } from './bot-client.ts';
import type { Ground } from './ground.ts';
import type { Place } from './messages.ts';
import { type Job, Seen } from './seen.ts';
import type { Speaker, Under } from './speaker.ts';

interface RepliesOptions extends Pick<Ground, 'clock' | 'log' | 'timer' | 'timings'> {
  readonly reception: Pick<Reception, 'answer' | 'greet'>;
  readonly speaker: Speaker;
}

/** Answers what people say, tap and open. */
export class Replies {
  readonly #options: RepliesOptions;
  readonly #seen: Seen;
  readonly #inHand = new Set<Promise<void>>();

  constructor(options: RepliesOptions) {
    this.#options = options;
    this.#seen = new Seen(options.clock);
  }

  take({ reqId, body }: Told): void {
    const inbound = inboundOf(body, true);
    switch (inbound.kind) {
      case 'message':
        this.#once(inbound.draft.id, reqId, (job) => this.#answer(inbound.draft, job));
        break;
      case 'tap':
        this.#once(inbound.draft.id, reqId, (job) => this.#tapped(inbound.draft, job));
        break;
      case 'unsupported':
        this.#once(inbound.id, reqId, (job) => this.#say(inbound, UNSUPPORTED, underOf(inbound, job), false));
        break;
      case 'enter':
        this.#hold(this.#greet(inbound.userid, reqId));
        break;
      case 'malformed':
        this.#options.log.warn('a callback that is none was left out');
        break;
      case 'refresh':
      case 'ignored':
    }
  }

  /** Resolves when everything that is in hand now is answered or given up. */
  async idle(): Promise<void> {
    await Promise.all(this.#inHand);
  }

  #once(msgid: string, reqId: string, work: (job: Job) => Promise<boolean>): void {
    const job = this.#seen.begin(msgid, reqId);
    if (!job) return;
    this.#hold(
      work(job).then(
        (arrived) => this.#seen.finish(msgid, arrived),
        (error: unknown) => {
          this.#seen.finish(msgid, false);
          this.#options.log.error({ error: nameOf(error) }, 'a message could not be answered');
        },
      ),
    );
  }

  #hold(work: Promise<void>): void {
    this.#inHand.add(work);
    void work.finally(() => this.#inHand.delete(work));
  }

  async #answer(draft: Draft, job: Job): Promise<boolean> {
    const { speaker, timer, timings } = this.#options;
    const under = underOf(draft, job);
    const work = this.#replyTo(draft);
    const quick = await within(work, timings.quick, timer);
    const begun = quick === undefined && (await speaker.begin(placeOf(draft), under));
    const reply = quick ?? (await within(work, timings.patience - timings.quick, timer));
    const arrived = await this.#say(draft, reply?.text ?? TOO_LATE, under, begun);
    if (reply?.card) await speaker.show(placeOf(draft), reply.card, draft.id);
    return arrived;
  }

  // In a group the card as it looks now says enough, unless the tap was refused; else, and in private, the words follow.
  async #tapped(draft: Draft, job: Job): Promise<boolean> {
    const { speaker, timer, timings } = this.#options;
    const work = this.#replyTo(draft);
    const quick = await within(work, timings.inTime, timer);
    const changed = quick && changedCard(quick, draft.task);
    const shown = changed ? await speaker.change(placeOf(draft), changed, job.reqId) : false;
    if (shown && draft.chat.kind === 'group' && !quick?.refused) return true;
    const reply = quick ?? (await within(work, timings.patience, timer));
    const arrived = await this.#say(draft, reply?.text ?? TOO_LATE, null, false);
    if (reply?.card && !changedCard(reply, draft.task))
      await speaker.show(placeOf(draft), reply.card, draft.id);
    return arrived;
  }

  async #greet(userid: string, reqId: string): Promise<void> {
    const { reception, speaker, log, timer, timings } = this.#options;
    const text = await within(reception.greet(userid), timings.inTime, timer);
    const place = { kind: 'single', id: userid } as const;
    const arrived = text !== undefined && (await speaker.welcome(place, shorten(text, TEXT_BYTES), reqId));
    if (!arrived) log.warn('a welcome was left out');
  }

  #say(
    draft: Pick<Draft, 'chat' | 'userid'>,
    text: string,
    under: Under | null,
    begun: boolean,
  ): Promise<boolean> {
    return this.#options.speaker.say({ place: placeOf(draft), text, under, begun });
  }

  /** Never rejects. */
  #replyTo(draft: Draft): Promise<Reply> {
    return this.#options.reception.answer(draft).catch((error: unknown) => {
      this.#options.log.error({ error: nameOf(error) }, 'a message failed');
      return { text: FAILED, card: null };
    });
  }
}

const placeOf = ({ chat, userid }: Pick<Draft, 'chat' | 'userid'>): Place => ({
  kind: chat.kind,
  id: chat.id ?? userid,
});

const underOf = ({ id }: Pick<Draft, 'id'>, job: Job): Under => ({
  reqId: () => job.reqId,
  stream: streamId(id),
});

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
