import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { textOf } from '../chat.ts';
import { mentionsIn } from '../mentions.ts';
import { Rate } from '../rate.ts';
import { check, Refusal } from '../refusal.ts';
import { readSaid } from './app-content.ts';
import type { AppGround } from './options.ts';

/** What each member gets in all groups of the app; more is dropped without a word. */
const PER_MINUTE = 200;

const Create = z.strictObject({
  name: z
    .string()
    .min(1)
    .refine((name) => [...name].length <= 50),
  owner: z.string().min(1),
  userlist: z.array(z.string()).min(2).max(2000),
  chatid: z
    .string()
    .regex(/^[0-9a-zA-Z]{1,32}$/)
    .optional(),
});
const Send = z.looseObject({ chatid: z.string() });

/** Groups the app makes: https://developer.work.weixin.qq.com/document/path/90245 */
export class AppChats {
  readonly #deps: AppGround;
  readonly #owners = new Map<string, string>();
  readonly #rate: Rate;

  constructor(deps: AppGround) {
    this.#deps = deps;
    this.#rate = new Rate(deps.clock, PER_MINUTE);
  }

  /** Throws a Refusal. */
  create(json: unknown): object {
    const { app, world } = this.#deps;
    if (app.visible)
      throw new Refusal(48002, 'api forbidden, the app must be visible to the root department');
    const { name, owner, userlist, chatid } = check(Create, json);
    if (userlist.some((userid) => world.nameOf(userid) === undefined))
      throw new Refusal(40031, 'invalid userid list');
    if (!userlist.some((userid) => userid.toLowerCase() === owner.toLowerCase()))
      throw new Refusal(86216, 'the owner must be on the list');
    const id = chatid ?? `wr${randomUUID().replaceAll('-', '').slice(0, 30)}`;
    if (world.groups.some((group) => group.id === id)) throw new Refusal(86215, 'chatid is in use');
    world.addGroup({ id, name, members: userlist });
    this.#owners.set(id, owner);
    return { chatid: id };
  }

  /** Throws a Refusal. */
  get(id: string): object {
    const { chat, owner } = this.#own(id);
    return { chat_info: { chatid: chat.id, name: chat.name, owner, userlist: chat.members } };
  }

  /** Throws a Refusal. */
  send(json: unknown): object {
    const { world, inbox, media } = this.#deps;
    const { chat } = this.#own(check(Send, json).chatid);
    const { content, mentioned } = readSaid(json, media);
    if (content.type === 'card') throw new Refusal(40008, 'invalid message type');
    if (!this.#rate.takes(chat.id)) return {};
    const mentions = content.type === 'text' ? mentionsIn(textOf(content), mentioned) : [];
    inbox.add(world.post({ chat: { group: chat.id }, author: { kind: 'app' }, content, mentions }));
    return {};
  }

  #own(id: string) {
    const chat = this.#deps.world.groups.find((group) => group.id === id);
    const owner = this.#owners.get(id);
    if (!chat) throw new Refusal(86001, 'invalid chatid');
    if (owner === undefined) throw new Refusal(86008, 'the group was not created by this app');
    return { chat, owner };
  }
}
