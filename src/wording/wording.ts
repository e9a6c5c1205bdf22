import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import mustache from 'mustache';
import { parse } from 'yaml';
import { z } from 'zod';
import { plain } from './plain.ts';

export type View = { readonly [name: string]: ViewValue };
export type ViewValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | View
  | readonly View[]
  | readonly string[]
  | readonly number[];

const file = z.record(z.string(), z.string());

/**
 * What the bot says: templates by key, `signin.done` being the entry `done` of signin.yaml. `{{name}}` is made harmless by
 * {@link plain}; `{{{name}}}` is for text that is safe already. Sections as in mustache: `{{#list}}…{{/list}}`.
 */
export class Wording {
  readonly #templates: ReadonlyMap<string, string>;

  constructor(templates: ReadonlyMap<string, string>) {
    this.#templates = templates;
  }

  /** Fills in a template. Throws when there is no such key: a test makes sure that every key in use exists. */
  say = (key: string, view: View = {}): string => {
    const template = this.#templates.get(key);
    if (template === undefined) throw new Error(`no message template ${key}`);
    return mustache
      .render(template, view, {}, { escape: (value: unknown) => plain(String(value)) })
      .replace(/\n{3,}/g, '\n\n')
      .trim();
  };

  keys(): string[] {
    return [...this.#templates.keys()];
  }
}

export type Say = Wording['say'];

/** Reads every *.yaml of the folder. Throws an Error that names the file when one is malformed. */
export function loadWording(folder: string): Wording {
  const templates = new Map<string, string>();
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.yaml'))) {
    const parsed = file.safeParse(parse(readFileSync(join(folder, name), 'utf8')));
    if (!parsed.success)
      throw new Error(`${name}: 每一条应写成“名称: 文字”。${z.prettifyError(parsed.error)}`);
    for (const [key, template] of Object.entries(parsed.data)) {
      try {
        mustache.parse(template);
      } catch (error) {
        throw new Error(`${name}: “${key}”的花括号没有配对：${error instanceof Error ? error.message : ''}`);
      }
      templates.set(`${name.replace('.yaml', '')}.${key}`, template);
    }
  }
  return new Wording(templates);
}
