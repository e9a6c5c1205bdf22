import { join } from 'node:path';
import type Koa from 'koa';
import type { Logger } from '../../log.ts';
import type { View } from '../../wording/wording.ts';
import { guard } from './headers.ts';
import { isExplained, type MistakeStatus, PageMistake } from './mistake.ts';
import { readStylesheet, type Stylesheet } from './stylesheet.ts';
import { loadPageTemplates, type PageTemplates } from './templates.ts';

export type PageHandler = (
  context: Koa.Context,
  params: Readonly<Record<string, string | undefined>>,
) => Promise<void>;

/** One address of a page, in the router's words; the router registers it. */
export interface PageRoute {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly handle: PageHandler;
}

export interface FurnitureOptions {
  /** With `*.html` and `style.css`. */
  readonly folder: string;
  readonly log: Logger;
  /** Where browsers find us; undefined as long as pages are off. */
  readonly publicUrl: string | undefined;
}

const YEAR = 'public, max-age=31536000, immutable';
const MISTAKE = 'mistake';

/** What all pages share: the layout, the stylesheet, the headers, and a plain page for whatever goes wrong. */
export class Furniture {
  readonly #templates: PageTemplates;
  readonly #style: Stylesheet;
  readonly #options: FurnitureOptions;

  /** Reads and checks everything at once: a template that is missing or broken stops the start. */
  constructor(options: FurnitureOptions) {
    this.#options = options;
    this.#templates = loadPageTemplates(options.folder);
    this.#templates.requirePages([MISTAKE]);
    this.#style = readStylesheet(join(options.folder, 'style.css'));
  }

  /** Said once by whoever serves these pages, so that a missing one is found at the start. */
  requirePages(names: readonly string[]): void {
    this.#templates.requirePages(names);
  }

  /** What stands before the path of every link: the path of the public address, where it has one. */
  get base(): string {
    const url = this.#options.publicUrl;
    return url === undefined ? '' : new URL(url).pathname.replace(/\/+$/, '');
  }

  /** Answers with a page. `title` stands in the view; `base` and `style` are added. */
  page(context: Koa.Context, name: string, view: View & { readonly title: string }, status = 200): void {
    guard(context);
    const style = this.base + this.#style.path;
    context.status = status;
    context.type = 'html';
    context.body = this.#templates.render(name, { base: this.base, style, ...view });
  }

  /** Answers with the plain page that says what went wrong and what to do. */
  mistake(context: Koa.Context, status: MistakeStatus): void {
    this.page(context, MISTAKE, { title: '打不开这个页面', [`is${status}`]: true, plain: true }, status);
  }

  /** The handler, with every mistake it makes or finds explained on a plain page. */
  guarded(handle: PageHandler): PageHandler {
    return async (context, params) => {
      guard(context);
      try {
        await handle(context, params);
      } catch (error) {
        // Never the address: it may hold somebody's key.
        if (!(error instanceof PageMistake)) this.#options.log.error({ err: error }, 'a page failed');
        this.mistake(context, error instanceof PageMistake ? error.status : 500);
      }
    };
  }

  /** Around everything else: whatever no route has answered, or the wrong way, is explained to people as well. */
  readonly explain: Koa.Middleware = async (context, next) => {
    await next();
    const { body, status } = context;
    if ((body === undefined || body === null) && status >= 400 && isExplained(status))
      this.mistake(context, status);
  };

  /** The stylesheet's. An old address, kept open over an update, gets the present one. */
  readonly route: PageRoute = {
    method: 'get',
    path: '/assets/:file',
    handle: async (context, { file = '' }) => {
      if (!/^style-[0-9a-f]{12}\.css$/.test(file)) return this.mistake(context, 404);
      guard(context);
      if (this.#style.path.endsWith(`/${file}`)) context.set('Cache-Control', YEAR);
      context.type = 'text/css; charset=utf-8';
      context.body = this.#style.text;
    },
  };
}
