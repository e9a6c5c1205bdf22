import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Instant, SECOND } from '../../time/clock.ts';
import type { Content } from '../chat.ts';
import { Rate } from '../rate.ts';
import { check, Refusal } from '../refusal.ts';
import { readChangedCard, readSaid } from './app-content.ts';
import type { AppGround } from './options.ts';
import { ResponseCodes } from './response-codes.ts';

const MOST_RECIPIENTS = 1000;
const PER_MINUTE = 30;
const PER_HOUR = 1000;
const LONGEST_INTERVAL = 4 * 3600;

const Envelope = z.looseObject({
  touser: z.string().default(''),
  agentid: z.number().int().optional(),
  enable_duplicate_check: z.union([z.literal(0), z.literal(1)]).default(0),
  duplicate_check_interval: z.int().min(1).max(LONGEST_INTERVAL).default(1800),
});

const Update = z.looseObject({
  userids: z.array(z.string()).max(MOST_RECIPIENTS).default([]),
  atall: z.union([z.literal(0), z.literal(1)]).default(0),
  agentid: z.number().int().optional(),
  response_code: z.string(),
  button: z.strictObject({ replace_name: z.string().min(1) }).optional(),
  template_card: z.looseObject({}).optional(),
});

/** What the app says to people: https://developer.work.weixin.qq.com/document/path/90236 */
export class AppMessages {
  readonly codes: ResponseCodes;
  readonly #deps: AppGround;
  /** What each member gets. */
  readonly #rate: Rate;
  /** When each member last got this JSON. */
  readonly #same = new Map<string, Instant>();

  constructor(deps: AppGround) {
    this.#deps = deps;
    this.codes = new ResponseCodes(deps.clock);
    this.#rate = new Rate(deps.clock, PER_MINUTE, PER_HOUR);
  }

  /** Throws a Refusal. */
  send(json: unknown): object {
    const { touser, agentid, enable_duplicate_check, duplicate_check_interval } = check(Envelope, json);
    this.#checkAgent(agentid);
    const { content } = readSaid(json, this.#deps.media);
    const to = this.#recipients(touser);
    if (content.type === 'card') this.#checkCard(content.card.taskId, content.card.buttons.length > 0);
    const interval = enable_duplicate_check === 1 ? duplicate_check_interval * SECOND : 0;
    const posts = new Map<string, string>();
    for (const userid of to.reached) {
      const message = this.#reaches(userid, json, interval) && this.#post(userid, content);
      if (message) posts.set(userid.toLowerCase(), message.id);
    }
    const code = content.type === 'card' && posts.size > 0 && this.codes.issue(content.card.taskId, posts);
    return {
      ...(to.invalid.length > 0 && { invaliduser: to.invalid.join('|') }),
      ...(to.unlicensed.length > 0 && { unlicenseduser: to.unlicensed.join('|') }),
      msgid: randomUUID(),
      ...(code && { response_code: code }),
    };
  }

  /** Throws a Refusal. https://developer.work.weixin.qq.com/document/path/94888 */
  update(json: unknown): object {
    const { world } = this.#deps;
    const { userids, atall, agentid, response_code, button, template_card } = check(Update, json);
    this.#checkAgent(agentid);
    if ((button === undefined) === (template_card === undefined))
      throw new Refusal(40058, 'either button or template_card');
    const found = this.codes.look(response_code);
    const change = (content: Content): Content => {
      if (content.type !== 'card') return content;
      const card = template_card
        ? readChangedCard(template_card, found.task)
        : { ...content.card, buttons: [], replacedBy: button?.replace_name ?? '' };
      return { type: 'card', card };
    };
    const members = atall === 1 ? [...found.posts.keys()] : userids.map((userid) => userid.toLowerCase());
    const changes = members.flatMap((member) => {
      const post = world.message(found.posts.get(member) ?? '');
      return post ? [{ id: post.id, content: change(post.content) }] : [];
    });
    this.codes.use(response_code);
    for (const { id, content } of changes) world.rewrite(id, content);
    const invaliduser = members.filter((member) => !found.posts.has(member));
    return invaliduser.length > 0 ? { invaliduser } : {};
  }

  #checkAgent(agentid: number | undefined): void {
    if (agentid === undefined) throw new Refusal(41011, 'missing agentid');
    if (agentid !== this.#deps.app.agentId) throw new Refusal(301002, 'not allow operate another agent');
  }

  #checkCard(task: string, tappable: boolean): void {
    if (tappable && !this.#deps.app.callback) throw new Refusal(43012, 'the app needs a callback url');
    if (this.#deps.world.holdsTask(task))
      throw new Refusal(42014, 'taskid has existed or empty or exceed max len');
  }

  #recipients(touser: string): { reached: string[]; invalid: string[]; unlicensed: string[] } {
    const { app, world } = this.#deps;
    const asked = touser === '@all' ? world.people.map(({ userid }) => userid) : touser.split('|');
    const named = [...new Set(asked.map((userid) => userid.trim().toLowerCase()))].filter((id) => id !== '');
    if (named.length === 0) throw new Refusal(82001, 'all recipients are empty');
    if (named.length > MOST_RECIPIENTS) throw new Refusal(40032, 'too many recipients');
    const visible = app.visible?.map((userid) => userid.toLowerCase());
    const isValid = (id: string): boolean =>
      world.nameOf(id) !== undefined && (visible === undefined || visible.includes(id));
    const isLicensed = (id: string): boolean =>
      app.unlicensed?.every((userid) => userid.toLowerCase() !== id) ?? true;
    const valid = named.filter(isValid);
    if (valid.length === 0) throw new Refusal(81013, 'user & party & tag all invalid');
    return {
      reached: valid.filter(isLicensed).map((id) => world.person(id).userid),
      invalid: named.filter((id) => !isValid(id)),
      unlicensed: valid.filter((id) => !isLicensed(id)),
    };
  }

  /** Whether the member gets it. What is over the limit, or the same again, is dropped without a word. */
  #reaches(userid: string, json: unknown, interval: number): boolean {
    const now = this.#deps.clock.now();
    const key = createHash('sha256')
      .update(`${userid}\n${JSON.stringify(json)}`)
      .digest('base64');
    const before = this.#same.get(key);
    if (interval > 0 && before !== undefined && now - before < interval) return false;
    if (!this.#rate.takes(userid)) return false;
    this.#same.set(key, now);
    return true;
  }

  #post(userid: string, content: Content) {
    const { world, inbox } = this.#deps;
    const message = world.post({ chat: { app: userid }, author: { kind: 'app' }, content });
    inbox.add(message);
    return message;
  }
}
