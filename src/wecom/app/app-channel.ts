import type { Card, Content, Target } from '../../journal/outgoing.ts';
import type { Logger } from '../../log.ts';
import type { Channel, Lane, SendResult } from '../../outreach/channel.ts';
import type { PersonId, UnitId } from '../../roster/roster.ts';
import type { Clock } from '../../time/clock.ts';
import { isPicture, mediaMessage } from '../files.ts';
import { Outcomes, refused } from '../outcomes.ts';
import { isUserid } from '../userid.ts';
import { CLOSED } from './advice.ts';
import { type Allowance, PER_MINUTE } from './allowance.ts';
import type { AppApi } from './app-api.ts';
import { type AppChats, laneOfChat } from './app-chats.ts';
import { type AppMessage, cardMessage, groupMessage, ONE_TEXT, textMessage } from './app-messages.ts';
import { DuplicateCheck } from './duplicate-check.ts';
import { laneOf, type PersonalSender, resultOf } from './personal-sender.ts';
import type { Uploads } from './uploads.ts';

/** Far below WeCom's own limits for its app's groups: 200 a minute to a member, 20 000 to all. */
const GROUP_PER_MINUTE = 20;

export interface AppChannelOptions {
  readonly api: AppApi;
  readonly sender: PersonalSender;
  readonly chats: AppChats;
  readonly uploads: Uploads;
  readonly allowance: Allowance;
  /** Whether people can tap its cards: only where the app is called back. */
  readonly tappable: boolean;
  /** The chat a unit is bound to. */
  readonly chatOf: (unit: UnitId) => string | undefined;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Speaks to people alone, and in the groups the app has made itself. */
export class AppChannel implements Channel {
  readonly name = '自建应用';
  readonly markdownBytes = ONE_TEXT;
  readonly #options: AppChannelOptions;
  readonly #outcomes = new Outcomes(CLOSED);
  readonly #duplicates: DuplicateCheck;

  constructor(options: AppChannelOptions) {
    this.#options = options;
    this.#duplicates = new DuplicateCheck(options.clock);
  }

  lane(target: Target): Lane | undefined {
    return target.kind === 'person' ? this.#laneOfPerson(target.person) : this.#laneOfGroup(target.unit);
  }

  async send(target: Target, content: Content, again: boolean): Promise<SendResult> {
    const { log, uploads } = this.#options;
    const result =
      target.kind === 'person'
        ? await this.#toPerson(target.person, content, again)
        : await this.#toGroup(target.unit, content, again);
    if (result.status === 'sent') {
      if (target.kind === 'person' && content.type === 'card')
        await this.#showCard(target.person, content.card);
      return result;
    }
    log.warn({ lane: this.lane(target)?.id, status: result.status, detail: result.detail }, 'not sent');
    // WeCom may not know the file any more: it is handed over anew.
    if ('file' in content) uploads.forget(content.file);
    return result;
  }

  #laneOfPerson(person: PersonId): Lane | undefined {
    if (!isUserid(person)) return undefined;
    const { api, allowance } = this.#options;
    return {
      id: laneOf(person),
      perMinute: PER_MINUTE,
      down: api.cutOff,
      hasRoom: () => allowance.hasRoom(person),
    };
  }

  // Until WeCom has said whose group it is, a message waits, unless there is another way.
  #laneOfGroup(unit: UnitId): Lane | undefined {
    const { api, chats, chatOf } = this.#options;
    const chat = chatOf(unit);
    const ownership = chat === undefined ? 'other' : chats.ownership(chat);
    if (chat === undefined || ownership === 'other') return undefined;
    const unknown = ownership === 'unknown';
    return {
      id: laneOfChat(chat),
      perMinute: GROUP_PER_MINUTE,
      down: unknown || api.cutOff,
      hasRoom: () => !unknown,
    };
  }

  async #toPerson(person: PersonId, content: Content, again: boolean): Promise<SendResult> {
    const asBefore = again ? this.#duplicates.second(person, content) : undefined;
    if (!asBefore) return this.#anew(person, content, again);
    const result = await this.#options.sender.send(person, asBefore);
    if (result.status !== 'retry') this.#duplicates.settled(person, content);
    return result;
  }

  async #anew(person: PersonId, content: Content, again: boolean): Promise<SendResult> {
    const made = await this.#message(content, again);
    if ('status' in made) return made;
    const begun = this.#options.clock.now();
    const message = this.#duplicates.first(person, made);
    const result = await this.#options.sender.send(person, message);
    if (result.status === 'unknown') this.#duplicates.doubt(person, content, message, begun);
    else if (result.status !== 'sent') this.#duplicates.failed(person, made);
    return result;
  }

  async #toGroup(unit: UnitId, content: Content, again: boolean): Promise<SendResult> {
    const { chats, chatOf } = this.#options;
    const chat = chatOf(unit);
    if (chat === undefined) return { status: 'closed', detail: '这个单位还没有绑定群' };
    const made = await this.#groupMessage(content, again);
    return 'status' in made ? made : chats.send(chat, made);
  }

  /** What the app says to one person, or why it cannot. */
  async #message(content: Content, again: boolean): Promise<AppMessage | SendResult> {
    if (content.type === 'markdown' || content.type === 'card') return textMessage(content.text, again);
    return this.#fileMessage(content);
  }

  // People who read in the WeChat plugin see no cards, so the words are the message and the card comes behind them.
  async #showCard(person: PersonId, card: Card): Promise<void> {
    const { log, sender, tappable } = this.#options;
    if (!tappable || card.choices.length === 0) return;
    const { status } = await sender.send(person, cardMessage(card));
    if (status !== 'sent') log.warn({ status }, 'a card may not have arrived');
  }

  // In a group a card could be tapped by anybody, and the app would not be told in which group.
  async #groupMessage(content: Content, again: boolean): Promise<AppMessage | SendResult> {
    if (content.type === 'markdown') return groupMessage(content.text, content.mention, again);
    return content.type === 'card' ? groupMessage(content.text, [], again) : this.#fileMessage(content);
  }

  async #fileMessage({
    type,
    file,
  }: Extract<Content, { type: 'image' | 'file' }>): Promise<AppMessage | SendResult> {
    const kind = type === 'image' && isPicture(file) ? 'image' : 'file';
    const uploaded = await this.#options.uploads.of(file, kind);
    if (uploaded.kind === 'unfit') return refused(uploaded.detail);
    if (uploaded.kind === 'answered' && uploaded.mediaId !== undefined)
      return mediaMessage(kind, uploaded.mediaId);
    const result = resultOf(this.#outcomes, 'app/upload', uploaded);
    // Nobody sees an upload, so doing it twice does no harm, whatever became of the first.
    return result.status === 'unknown' || result.status === 'sent'
      ? this.#outcomes.later('app/upload', '文件上传没有完成，稍后重试')
      : result;
  }
}
