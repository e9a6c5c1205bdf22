import type Koa from 'koa';
import { z } from 'zod';
import type { Conversation, Message } from '../../dialogue/message.ts';
import type { Clock } from '../../time/clock.ts';
import { readForm } from '../page/form.ts';
import type { Furniture, PageRoute } from '../page/furniture.ts';
import { PageMistake } from '../page/mistake.ts';
import { isFromHere } from '../page/same-origin.ts';
import { cookieOf, giveCookie, type Place, takeCookie } from './cookie.ts';
import { type Form, formToken, readFormToken } from './form-token.ts';
import type { Links } from './links.ts';
import type { PageSource } from './page-source.ts';
import type { Session, Sessions } from './sessions.ts';
import type { StaffDoor } from './staff-door.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const TEMPLATES = ['door', 'reply', 'left'];
/** Letters of what is filled in. */
const LONGEST = 4000;
/** Each of them may take nine bytes on the way. */
const MOST_BYTES = 40 * 1024;

const words = z.string().max(LONGEST);
const posted = z.object({
  token: z.string(),
  words: z
    .union([words.transform((one) => [one]), z.array(words)])
    .optional()
    .transform((all) => all ?? []),
});

export interface StaffPagesOptions {
  readonly furniture: Furniture;
  readonly source: PageSource;
  readonly conversation: Pick<Conversation, 'answer'>;
  readonly clock: Clock;
  readonly door: StaffDoor;
}

/** The pages for people on the roster: in by a link from the bot, out by a button or by word. */
export class StaffPages {
  readonly #options: StaffPagesOptions;
  readonly #links: Links;
  readonly #sessions: Sessions;

  constructor(options: StaffPagesOptions) {
    this.#options = options;
    this.#links = options.door.links;
    this.#sessions = options.door.sessions;
    options.furniture.requirePages([...TEMPLATES, ...options.source.templates]);
  }

  get routes(): readonly PageRoute[] {
    const { furniture } = this.#options;
    const route = (method: PageRoute['method'], path: string, handle: PageRoute['handle']): PageRoute => ({
      method,
      path,
      handle: furniture.guarded(handle),
    });
    return [
      route('get', '/w/:token', async (context, { token = '' }) => this.#showDoor(context, token)),
      route('post', '/w/:token', async (context, { token = '' }) => this.#enter(context, token)),
      route('post', '/p/act', (context) => this.#act(context)),
      route('get', '/p/reply/:form', async (context, { form = '' }) => this.#showReply(context, form)),
      route('get', '/p/workbook', (context) => this.#workbook(context)),
      route('get', '/p', (context) => this.#show(context, '', '')),
      route('get', '/p/:page', (context, { page = '' }) => this.#show(context, page, '')),
      route('get', '/p/:page/*id', (context, { page = '', id = '' }) => this.#show(context, page, id)),
    ];
  }

  /** Looking at a link does not use it up: whatever previews links in a chat looks, and only people press. */
  #showDoor(context: Koa.Context, token: string): void {
    const { furniture, clock, source } = this.#options;
    const person = this.#links.owner(token, clock.now());
    const name = person && source.nameOf(person);
    if (name === undefined) throw new PageMistake(410);
    furniture.page(context, 'door', { title: '打开网页', plain: true, name, action: `/w/${token}` });
  }

  #enter(context: Koa.Context, token: string): void {
    const { clock, source } = this.#options;
    const place = this.#place();
    if (!isFromHere(context, place.url)) throw new PageMistake(403);
    const person = this.#links.use(token, clock.now());
    if (person === undefined || source.nameOf(person) === undefined) throw new PageMistake(410);
    giveCookie(context, place, this.#sessions.open(person, clock.now()));
    this.#goTo(context, '/p');
  }

  async #show(context: Koa.Context, page: string, id: string): Promise<void> {
    const { furniture, source } = this.#options;
    const session = this.#session(context);
    const here = context.path + context.search;
    const shown = await source.show(session.person, { page, id, query: context.URL.searchParams }, (order) =>
      formToken(session, order, here),
    );
    if (!shown) throw new PageMistake(404);
    furniture.page(context, shown.template, { ...this.#top(session, page), ...shown.view });
  }

  async #act(context: Koa.Context): Promise<void> {
    const session = this.#session(context);
    const place = this.#place();
    if (!isFromHere(context, place.url)) throw new PageMistake(403);
    const { token, words } = await readForm(context, posted, MOST_BYTES);
    const form = readFormToken(session, token);
    if (!form) throw new PageMistake(403);
    if (form.order === '') return this.#out(context, place);
    const { conversation } = this.#options;
    const { text } = await conversation.answer(this.#message(session, form, words));
    session.tell(form.id, { reply: text, back: form.back });
    this.#goTo(context, `/p/reply/${form.id}`);
  }

  /** As the person could have typed it to the bot in private; sent twice, it is the same message. */
  #message({ person }: Session, { id, order }: Form, filledIn: readonly string[]): Message {
    return {
      id: `page/${id}`,
      from: person,
      chat: { kind: 'single', id: null },
      text: [`/${order}`, ...filledIn.map((each) => each.trim()).filter((each) => each !== '')].join(' '),
      quote: null,
      files: [],
      tapped: null,
      at: this.#options.clock.now(),
    };
  }

  #showReply(context: Koa.Context, form: string): void {
    const session = this.#session(context);
    const told = session.told(form);
    if (!told) throw new PageMistake(404);
    const lines = told.reply.split('\n').map((line) => ({ line: plainLine(line) }));
    this.#options.furniture.page(context, 'reply', {
      title: '办理结果',
      ...this.#top(session, ''),
      lines,
      back: told.back,
    });
  }

  async #workbook(context: Koa.Context): Promise<void> {
    const { source } = this.#options;
    const { person } = this.#session(context);
    const made = await source.workbook(person, context.URL.searchParams.get('unit') ?? '');
    if (!made) throw new PageMistake(404);
    context.type = XLSX;
    context.set('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(made.name)}`);
    context.body = Buffer.from(made.content);
  }

  #out(context: Koa.Context, place: Place): void {
    this.#sessions.end(cookieOf(context, place) ?? '');
    takeCookie(context, place);
    this.#options.furniture.page(context, 'left', { title: '已退出', plain: true });
  }

  /** Whoever is in, and still on the roster: asked anew at each request. */
  #session(context: Koa.Context): Session {
    const { clock, source } = this.#options;
    const id = cookieOf(context, this.#place());
    const session = id === undefined ? undefined : this.#sessions.find(id, clock.now());
    if (!session || source.nameOf(session.person) === undefined) throw new PageMistake(403);
    return session;
  }

  #top(session: Session, page: string) {
    const { source } = this.#options;
    const name = source.nameOf(session.person) ?? '';
    return {
      nav: { links: [...source.links(session.person, page)], name, token: formToken(session, '', '/p') },
    };
  }

  #place(): Place {
    const { furniture, door } = this.#options;
    const url = door.publicUrl;
    if (url === undefined) throw new PageMistake(404);
    return { url, base: furniture.base };
  }

  #goTo(context: Koa.Context, path: string): void {
    context.status = 303;
    context.set('Location', this.#options.furniture.base + path);
    context.body = '';
  }
}

/** The marks of the chat's markdown say nothing on a page. */
const plainLine = (line: string): string => line.replace(/\*\*/g, '').replace(/^> ?/, '');
