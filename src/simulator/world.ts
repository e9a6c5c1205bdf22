import { createHash, randomUUID } from 'node:crypto';
import type { Clock } from '../time/clock.ts';
import {
  type Author,
  type ChatMessage,
  type ChatRef,
  type Content,
  chatKey,
  type Group,
  type Person,
} from './chat.ts';
import { PlatformError } from './errors.ts';

/** A message before it is posted. */
export interface Draft {
  readonly chat: ChatRef;
  readonly author: Author;
  readonly content: Content;
  readonly quote?: string | undefined;
  readonly mentions?: readonly string[];
}

/** People, groups and everything ever said. Userids are compared without regard to case, as WeCom does. */
export class World {
  readonly #clock: Clock;
  readonly #people = new Map<string, Person>();
  readonly #groups = new Map<string, Group>();
  readonly #messages = new Map<string, ChatMessage>();
  readonly #tasks = new Set<string>();
  readonly #watchers = new Set<(message: ChatMessage) => void>();
  #hidden = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get people(): readonly Person[] {
    return [...this.#people.values()];
  }

  get groups(): readonly Group[] {
    return [...this.#groups.values()];
  }

  addPerson(person: Person): void {
    this.#people.set(person.userid.toLowerCase(), person);
  }

  /** Every member must have been added before. */
  addGroup(group: Group): void {
    const members = group.members.map((member) => this.person(member).userid);
    this.#groups.set(group.id, { ...group, members });
  }

  join(groupId: string, userid: string): void {
    const group = this.group(groupId);
    if (this.isMember(group, userid)) return;
    this.#groups.set(groupId, { ...group, members: [...group.members, this.person(userid).userid] });
  }

  person(userid: string): Person {
    const person = this.#people.get(userid.toLowerCase());
    if (!person) throw new PlatformError('rule', `no such person: ${userid}`);
    return person;
  }

  group(id: string): Group {
    const group = this.#groups.get(id);
    if (!group) throw new PlatformError('rule', `no such group: ${id}`);
    return group;
  }

  /** From now on bots are told encrypted ids instead of userids. */
  hideUserids(): void {
    this.#hidden = true;
  }

  /** What a bot is told of who this is. */
  toldAs(userid: string): string {
    return this.#hidden ? openIdOf(userid) : userid;
  }

  /** Whom a bot means, by a userid or by an encrypted id; undefined for nobody. */
  meant(id: string): Person | undefined {
    return this.#people.get(id.toLowerCase()) ?? this.personByOpenId(id);
  }

  personByOpenId(openId: string): Person | undefined {
    return this.people.find(({ userid }) => openIdOf(userid) === openId);
  }

  /** The person's name, or undefined for a userid nobody has. */
  nameOf(userid: string): string | undefined {
    return this.#people.get(userid.toLowerCase())?.name;
  }

  isMember(group: Group, userid: string): boolean {
    return group.members.some((member) => member.toLowerCase() === userid.toLowerCase());
  }

  message(id: string): ChatMessage | undefined {
    return this.#messages.get(id);
  }

  /** In the order they were posted. */
  messagesIn(chat: ChatRef): readonly ChatMessage[] {
    const key = chatKey(chat);
    return [...this.#messages.values()].filter((message) => chatKey(message.chat) === key);
  }

  /** Whether some card has this task_id already. */
  holdsTask(taskId: string): boolean {
    return this.#tasks.has(taskId);
  }

  post(draft: Draft): ChatMessage {
    const message: ChatMessage = {
      id: randomUUID(),
      chat: draft.chat,
      author: draft.author,
      at: this.#clock.now(),
      content: draft.content,
      quote: draft.quote ?? null,
      mentions: draft.mentions ?? [],
    };
    return this.#store(message);
  }

  /** Replaces what a message shows, as a stream does while it grows. */
  rewrite(id: string, content: Content): ChatMessage {
    const message = this.#messages.get(id);
    if (!message) throw new PlatformError('rule', `no such message: ${id}`);
    return this.#store({ ...message, content });
  }

  /** Calls back on every message posted or rewritten. Returns the way to stop. */
  watch(watcher: (message: ChatMessage) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  #store(message: ChatMessage): ChatMessage {
    this.#messages.set(message.id, message);
    if (message.content.type === 'card') this.#tasks.add(message.content.card.taskId);
    for (const watcher of this.#watchers) watcher(message);
    return message;
  }
}

/** The encrypted id of somebody, always the same, in upper and lower case that matters. */
export const openIdOf = (userid: string): string =>
  `wo${createHash('sha256').update(userid.toLowerCase()).digest('base64url').slice(0, 30)}`;
