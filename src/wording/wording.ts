import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import mustache from 'mustache';
import { parseDocument } from 'yaml';
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

/** A template taken apart, once for all the times it is filled in. */
type Parsed = string[][];

const writer = new mustache.Writer();
const HARMLESS = { escape: (value: unknown) => plain(String(value)) };

const file = z.record(z.string(), z.string());

/**
 * What the bot says: templates by key, `signin.done` being the entry `done` of signin.yaml. `{{name}}` is made harmless by
 * {@link plain}; `{{{name}}}` is for text that is safe already. Sections as in mustache: `{{#list}}…{{/list}}`.
 */
export class Wording {
  readonly #templates: ReadonlyMap<string, Parsed>;
  readonly #always: mustache.Context;

  /** What stands in `always` can be used in every template. */
  constructor(templates: ReadonlyMap<string, string>, always: View = {}) {
    this.#templates = new Map([...templates].map(([key, template]) => [key, writer.parse(template)]));
    this.#always = new mustache.Context(always);
  }

  /**
   * Fills in a template; the one called `otherwise` where there is none of that key. Throws when there is neither: a test makes
   * sure that every key in use exists.
   */
  say = (key: string, view: View = {}, otherwise = key): string => {
    const template = this.#templates.get(key) ?? this.#templates.get(otherwise);
    if (template === undefined) throw new Error(`no message template ${key}`);
    return writer
      .renderTokens(template, this.#always.push(view), {}, undefined, HARMLESS)
      .replace(/\n{3,}/g, '\n\n')
      .trim();
  };

  keys(): string[] {
    return [...this.#templates.keys()];
  }
}

export type Say = Wording['say'];

/** A template file somebody has edited cannot be used; the message says which, and what is wrong, to whoever edited it. */
export class WordingError extends Error {
  override readonly name = 'WordingError';
}

/**
 * Reads every *.yaml of the folder, once a process; what stands in `always` can be used in every template. Throws a
 * {@link WordingError} when one is malformed.
 */
export function loadWording(folder: string, always: View = {}): Wording {
  const templates = loaded.get(folder) ?? readFolder(folder);
  loaded.set(folder, templates);
  return new Wording(templates, always);
}

// Parsing them all takes a tenth of a second, and they do not change while the program runs.
const loaded = new Map<string, ReadonlyMap<string, string>>();

function readFolder(folder: string): ReadonlyMap<string, string> {
  const templates = new Map<string, string>();
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.yaml')))
    for (const [key, template] of readTemplates(name, readFileSync(join(folder, name), 'utf8')))
      templates.set(`${name.replace('.yaml', '')}.${key}`, template);
  return templates;
}

function readTemplates(name: string, text: string): [key: string, template: string][] {
  const document = parseDocument(text);
  const [broken] = document.errors;
  if (broken) throw new WordingError(`${name}: 文件格式有误（${broken.message.split('\n')[0] ?? ''}）`);
  const parsed = file.safeParse(document.toJS());
  if (!parsed.success) throw new WordingError(`${name}: 每一条应写成“名称: 文字”`);
  return Object.entries(parsed.data).map(([key, template]) => {
    try {
      writer.parse(template);
    } catch (error) {
      throw new WordingError(`${name}: “${key}”的花括号没有配对`, { cause: error });
    }
    return [key, template];
  });
}
