import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import mustache from 'mustache';
import { escaped } from '../../wording/markup.ts';
import type { View } from '../../wording/wording.ts';

const LAYOUT = 'layout';
const ESCAPE = { escape: (value: unknown) => escaped(String(value)) };

type Token = readonly unknown[];

/** A page's template cannot be used; the message says which, and what is wrong, to whoever edited it. */
export class PageTemplateError extends Error {
  override readonly name = 'PageTemplateError';
}

/**
 * Pages by the names of their files, each inside `layout.html`, which puts them where its `{{{content}}}` stands. Templates are
 * data: `{{name}}` is escaped, and what a page can show is what its view holds.
 */
export class PageTemplates {
  readonly #templates: ReadonlyMap<string, string>;
  readonly #partials: Readonly<Record<string, string>>;

  constructor(templates: ReadonlyMap<string, string>) {
    for (const [name, template] of [...templates, [LAYOUT, templates.get(LAYOUT)] as const])
      checkTemplate(name, template, templates);
    this.#templates = templates;
    this.#partials = Object.fromEntries(templates);
  }

  /** The whole document. Throws when there is no such page: {@link requirePages} sees to it at the start that there is. */
  render(name: string, view: View): string {
    const content = mustache.render(this.#template(name), view, this.#partials, ESCAPE);
    return mustache.render(this.#template(LAYOUT), { ...view, content }, this.#partials, ESCAPE);
  }

  /** Throws a {@link PageTemplateError} when one of these is missing. */
  requirePages(names: readonly string[]): void {
    for (const name of names) this.#template(name);
  }

  #template(name: string): string {
    const template = this.#templates.get(name);
    if (template === undefined) throw new PageTemplateError(`网页模板缺少 ${name}.html`);
    return template;
  }
}

/** Reads every *.html of the folder. Throws a {@link PageTemplateError} when one is malformed or asks for one that is not there. */
export function loadPageTemplates(folder: string): PageTemplates {
  const names = readdirSync(folder).filter((name) => name.endsWith('.html'));
  return new PageTemplates(
    new Map(names.map((name) => [name.replace(/\.html$/, ''), readFileSync(join(folder, name), 'utf8')])),
  );
}

function checkTemplate(
  name: string,
  template: string | undefined,
  templates: ReadonlyMap<string, string>,
): void {
  if (template === undefined) throw new PageTemplateError(`网页模板缺少 ${name}.html`);
  for (const partial of partialsIn(parse(name, template)))
    if (!templates.has(partial))
      throw new PageTemplateError(`网页模板 ${name}.html 要用的 ${partial}.html 不存在`);
}

function parse(name: string, template: string): readonly Token[] {
  try {
    return mustache.parse(template);
  } catch (error) {
    throw new PageTemplateError(`网页模板 ${name}.html 的花括号没有配对`, { cause: error });
  }
}

/** A token is `[type, value, start, end, tokens inside]`; `>` is the type of a partial. */
function partialsIn(tokens: readonly Token[]): string[] {
  return tokens.flatMap((token) => {
    const [type, value, , , inside] = token;
    if (type === '>') return [String(value)];
    return Array.isArray(inside) ? partialsIn(inside) : [];
  });
}
